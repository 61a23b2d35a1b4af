"""Staff's pages about tags: a module for each noun."""

from ideas.community.tag.staff import tag

BLUEPRINTS = (tag.bp, tag.merge)
