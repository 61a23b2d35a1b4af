"""Finding likely duplicates when an idea comes out, and keeping each pair until somebody has looked.

What two titles share counts only by its rarer words: a word that every tenth title holds says nothing. A title is compared
with the newest and the most wanted ideas of its own board and of the brand's public ones, a bounded number of them, so
that it costs the same at a thousand ideas and at a million.
"""

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime

from sqlalchemy import or_, select, update

from ideas.base.db import db, insert_ignoring
from ideas.community.board.models import Board
from ideas.community.board.rules import Access
from ideas.community.duplicate.models import LikelyDuplicate
from ideas.community.duplicate.queries import known_pairs, titles_near
from ideas.community.duplicate.rules import (
    LIKE_FROM,
    PER_WORD,
    Pair,
    Title,
    Weights,
    common_words,
    likeness,
    weights_of,
    words_of,
)
from ideas.community.idea.models import Idea
from ideas.community.idea.rules import Visibility
from ideas.people.account.models import Account


def note_duplicate(idea: Idea, *, at: datetime) -> Pair | None:
    """Keep the idea that this one is most like, if it is very like, for somebody to look. A pair is kept only once."""
    if idea.visibility is not Visibility.PUBLIC or idea.is_merged:
        return None
    titles = titles_near(idea)
    common = common_words(titles.values())
    known = known_pairs([idea.id])
    mine = words_of(idea.title) - common
    best = _most_like(idea.id, mine, titles, common, weights_of(titles.values()), known)
    return _keep(idea, best, at=at) if best else None


def note_duplicates(ideas: Sequence[Idea], *, at: datetime) -> list[Pair]:
    """The same for many ideas of one brand at once, such as imported ones: compared with each other. Newest first."""
    titles = {idea.id: words_of(idea.title) for idea in ideas}
    common = common_words(titles.values())
    by_word: dict[str, list[int]] = {}
    kept: list[Pair] = []
    known, weights = known_pairs(list(titles)), weights_of(titles.values())
    for idea in sorted(ideas, key=lambda idea: idea.id):
        mine = titles[idea.id] - common
        near = {other_id: titles[other_id] for word in mine for other_id in by_word.get(word, ())[-PER_WORD:]}
        best = _most_like(idea.id, mine, near, common, weights, known)
        if best and (pair := _keep(idea, best, at=at)):
            kept.append(pair)
        for word in mine:
            by_word.setdefault(word, []).append(idea.id)
    return kept


def close_duplicates(idea_ids: Sequence[int], *, by: Account | None, at: datetime) -> list[Pair]:
    """Close what is open about these ideas, because they were merged or are gone. Returns the pairs that were open."""
    closed = db.session.execute(
        update(LikelyDuplicate)
        .where(
            or_(LikelyDuplicate.idea_id.in_(idea_ids), LikelyDuplicate.other_id.in_(idea_ids)),
            LikelyDuplicate.closed_at.is_(None),
        )
        .values(closed_at=at, closed_by_id=by.id if by else None)
        .returning(LikelyDuplicate.idea_id, LikelyDuplicate.other_id)
        .execution_options(synchronize_session=False)
    )
    return [(first, second) for first, second in closed]


def lock_duplicates(idea_ids: Iterable[int]) -> None:
    """Lock the pairs of likely duplicates that these ideas are in."""
    ids = set(idea_ids)
    theirs = or_(LikelyDuplicate.idea_id.in_(ids), LikelyDuplicate.other_id.in_(ids))
    pairs = select(LikelyDuplicate.idea_id).where(theirs).order_by(LikelyDuplicate.idea_id, LikelyDuplicate.other_id)
    db.session.execute(pairs.with_for_update(key_share=True))


def reopen_duplicates(pairs: Iterable[Sequence[int]]) -> None:
    """Ask again about these pairs: undoing what closed them."""
    for idea_id, other_id in pairs:
        db.session.execute(
            update(LikelyDuplicate)
            .where(LikelyDuplicate.idea_id == idea_id, LikelyDuplicate.other_id == other_id)
            .values(closed_at=None, closed_by_id=None)
        )


def _most_like(
    idea_id: int, mine: Title, titles: Mapping[int, Title], common: frozenset[str], weights: Weights, known: set[Pair]
) -> tuple[int, float] | None:
    best: tuple[int, float] | None = None
    for other_id, other in titles.items():
        if other_id == idea_id or _pair(idea_id, other_id) in known:
            continue
        like = likeness(mine, other - common, weights)
        if like >= LIKE_FROM and (best is None or (like, -other_id) > (best[1], -best[0])):
            best = other_id, like
    return best


def _keep(idea: Idea, best: tuple[int, float], *, at: datetime) -> Pair | None:
    """Keep the pair for those who host the board of the younger one, if they can see the other."""
    pair = _pair(idea.id, best[0])
    younger = idea if idea.id == pair[0] else db.session.get_one(Idea, pair[0])
    if younger.board_id != idea.board_id and db.session.get_one(Board, idea.board_id).access is not Access.PUBLIC:
        return None
    is_new = insert_ignoring(
        LikelyDuplicate,
        brand_id=idea.brand_id,
        idea_id=pair[0],
        other_id=pair[1],
        board_id=younger.board_id,
        likeness=round(best[1], 3),
        found_at=at,
    )
    return pair if is_new else None


def _pair(one: int, other: int) -> Pair:
    """The younger first."""
    return max(one, other), min(one, other)
