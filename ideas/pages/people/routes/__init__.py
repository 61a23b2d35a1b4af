"""Pages about people for everyone: a module for each noun."""

from ideas.pages.people.routes import acceptance, person

BLUEPRINTS = (person.bp, acceptance.bp)
