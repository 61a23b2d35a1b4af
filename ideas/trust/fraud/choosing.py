"""Votes chosen by a filter, for staff who saw something that no rule sees: which they are, and never all of them."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, select

from ideas.base.db import db
from ideas.base.refusal import Conflict, Refusal
from ideas.community.idea.models import Idea
from ideas.community.vote.models import Vote
from ideas.community.vote.rules import VoteState
from ideas.people.account.models import Account
from ideas.trust.fraud.models import VoteAlert
from ideas.trust.fraud.queries import Effect, effects_of, networks_of

CHOSEN_MAX = 2_000


class TooWide(Refusal):
    """The filter says nothing, or it takes in too much."""


class ChoiceChanged(Conflict):
    """Votes came or went since the person looked."""


@dataclass(frozen=True, slots=True)
class Choice:
    """What votes are chosen by; all that is given must be so."""

    board_id: int | None = None
    idea_id: int | None = None
    network: str | None = None
    domain: str = ""
    since: datetime | None = None
    until: datetime | None = None
    born_since: datetime | None = None

    @property
    def is_empty(self) -> bool:
        """Whether it names nothing but perhaps a board: that would take in everybody."""
        return not (self.idea_id or self.network or self.domain or self.since or self.until or self.born_since)


def network_of_group(alert: VoteAlert, letter: str) -> str | None:
    """The network behind a letter on an alert's page."""
    return networks_of(alert).get(letter)


def chosen_votes(choice: Choice) -> list[tuple[int, int]]:
    """The counted votes that it takes in, as pairs of idea and account. Raises TooWide."""
    if choice.is_empty:
        raise TooWide("Say more about the votes that you mean: a filter without anything would take in all of them.")
    found = select(Vote.idea_id, Vote.account_id).where(*_conditions(choice)).order_by(Vote.idea_id, Vote.account_id)
    votes = [(idea_id, account_id) for idea_id, account_id in db.session.execute(found.limit(CHOSEN_MAX + 1))]
    if len(votes) > CHOSEN_MAX:
        raise TooWide("This takes in more than %(most)s votes. Narrow it down.", most=CHOSEN_MAX)
    return votes


def effects_of_choice(choice: Choice) -> Sequence[Effect]:
    """What declaring them false would change."""
    return effects_of(*_conditions(choice))


def check_unchanged(votes: Sequence[tuple[int, int]], expected: int) -> None:
    """Raise ChoiceChanged unless these are as many as the person saw."""
    if len(votes) != expected:
        raise ChoiceChanged("Votes came or went since you looked. Look at them again; nothing was changed.")


def _conditions(choice: Choice) -> list[ColumnElement[bool]]:
    """Subqueries rather than joins, so that the same conditions serve a count."""
    counted: list[Any] = [Vote.state == VoteState.COUNTED, Vote.alert_id.is_(None)]
    if choice.idea_id is not None:
        counted.append(Vote.idea_id == choice.idea_id)
    if choice.board_id is not None:
        counted.append(Vote.idea_id.in_(select(Idea.id).where(Idea.board_id == choice.board_id)))
    if choice.network is not None:
        counted.append(Vote.network == choice.network)
    if choice.since is not None:
        counted.append(Vote.created_at >= choice.since)
    if choice.until is not None:
        counted.append(Vote.created_at <= choice.until)
    if choice.domain:
        theirs = Account.email_key.endswith(f"@{choice.domain}", autoescape=True)
        counted.append(Vote.account_id.in_(select(Account.id).where(theirs)))
    if choice.born_since is not None:
        counted.append(Vote.account_id.in_(select(Account.id).where(Account.created_at >= choice.born_since)))
    return counted
