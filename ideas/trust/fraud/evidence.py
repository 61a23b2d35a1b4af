"""What the watch reads: the votes of ideas, the votes of people, and what is usual in the brand in scope."""

import statistics
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime, timedelta

from sqlalchemy import func, select
from sqlalchemy.orm import aliased

from ideas.base.db import db
from ideas.community.idea.models import Idea
from ideas.community.idea.rules import Visibility
from ideas.community.vote.models import Vote
from ideas.community.vote.rules import VoteState
from ideas.people.account.models import Account
from ideas.people.brand.models import Membership
from ideas.trust.fraud.clones import Others, Person
from ideas.trust.fraud.findings import Ballot
from ideas.trust.fraud.models import VoteAlert
from ideas.trust.fraud.rules import (
    CLONE_IDEAS,
    DAY,
    EVIDENCE_KEPT,
    NETWORK_REMEMBERED,
    USUAL_DAYS,
    YOUNG,
    AlertOutcome,
    Signal,
    mail_domain,
)

SAMPLE = 5_000


def newest_votes(*, since: datetime, until: datetime, limit: int) -> list[tuple[datetime, int, int]]:
    """When, for which idea and by whom votes came after `since`, the oldest first."""
    found = (
        select(Vote.created_at, Vote.idea_id, Vote.account_id)
        .where(Vote.created_at > since, Vote.created_at <= until)
        .order_by(Vote.created_at)
        .limit(limit)
    )
    return [(at, idea_id, account_id) for at, idea_id, account_id in db.session.execute(found)]


def ballots_of(idea_ids: Iterable[int], *, now: datetime) -> dict[int, list[Ballot]]:
    """The last week's votes for these ideas, in order of time."""
    found = (
        select(
            Vote.idea_id,
            Vote.account_id,
            Vote.created_at,
            Account.created_at,
            Vote.network,
            Vote.referrer,
            Account.email_key,
            Vote.state,
            Vote.alert_id,
            VoteAlert.signal,
        )
        .join(Account, Account.id == Vote.account_id)
        .outerjoin(VoteAlert, VoteAlert.id == Vote.alert_id)
        .where(Vote.idea_id.in_(list(idea_ids)), Vote.created_at > now - NETWORK_REMEMBERED, Vote.created_at <= now)
        .order_by(Vote.idea_id, Vote.created_at, Vote.account_id)
    )
    ballots: dict[int, list[Ballot]] = defaultdict(list)
    for idea_id, account_id, at, born, network, referrer, email, state, alert_id, signal in db.session.execute(found):
        counts = state is VoteState.COUNTED
        ballots[idea_id].append(
            Ballot(
                idea_id,
                account_id,
                at,
                born,
                network,
                referrer,
                mail_domain(email),
                held_for=None if counts else signal or Signal.STAFF,
                is_cleared=counts and alert_id is not None,
            )
        )
    return ballots


