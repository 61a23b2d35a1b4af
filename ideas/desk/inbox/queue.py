"""The queue of the desk: everything that wants a person, the latest first, in one statement whatever its length.

Each kind is read from the index that holds just what waits: one seek for each board that the viewer hosts, a page of rows
each. What a page costs depends on the number of boards, not on how much waits. The kinds are put together here, because
each has its own patience: `due` is when it was opened plus that, and an answer brings its own.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache
from typing import Any

from sqlalchemy import Integer, Select, bindparam, cast, func, literal, literal_column, null, select, tuple_, union_all

from ideas.base.db import db
from ideas.base.keyset import EPOCH, decode_cursor, encode_cursor, moment_number, moment_of
from ideas.community.comment.models import Comment
from ideas.community.duplicate.models import LikelyDuplicate
from ideas.community.idea.models import Idea, IdeaRank
from ideas.community.idea.rules import Visibility
from ideas.desk.acts.rules import Kind
from ideas.desk.inbox.rules import COUNTED, PAGE, PATIENCE
from ideas.people.brand.viewer import Viewer
from ideas.trust.fraud.models import VoteAlert
from ideas.trust.moderation.models import Appeal, Case, Statement

_FAR = 2**62
# As the partial indexes say it, word for word: a bound value would hide them from the planner.
_AWAITS: Any = literal_column("idea_rank.awaits_answer")
_PENDING: Any = literal_column("comment.visibility = 'pending'")


@dataclass(frozen=True, slots=True)
class Filters:
    """Which part of the queue. `assignee_id` narrows it to what somebody took; `by_score` to scored ideas, best first."""

    kind: Kind | None = None
    board_id: int | None = None
    assignee_id: int | None = None
    by_score: bool = False
    after: str | None = None


@dataclass(frozen=True, slots=True)
class Waiting:
    """One thing that waits. `id` is that of the row it is kept in; `other_id` the older of two like ideas."""

    kind: Kind
    id: int
    idea_id: int | None
    opened_at: datetime
    due_at: datetime
    other_id: int | None = None
    score: float | None = None

    @property
    def ref(self) -> str:
        """What names it in addresses and forms."""
        return f"{self.kind}:{self.id}" + (f"-{self.other_id}" if self.other_id else "")


@dataclass(frozen=True, slots=True)
class Page:
    """A page of the queue, and the cursor of the next one if there is more."""

    items: Sequence[Waiting]
    after: str | None


def list_queue(viewer: Viewer, filters: Filters, *, limit: int = PAGE) -> Page:
    """A page of what waits on the boards that this viewer hosts, in one query. Raises BadCursor."""
    boards = hosted_boards(viewer, filters.board_id)
    kinds = _kinds(viewer, filters)
    if not (boards and kinds):
        return Page((), None)
    values: dict[str, Any] = {"n": limit + 1, "boards": boards, "assignee": filters.assignee_id}
    values |= {f"board_{index}": board_id for index, board_id in enumerate(boards)}
    values |= _score_bounds(filters) if filters.by_score else _bounds(kinds, filters.after)
    everybody = viewer.is_moderator and filters.board_id is None
    statement = _statement(kinds, len(boards), filters.assignee_id is not None, filters.by_score, everybody)
    found = [_waiting(*row) for row in db.session.execute(statement, values)]
    found.sort(key=_score_key if filters.by_score else _key)
    more = len(found) > limit
    items = found[:limit]
    return Page(items, _cursor(items[-1], filters) if more else None)


def count_queue(viewer: Viewer, *, board_id: int | None = None) -> dict[Kind, int]:
    """How much of each kind waits, counted no further than COUNTED for each board, in one query."""
    boards = hosted_boards(viewer, board_id)
    if not boards:
        return {}
    kinds = _kinds(viewer, Filters(board_id=board_id))
    values: dict[str, Any] = {"n": COUNTED, "boards": boards, "assignee": None}
    values |= {f"board_{index}": board_id for index, board_id in enumerate(boards)} | _bounds(kinds, None)
    everybody = viewer.is_moderator and board_id is None
    return {Kind(kind): count for kind, count in db.session.execute(_counts(kinds, len(boards), everybody), values)}


def hosted_boards(viewer: Viewer, board_id: int | None = None) -> tuple[int, ...]:
    """The boards that this viewer works on, or just the one of them that is asked for."""
    return tuple(one for one in viewer.board_ids if viewer.hosts(one) and board_id in (None, one))


def _kinds(viewer: Viewer, filters: Filters) -> tuple[Kind, ...]:
    if filters.by_score:
        return (Kind.ANSWER,)
    kinds = tuple(Kind) if filters.kind is None else (filters.kind,)
    return tuple(kind for kind in kinds if viewer.is_moderator or kind is not Kind.APPEAL)


def _waiting(
    kind: str, row_id: int, idea_id: int | None, opened_at: datetime, other_id: int | None, score: float | None
) -> Waiting:
    known = Kind(kind)
    return Waiting(known, row_id, idea_id, opened_at, opened_at + PATIENCE[known], other_id, score)


def _key(item: Waiting) -> tuple[datetime, int, int]:
    return item.due_at, item.kind.rank, item.id


def _score_key(item: Waiting) -> tuple[float, int]:
    return -(item.score or 0.0), -item.id


# --- the statement ---------------------------------------------------------------------------------------------------


@lru_cache(maxsize=256)
def _statement(kinds: tuple[Kind, ...], boards: int, mine: bool, by_score: bool, people: bool) -> Any:
    parts = [_first_of(kind, boards, mine=mine, by_score=by_score, people=people) for kind in kinds]
    return union_all(*(select(part) for part in parts)) if len(parts) > 1 else select(parts[0])


@lru_cache(maxsize=64)
def _counts(kinds: tuple[Kind, ...], boards: int, people: bool) -> Any:
    parts = [
        select(literal(kind).label("kind"), func.count().label("waiting")).select_from(
            _first_of(kind, boards, mine=False, by_score=False, people=people)
        )
        for kind in kinds
    ]
    return union_all(*parts) if len(parts) > 1 else parts[0]


def _first_of(kind: Kind, boards: int, *, mine: bool, by_score: bool, people: bool) -> Any:
    """The first rows of one kind over all boards, the latest first."""
    parts = [_narrowed(part, kind, mine=mine) for part in _parts(kind, boards, by_score=by_score, people=people)]
    parts = [_ordered(part, kind, by_score=by_score) for part in parts]
    if len(parts) == 1:
        return parts[0].subquery()
    merged = union_all(*(select(part.subquery()) for part in parts)).subquery()
    order = (merged.c.score.desc(), merged.c.id.desc()) if by_score else (merged.c.opened_at.asc(), merged.c.id.asc())
    return select(merged).order_by(*order).limit(bindparam("n", type_=Integer)).subquery()


def _parts(kind: Kind, boards: int, *, by_score: bool, people: bool) -> list[Select[Any]]:
    """One select for each board, or one for all where the index is the brand's."""
    one_by_one: list[Any] = [bindparam(f"board_{index}") for index in range(boards)]
    if kind is Kind.ANSWER:
        found = _row(kind, IdeaRank.idea_id, IdeaRank.idea_id, IdeaRank.answer_due, score=IdeaRank.score)
        found = found.where(_AWAITS)
        found = found.where(IdeaRank.score.is_not(None)) if by_score else found
        return [found.where(IdeaRank.board_id == board) for board in one_by_one]
    if kind is Kind.APPROVE:
        found = _row(kind, IdeaRank.idea_id, IdeaRank.idea_id, IdeaRank.created_at)
        found = found.where(IdeaRank.visibility == Visibility.PENDING)
        return [found.where(IdeaRank.board_id == board) for board in one_by_one]
    if kind is Kind.REPORT:
        found = _row(kind, Case.id, Case.idea_id, Case.opened_at).where(Case.closed_at.is_(None))
        return [found.where(Case.board_id == board) for board in one_by_one]
    if kind is Kind.DUPLICATE:
        found = _row(
            kind,
            LikelyDuplicate.idea_id,
            LikelyDuplicate.idea_id,
            LikelyDuplicate.found_at,
            other=LikelyDuplicate.other_id,
        )
        found = found.where(LikelyDuplicate.closed_at.is_(None))
        return [found.where(LikelyDuplicate.board_id == board) for board in one_by_one]
    # The rest is few, and its index is the brand's. The board is wrapped, so that no planner begins with it instead.
    mine: Any = bindparam("boards", expanding=True)
    if kind is Kind.VOTES:
        found = _row(kind, VoteAlert.id, VoteAlert.idea_id, VoteAlert.found_at).where(VoteAlert.closed_at.is_(None))
        theirs = func.coalesce(VoteAlert.board_id, 0).in_(mine)
        return [found.where(theirs | VoteAlert.board_id.is_(None) if people else theirs)]
    if kind is Kind.COMMENT:
        found = _row(kind, Comment.id, Comment.idea_id, Comment.created_at).join(Idea, Idea.id == Comment.idea_id)
        return [found.where(_PENDING, func.coalesce(Idea.board_id, Idea.board_id).in_(mine))]
    found = _row(kind, Appeal.statement_id, Statement.idea_id, Appeal.created_at)
    found = found.join(Statement, Statement.id == Appeal.statement_id).where(Appeal.decided_at.is_(None))
    if people:
        return [found]
    return [found.join(Idea, Idea.id == Statement.idea_id).where(func.coalesce(Idea.board_id, Idea.board_id).in_(mine))]


