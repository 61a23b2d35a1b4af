"""Submission: a new idea with its author's own vote and follow."""
