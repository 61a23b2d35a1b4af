"""Assignments in the browser, for staff."""

from ideas.assignment.staff import assignment

BLUEPRINTS = (assignment.bp,)
