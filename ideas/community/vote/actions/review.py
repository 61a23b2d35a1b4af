"""Votes that may be false: held while somebody looks, then counted again or declared false. Nothing is ever deleted."""

from collections.abc import Sequence

from sqlalchemy import select, update

from ideas.base.db import db
from ideas.community.idea.family import lock_canonical
from ideas.community.idea.models import Idea, IdeaRank
from ideas.community.vote.counting import counting_anew
from ideas.community.vote.models import Vote
from ideas.community.vote.rules import VoteState

AT_ONCE = 500


def put_under_review(idea_id: int, account_ids: Sequence[int], *, alert_id: int | None) -> int:
    """Let these people's votes on the idea not count until somebody has looked. Returns how many were held just now."""
    return _change(idea_id, account_ids, {VoteState.COUNTED}, VoteState.UNDER_REVIEW, alert_id=alert_id)


def release_votes(idea_id: int, account_ids: Sequence[int]) -> int:
    """Let held or voided votes count again. Returns how many came back."""
    return _change(idea_id, account_ids, {VoteState.UNDER_REVIEW, VoteState.VOID}, VoteState.COUNTED)


def void_votes(idea_id: int, account_ids: Sequence[int]) -> int:
    """Declare votes false: they are kept and don't count; `release_votes` brings them back. Returns how many changed."""
    return _change(idea_id, account_ids, {VoteState.UNDER_REVIEW, VoteState.COUNTED}, VoteState.VOID)


def _change(
    idea_id: int, account_ids: Sequence[int], before: set[VoteState], after: VoteState, **values: int | None
) -> int:
    """The canonical idea is locked, so no vote comes or goes while the counts change with the states."""
    root = lock_canonical(db.session.get_one(Idea, idea_id))
    done = 0
    everybody = sorted(set(account_ids))
    for people in (everybody[start : start + AT_ONCE] for start in range(0, len(everybody), AT_ONCE)):
        with counting_anew(root, people):
            done += _set_state(idea_id, people, before, after, values)
    return done


def _set_state(
    idea_id: int, people: Sequence[int], before: set[VoteState], after: VoteState, values: dict[str, int | None]
) -> int:
    mine = Vote.idea_id == idea_id, Vote.account_id.in_(people), Vote.state.in_(before)
    was_held = [state is VoteState.UNDER_REVIEW for state in db.session.scalars(select(Vote.state).where(*mine))]
    db.session.execute(
        update(Vote).where(*mine).values(state=after, **values).execution_options(synchronize_session=False)
    )
    held_now = len(was_held) if after is VoteState.UNDER_REVIEW else 0
    db.session.execute(
        update(IdeaRank)
        .where(IdeaRank.idea_id == idea_id)
        .values(held_votes=IdeaRank.held_votes + held_now - sum(was_held))
        .execution_options(synchronize_session=False)
    )
    return len(was_held)
