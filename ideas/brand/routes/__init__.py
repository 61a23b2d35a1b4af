"""The pages of a brand for everyone: a module for each noun."""

from ideas.brand.routes import acceptance, brand, membership, person, style

BLUEPRINTS = (brand.bp, brand.colour, style.bp, membership.bp, person.bp, acceptance.bp)
