"""Notes in the browser, for staff."""

from ideas.desk.note.staff import note

BLUEPRINTS = (note.bp,)
