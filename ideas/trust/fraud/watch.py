"""The watch over a brand's votes: what came since it last looked is shown to the detectors, and what they find is filed.

It reads without a lock, and files each finding in a transaction of its own: voters never wait for it.
"""

from collections import defaultdict
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

from sqlalchemy import func, select, update
from sqlalchemy.orm import InstrumentedAttribute

from ideas.base.db import brand_scope, db, every_brand, writing
from ideas.community.vote.models import Vote
from ideas.people.account.models import Account
from ideas.people.brand.models import Brand
from ideas.trust.fraud.actions import file_finding
from ideas.trust.fraud.clones import find_clones, find_favourite
from ideas.trust.fraud.crowds import look_at_idea
from ideas.trust.fraud.evidence import Likeness, UsualHere, authors_voted_for, ballots_of, known_clones, newest_votes
from ideas.trust.fraud.findings import Finding
from ideas.trust.fraud.models import VoteAlert, VoteWatch
from ideas.trust.fraud.rules import DAY, EVIDENCE_KEPT, Signal

VOTES_AT_ONCE = 1_000
# A vote is written a moment after the time that it bears, so that one may turn up behind the latest that was seen.
LATE = timedelta(minutes=2)
COMPARE_EVERY = timedelta(minutes=10)
FORGET_EVERY = timedelta(hours=12)
_LONG_AGO = datetime(2000, 1, 1, tzinfo=UTC)


def brands_to_look_at(now: datetime) -> list[int]:
    """The brands with votes that the watch has not seen. Two steps in an index for each brand."""
    newest = (
        select(func.max(Vote.created_at))
        .where(Vote.brand_id == Brand.id, Vote.created_at <= now, Vote.created_at > now - DAY)
        .correlate(Brand)
        .scalar_subquery()
    )
    found = select(Brand.id, newest, VoteWatch.looked_at, VoteWatch.compared_at).outerjoin(
        VoteWatch, VoteWatch.brand_id == Brand.id
    )
    with every_brand():
        return [
            brand_id
            for brand_id, latest, looked_at, compared_at in db.session.execute(found)
            if latest is not None
            and (
                looked_at is None or latest > looked_at or (latest > compared_at and now - compared_at > COMPARE_EVERY)
            )
        ]


def look(brand_id: int, *, now: datetime) -> int:
    """Look at what came, a portion at a time. Returns how many votes were held."""
    with brand_scope(brand_id):
        looked_at, compared_at = _marks(brand_id, now)
        held = 0
        while True:
            votes = newest_votes(since=looked_at, until=now, limit=VOTES_AT_ONCE)
            if not votes:
                break
            held += _file(brand_id, _in_ideas(votes, looked_at, now), now)
            looked_at = votes[-1][0]
            _set_mark(brand_id, VoteWatch.looked_at, looked_at)
        if now - compared_at >= COMPARE_EVERY:
            held += _compare(brand_id, compared_at, now)
    return held


def forget_evidence(brand_id: int, *, now: datetime) -> int:
    """Take the networks and referrers off votes, and the networks out of the keys of alerts, that are 90 days old."""
    until = now - EVIDENCE_KEPT
    with brand_scope(brand_id), writing():
        mark = db.session.get_one(VoteWatch, brand_id)
        named = VoteAlert.signal == Signal.NETWORK, VoteAlert.last_at <= until, VoteAlert.key.startswith("network:")
        for alert in db.session.scalars(select(VoteAlert).where(*named)):
            alert.key = f"forgotten:{alert.id}"
        db.session.flush()  # Alerts are locked before votes.
        forgotten = db.session.execute(
            update(Vote)
            .where(Vote.created_at > mark.forgot_at - LATE, Vote.created_at <= until)
            .where(Vote.network.is_not(None) | Vote.referrer.is_not(None))
            .values(network=None, referrer=None)
            .execution_options(synchronize_session=False)
        )
        mark.forgot_at = until
        return int(forgotten.rowcount)  # type: ignore[attr-defined]


