"""The desk's pages about the promise: a module for each noun."""

from ideas.community.pause.staff import pause, resumption

BLUEPRINTS = (pause.bp, resumption.bp)
