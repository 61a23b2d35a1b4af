"""Votes found to be false, and their people: who loses a vote is told why and may object; whoever gets it back, that too."""

from datetime import datetime

from sqlalchemy import select

from ideas.base.db import db
from ideas.community.idea.models import Idea
from ideas.community.vote.models import Vote
from ideas.people.account.models import Account
from ideas.trust.fraud.actions import release_alert, reopen_alert, void_alert
from ideas.trust.fraud.models import VoteAlert
from ideas.trust.fraud.rules import Signal
from ideas.trust.moderation.actions import lift_statement, make_statement
from ideas.trust.moderation.actions.statement import check_facts
from ideas.trust.moderation.models import Statement
from ideas.trust.moderation.rules import Limit


def declare_false(alert: VoteAlert, *, facts: str, by: Account, at: datetime) -> list[int]:
    """Declare the votes of an alert false, and give each person one statement of the reasons. Returns who they are.

    Raises AlertClosed, BadFacts.
    """
    check_facts(facts)
    people = void_alert(alert, by=by, at=at)
    state_reasons(alert, people, facts=facts, by=by, at=at)
    return people


def state_reasons(alert: VoteAlert, people: list[int], *, facts: str, by: Account, at: datetime) -> None:
    """One statement for each of these people, about the alert's idea or, where it is about several, about their votes here."""
    idea = db.session.get(Idea, alert.idea_id) if alert.idea_id is not None else None
    for account_id in people:
        make_statement(
            Limit.VOTES,
            brand_id=alert.brand_id,
            account_id=account_id,
            facts=facts,
            by=by,
            at=at,
            idea=idea,
            by_machine=alert.signal is not Signal.STAFF,
        )


def count_again(alert: VoteAlert, *, by: Account, at: datetime) -> int:
    """Let the votes of an alert count, held or declared false. Returns how many. Raises AlertClosed."""
    decided_at = alert.closed_at
    done = release_alert(alert, by=by, at=at)
    _lift(alert, decided_at, by=by, at=at)
    return done


def review_again(alert: VoteAlert, *, by: Account, at: datetime) -> int:
    """Take the decision on an alert back: its votes are held as before. Returns how many. Raises AlertClosed."""
    decided_at = alert.closed_at
    held = reopen_alert(alert, by=by, at=at)
    _lift(alert, decided_at, by=by, at=at)
    return held


def _lift(alert: VoteAlert, decided_at: datetime | None, *, by: Account, at: datetime) -> None:
    """The statements that were made with the decision are over."""
    if decided_at is None:
        return
    theirs = select(Vote.account_id).where(Vote.alert_id == alert.id)
    made = select(Statement).where(
        Statement.kind == Limit.VOTES,
        Statement.created_at == decided_at,
        Statement.lifted_at.is_(None),
        Statement.idea_id.is_not_distinct_from(alert.idea_id),
        Statement.account_id.in_(theirs),
    )
    for statement in db.session.scalars(made.order_by(Statement.id)):
        lift_statement(statement, by=by, at=at)
