"""The list of ideas: which ones, in which order, one keyset page at a time, each order served by an index.

Popular, Top and New are read from `idea_rank`: one index seek for each board that the viewer sees (with a stage filter,
for each board and that stage), merged. What a page costs depends on the number of boards, not on the number of ideas,
and what the viewer may not see is never read. Small sets (one's own ideas, one's votes, a rare tag) are read whole
through their own index and sorted. `docs/decisions/0005-lists.md` shows the plans.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache
from typing import Any

from sqlalchemy import Integer, Select, and_, bindparam, case, func, literal, select, tuple_, union_all

from ideas.base.db import db
from ideas.base.keyset import decode_cursor, encode_cursor, moment_number, moment_of
from ideas.community.idea.models import Idea, IdeaRank, IdeaTag, Tag
from ideas.community.idea.policy import is_shown_to_author
from ideas.community.idea.rules import Sort, Visibility
from ideas.people.account.models import Account
from ideas.people.brand.models import Membership
from ideas.people.brand.rules import Role
from ideas.people.brand.viewer import Viewer

PAGE = 20
COMMON_TAG = 1_000
COUNTED = 1_000
WORDS_MAX = 6


@dataclass(frozen=True, slots=True)
class Filters:
    """What a list shows. `ids` is a select of idea ids that a higher feature narrows it by, such as one's votes."""

    sort: Sort = Sort.POPULAR
    board_id: int | None = None
    stage_id: int | None = None
    tag: Tag | None = None
    author_id: int | None = None
    ids: Select[Any] | None = None
    words: tuple[str, ...] = ()
    after: str | None = None


@dataclass(frozen=True, slots=True)
class Card:
    """One idea as a list shows it. `answer_due` is empty unless it waits for an answer."""

    id: int
    number: int
    slug: str
    title: str
    excerpt: str
    board_id: int
    stage_id: int
    visibility: Visibility
    created_at: datetime
    answered_at: datetime | None
    author_name: str | None
    author_handle: str | None
    author_role: Role | None
    vote_count: int
    comment_count: int
    heat: float
    answer_due: datetime | None

    @property
    def reference(self) -> str:
        return f"{self.number}-{self.slug}" if self.slug else str(self.number)


@dataclass(frozen=True, slots=True)
class Page:
    """A page of cards, and the cursor of the next one if there is more."""

    cards: Sequence[Card]
    after: str | None


_due = case((IdeaRank.awaits_answer, IdeaRank.answer_due))
_KEYS: dict[Sort, Any] = {Sort.POPULAR: IdeaRank.heat, Sort.TOP: IdeaRank.vote_count, Sort.NEW: IdeaRank.created_at}
_KINDS: dict[Sort, type] = {Sort.POPULAR: float, Sort.TOP: int, Sort.NEW: int}


def list_ideas(viewer: Viewer, filters: Filters, *, limit: int = PAGE) -> Page:
    """A page of the ideas that this viewer sees, in one query. Raises BadCursor."""
    boards = viewer.board_ids
    if filters.board_id is not None:
        boards = tuple(board_id for board_id in boards if board_id == filters.board_id)
    if not boards:
        return Page((), None)
    statement = _statement(boards, filters)
    rows = db.session.execute(statement, _values(boards, filters, limit)).all()
    cards = [Card(*tuple(row)) for row in rows[:limit]]
    return Page(cards, _cursor(filters.sort, cards[-1]) if len(rows) > limit else None)


def read_words(text: str) -> tuple[str, ...]:
    """The first few words of a search."""
    return tuple(text.split()[:WORDS_MAX])


def board_counts(viewer: Viewer) -> dict[int, int]:
    """How many public ideas each board that this viewer sees holds, counted no further than COUNTED + 1."""
    if not viewer.board_ids:
        return {}
    parts = [
        select(literal(board_id), func.count()).select_from(
            select(IdeaRank.idea_id)
            .where(IdeaRank.board_id == board_id, IdeaRank.visibility == Visibility.PUBLIC)
            .limit(COUNTED + 1)
            .subquery()
        )
        for board_id in viewer.board_ids
    ]
    return dict(db.session.execute(union_all(*parts)).all())


def _statement(boards: Sequence[int], filters: Filters) -> Any:
    """The query for these filters. The usual ones are built once and only get other values."""
    if filters.tag is None and filters.author_id is None and filters.ids is None and not filters.words:
        return _usual(len(boards), filters.sort, filters.stage_id is not None, filters.after is not None)
    return _with_cards(_small_set(filters) if _is_small(filters) else _merged(len(boards), filters))


@lru_cache(maxsize=512)
def _usual(boards: int, sort: Sort, by_stage: bool, after: bool) -> Any:
    return _with_cards(
        _merged(boards, Filters(sort=sort, stage_id=0 if by_stage else None, after="" if after else None))
    )


