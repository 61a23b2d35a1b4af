"""What an idea's counters must be, worked out from its votes, those of ideas merged into it, and its comments."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import func, or_, select

from ideas.base.db import db
from ideas.community.comment.models import Comment
from ideas.community.idea.models import Idea, IdeaRank
from ideas.community.idea.rules import COMMENT_HEAT, VOTE_HEAT, Visibility, heat_of
from ideas.community.vote.models import RecordedVote, Vote
from ideas.community.vote.rules import VoteState

# Sums of floating-point numbers that come and go leave rounding behind: a part of what is there now, and a part of the
# largest that may have been there for a while.
OF_ITSELF = 1e-6
OF_A_VOTE_NOW = 1e-12


@dataclass(slots=True)
class Tally:
    """An idea's votes with those that are retained and recorded, its comments that were not removed, and its heat."""

    vote_count: int = 0
    comment_count: int = 0
    heat: float = 0.0
    recorded_votes: int = 0
    held_votes: int = 0

    def has_heat(self, heat: float, *, now: datetime) -> bool:
        """Whether a kept heat is this one, but for rounding."""
        return abs(heat - self.heat) <= OF_ITSELF * self.heat + OF_A_VOTE_NOW * heat_of(VOTE_HEAT, now)

    def add_votes(self, votes: int, at: datetime) -> None:
        """Count votes of one moment."""
        self.vote_count += votes
        self.heat += votes * heat_of(VOTE_HEAT, at)


def tally(idea_ids: Sequence[int]) -> dict[int, Tally]:
    """What the ranks of these ideas must say. Ideas without a rank are left out."""
    ranks = select(IdeaRank.idea_id).where(IdeaRank.idea_id.in_(idea_ids))
    tallies = {idea_id: Tally() for idea_id in db.session.scalars(ranks)}
    _add_retained(tallies)
    for idea_id, cast_at in _counted(Vote, tallies):
        tallies[idea_id].add_votes(1, cast_at)
    for idea_id, recorded_at in _counted(RecordedVote, tallies):
        tallies[idea_id].add_votes(1, recorded_at)
        tallies[idea_id].recorded_votes += 1
    held = select(Vote.idea_id, func.count()).where(Vote.state == VoteState.UNDER_REVIEW, Vote.idea_id.in_(tallies))
    for idea_id, votes_held in db.session.execute(held.group_by(Vote.idea_id)):
        tallies[idea_id].held_votes = votes_held
    _add_comments(tallies)
    return tallies


def _counted(model: Any, tallies: dict[int, Tally]) -> Any:
    return db.session.execute(select(model.counted_for_id, model.created_at).where(model.counted_for_id.in_(tallies)))


def _add_retained(tallies: dict[int, Tally]) -> None:
    """Votes without an account count for the canonical idea, each as old as the idea that brought them."""
    family = select(Idea.id, Idea.canonical_id, IdeaRank.retained_votes, IdeaRank.created_at)
    family = family.join(IdeaRank, IdeaRank.idea_id == Idea.id).where(IdeaRank.retained_votes > 0)
    here = or_(Idea.id.in_(tallies), Idea.canonical_id.in_(tallies))
    for idea_id, canonical_id, retained, posted_at in db.session.execute(family.where(here)):
        counted_for = tallies.get(canonical_id or idea_id)
        if counted_for is not None:
            counted_for.add_votes(retained, posted_at)


def _add_comments(tallies: dict[int, Tally]) -> None:
    comments = select(Comment.idea_id, Comment.counts_heat, Comment.created_at)
    living = comments.where(
        Comment.idea_id.in_(tallies), Comment.removed_at.is_(None), Comment.visibility == Visibility.PUBLIC
    )
    for idea_id, counts_heat, written_at in db.session.execute(living):
        tallies[idea_id].comment_count += 1
        tallies[idea_id].heat += heat_of(COMMENT_HEAT, written_at) if counts_heat else 0.0
