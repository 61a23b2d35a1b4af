"""Merging in the browser."""

from ideas.merge.routes import merge, question

BLUEPRINTS = (merge.bp, question.bp)
