"""Casting a vote and taking it back: the row first, the count only if the row came or went."""

from datetime import datetime

from sqlalchemy import delete, update

from ideas.account.models import Account
from ideas.db import db, insert_ignoring
from ideas.idea.actions import lock_idea
from ideas.idea.models import Idea, IdeaRank
from ideas.idea.rules import VOTE_HEAT, heat_of
from ideas.kit.refusal import Forbidden
from ideas.voting.models import Vote


class VotingClosed(Forbidden):
    """The idea has left the stages that take votes."""


class Unverified(Forbidden):
    """Votes count only from people whose address is proven."""


def cast_vote(idea: Idea, *, by: Account, at: datetime) -> bool:
    """Vote for an idea. Returns whether it is a new vote; a second one changes nothing. Raises VotingClosed, Unverified.

    The idea is locked shared, so that no move can close the voting between the look and the vote; the count lives in a
    row of its own, so that voters who hold that lock never wait for each other in a circle.
    """
    if not by.is_verified:
        raise Unverified("Confirm your address first: open the link in the mail that we sent you.")
    idea = lock_idea(idea.id, shared=True)
    if not idea.takes_votes:
        raise VotingClosed("Voting on this idea has closed.")
    if not insert_ignoring(Vote, brand_id=idea.brand_id, idea_id=idea.id, account_id=by.id, created_at=at):
        return False
    _count(idea, 1, heat_of(VOTE_HEAT, at))
    return True


def withdraw_vote(idea: Idea, *, by: Account) -> bool:
    """Take a vote back. Returns whether there was one. Raises VotingClosed."""
    idea = lock_idea(idea.id, shared=True)
    if not idea.takes_votes:
        raise VotingClosed("Voting on this idea has closed, so its votes stay as they are.")
    cast_at = db.session.scalar(
        delete(Vote).where(Vote.idea_id == idea.id, Vote.account_id == by.id).returning(Vote.created_at)
    )
    if cast_at is None:
        return False
    _count(idea, -1, -heat_of(VOTE_HEAT, cast_at))
    return True


def _count(idea: Idea, votes: int, heat: float) -> None:
    db.session.execute(
        update(IdeaRank)
        .where(IdeaRank.idea_id == idea.id)
        .values(vote_count=IdeaRank.vote_count + votes, heat=IdeaRank.heat + heat)
        .execution_options(synchronize_session=False)
    )
