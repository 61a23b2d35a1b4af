"""Reads of merges: where an idea went, what was merged into one, and what a merge would do."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import and_, func, select, union
from sqlalchemy.orm import aliased

from ideas.base.db import db
from ideas.community.board.models import Board
from ideas.community.board.policy import sees_board
from ideas.community.board.rules import Access
from ideas.community.follow.models import Follow
from ideas.community.idea.family import family_of
from ideas.community.idea.models import Idea, IdeaRank
from ideas.community.idea.queries import find_idea
from ideas.community.idea.rules import Visibility
from ideas.community.merge.models import Merge
from ideas.community.merge.rules import MergeState
from ideas.community.vote.models import RecordedVote, Vote
from ideas.people.account.models import Account
from ideas.people.brand.viewer import Viewer

MERGED_HERE_MAX = 50


@dataclass(frozen=True, slots=True)
class Forecast:
    """What a merge would do to the votes: how many each idea has, how many people are in both, and how many it makes."""

    votes: int
    root_votes: int
    shared: int

    @property
    def total(self) -> int:
        return self.votes + self.root_votes - self.shared


def open_merge(idea: Idea) -> Merge | None:
    """The merge that this idea's author is asked about."""
    asked = select(Merge).where(Merge.idea_id == idea.id, Merge.state == MergeState.ASKED)
    return db.session.scalar(asked.execution_options(populate_existing=True))


def latest_merge(idea: Idea) -> Merge | None:
    """The merge in force of this idea, or the one that its author is asked about."""
    in_force = select(Merge).where(Merge.idea_id == idea.id, Merge.state.in_((MergeState.DONE, MergeState.ASKED)))
    return db.session.scalar(in_force.execution_options(populate_existing=True))


def last_refusal(idea: Idea) -> Merge | None:
    """The last time that this idea's author said no to a merge."""
    said_no = select(Merge).where(Merge.idea_id == idea.id, Merge.state == MergeState.REFUSED)
    return db.session.scalar(said_no.order_by(Merge.id.desc()).limit(1))


def find_canonical(of: Idea | Merge, *, viewer: Viewer) -> Idea | None:
    """The canonical idea of an idea, or of a merge's target, with its author, stage and rank, if this viewer may see it."""
    named = of.target_id if isinstance(of, Merge) else of.id
    root_id = select(func.coalesce(Idea.canonical_id, Idea.id)).where(Idea.id == named).scalar_subquery()
    number = db.session.scalar(select(Idea.number).where(Idea.id == root_id))
    return find_idea(number, viewer=viewer) if number is not None else None


def name_of(account_id: int | None) -> str | None:
    """What the person is called."""
    return db.session.scalar(select(Account.display_name).where(Account.id == account_id)) if account_id else None


def merged_here(idea: Idea, *, viewer: Viewer) -> Sequence[Any]:
    """What this viewer may read of the ideas that were merged into this one, the first merged first.

    Rows of number, slug, title, author_id, author (a name or None), merged_by_id, merged_by and merged_at.
    """
    writer, merger = aliased(Account), aliased(Account)
    return db.session.execute(
        select(
            Idea.number,
            Idea.slug,
            Idea.title,
            Idea.author_id,
            writer.display_name.label("author"),
            Merge.account_id.label("merged_by_id"),
            merger.display_name.label("merged_by"),
            Merge.merged_at,
        )
        .join(Merge, and_(Merge.idea_id == Idea.id, Merge.state == MergeState.DONE))
        .outerjoin(writer, writer.id == Idea.author_id)
        .outerjoin(merger, merger.id == Merge.account_id)
        .where(
            Idea.canonical_id == idea.id,
            Idea.board_id.in_(viewer.board_ids),
            Idea.visibility == Visibility.PUBLIC,
        )
        .order_by(Merge.merged_at, Merge.id)
        .limit(MERGED_HERE_MAX)
    ).all()


def forecast(idea: Idea, root: Idea) -> Forecast:
    """What merging the first of these canonical ideas into the second would do to the votes."""
    ranks = select(IdeaRank.idea_id, IdeaRank.vote_count).where(IdeaRank.idea_id.in_((idea.id, root.id)))
    counts = {row.idea_id: row.vote_count for row in db.session.execute(ranks)}
    return Forecast(
        counts[idea.id],
        counts[root.id],
        _shared(Vote, "account_id", idea, root) + _shared(RecordedVote, "email_key", idea, root),
    )


def people_kept_out(idea: Idea, root: Idea) -> int:
    """How many of the people behind an idea (authors, voters, followers) can't see the board of the other one."""
    board = db.session.get_one(Board, root.board_id)
    if board.access is Access.PUBLIC or root.board_id == idea.board_id:
        return 0
    family = family_of(idea.id)
    people = union(
        select(Vote.account_id).where(Vote.idea_id.in_(family)),
        select(Follow.account_id).where(Follow.idea_id.in_(family)),
        select(Idea.author_id).where(Idea.id.in_(family), Idea.author_id.is_not(None)),
    ).subquery("people")
    outside = select(func.count()).select_from(people).where(~sees_board(board, people.c.account_id))
    return db.session.scalar(outside) or 0


def _shared(model: Any, key: str, idea: Idea, root: Idea) -> int:
    other = aliased(model)
    both = select(func.count()).select_from(model).join(other, getattr(other, key) == getattr(model, key))
    return db.session.scalar(both.where(model.counted_for_id == idea.id, other.counted_for_id == root.id)) or 0
