"""What staff do about votes."""

from ideas.community.vote.staff import recorded_vote

BLUEPRINTS = (recorded_vote.bp,)
