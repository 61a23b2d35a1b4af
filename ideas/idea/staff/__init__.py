"""Staff's pages about ideas: a module for each noun."""

from ideas.idea.staff import tag

BLUEPRINTS = (tag.bp, tag.merge)
