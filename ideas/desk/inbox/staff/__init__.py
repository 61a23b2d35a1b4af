"""The desk's pages: a module for each noun."""

from ideas.desk.inbox.staff import act, inbox, presence, undoing

BLUEPRINTS = (inbox.bp, act.bp, undoing.bp, presence.bp)
