"""Owners' pages about stages and reasons: a module for each noun."""

from ideas.community.stage.staff import position, reason, stage

BLUEPRINTS = (stage.bp, position.bp, reason.bp)