def forget_sign_ups(now: datetime) -> int:
    """Take the networks off accounts that were made 90 days ago."""
    with writing():
        forgotten = db.session.execute(
            update(Account)
            .where(Account.network.is_not(None), Account.created_at <= now - EVIDENCE_KEPT)
            .values(network=None)
            .execution_options(synchronize_session=False)
        )
        return int(forgotten.rowcount)  # type: ignore[attr-defined]


def brands_to_forget(now: datetime) -> list[int]:
    """The brands in which half a day's evidence has grown too old."""
    with every_brand():
        due = select(VoteWatch.brand_id).where(VoteWatch.forgot_at <= now - EVIDENCE_KEPT - FORGET_EVERY)
        return list(db.session.scalars(due))


def _marks(brand_id: int, now: datetime) -> tuple[datetime, datetime]:
    """How far the watch has come; where it never looked, it begins a day ago."""
    mark = db.session.get(VoteWatch, brand_id)
    if mark is None:
        with writing():
            start = now - DAY
            mark = VoteWatch(brand_id=brand_id, looked_at=start, compared_at=start, forgot_at=_LONG_AGO)
            db.session.add(mark)
    return max(mark.looked_at, now - DAY), max(mark.compared_at, now - DAY)


def _in_ideas(votes: list[tuple[datetime, int, int]], looked_at: datetime, now: datetime) -> Iterator[Finding]:
    """What the votes of each idea show that got any, and the votes of people who are known to vote as one."""
    known = known_clones()
    clones: dict[str, list[tuple[int, int]]] = defaultdict(list)
    for _, idea_id, account_id in votes:
        if account_id in known:
            clones[known[account_id]].append((idea_id, account_id))
    for key, pairs in clones.items():
        people = tuple(sorted({account_id for _, account_id in pairs}))
        figures = {"spared": int(key.rpartition(":")[2])}
        yield Finding(Signal.CLONES, key, None, people, votes[0][0], votes[-1][0], tuple(pairs), figures)
    usual = UsualHere(now)
    for _, ballots in sorted(ballots_of({idea_id for _, idea_id, _ in votes}, now=now).items()):
        yield from look_at_idea(ballots, usual, since=looked_at - LATE)


def _compare(brand_id: int, compared_at: datetime, now: datetime) -> int:
    """Compare those who voted with everybody who votes alike."""
    held = 0
    while votes := newest_votes(since=compared_at, until=now, limit=VOTES_AT_ONCE):
        held += _file(brand_id, _in_people({account_id for _, _, account_id in votes}, now), now)
        compared_at = votes[-1][0]
    _set_mark(brand_id, VoteWatch.compared_at, now)
    return held


def _in_people(account_ids: set[int], now: datetime) -> Iterator[Finding]:
    here = Likeness(account_ids)
    yield from find_clones(here.votes, here.voters, here.people, here.new, here.others, known=here.known)
    usual = UsualHere(now)
    for account_id, authors in sorted(authors_voted_for(here.new).items()):
        favourite = find_favourite(account_id, authors, usual.author_share)
        if favourite is not None:
            author_id, count = favourite
            person = here.people[account_id]
            figures = {"votes": count, "of": len(authors), "author": author_id}
            yield Finding(
                Signal.PAIR,
                f"pair:{account_id}:{author_id}",
                None,
                (account_id,),
                person.first_at,
                person.last_at,
                (),
                figures,
            )


def _file(brand_id: int, findings: Iterator[Finding], now: datetime) -> int:
    """File each finding in a transaction of its own, after all reading is done."""
    found = list(findings)
    db.session.rollback()
    held = 0
    for finding in found:
        with writing():
            held += file_finding(finding, brand_id=brand_id, at=now)
    return held


def _set_mark(brand_id: int, column: InstrumentedAttribute[datetime], at: datetime) -> None:
    with writing():
        db.session.execute(update(VoteWatch).where(VoteWatch.brand_id == brand_id).values({column: at}))
