"""The watch over a simulated community, in memory: the same detectors as the job's, fed from lists."""

import statistics
from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime, timedelta

from ideas.trust.fraud.clones import Others, Person, find_clones
from ideas.trust.fraud.crowds import look_at_idea
from ideas.trust.fraud.findings import Ballot, Finding
from ideas.trust.fraud.rules import CLONE_IDEAS, NETWORK_REMEMBERED, USUAL_DAYS, YOUNG, Signal
from tests.trust.fraud.simulator import START, Cast, Scene

LOOK_MINUTES = 1
COMPARE_MINUTES = 10


class Watch:
    """Looks every minute at the ideas with new votes, and every ten minutes at the people who voted."""

    def __init__(self, scene: Scene) -> None:
        self.scene = scene
        self.now = scene.casts[0].at
        self.by_idea: dict[int, list[Cast]] = defaultdict(list)
        self.sets: dict[int, set[int]] = defaultdict(set)
        self.casts: list[Cast] = []
        self.times: list[datetime] = []
        self.held: dict[tuple[int, int], tuple[Signal, datetime]] = {}
        self.known: dict[int, str] = {}
        self.findings: dict[str, Finding] = {}
        self.everybody = {person.id: person for person in scene.people}
        self.active: dict[int, frozenset[int]] = {}
        self.people: dict[int, Person] = {}
        self.voters: dict[int, set[int]] = defaultdict(set)

    def run(self) -> "Watch":
        compare_at, new = self.now, set[int]()
        for look, portion in by_minutes(self.scene.casts, LOOK_MINUTES):
            self.now = look
            for cast in portion:
                self.note(cast)
                new.add(cast.person.id)
            for idea in {cast.idea for cast in portion}:
                since = look - timedelta(minutes=LOOK_MINUTES)
                for finding in look_at_idea(self.ballots(idea), self, since=since):
                    self.apply(finding)
            if look >= compare_at:
                self.compare(new)
                compare_at, new = look + timedelta(minutes=COMPARE_MINUTES), set()
        return self

    def note(self, cast: Cast) -> None:
        """A vote came. Whoever votes alike with others is known already: theirs is held."""
        who, ideas = cast.person.id, self.sets[cast.person.id]
        self.by_idea[cast.idea].append(cast)
        self.casts.append(cast)
        self.times.append(cast.at)
        ideas.add(cast.idea)
        before = self.people.get(who)
        first = before.first_at if before else cast.at
        seen = frozenset({cast.network, cast.person.sign_up} - {None}) | (before.networks if before else frozenset())
        self.people[who] = Person(who, cast.person.born, seen, first, cast.at)
        if len(ideas) >= CLONE_IDEAS:
            self.active[who] = frozenset(ideas)
            for idea in ideas if len(ideas) == CLONE_IDEAS else (cast.idea,):
                self.voters[idea].add(who)
        if who in self.known:
            self.hold(cast.idea, who, Signal.CLONES)

    def compare(self, new: set[int]) -> None:
        for finding in find_clones(self.active, self.voters, self.people, new, self.others, known=self.known):
            self.apply(finding)
            spared = finding.figures["spared"]
            self.known |= {who: finding.key for who in finding.accounts if who != spared}

    def others(self, group: frozenset[int], core: Sequence[int]) -> Others:
        outside = self.active.keys() - group - self.known.keys()
        return Others(len(outside), {idea: len(self.voters[idea] & outside) for idea in core})

    def apply(self, finding: Finding) -> None:
        self.findings[finding.key] = finding
        for idea, who in finding.holds:
            self.hold(idea, who, finding.signal)

    def hold(self, idea: int, who: int, signal: Signal) -> None:
        self.held.setdefault((idea, who), (signal, self.now))

    def ballots(self, idea: int) -> list[Ballot]:
        casts = self.by_idea[idea]
        first = next((n for n, cast in enumerate(casts) if cast.at > self.now - NETWORK_REMEMBERED), len(casts))
        return [self.ballot(cast) for cast in casts[first:]]

    def ballot(self, cast: Cast) -> Ballot:
        held = self.held.get((cast.idea, cast.person.id))
        return Ballot(
            cast.idea,
            cast.person.id,
            cast.at,
            cast.person.born,
            cast.network,
            cast.referrer,
            cast.person.domain,
            held[0] if held else None,
        )

    # --- what is usual -----------------------------------------------------------------------------------------------

    def hourly_votes(self, idea_id: int, *, before: datetime) -> float:
        start = max(before - timedelta(days=USUAL_DAYS), self.scene.born[idea_id])
        hours = int((before - start).total_seconds() // 3600)
        times = [cast.at for cast in self.by_idea[idea_id] if start <= cast.at < before]
        counts = Counter(int((at - start).total_seconds() // 3600) for at in times)
        return float(statistics.median([counts.get(hour, 0) for hour in range(hours)])) if hours else 0.0

    def young_share(self, idea_id: int) -> float:
        recent = self.casts[bisect_left(self.times, self.now - timedelta(days=USUAL_DAYS)) :]
        others = [cast for cast in recent if cast.idea != idea_id]
        return sum(cast.at - cast.person.born < YOUNG for cast in others) / max(1, len(others))

    def network_share(self, network: str) -> float:
        earlier = self.casts[: bisect_left(self.times, self.now - timedelta(days=1))]
        counted = [cast for cast in earlier if (cast.idea, cast.person.id) not in self.held]
        return sum(cast.network == network for cast in counted) / max(1, len(counted))

    def domain_share(self, domain: str) -> float:
        voters = [self.everybody[who] for who in self.sets]
        return sum(person.domain == domain for person in voters) / max(1, len(voters))


def by_minutes(casts: Iterable[Cast], minutes: int) -> Iterator[tuple[datetime, list[Cast]]]:
    """The votes in portions: each look of the watch, where there was something to look at, and what came since."""
    portion: list[Cast] = []
    step = timedelta(minutes=minutes)
    look = START + step
    for cast in casts:
        while cast.at >= look:
            if portion:
                yield look, portion
                portion = []
            look += ((cast.at - look) // step + 1) * step
        portion.append(cast)
    if portion:
        yield look, portion
