"""Voting in the browser."""

from ideas.voting.routes import vote, voter

BLUEPRINTS = (vote.bp, voter.bp)
