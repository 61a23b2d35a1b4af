"""The addresses of the list: a module for each noun."""

from ideas.pages.idea_list.routes import board

BLUEPRINTS = (board.bp,)
