"""The desk's pages about the promise: a module for each noun."""

from ideas.promise.staff import pause, resumption

BLUEPRINTS = (pause.bp, resumption.bp)
