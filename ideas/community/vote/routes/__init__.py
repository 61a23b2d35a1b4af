"""Voting in the browser."""

from ideas.community.vote.routes import vote, voter

BLUEPRINTS = (vote.bp, voter.bp)
