"""Merging in the browser."""

from ideas.community.merge.routes import merge, question

BLUEPRINTS = (merge.bp, question.bp)
