"""What an idea's counters must be, worked out from its votes and comments."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select

from ideas.comment.models import Comment
from ideas.db import db
from ideas.idea.models import IdeaRank
from ideas.idea.rules import COMMENT_HEAT, VOTE_HEAT, heat_of
from ideas.voting.models import Vote

# Sums of floating-point numbers that come and go leave rounding behind: a part of what is there now, and a part of the
# largest that may have been there for a while.
OF_ITSELF = 1e-6
OF_A_VOTE_NOW = 1e-12


@dataclass(slots=True)
class Tally:
    """An idea's votes with those that are retained, its comments that were not removed, and its heat."""

    vote_count: int
    comment_count: int
    heat: float

    def has_heat(self, heat: float, *, now: datetime) -> bool:
        """Whether a kept heat is this one, but for rounding."""
        return abs(heat - self.heat) <= OF_ITSELF * self.heat + OF_A_VOTE_NOW * heat_of(VOTE_HEAT, now)


def tally(idea_ids: Sequence[int]) -> dict[int, Tally]:
    """What the ranks of these ideas must say. Ideas without a rank are left out."""
    ranks = select(IdeaRank.idea_id, IdeaRank.retained_votes, IdeaRank.created_at)
    tallies = {
        idea_id: Tally(retained, 0, retained * heat_of(VOTE_HEAT, posted_at))
        for idea_id, retained, posted_at in db.session.execute(ranks.where(IdeaRank.idea_id.in_(idea_ids)))
    }
    votes = select(Vote.idea_id, Vote.created_at).where(Vote.idea_id.in_(tallies))
    for idea_id, cast_at in db.session.execute(votes):
        tallies[idea_id].vote_count += 1
        tallies[idea_id].heat += heat_of(VOTE_HEAT, cast_at)
    comments = select(Comment.idea_id, Comment.counts_heat, Comment.created_at)
    living = comments.where(Comment.idea_id.in_(tallies), Comment.removed_at.is_(None))
    for idea_id, counts_heat, written_at in db.session.execute(living):
        tallies[idea_id].comment_count += 1
        tallies[idea_id].heat += heat_of(COMMENT_HEAT, written_at) if counts_heat else 0.0
    return tallies
