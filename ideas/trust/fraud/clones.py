"""What can be seen in the votes of people: accounts that vote alike, and voters of one author. Pure: rows in, findings out."""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from ideas.trust.fraud.findings import Finding
from ideas.trust.fraud.rules import (
    ASLEEP,
    CLONE_ACCOUNTS,
    CLONE_BORN_WITHIN,
    CLONE_IDEAS,
    CLONE_JACCARD,
    DISGUISED_ACCOUNTS,
    DISGUISED_SHARE,
    OTHERS_LEAST,
    OTHERS_SHARE,
    PAIR_SHARE,
    PAIR_TIMES_USUAL,
    PAIR_VOTES,
    WOKEN_WITHIN,
    Signal,
)

Sets = Mapping[int, frozenset[int]]


@dataclass(frozen=True, slots=True)
class Person:
    """An account as the comparison sees it: when it was made, where it came from, and when its first and latest votes came."""

    account_id: int
    born: datetime
    networks: frozenset[str]
    first_at: datetime
    last_at: datetime

    @property
    def slept(self) -> bool:
        return self.first_at - self.born >= ASLEEP


@dataclass(frozen=True, slots=True)
class Others:
    """How active people outside a group vote: how many there are, and how many of them voted for each idea asked for."""

    people: int
    votes: Mapping[int, int]


AskOthers = Callable[[frozenset[int], Sequence[int]], Others]


def find_clones(
    votes: Sets,
    voters: Mapping[int, Iterable[int]],
    people: Mapping[int, Person],
    new: Iterable[int],
    others: AskOthers,
    *,
    known: Mapping[int, str],
) -> list[Finding]:
    """Groups of accounts that vote as one, each around somebody who voted lately (`new`).

    `votes` holds every idea that a person voted for, held or not; `voters` is its index, by idea. `known` are accounts in
    findings of before, with its key: whoever joins them belongs to the same story. `others` is asked only where a group
    is found.
    """
    found, keys = [], dict(known)
    for group in _joined(_neighbourhoods(votes, voters, people, new)):
        core = _core(votes, group)
        finding = _judge(group, core, votes, people, others(frozenset(group), core), keys)
        if finding is not None:
            found.append(finding)
            keys |= {account_id: finding.key for account_id in finding.accounts if account_id != _spared(finding.key)}
    return found


def are_linked(one: Person, other: Person) -> bool:
    """Made within three days, seen in one network, or woken within three days after a long sleep."""
    if abs(one.born - other.born) <= CLONE_BORN_WITHIN:
        return True
    if one.networks & other.networks:
        return True
    return one.slept and other.slept and abs(one.first_at - other.first_at) <= WOKEN_WITHIN


def vote_alike(one: frozenset[int], other: frozenset[int]) -> int:
    """0 for no; 1 where they share half of what each votes for; 2 where they vote for nearly the same."""
    common = len(one & other)
    if common < CLONE_IDEAS:
        return 0
    if common >= CLONE_JACCARD * (len(one) + len(other) - common):
        return 2
    return int(common >= DISGUISED_SHARE * max(len(one), len(other)))


def find_favourite(
    account_id: int, authors: Sequence[int | None], share_of: Callable[[int], float]
) -> tuple[int, int] | None:
    """The author who gets more than half of a person's votes, and how many, where that is far more than the author's part
    of all ideas, which `share_of` knows. `authors` are those of the ideas voted for.
    """
    named = [author for author in authors if author is not None and author != account_id]
    if len(named) < PAIR_VOTES:
        return None
    author, count = Counter(named).most_common(1)[0]
    if count <= PAIR_SHARE * len(named) or count <= PAIR_TIMES_USUAL * share_of(author) * len(named):
        return None
    return author, count


def _neighbourhoods(
    votes: Sets, voters: Mapping[int, Iterable[int]], people: Mapping[int, Person], new: Iterable[int]
) -> Iterator[set[int]]:
    """For each new voter those who are linked to them and vote alike, if they are enough.

    The index finds who shares enough ideas with them; only those are compared.
    """
    for account_id in new:
        mine = votes.get(account_id, frozenset())
        if len(mine) < CLONE_IDEAS or account_id not in people:
            continue
        shared = Counter(other for idea_id in mine for other in voters.get(idea_id, ()))
        alike = {
            other: vote_alike(mine, votes[other])
            for other, common in shared.items()
            if common >= CLONE_IDEAS and other != account_id and are_linked(people[account_id], people[other])
        }
        twins = {other for other, degree in alike.items() if degree == 2}
        kin = {other for other, degree in alike.items() if degree}
        if len(kin) + 1 >= DISGUISED_ACCOUNTS:
            yield {account_id, *kin}
        elif len(twins) + 1 >= CLONE_ACCOUNTS:
            yield {account_id, *twins}


def _joined(groups: Iterable[set[int]]) -> list[set[int]]:
    """Groups that are mostly the same are one. One person between two groups joins nobody: that may be chance, or a trick."""
    joined: list[set[int]] = []
    for group in groups:
        same = [other for other in joined if 2 * len(other & group) >= len(other | group)]
        joined = [*(other for other in joined if other not in same), group.union(*same)]
    return sorted(joined, key=len, reverse=True)


def _core(votes: Sets, group: Iterable[int]) -> list[int]:
    """The ideas that at least half of the group voted for."""
    members = list(group)
    counts = Counter(idea_id for account_id in members for idea_id in votes[account_id])
    return sorted(idea_id for idea_id, count in counts.items() if 2 * count >= len(members))


def _judge(
    group: set[int],
    core: Sequence[int],
    votes: Sets,
    people: Mapping[int, Person],
    others: Others,
    known: Mapping[int, str],
) -> Finding | None:
    """A finding, unless others vote for the same: then the group shares only what everybody likes."""
    if len(core) < CLONE_IDEAS or others.people < OTHERS_LEAST:
        return None
    shared_by_others = sum(others.votes.get(idea_id, 0) for idea_id in core) / others.people
    if shared_by_others > OTHERS_SHARE * len(core):
        return None
    members = sorted(group, key=lambda account_id: (people[account_id].born, account_id))
    keys = sorted({known[account_id] for account_id in members if account_id in known})
    spared = {_spared(key) for key in keys} or {members[0]}
    figures = {"people": len(members), "ideas": len(core), "others": round(shared_by_others, 1), "spared": min(spared)}
    return Finding(
        Signal.CLONES,
        keys[0] if keys else f"clones:{members[0]}",
        None,
        tuple(members),
        min(people[account_id].first_at for account_id in members),
        max(people[account_id].last_at for account_id in members),
        tuple(
            (idea_id, account_id)
            for account_id in members
            if account_id not in spared
            for idea_id in sorted(votes[account_id])
        ),
        figures,
    )


def _spared(key: str) -> int:
    """The account that a finding spared, its oldest: its key names it."""
    return int(key.rpartition(":")[2])
