"""What is done about votes that look wrong: the watch files what it finds and holds, staff release, void or note. All of
it can be taken back.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from datetime import datetime

from sqlalchemy import or_, select, tuple_

from ideas.base.db import db
from ideas.base.refusal import Conflict
from ideas.community.idea.models import Idea
from ideas.community.vote.actions import put_under_review, release_votes, void_votes
from ideas.community.vote.models import Vote
from ideas.community.vote.rules import VoteState
from ideas.people.account.models import Account
from ideas.people.brand.models import Brand
from ideas.spine.activity.actions import record
from ideas.trust.fraud.findings import Finding
from ideas.trust.fraud.models import VoteAlert
from ideas.trust.fraud.rules import QUIET, AlertOutcome, Signal, read_networks

ACCOUNTS_KEPT = 1_000
PAIRS_AT_ONCE = 400


class AlertClosed(Conflict):
    """Somebody decided meanwhile."""


def file_finding(finding: Finding, *, brand_id: int, at: datetime) -> int:
    """Tell staff of a finding and hold the votes that it names. Returns how many were held just now.

    What goes on is added to the open alert. What staff released or noted is not told again for two weeks, and a vote that
    they let count is never held again.
    """
    pairs = _still_counted(finding.holds)
    _lock_ideas(pairs)
    alert = db.session.scalar(
        select(VoteAlert).where(VoteAlert.key == finding.key, VoteAlert.closed_at.is_(None)).with_for_update()
    )
    if alert is None:
        if (finding.holds and not pairs) or _was_settled(finding, at=at):
            return 0
        alert = _new_alert(finding, brand_id=brand_id, at=at)
    held = _hold(alert, pairs)
    _extend(alert, finding, held, at=at)
    if held:
        record(
            "votes.held",
            brand_id=brand_id,
            by=None,
            at=at,
            board_id=alert.board_id,
            idea_id=alert.idea_id,
            detail={"alert_id": alert.id, "signal": alert.signal.value, "votes": held},
        )
    return held


def release_alert(alert: VoteAlert, *, by: Account, at: datetime) -> int:
    """Let the votes of an alert count again, held or declared false. Returns how many came back. Raises AlertClosed."""
    alert = _lock(alert, but=(AlertOutcome.RELEASED,))
    done = sum(release_votes(idea_id, people) for idea_id, people in _votes(alert, counted=False).items())
    _close(alert, AlertOutcome.RELEASED, "votes.released", done, by=by, at=at)
    return done


def void_alert(alert: VoteAlert, *, by: Account, at: datetime) -> list[int]:
    """Declare the votes of an open alert false. Returns whose they were, so that each can be told why. Raises AlertClosed."""
    alert = _lock(alert)
    votes = _votes(alert, counted=False)
    done = sum(void_votes(idea_id, people) for idea_id, people in votes.items())
    _close(alert, AlertOutcome.VOIDED, "votes.voided", done, by=by, at=at)
    return sorted({account_id for people in votes.values() for account_id in people})


def note_alert(alert: VoteAlert, *, by: Account, at: datetime) -> None:
    """Say that an alert was seen and nothing needs to be done. Raises AlertClosed. Its held votes, if any, count again."""
    alert = _lock(alert, but=(AlertOutcome.NOTED,))
    if alert.held_count:
        release_alert(alert, by=by, at=at)
        return
    _close(alert, AlertOutcome.NOTED, "votes.noted", 0, by=by, at=at)


def reopen_alert(alert: VoteAlert, *, by: Account, at: datetime) -> int:
    """Take a decision back: the alert is open again and its votes are held as before. Returns how many. Raises AlertClosed."""
    alert = _lock(alert, but=(None,))
    anew = select(VoteAlert.id).where(VoteAlert.key == alert.key, VoteAlert.closed_at.is_(None))
    if db.session.scalar(anew) is not None:
        raise AlertClosed("The same came up again since, and waits in the inbox. Decide about that first.")
    before, held = alert.outcome, 0
    for idea_id, people in _votes(alert, counted=True).items():
        release_votes(idea_id, people)
        held += put_under_review(idea_id, people, alert_id=alert.id)
    alert.closed_at = alert.closed_by_id = alert.outcome = None
    db.session.flush()
    record(
        "votes.reopened",
        brand_id=alert.brand_id,
        by=by.id,
        at=at,
        board_id=alert.board_id,
        idea_id=alert.idea_id,
        detail={"alert_id": alert.id, "votes": held},
        before={"outcome": before.value if before else None},
    )
    return held


def void_chosen(
    brand_id: int,
    votes: Sequence[tuple[int, int]],
    *,
    chosen_by: dict[str, str],
    board_id: int | None,
    by: Account,
    at: datetime,
    reason: str,
) -> VoteAlert:
    """Declare votes false that staff chose by a filter: pairs of idea and account. They get an alert of their own, closed
    at once, from which all of it can be taken back.
    """
    accounts = sorted({account_id for _, account_id in votes})
    alert = VoteAlert(
        brand_id=brand_id,
        key=f"staff:{by.id}:{at.timestamp():.0f}",
        board_id=board_id,
        signal=Signal.STAFF,
        evidence={"accounts": accounts, "filter": chosen_by, "reason": reason},
        found_at=at,
        last_at=at,
    )
    db.session.add(alert)
    db.session.flush()
    pairs = _still_counted(votes)
    _lock_ideas(pairs)
    alert.held_count = _hold(alert, pairs)
    done = sum(void_votes(idea_id, people) for idea_id, people in _votes(alert, counted=False).items())
    _close(alert, AlertOutcome.VOIDED, "votes.voided", done, by=by, at=at, reason=reason)
    return alert


def set_offices(brand: Brand, networks: str, *, by: Account, at: datetime) -> None:
    """Name the networks that many people share, so that votes from there bear no trace of it. Raises BadNetwork."""
    after = read_networks(networks)
    before = brand.office_networks.splitlines()
    if before == after:
        return
    brand.office_networks = "\n".join(after)
    db.session.flush()
    record(
        "brand.offices_changed",
        brand_id=brand.id,
        by=by.id,
        at=at,
        before={"networks": before},
        after={"networks": after},
    )


def give_votes_back(account_id: int) -> int:
    """Let every vote of a person count that was declared false, of whatever alert. Returns how many came back."""
    return sum(release_votes(idea_id, [account_id]) for idea_id in lock_false_votes(account_id))


def lock_false_votes(account_id: int) -> Sequence[int]:
    """Lock the ideas for which a person's votes were declared false. Returns their ids."""
    theirs = select(Vote.idea_id).where(Vote.account_id == account_id, Vote.state == VoteState.VOID)
    ideas = db.session.scalars(theirs.order_by(Vote.idea_id)).all()
    _lock_ideas(ideas)
    return ideas


