"""Reads of alerts, for staff: the list, one with its evidence, and what deciding would change. Never a hash or an address."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Select, and_, func, or_, select

from ideas.base.db import db
from ideas.base.keyset import decode_cursor, encode_cursor, moment_number, moment_of
from ideas.community.idea.models import Idea, IdeaRank
from ideas.community.idea.queries import NUMBER_MAX
from ideas.community.vote.models import Vote
from ideas.community.vote.rules import VoteState
from ideas.people.account.models import Account
from ideas.people.brand.models import Membership
from ideas.people.brand.viewer import Viewer
from ideas.trust.fraud.models import VoteAlert
from ideas.trust.fraud.policy import can_see_alert
from ideas.trust.fraud.rules import Signal

PAGE = 30
PEOPLE_SHOWN = 40
IDEAS_SHOWN = 50


@dataclass(frozen=True, slots=True)
class Suspect:
    """A person whose votes are part of an alert. `group` is a letter shared by those of one network."""

    account_id: int
    name: str
    handle: str | None
    born: datetime
    first_at: datetime | None
    votes: int
    other_votes: int
    group: str
    referrer: str | None
    is_spared: bool


@dataclass(frozen=True, slots=True)
class Effect:
    """What an alert's votes are for one idea's count: `held` do not count now, `counted` do."""

    idea: Idea
    count: int
    held: int
    counted: int

    @property
    def if_released(self) -> int:
        return self.count + self.held

    @property
    def if_voided(self) -> int:
        return self.count - self.counted


@dataclass(frozen=True, slots=True)
class AlertView:
    """An alert with its evidence."""

    alert: VoteAlert
    idea: Idea | None
    people: Sequence[Suspect]
    people_count: int
    effects: Sequence[Effect]
    closed_by: str | None


def open_alerts(
    viewer: Viewer, *, after: str | None = None, limit: int = PAGE
) -> tuple[Sequence[tuple[VoteAlert, Idea | None]], str | None]:
    """The alerts that wait for a decision, the oldest first, each with its idea, and the cursor of the next page."""
    found = _seen_by(viewer).where(VoteAlert.closed_at.is_(None)).order_by(VoteAlert.found_at, VoteAlert.id)
    if after:
        moment, alert_id = decode_cursor(after, int, int)
        at = moment_of(moment)
        found = found.where(or_(VoteAlert.found_at > at, and_(VoteAlert.found_at == at, VoteAlert.id > alert_id)))
    return _page(found, limit, lambda alert: encode_cursor(moment_number(alert.found_at), alert.id))


def decided_alerts(
    viewer: Viewer, *, after: str | None = None, limit: int = PAGE
) -> tuple[Sequence[tuple[VoteAlert, Idea | None]], str | None]:
    """The alerts on which somebody decided, the newest first."""
    found = _seen_by(viewer).where(VoteAlert.closed_at.is_not(None)).order_by(VoteAlert.id.desc())
    if after:
        (alert_id,) = decode_cursor(after, int)
        found = found.where(VoteAlert.id < alert_id)
    return _page(found, limit, lambda alert: encode_cursor(alert.id))


def find_alert(alert_id: int, *, viewer: Viewer) -> VoteAlert | None:
    """The alert, if this viewer may see it."""
    alert = db.session.get(VoteAlert, alert_id) if 0 < alert_id < NUMBER_MAX else None
    return alert if alert is not None and can_see_alert(viewer, alert) else None


def alert_view(alert_id: int, viewer: Viewer) -> AlertView | None:
    """The alert with its evidence, if this viewer may see it. A fixed number of queries, however many people it is about."""
    alert = find_alert(alert_id, viewer=viewer)
    if alert is None:
        return None
    people, count = _suspects(alert)
    idea = db.session.get(Idea, alert.idea_id) if alert.idea_id is not None else None
    closed_by = db.session.get(Account, alert.closed_by_id) if alert.closed_by_id is not None else None
    return AlertView(
        alert, idea, people, count, effects_of(Vote.alert_id == alert.id), closed_by.display_name if closed_by else None
    )


def effects_of(*which: Any) -> list[Effect]:
    """What these votes are for the counts of their ideas, the most touched first."""
    held = func.count().filter(Vote.state != VoteState.COUNTED)
    counted = func.count().filter(Vote.state == VoteState.COUNTED)
    touched = (
        select(Vote.idea_id, held.label("held"), counted.label("counted"))
        .where(*which)
        .group_by(Vote.idea_id)
        .order_by(func.count().desc(), Vote.idea_id)
        .limit(IDEAS_SHOWN)
        .subquery()
    )
    root = func.coalesce(Idea.canonical_id, Idea.id)
    found = (
        select(Idea, IdeaRank.vote_count, touched.c.held, touched.c.counted)
        .join(touched, touched.c.idea_id == Idea.id)
        .join(IdeaRank, IdeaRank.idea_id == root)
        .order_by((touched.c.held + touched.c.counted).desc(), Idea.id)
    )
    return [Effect(idea, count, gone, here) for idea, count, gone, here in db.session.execute(found)]


# --- below: lists ----------------------------------------------------------------------------------------------------


def _seen_by(viewer: Viewer) -> Select[VoteAlert, Idea]:
    found = select(VoteAlert, Idea).outerjoin(Idea, Idea.id == VoteAlert.idea_id)
    return found if viewer.is_moderator else found.where(VoteAlert.board_id.in_(viewer.hosted))


def _page(
    found: Select[VoteAlert, Idea], limit: int, cursor_of: Any
) -> tuple[Sequence[tuple[VoteAlert, Idea | None]], str | None]:
    rows = [(alert, idea) for alert, idea in db.session.execute(found.limit(limit + 1))]
    after = cursor_of(rows[limit - 1][0]) if len(rows) > limit else None
    return rows[:limit], after


# --- below: people ---------------------------------------------------------------------------------------------------


def networks_of(alert: VoteAlert) -> dict[str, str]:
    """The networks behind the letters of an alert's page: for searching only, never to be shown."""
    rows, _ = _listed(alert)
    return network_groups(_votes_here(alert, [row.id for row in rows]))[1]


