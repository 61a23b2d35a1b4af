"""Assignments in the browser, for staff."""

from ideas.desk.assignment.staff import assignment

BLUEPRINTS = (assignment.bp,)
