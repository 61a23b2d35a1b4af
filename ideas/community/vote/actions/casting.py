"""Casting a vote and taking it back: the row first, the count only if the row came or went."""

from datetime import datetime

from sqlalchemy import delete, select

from ideas.base.db import db, insert_ignoring
from ideas.base.refusal import Conflict, Forbidden
from ideas.community.idea.family import canonical_of, family_of, has_family, lock_canonical
from ideas.community.idea.models import Idea
from ideas.community.idea.rules import VOTE_HEAT, heat_of
from ideas.community.vote.counting import add_votes
from ideas.community.vote.models import Vote
from ideas.community.vote.rules import VoteState
from ideas.people.account.actions import lock_account
from ideas.people.account.models import Account


class VotingClosed(Forbidden):
    """The idea has left the stages that take votes."""


class Unverified(Forbidden):
    """Votes count only from people whose address is proven."""


class VoteHeld(Conflict):
    """The vote is being looked at, and must be there until that is done."""


def cast_vote(
    idea: Idea, *, by: Account, at: datetime, network: str | None = None, referrer: str | None = None
) -> bool:
    """Vote for an idea. Returns whether it is a new vote; a second one changes nothing. Raises VotingClosed, Unverified.

    A vote for a merged idea is one for its canonical idea, and stays there. That idea is locked shared, so that no move
    can close the voting between the look and the vote; the count lives in a row of its own, so that voters who hold that
    lock never wait for each other in a circle.
    """
    if not by.is_verified:
        raise Unverified("Confirm your address first: open the link in the mail that we sent you.")
    root = _lock_in_turn(idea, by=by)
    if not root.takes_votes:
        raise VotingClosed("Voting on this idea has closed.")
    mine = select(Vote.idea_id).where(Vote.account_id == by.id, Vote.idea_id.in_(family_of(root.id)))
    if db.session.scalar(mine.limit(1)) is not None:
        return False
    # On a conflict with either key: this person's vote here, or the one that counts here.
    is_new = insert_ignoring(
        Vote,
        brand_id=root.brand_id,
        idea_id=root.id,
        account_id=by.id,
        counted_for_id=root.id,
        network=network,
        referrer=referrer,
        created_at=at,
    )
    if is_new:
        add_votes(root, 1, heat_of(VOTE_HEAT, at), at=at)
    return is_new


def withdraw_vote(idea: Idea, *, by: Account) -> bool:
    """Take a vote back, wherever among the merged ideas it was cast. Returns whether there was one.

    Raises VotingClosed, VoteHeld.
    """
    root = _lock_in_turn(idea, by=by)
    if not root.takes_votes:
        raise VotingClosed("Voting on this idea has closed, so its votes stay as they are.")
    mine = Vote.account_id == by.id, Vote.idea_id.in_(family_of(root.id))
    states = set(db.session.scalars(select(Vote.state).where(*mine)))
    if not states:
        return False
    if states != {VoteState.COUNTED}:
        raise VoteHeld("Your vote is being checked and does not count now. It stays as it is until that is done.")
    gone = db.session.execute(delete(Vote).where(*mine).returning(Vote.created_at, Vote.counted_for_id)).all()
    counted = [cast_at for cast_at, counted_for_id in gone if counted_for_id == root.id]
    add_votes(root, -len(counted), -sum(heat_of(VOTE_HEAT, cast_at) for cast_at in counted))
    return bool(gone)


def _lock_in_turn(idea: Idea, *, by: Account) -> Idea:
    """The canonical idea, locked shared. Where ideas were merged, what one person sends at once comes one after the other.

    Where one was merged just now, the keys of the votes see to it that the person counts once.
    """
    if has_family(canonical_of(idea)):
        lock_account(by)
    return lock_canonical(idea, shared=True)
