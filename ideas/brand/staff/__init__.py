"""Owners' pages about a brand's people: a module for each noun."""

from ideas.brand.staff import invitation, people, role

BLUEPRINTS = (people.bp, role.bp, invitation.bp)
