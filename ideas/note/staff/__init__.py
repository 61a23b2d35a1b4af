"""Notes in the browser, for staff."""

from ideas.note.staff import note

BLUEPRINTS = (note.bp,)