class UsualHere:
    """What is usual in the brand in scope, each thing read when it is first asked for."""

    def __init__(self, now: datetime) -> None:
        self.now = now
        self._recent: list[tuple[int, bool]] | None = None
        self._networks: Counter[str] | None = None

    def hourly_votes(self, idea_id: int, *, before: datetime) -> float:
        """The median of the idea's votes in an hour, over the 14 days before then, or since it is there."""
        born = db.session.scalar(select(Idea.created_at).where(Idea.id == idea_id)) or before
        start = max(before - timedelta(days=USUAL_DAYS), born)
        hours = int((before - start).total_seconds() // 3600)
        times = db.session.scalars(
            select(Vote.created_at).where(Vote.idea_id == idea_id, Vote.created_at >= start, Vote.created_at < before)
        )
        counts = Counter(int((at - start).total_seconds() // 3600) for at in times)
        return float(statistics.median([counts.get(hour, 0) for hour in range(hours)])) if hours else 0.0

    def young_share(self, idea_id: int) -> float:
        """The part of young accounts among the last 14 days' votes for other ideas: of the latest 5,000."""
        if self._recent is None:
            found = (
                select(Vote.idea_id, Vote.created_at, Account.created_at)
                .join(Account, Account.id == Vote.account_id)
                .where(Vote.created_at > self.now - timedelta(days=USUAL_DAYS), Vote.created_at <= self.now)
                .order_by(Vote.created_at.desc())
                .limit(SAMPLE)
            )
            self._recent = [(idea, at - born < YOUNG) for idea, at, born in db.session.execute(found)]
        others = [is_young for idea, is_young in self._recent if idea != idea_id]
        return sum(others) / max(1, len(others))

    def network_share(self, network: str) -> float:
        """The part of a network in the counted votes from before today: of the latest 5,000 whose network is known."""
        if self._networks is None:
            found = (
                select(Vote.network)
                .where(Vote.created_at > self.now - EVIDENCE_KEPT, Vote.created_at <= self.now - DAY)
                .where(Vote.network.is_not(None), Vote.state == VoteState.COUNTED)
                .order_by(Vote.created_at.desc())
                .limit(SAMPLE)
            )
            self._networks = Counter(name for name in db.session.scalars(found) if name)
        return self._networks[network] / max(1, self._networks.total())

    def domain_share(self, domain: str) -> float:
        """The part of the brand's people with an address there."""
        here = select(func.count(Membership.id)).join(Account, Account.id == Membership.account_id)
        ours = here.where(Account.email_key.endswith(f"@{domain}", autoescape=True))
        return (db.session.scalar(ours) or 0) / max(1, db.session.scalar(select(func.count(Membership.id))) or 0)

    def author_share(self, account_id: int) -> float:
        """The part of the brand's public ideas that this person wrote."""
        public = select(func.count(Idea.id)).where(Idea.visibility == Visibility.PUBLIC)
        mine = db.session.scalar(public.where(Idea.author_id == account_id)) or 0
        return mine / max(1, db.session.scalar(public) or 0)


# --- people and what they vote for -----------------------------------------------------------------------------------


class Likeness:
    """The votes of some people and of those who share enough ideas with them: what the search for clones compares."""

    def __init__(self, account_ids: Iterable[int]) -> None:
        self.cleared = cleared_people()
        self.known = known_clones()
        self.new = _active(set(account_ids) - self.cleared)
        self.votes = _votes_of(self.new | _who_shares(self.new) - self.cleared)
        self.people = _people(self.votes)
        self.voters: dict[int, list[int]] = defaultdict(list)
        for account_id, ideas in self.votes.items():
            for idea_id in ideas:
                self.voters[idea_id].append(account_id)
        self._everybody: frozenset[int] | None = None

    def others(self, group: frozenset[int], core: Sequence[int]) -> Others:
        """How people outside the group vote who are as active, those of known findings left out."""
        if self._everybody is None:
            found = select(Vote.account_id).group_by(Vote.account_id).having(func.count() >= CLONE_IDEAS)
            self._everybody = frozenset(db.session.scalars(found))
        outside = self._everybody - group - self.known.keys()
        counts: Counter[int] = Counter()
        votes = select(Vote.idea_id, Vote.account_id).where(Vote.idea_id.in_(core))
        for idea_id, account_id in db.session.execute(votes):
            counts[idea_id] += account_id in outside
        return Others(len(outside), counts)


def known_clones() -> dict[int, str]:
    """Who is in a finding of clones that staff did not release, and its key. The account that was spared is not."""
    found = select(VoteAlert.key, VoteAlert.evidence).where(VoteAlert.signal == Signal.CLONES)
    kept = found.where(VoteAlert.closed_at.is_(None) | (VoteAlert.outcome == AlertOutcome.VOIDED))
    return {
        account_id: key
        for key, evidence in db.session.execute(kept.order_by(VoteAlert.id))
        for account_id in evidence["accounts"]
        if account_id != evidence["spared"]
    }


def cleared_people() -> set[int]:
    """Whom staff found to be different people after the watch had taken them for one."""
    found = select(VoteAlert.evidence).where(
        VoteAlert.signal == Signal.CLONES, VoteAlert.outcome == AlertOutcome.RELEASED
    )
    return {account_id for evidence in db.session.scalars(found) for account_id in evidence["accounts"]}


def authors_voted_for(account_ids: Iterable[int]) -> Mapping[int, list[int | None]]:
    """The authors of the ideas that these people voted for, one for each vote."""
    found = select(Vote.account_id, Idea.author_id).join(Idea, Idea.id == Vote.idea_id)
    authors: dict[int, list[int | None]] = defaultdict(list)
    for account_id, author_id in db.session.execute(found.where(Vote.account_id.in_(list(account_ids)))):
        authors[account_id].append(author_id)
    return authors


def _active(account_ids: set[int]) -> set[int]:
    found = select(Vote.account_id).where(Vote.account_id.in_(account_ids))
    return set(db.session.scalars(found.group_by(Vote.account_id).having(func.count() >= CLONE_IDEAS)))


def _who_shares(account_ids: set[int]) -> set[int]:
    """Who voted for enough of the ideas of any of these people."""
    other = aliased(Vote)
    found = (
        select(other.account_id)
        .join(Vote, Vote.idea_id == other.idea_id)
        .where(Vote.account_id.in_(account_ids), other.account_id != Vote.account_id)
        .group_by(Vote.account_id, other.account_id)
        .having(func.count() >= CLONE_IDEAS)
    )
    return set(db.session.scalars(found))


def _votes_of(account_ids: set[int]) -> dict[int, frozenset[int]]:
    """What they voted for, their own ideas left out: an author votes for those without a choice."""
    ideas: dict[int, set[int]] = defaultdict(set)
    found = select(Vote.account_id, Vote.idea_id).join(Idea, Idea.id == Vote.idea_id)
    chosen = found.where(Vote.account_id.in_(account_ids), Idea.author_id.is_distinct_from(Vote.account_id))
    for account_id, idea_id in db.session.execute(chosen):
        ideas[account_id].add(idea_id)
    return {account_id: frozenset(theirs) for account_id, theirs in ideas.items()}


def _people(account_ids: Iterable[int]) -> dict[int, Person]:
    ids = list(account_ids)
    networks: dict[int, set[str]] = defaultdict(set)
    for account_id, network in db.session.execute(
        select(Vote.account_id, Vote.network).where(Vote.account_id.in_(ids), Vote.network.is_not(None)).distinct()
    ):
        networks[account_id] |= {network} if network else set()
    found = (
        select(Account.id, Account.created_at, Account.network, func.min(Vote.created_at), func.max(Vote.created_at))
        .join(Vote, Vote.account_id == Account.id)
        .where(Account.id.in_(ids))
        .group_by(Account.id, Account.created_at, Account.network)
    )
    return {
        account_id: Person(account_id, born, frozenset(networks[account_id] | ({home} if home else set())), first, last)
        for account_id, born, home, first, last in db.session.execute(found)
    }