# --- below: filing ---------------------------------------------------------------------------------------------------


def _still_counted(pairs: Sequence[tuple[int, int]]) -> dict[int, list[int]]:
    """Of these pairs of idea and account the ones whose votes count and were never in an alert, by idea, in order."""
    found: dict[int, list[int]] = defaultdict(list)
    columns = tuple_(Vote.idea_id, Vote.account_id)
    for start in range(0, len(pairs), PAIRS_AT_ONCE):
        some = columns.in_(pairs[start : start + PAIRS_AT_ONCE])
        votes = select(Vote.idea_id, Vote.account_id).where(
            some, Vote.state == VoteState.COUNTED, Vote.alert_id.is_(None)
        )
        for idea_id, account_id in db.session.execute(votes):
            found[idea_id].append(account_id)
    return dict(sorted(found.items()))


def _was_settled(finding: Finding, *, at: datetime) -> bool:
    """Whether staff decided on the same lately, so that there is no need to ask them again."""
    settled = select(VoteAlert.id).where(
        VoteAlert.key == finding.key,
        VoteAlert.closed_at > at - QUIET,
        VoteAlert.outcome.in_((AlertOutcome.RELEASED, AlertOutcome.NOTED)),
    )
    return db.session.scalar(settled.limit(1)) is not None


