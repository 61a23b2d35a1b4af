"""Staff's pages about the pipeline: a module for each noun."""

from ideas.community.pipeline.staff import checklist, tick

BLUEPRINTS = (checklist.bp, checklist.position, tick.bp)
