"""The pages of a brand for everyone: a module for each noun."""

from ideas.people.brand.routes import membership, style

BLUEPRINTS = (style.bp, membership.bp)
