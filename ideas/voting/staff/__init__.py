"""What staff do about votes."""

from ideas.voting.staff import recorded_vote

BLUEPRINTS = (recorded_vote.bp,)
