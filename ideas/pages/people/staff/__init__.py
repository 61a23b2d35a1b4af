"""Owners' pages about a brand's people: a module for each noun."""

from ideas.pages.people.staff import invitation, people, role, title

BLUEPRINTS = (people.bp, role.bp, title.bp, title.own, invitation.bp)
