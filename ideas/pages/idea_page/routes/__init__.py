"""The addresses of the idea page: a module for each noun."""

from ideas.pages.idea_page.routes import idea

BLUEPRINTS = (idea.bp,)