def _new_alert(finding: Finding, *, brand_id: int, at: datetime) -> VoteAlert:
    idea = db.session.get(Idea, finding.idea_id) if finding.idea_id is not None else None
    alert = VoteAlert(
        brand_id=brand_id,
        key=finding.key,
        board_id=idea.board_id if idea else None,
        idea_id=finding.idea_id,
        signal=finding.signal,
        evidence={"since": finding.since.isoformat()},
        held_count=0,
        found_at=at,
        last_at=at,
    )
    db.session.add(alert)
    db.session.flush()
    return alert


def _hold(alert: VoteAlert, pairs: dict[int, list[int]]) -> int:
    return sum(put_under_review(idea_id, people, alert_id=alert.id) for idea_id, people in sorted(pairs.items()))


def _extend(alert: VoteAlert, finding: Finding, held: int, *, at: datetime) -> None:
    """The latest figures, everybody who was part of it, and the gravest signal: one for which votes are held stays."""
    if not alert.held_count:
        alert.signal = finding.signal
    alert.held_count += held
    alert.last_at = at
    accounts = dict.fromkeys([*alert.evidence.get("accounts", ()), *finding.accounts])
    alert.evidence = {
        **alert.evidence,
        **finding.figures,
        "until": finding.until.isoformat(),
        "people": len(accounts),
        "since": min(alert.evidence["since"], finding.since.isoformat()),
        "accounts": list(accounts)[:ACCOUNTS_KEPT],
    }
    db.session.flush()


# --- below: deciding -------------------------------------------------------------------------------------------------


def _lock(alert: VoteAlert, *, but: Collection[AlertOutcome | None] = tuple(AlertOutcome)) -> VoteAlert:
    """The alert, fresh and locked, its ideas locked before. Raises AlertClosed where it has one of these outcomes already."""
    _lock_ideas(_votes(alert, counted=True))
    fresh = db.session.get_one(VoteAlert, alert.id, populate_existing=True, with_for_update=True)
    if fresh.outcome in but:
        raise AlertClosed("Somebody decided on these votes meanwhile. Look at them again.")
    return fresh


def _lock_ideas(idea_ids: Iterable[int]) -> None:
    """Lock these ideas and those that they count for, in order, before anything else."""
    ids = list(idea_ids)
    roots = select(Idea.canonical_id).where(Idea.id.in_(ids), Idea.canonical_id.is_not(None))
    both = or_(Idea.id.in_(ids), Idea.id.in_(roots))
    db.session.execute(select(Idea.id).where(both).order_by(Idea.id).with_for_update(key_share=True))


def _votes(alert: VoteAlert, *, counted: bool) -> dict[int, list[int]]:
    """Whose votes for which ideas the alert holds or has declared false; with `counted` also those that count again."""
    found = select(Vote.idea_id, Vote.account_id).where(Vote.alert_id == alert.id)
    if not counted:
        found = found.where(Vote.state != VoteState.COUNTED)
    votes: dict[int, list[int]] = defaultdict(list)
    for idea_id, account_id in db.session.execute(found.order_by(Vote.idea_id, Vote.account_id)):
        votes[idea_id].append(account_id)
    return votes


def _close(
    alert: VoteAlert, outcome: AlertOutcome, kind: str, votes: int, *, by: Account, at: datetime, reason: str = ""
) -> None:
    before = alert.outcome
    alert.outcome, alert.closed_at, alert.closed_by_id = outcome, at, by.id
    db.session.flush()
    record(
        kind,
        brand_id=alert.brand_id,
        by=by.id,
        at=at,
        board_id=alert.board_id,
        idea_id=alert.idea_id,
        detail={"alert_id": alert.id, "votes": votes},
        reason=reason,
        before={"outcome": before.value if before else "open"},
    )
