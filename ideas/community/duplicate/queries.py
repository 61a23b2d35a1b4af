"""Reads for likely duplicates: what an idea may be like, what was found, and what to compare it with."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import or_, select

from ideas.base.db import db
from ideas.community.board.models import Board
from ideas.community.board.rules import Access
from ideas.community.duplicate.models import LikelyDuplicate
from ideas.community.duplicate.rules import COMPARED, Pair, Title, words_of
from ideas.community.idea.models import Idea, IdeaRank
from ideas.community.idea.rules import Visibility
from ideas.community.stage.models import Stage
from ideas.people.brand.viewer import Viewer

LIKE_MOST = 3


def like_ideas(idea_id: int, *, viewer: Viewer) -> Sequence[Any]:
    """The ideas that may be the same as this one, as far as the viewer sees them and nobody has dismissed them."""
    pair = or_(
        (LikelyDuplicate.idea_id == idea_id) & (LikelyDuplicate.other_id == Idea.id),
        (LikelyDuplicate.other_id == idea_id) & (LikelyDuplicate.idea_id == Idea.id),
    )
    return db.session.execute(
        select(
            Idea.id,
            Idea.number,
            Idea.slug,
            Idea.title,
            Idea.excerpt,
            Idea.created_at,
            IdeaRank.vote_count,
            Stage.name.label("stage"),
            Stage.phase,
            Stage.colour,
            LikelyDuplicate.likeness,
        )
        .select_from(LikelyDuplicate)
        .join(Idea, pair)
        .join(IdeaRank, IdeaRank.idea_id == Idea.id)
        .join(Stage, Stage.id == Idea.stage_id)
        .where(
            or_(LikelyDuplicate.idea_id == idea_id, LikelyDuplicate.other_id == idea_id),
            LikelyDuplicate.closed_at.is_(None),
            Idea.board_id.in_(viewer.board_ids),
            IdeaRank.visibility == Visibility.PUBLIC,
        )
        .order_by(LikelyDuplicate.likeness.desc())
        .limit(LIKE_MOST)
    ).all()


def public_ideas(*, most: int) -> list[list[Idea]]:
    """The newest public ideas of the brand in scope, in groups that may be compared: the public boards', then each other's."""
    found = db.session.execute(
        select(Idea, Board.id, Board.access)
        .join(IdeaRank, IdeaRank.idea_id == Idea.id)
        .join(Board, Board.id == Idea.board_id)
        .where(IdeaRank.visibility == Visibility.PUBLIC)
        .order_by(Idea.id.desc())
        .limit(most)
    )
    groups: dict[int, list[Idea]] = {}
    for idea, board_id, access in found:
        groups.setdefault(0 if access is Access.PUBLIC else board_id, []).append(idea)
    return list(groups.values())


def known_pairs(idea_ids: Sequence[int]) -> set[Pair]:
    """What was found before, also what somebody has dismissed."""
    columns = select(LikelyDuplicate.idea_id, LikelyDuplicate.other_id)
    if len(idea_ids) > COMPARED:
        return {(first, second) for first, second in db.session.execute(columns)}
    about = or_(LikelyDuplicate.idea_id.in_(idea_ids), LikelyDuplicate.other_id.in_(idea_ids))
    return {(first, second) for first, second in db.session.execute(columns.where(about))}


def titles_near(idea: Idea) -> dict[int, Title]:
    """The words of the newest and of the most wanted titles, by idea: all of its own board's share, then the others'."""
    boards = db.session.execute(select(Board.id).where(Board.access == Access.PUBLIC)).scalars().all()
    others = [board_id for board_id in boards if board_id != idea.board_id]
    shares = {idea.board_id: COMPARED} | {board_id: COMPARED // len(others) for board_id in others}
    found: dict[int, Title] = {}
    for board_id, share in shares.items():
        for key in (IdeaRank.created_at, IdeaRank.vote_count):
            first = (
                select(IdeaRank.idea_id)
                .where(IdeaRank.board_id == board_id, IdeaRank.visibility == Visibility.PUBLIC)
                .order_by(key.desc(), IdeaRank.idea_id.desc())
                .limit(share)
                .subquery()
            )
            titles = select(Idea.id, Idea.title).join(first, first.c.idea_id == Idea.id)
            found |= {other_id: words_of(title) for other_id, title in db.session.execute(titles)}
    found.pop(idea.id, None)
    return found
