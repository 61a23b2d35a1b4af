"""Reads of single ideas, of their history and of their neighbours."""

from collections.abc import Collection, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import func, select, union_all
from sqlalchemy.orm import joinedload

from ideas.base.db import db
from ideas.base.keyset import decode_cursor, encode_cursor
from ideas.base.text import many_lines, one_line
from ideas.community.board.models import Board
from ideas.community.idea.models import Idea, IdeaRank, IdeaRevision, IdeaTag, Tag
from ideas.community.idea.policy import can_see
from ideas.community.idea.rules import Visibility
from ideas.people.account.models import Account
from ideas.people.brand.viewer import Viewer
from ideas.spine.activity.models import Activity
from ideas.spine.kinds import STORY_KINDS

SIMILAR_READ = 100
STORY_MAX = 200
NUMBER_MAX = 10**18
REVISIONS_PAGE = 10


def find_idea(number: int, *, viewer: Viewer) -> Idea | None:
    """The idea of this number in the brand in scope, with its author, stage and rank, if this viewer may see it."""
    if not 0 < number <= NUMBER_MAX:
        return None  # no database's integer holds it
    idea = db.session.scalar(
        select(Idea)
        .options(joinedload(Idea.author), joinedload(Idea.stage), joinedload(Idea.rank))
        .where(Idea.number == number)
        .execution_options(populate_existing=True)
    )
    return idea if idea is not None and can_see(viewer, idea) else None


def shared_before(board: Board, *, title: str, body: str, by: Account, since: datetime) -> Idea | None:
    """The idea with these very words that this person has shared on the board since then, public or waiting for approval."""
    return db.session.scalar(
        select(Idea)
        .options(joinedload(Idea.author), joinedload(Idea.stage), joinedload(Idea.rank))
        .where(
            Idea.author_id == by.id,
            Idea.board_id == board.id,
            Idea.created_at >= since,
            Idea.title == one_line(title),
            Idea.body == many_lines(body),
            Idea.visibility.in_((Visibility.PUBLIC, Visibility.PENDING)),
        )
        .order_by(Idea.id)
        .limit(1)
    )


def revisions_of(
    idea: Idea, *, after: str | None = None, limit: int = REVISIONS_PAGE
) -> tuple[Sequence[tuple[IdeaRevision, Account | None]], str | None]:
    """A page of the idea's earlier versions, the latest first, and who replaced each. Raises BadCursor.

    A page that is not the first begins with the last version of the page before: what it is compared with.
    """
    found = (
        select(IdeaRevision, Account)
        .outerjoin(Account, Account.id == IdeaRevision.replaced_by_id)
        .where(IdeaRevision.idea_id == idea.id)
        .order_by(IdeaRevision.version.desc())
        .limit(limit + 1)
    )
    if after is not None:
        (version,) = decode_cursor(after, int)
        found = found.where(IdeaRevision.version <= version).limit(limit + 2)
        limit += 1
    rows = list(db.session.execute(found))
    return rows[:limit], encode_cursor(rows[limit - 1][0].version) if len(rows) > limit else None


def story_of(idea_id: int) -> Sequence[tuple[Activity, str | None]]:
    """What happened to an idea (the last 200 things), oldest first, and the names of those who did it."""
    rows = db.session.execute(
        select(Activity, Account.display_name)
        .outerjoin(Account, Account.id == Activity.account_id)
        .where(Activity.idea_id == idea_id, Activity.kind.in_(STORY_KINDS))
        .order_by(Activity.created_at.desc(), Activity.id.desc())
        .limit(STORY_MAX)
    )
    return list(rows)[::-1]


def numbers_in_sight(numbers: Collection[int], *, viewer: Viewer) -> set[int]:
    """Which of these ideas of the brand in scope this viewer may know of: one query for a whole page."""
    if not numbers:
        return set()
    found = select(Idea.number).where(Idea.number.in_(sorted(numbers)), Idea.board_id.in_(viewer.board_ids))
    return set(db.session.scalars(found))


def similar_ideas(idea: Idea, tags: Sequence[Tag], *, viewer: Viewer, most: int = 4) -> Sequence[Any]:
    """Public ideas that share the most tags with this one: rows of number, slug, title, stage_id and vote_count.

    Of each tag only the newest hundred ideas are looked at, so that a common tag costs no more than a rare one.
    """
    if not tags:
        return ()
    parts = [
        select(
            select(IdeaTag.idea_id)
            .where(IdeaTag.tag_id == tag.id, IdeaTag.idea_id != idea.id)
            .order_by(IdeaTag.idea_id.desc())
            .limit(SIMILAR_READ)
            .subquery()
        )
        for tag in tags
    ]
    near = union_all(*parts).subquery("near") if len(parts) > 1 else parts[0].subquery("near")
    shared = (
        select(near.c.idea_id, func.count().label("tags"))
        .group_by(near.c.idea_id)
        .order_by(func.count().desc(), near.c.idea_id.desc())
        .limit(SIMILAR_READ)
        .subquery("shared")
    )
    return db.session.execute(
        select(Idea.number, Idea.slug, Idea.title, Idea.stage_id, IdeaRank.vote_count)
        .select_from(shared)
        # Outer joins, and the board wrapped, so that no planner begins elsewhere than with the hundred that share a tag.
        .outerjoin(IdeaRank, IdeaRank.idea_id == shared.c.idea_id)
        .outerjoin(Idea, Idea.id == shared.c.idea_id)
        .where(
            func.coalesce(IdeaRank.board_id, IdeaRank.board_id).in_(viewer.board_ids),
            IdeaRank.visibility == Visibility.PUBLIC,
        )
        .order_by(shared.c.tags.desc(), IdeaRank.heat.desc(), Idea.id.desc())
        .limit(most)
    ).all()