def _suspects(alert: VoteAlert) -> tuple[list[Suspect], int]:
    """Those whose votes it holds; where it holds none, those it noticed. The first of them, and how many there are."""
    rows, count = _listed(alert)
    shown = [row.id for row in rows]
    here, totals = _votes_here(alert, shown), _totals(shown)
    groups, _ = network_groups(here)
    return [
        Suspect(
            row.id,
            row.display_name,
            row.handle,
            row.created_at,
            first_at=min((vote.created_at for vote in here.get(row.id, ())), default=None),
            votes=len(here.get(row.id, ())),
            other_votes=totals[row.id] - len(here.get(row.id, ())),
            group=groups.get(row.id, ""),
            referrer=next((vote.referrer for vote in here.get(row.id, ()) if vote.referrer), None),
            is_spared=alert.signal is Signal.CLONES and row.id == alert.evidence.get("spared"),
        )
        for row in rows
    ], count


def _listed(alert: VoteAlert) -> tuple[Sequence[Any], int]:
    ids = set(db.session.scalars(select(Vote.account_id).where(Vote.alert_id == alert.id)))
    ids |= set(alert.evidence.get("accounts", ()))
    found = (
        select(Account.id, Account.display_name, Account.created_at, Membership.handle)
        .outerjoin(Membership, and_(Membership.account_id == Account.id, Membership.brand_id == alert.brand_id))
        .where(Account.id.in_(ids))
        .order_by(Account.created_at, Account.id)
        .limit(PEOPLE_SHOWN)
    )
    return db.session.execute(found).all(), len(ids)


def _votes_here(alert: VoteAlert, account_ids: Sequence[int]) -> Mapping[int, list[Any]]:
    """Their votes that the alert is about: for its idea, or, where it is about people, those that it holds."""
    about = Vote.idea_id == alert.idea_id if alert.idea_id is not None else Vote.alert_id == alert.id
    found = select(Vote.account_id, Vote.created_at, Vote.network, Vote.referrer).where(
        Vote.account_id.in_(account_ids), about
    )
    votes: dict[int, list[Any]] = {}
    for row in db.session.execute(found.order_by(Vote.created_at)):
        votes.setdefault(row.account_id, []).append(row)
    return votes


def _totals(account_ids: Sequence[int]) -> Counter[int]:
    found = select(Vote.account_id, func.count()).where(Vote.account_id.in_(account_ids)).group_by(Vote.account_id)
    return Counter(dict(db.session.execute(found).all()))


def network_groups(votes: Mapping[int, Iterable[Any]]) -> tuple[dict[int, str], dict[str, str]]:
    """A letter for each person whose network somebody else here shares, A for the largest group; and what each stands for."""
    homes = {
        account_id: next((vote.network for vote in here if vote.network), None) for account_id, here in votes.items()
    }
    sizes = Counter(network for network in homes.values() if network)
    shared = [network for network, size in sorted(sizes.items(), key=lambda item: (-item[1], item[0])) if size > 1]
    letters = {network: _letter(index) for index, network in enumerate(shared)}
    named = {account_id: letters[network] for account_id, network in homes.items() if network in letters}
    return named, {letter: network for network, letter in letters.items()}


def _letter(index: int) -> str:
    """A to Z, then AA."""
    return _letter(index // 26 - 1) + chr(65 + index % 26) if index >= 26 else chr(65 + index)


__all__ = [
    "AlertView",
    "Effect",
    "Suspect",
    "alert_view",
    "decided_alerts",
    "effects_of",
    "find_alert",
    "network_groups",
    "networks_of",
    "open_alerts",
]