def _row(kind: Kind, row_id: Any, idea_id: Any, opened_at: Any, *, other: Any = None, score: Any = None) -> Select[Any]:
    return select(
        literal(kind.value).label("kind"),
        row_id.label("id"),
        idea_id.label("idea_id"),
        opened_at.label("opened_at"),
        (other if other is not None else cast(null(), IdeaRank.idea_id.type)).label("other_id"),
        (score if score is not None else cast(null(), IdeaRank.score.type)).label("score"),
    )


def _narrowed(found: Select[Any], kind: Kind, *, mine: bool) -> Select[Any]:
    if not mine:
        return found
    idea_id = list(found.selected_columns)[2]
    taken = select(Idea.id).where(Idea.assignee_id == bindparam("assignee"))
    return found.where(idea_id.element.in_(taken))


def _ordered(found: Select[Any], kind: Kind, *, by_score: bool) -> Select[Any]:
    row_id, opened_at, score = (list(found.selected_columns)[place].element for place in (1, 3, 5))
    key = score if by_score else opened_at
    last = tuple_(bindparam(f"{kind}_last", type_=key.type), bindparam(f"{kind}_id", type_=IdeaRank.idea_id.type))
    if by_score:
        found = found.where(tuple_(key, row_id) < last).order_by(key.desc(), row_id.desc())
    else:
        found = found.where(tuple_(key, row_id) > last).order_by(key.asc(), row_id.asc())
    return found.limit(bindparam("n", type_=Integer))


# --- where a page ends -----------------------------------------------------------------------------------------------


def _cursor(item: Waiting, filters: Filters) -> str:
    if filters.by_score:
        return encode_cursor(float(item.score or 0.0), item.id)
    return encode_cursor(moment_number(item.due_at), item.kind.rank, item.id)


def _bounds(kinds: Sequence[Kind], after: str | None) -> dict[str, Any]:
    """Behind what each kind begins: the moment and the id that come before everything on this page."""
    due, rank, last_id = EPOCH, -1, -1
    if after is not None:
        microseconds, rank, last_id = (int(value) for value in decode_cursor(after, int, int, int))
        due = max(EPOCH, moment_of(microseconds))
    values: dict[str, Any] = {}
    for kind in kinds:
        values[f"{kind}_last"] = due - PATIENCE[kind] if due > EPOCH else EPOCH
        values[f"{kind}_id"] = last_id if kind.rank == rank else (_FAR if kind.rank < rank else -1)
    return values


def _score_bounds(filters: Filters) -> dict[str, Any]:
    score, last_id = (float("inf"), _FAR) if filters.after is None else decode_cursor(filters.after, float, int)
    return {"answer_last": min(float(score), 1e9), "answer_id": last_id}
