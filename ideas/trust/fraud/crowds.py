"""What can be seen in one idea's votes: a burst and who made it, one network, one mail domain. Pure: rows in, findings out."""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import datetime, timedelta
from typing import Any

from ideas.trust.fraud.findings import Ballot, Finding, Usual
from ideas.trust.fraud.rules import (
    BURST_TIMES_USUAL,
    BURSTS,
    CAMPAIGN_SHARE,
    DAY,
    DOMAIN_VOTES,
    FARM_TIMES,
    FREE_MAIL,
    NETWORK_VOTES,
    OLDER_PART,
    SETTLED_ASKED_FROM,
    SETTLED_SHARE,
    SPARED_SHARE,
    TIMES_EXPECTED,
    YOUNG_SHARE,
    Signal,
)


def look_at_idea(ballots: Sequence[Ballot], usual: Usual, *, since: datetime) -> list[Finding]:
    """What the votes of one idea show. `ballots` are those of its last week in order of time; of what ended before
    `since` nothing is said again.
    """
    new = [ballot for ballot in ballots if ballot.at >= since]
    if not new:
        return []
    found = [_judge(run, usual) for run in bursts(ballots) if run[-1].at >= since]
    last_day = [ballot for ballot in ballots if ballot.at >= new[0].at - DAY]
    found += [_same_network(ballots, group, last_day, usual) for group in _groups(new, last_day, lambda b: b.network)]
    # One story is told once: whom a network or a burst betrays is not shown for their address as well.
    held = {pair for finding in found if finding is not None for pair in finding.holds}
    rest = [b for b in last_day if b.can_be_held and (b.idea_id, b.account_id) not in held]
    found += [_same_domain(group, last_day, usual) for group in _groups(new, rest, _own_domain)]
    return [finding for finding in found if finding is not None]


def bursts(ballots: Sequence[Ballot]) -> list[Sequence[Ballot]]:
    """Every stretch of votes that came thick: each vote of it lies in a window with enough of them."""
    thick = [False] * len(ballots)
    for width, least in BURSTS:
        first = marked = 0
        for last, ballot in enumerate(ballots):
            while ballots[first].at <= ballot.at - width:
                first += 1
            if last - first + 1 >= least:
                for index in range(max(first, marked), last + 1):
                    thick[index] = True
                marked = last + 1
    return _stretches(ballots, thick)


def _stretches(ballots: Sequence[Ballot], thick: Sequence[bool]) -> list[Sequence[Ballot]]:
    runs: list[list[Ballot]] = []
    before: datetime | None = None
    for ballot, is_thick in zip(ballots, thick, strict=True):
        if not is_thick:
            before = None
            continue
        if before is None or ballot.at - before > timedelta(hours=1):
            runs.append([])
        runs[-1].append(ballot)
        before = ballot.at
    return list(runs)


def _judge(run: Sequence[Ballot], usual: Usual) -> Finding | None:
    """Whether a burst is unusual for its idea; then whether new accounts made it, or a page elsewhere sent it."""
    idea_id, hourly = run[0].idea_id, usual.hourly_votes(run[0].idea_id, before=run[0].at)
    if _peak(run) <= BURST_TIMES_USUAL * hourly:
        return None
    young = [ballot for ballot in run if ballot.is_young]
    referrer, sent = _leading(ballot.referrer for ballot in run)
    may_be_farm = len(young) >= YOUNG_SHARE * len(run) and not _is_sent(run, young, sent)
    usual_young = usual.young_share(idea_id) if may_be_farm else 0.0
    is_young = may_be_farm and len(run) - len(young) < OLDER_PART * (1 - usual_young) * len(run)
    signal = Signal.CAMPAIGN if sent >= CAMPAIGN_SHARE * len(run) else Signal.BURST
    if is_young:
        signal = Signal.YOUNG_CROWD
    figures = {
        "votes": len(run),
        "peak": _peak(run),
        "hourly": round(hourly, 1),
        "young": len(young),
        "usual_young": round(usual_young, 2),
        "referrer": referrer,
        "sent": sent,
    }
    holds = _holds(young) if signal is Signal.YOUNG_CROWD else ()
    return _finding(signal, f"burst:{idea_id}", run, holds, figures)