def _values(boards: Sequence[int], filters: Filters, limit: int) -> dict[str, Any]:
    """What the query's parameters are this time."""
    values: dict[str, Any] = {"n": limit + 1, "boards": boards, "stage": filters.stage_id}
    values |= {f"board_{index}": board_id for index, board_id in enumerate(boards)}
    if filters.after is not None:
        values["last_key"], values["last_id"] = _position(filters)
    return values


def _with_cards(page: Any) -> Any:
    """What a card shows of each idea of the page."""
    return (
        select(
            Idea.id,
            Idea.number,
            Idea.slug,
            Idea.title,
            Idea.excerpt,
            Idea.board_id,
            Idea.stage_id,
            Idea.visibility,
            Idea.created_at,
            Idea.answered_at,
            Account.display_name,
            Membership.handle,
            Membership.role,
            IdeaRank.vote_count,
            IdeaRank.comment_count,
            IdeaRank.heat,
            _due,
        )
        .select_from(page)
        .join(Idea, Idea.id == page.c.idea_id)
        .join(IdeaRank, IdeaRank.idea_id == Idea.id)
        .outerjoin(Account, Account.id == Idea.author_id)
        .outerjoin(Membership, and_(Membership.account_id == Idea.author_id, Membership.brand_id == Idea.brand_id))
        .order_by(page.c.key.desc(), Idea.id.desc())
        .limit(bindparam("n", type_=Integer))
    )


def _is_small(filters: Filters) -> bool:
    """Whether the filter itself names few ideas, so that reading and sorting them all is the cheaper way."""
    rare = filters.tag is not None and filters.tag.idea_count <= COMMON_TAG
    return rare or filters.author_id is not None or filters.ids is not None


def _small_set(filters: Filters) -> Any:
    """Drive from the narrow side: board and key are wrapped, so that no planner walks a board's index instead."""
    column = _KEYS[filters.sort]
    key, board_id = func.coalesce(column, column), func.coalesce(IdeaRank.board_id, IdeaRank.board_id)
    found = select(IdeaRank.idea_id, key.label("key")).where(board_id.in_(bindparam("boards", expanding=True)))
    found = _narrowed(found, filters)
    if filters.after is not None:
        found = found.where(_comes_after(key, column))
    return _first(found, key).subquery("page")


def _merged(boards: int, filters: Filters) -> Any:
    """The first rows of each board's index, put together."""
    key = _KEYS[filters.sort]
    parts = []
    for index in range(boards):
        part = select(IdeaRank.idea_id, key.label("key")).where(IdeaRank.board_id == bindparam(f"board_{index}"))
        part = _narrowed(part, filters)
        if filters.after is not None:
            part = part.where(_comes_after(key, key))
        parts.append(_first(part, key))
    if len(parts) == 1:
        return parts[0].subquery("page")
    merged = union_all(*(select(part.subquery()) for part in parts)).subquery("merged")
    newest = select(merged).order_by(merged.c.key.desc(), merged.c.idea_id.desc())
    return newest.limit(bindparam("n", type_=Integer)).subquery("page")


def _first(found: Select[Any], key: Any) -> Select[Any]:
    return found.order_by(key.desc(), IdeaRank.idea_id.desc()).limit(bindparam("n", type_=Integer))


def _comes_after(key: Any, column: Any) -> Any:
    return tuple_(key, IdeaRank.idea_id) < tuple_(bindparam("last_key", type_=column.type), bindparam("last_id"))


def _narrowed(found: Select[Any], filters: Filters) -> Select[Any]:
    if filters.author_id is None:
        found = found.where(IdeaRank.visibility == Visibility.PUBLIC)
    else:
        own = select(Idea.id).where(Idea.author_id == filters.author_id)
        found = found.where(IdeaRank.idea_id.in_(own), is_shown_to_author())
    if filters.stage_id is not None:
        found = found.where(IdeaRank.stage_id == bindparam("stage"))
    if filters.ids is not None:
        found = found.where(IdeaRank.idea_id.in_(filters.ids))
    if filters.tag is not None:
        tagged = select(IdeaTag.idea_id).where(IdeaTag.tag_id == filters.tag.id)
        if filters.tag.idea_count <= COMMON_TAG:
            found = found.where(IdeaRank.idea_id.in_(tagged))
        else:
            found = found.where(tagged.where(IdeaTag.idea_id == IdeaRank.idea_id).exists())
    if filters.words:
        found = found.join(Idea, Idea.id == IdeaRank.idea_id)
        for word in filters.words:
            found = found.where(
                Idea.title.icontains(word, autoescape=True) | Idea.body.icontains(word, autoescape=True)
            )
    return found


def _cursor(sort: Sort, card: Card) -> str:
    if sort is Sort.POPULAR:
        return encode_cursor(card.heat, card.id)
    if sort is Sort.TOP:
        return encode_cursor(card.vote_count, card.id)
    return encode_cursor(moment_number(card.created_at), card.id)


def _position(filters: Filters) -> tuple[Any, int]:
    value, idea_id = decode_cursor(filters.after or "", _KINDS[filters.sort], int)
    if filters.sort is Sort.NEW:
        value = moment_of(value)  # type: ignore[assignment]
    return value, int(idea_id)
