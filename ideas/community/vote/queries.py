"""Reads of votes."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import Select, and_, func, select, union_all
from sqlalchemy.orm import aliased

from ideas.base.db import db
from ideas.base.keyset import decode_cursor, encode_cursor
from ideas.community.idea.family import canonical_of, family_of
from ideas.community.idea.models import Idea
from ideas.community.vote.models import Vote
from ideas.community.vote.rules import VoteState
from ideas.people.account.models import Account
from ideas.people.brand.models import Membership
from ideas.people.brand.viewer import Viewer

VOTERS_PAGE = 60


def vote_states(account: Account | None, idea_ids: Sequence[int]) -> dict[int, VoteState]:
    """How this person's vote stands for each of these ideas that has one, cast there or on an idea merged into it.

    One query for a whole page; held votes and false ones count for no idea, and are theirs all the same.
    """
    if account is None or not idea_ids:
        return {}
    mine = Vote.account_id == account.id
    here = select(Vote.idea_id, Vote.state).where(mine, Vote.idea_id.in_(idea_ids))
    merged = select(Idea.canonical_id, Vote.state).join(Vote, Vote.idea_id == Idea.id)
    theirs: Any = union_all(here, merged.where(mine, Idea.canonical_id.in_(idea_ids)))
    states: dict[int, VoteState] = {}
    for idea_id, state in db.session.execute(theirs):
        states[idea_id] = _first(state, states.get(idea_id, state)) or state
    return states


def has_voted(account: Account | None, idea: Idea) -> bool:
    """Whether this person has a vote on the idea or one it is merged with."""
    return vote_state(account, idea) is not None


def vote_state(account: Account | None, idea: Idea) -> VoteState | None:
    """How this person's vote stands, wherever it was cast among the merged ideas; None where there is none."""
    if account is None:
        return None
    mine = select(Vote.state).where(Vote.account_id == account.id, Vote.idea_id.in_(family_of(canonical_of(idea))))
    return _first(*db.session.scalars(mine))


def votes_of(account: Account) -> Select[Any]:
    """A select of the ids of the ideas that this person's votes are for, counted or not, to narrow a list by."""
    cast_at = aliased(Idea)
    found = select(func.coalesce(cast_at.canonical_id, cast_at.id)).join(Vote, Vote.idea_id == cast_at.id)
    return found.where(Vote.account_id == account.id)


def voters_of(
    idea: Idea, *, viewer: Viewer, after: str | None = None, limit: int = VOTERS_PAGE
) -> tuple[Sequence[tuple[str, str | None]], str | None]:
    """Names and handles of the voters, the newest accounts first, and the cursor of the next page. Never addresses.

    Those who voted for a merged idea are named only to whoever sees that idea's board.
    """
    found = (
        select(Account.display_name, Membership.handle, Vote.account_id)
        .join(Account, Account.id == Vote.account_id)
        .outerjoin(Membership, and_(Membership.account_id == Vote.account_id, Membership.brand_id == Vote.brand_id))
        .join(Idea, Idea.id == Vote.idea_id)
        .where(Vote.counted_for_id == canonical_of(idea), Idea.board_id.in_(viewer.board_ids))
        .order_by(Vote.account_id.desc())
        .limit(limit + 1)
    )
    if after:
        (account_id,) = decode_cursor(after, int)
        found = found.where(Vote.account_id < account_id)
    rows = db.session.execute(found).all()
    cursor = encode_cursor(rows[limit - 1].account_id) if len(rows) > limit else None
    return [(row.display_name, row.handle) for row in rows[:limit]], cursor


def _first(*states: VoteState) -> VoteState | None:
    """Of a person's votes among merged ideas the one that says how they stand: one that counts, else one that is held."""
    return min(states, key=list(VoteState).index, default=None)