def _is_sent(run: Sequence[Ballot], young: Sequence[Ballot], sent: int) -> bool:
    """Whether one page elsewhere sent this crowd: a post on a forum brings many new accounts, and people known here too.

    A referrer can be made up; that some have been here for long costs more. Few votes tell nothing of that.
    """
    if sent < SPARED_SHARE * len(run):
        return False
    return len(run) < SETTLED_ASKED_FROM or len(run) - len(young) >= SETTLED_SHARE * len(run)


def _same_network(
    ballots: Sequence[Ballot], group: Sequence[Ballot], day: Sequence[Ballot], usual: Usual
) -> Finding | None:
    """More votes from one network within a day than chance sends. Where a farm was found lately, all that come are held."""
    network = group[-1].network
    assert network is not None
    held = sum(ballot.held_for is Signal.NETWORK for ballot in ballots if ballot.network == network)
    if len(group) <= NETWORK_VOTES and held <= NETWORK_VOTES:
        return None
    allowed = max(float(NETWORK_VOTES), TIMES_EXPECTED * usual.network_share(network) * len(day))
    is_farm = held > FARM_TIMES * allowed
    if len(group) <= allowed and not is_farm:
        return None
    chance = [] if is_farm else list(group[: int(allowed)])
    if len(group) > FARM_TIMES * allowed:
        chance = [ballot for ballot in chance if not ballot.is_young]
    holds = _holds(ballot for ballot in group if ballot not in chance)
    figures = {"votes": len(group), "allowed": int(allowed), "of": len(day), "farm": is_farm}
    return _finding(Signal.NETWORK, f"network:{group[0].idea_id}:{network}", group, holds, figures)


def _same_domain(group: Sequence[Ballot], day: Sequence[Ballot], usual: Usual) -> Finding | None:
    """More votes from one mail domain within a day than chance sends: to be shown, for a company may simply care."""
    if len(group) <= DOMAIN_VOTES:
        return None
    domain = group[0].domain
    if len(group) <= TIMES_EXPECTED * usual.domain_share(domain) * len(day):
        return None
    figures = {"votes": len(group), "domain": domain, "of": len(day)}
    return _finding(Signal.MAIL_DOMAIN, f"mail:{group[0].idea_id}:{domain[:50]}", group, (), figures)


def _groups(
    new: Sequence[Ballot], day: Sequence[Ballot], trait: Callable[[Ballot], str | None]
) -> list[Sequence[Ballot]]:
    """The day's votes by a trait, for each value of it that a new vote has."""
    groups: dict[str, list[Ballot]] = {key: [] for ballot in new if (key := trait(ballot))}
    for ballot in day:
        key = trait(ballot)
        if key in groups:
            groups[key].append(ballot)
    return list(groups.values())


def _own_domain(ballot: Ballot) -> str | None:
    return ballot.domain if ballot.domain not in FREE_MAIL else None


def _peak(run: Sequence[Ballot]) -> int:
    """The most votes within the widest window of a burst that reached it, counted as the threshold counts."""
    most, first = 0, 0
    width = BURSTS[0][0] if len(run) < BURSTS[1][1] else BURSTS[1][0]
    for last, ballot in enumerate(run):
        while run[first].at <= ballot.at - width:
            first += 1
        most = max(most, last - first + 1)
    return most


def _leading(referrers: Iterable[str | None]) -> tuple[str | None, int]:
    found = Counter(referrer for referrer in referrers if referrer).most_common(1)
    return found[0] if found else (None, 0)


def _holds(ballots: Iterable[Ballot]) -> tuple[tuple[int, int], ...]:
    return tuple((ballot.idea_id, ballot.account_id) for ballot in ballots if ballot.can_be_held)


def _finding(
    signal: Signal, key: str, ballots: Sequence[Ballot], holds: tuple[tuple[int, int], ...], figures: Mapping[str, Any]
) -> Finding:
    accounts = tuple(ballot.account_id for ballot in ballots)
    return Finding(signal, key, ballots[0].idea_id, accounts, ballots[0].at, ballots[-1].at, holds, dict(figures))
