"""A made-up community of honest people, farms of false accounts and two real campaigns: what the watch is measured on.

Everything comes from one seed. The strategies know the thresholds: they stay below them where that costs them little.
"""

import random
from bisect import bisect
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from itertools import accumulate

START = datetime(2026, 3, 1, tzinfo=UTC)
DAYS = 60
FREE = ("gmail.com", "gmx.de", "outlook.com", "yahoo.com", "icloud.com", "web.de")
# People by the hour: few at night, most in the evening.
RHYTHM = (2, 1, 1, 1, 1, 2, 4, 7, 9, 10, 10, 10, 12, 11, 9, 9, 10, 11, 13, 15, 16, 14, 9, 5)


@dataclass(slots=True)
class Someone:
    """One account: who is behind it, where it is from, and what it votes for when."""

    id: int
    camp: str
    born: datetime
    home: str | None
    sign_up: str | None
    domain: str
    votes: dict[int, "Cast"] = field(default_factory=dict)

    @property
    def is_honest(self) -> bool:
        return not self.camp.startswith("farm")


@dataclass(slots=True)
class Cast:
    """One vote, as it is cast."""

    person: Someone
    idea: int
    at: datetime
    network: str | None
    referrer: str | None
    is_target: bool = False


@dataclass(slots=True)
class Scene:
    """Everything that happens, and what the farms want."""

    people: list[Someone]
    casts: list[Cast]
    authors: dict[int, int]
    born: dict[int, datetime]
    farms: dict[str, list[int]]
    campaigns: dict[str, int]


class Simulator:
    """Makes a scene. `people` honest ones, `sybils` in five farms of the same size; `ideas` grow with the community."""

    def __init__(self, seed: int, *, people: int = 5_000, sybils: int = 500, ideas: int = 400) -> None:
        self.rng = random.Random(seed)
        self.size, self.sybils, self.idea_count = people, sybils, ideas
        self.people: list[Someone] = []
        self.networks = 0
        self.carriers = [self.new_network() for _ in range(8)]
        self.offices = [(self.new_network(), self.rng.randint(10, 60), f"office-{n}.example") for n in range(14)]
        self.allowed = {network for network, _, _ in sorted(self.offices, key=lambda office: -office[1])[:2]}
        self.make_ideas()

    def run(self) -> Scene:
        """Let it all happen."""
        for _ in range(self.size):
            self.arrive()
        self.fill_offices()
        authors = {idea: self.rng.choice(self.people).id for idea in self.born}
        for person in list(self.people):
            self.live(person)
        self.lunches()
        self.friends(authors)
        campaigns = {"newsletter": self.newsletter(), "forum": self.forum()}
        farms = {name: getattr(self, name)() for name in ("one_network", "new_crowd", "drip", "woken", "disguised")}
        casts = sorted((cast for person in self.people for cast in person.votes.values()), key=lambda cast: cast.at)
        return Scene(self.people, casts, authors, self.born, farms, campaigns)

    # --- the place ---------------------------------------------------------------------------------------------------

    def make_ideas(self) -> None:
        """A fifth of the ideas is there on the first day; how much each is liked has a heavy tail."""
        rng = self.rng
        days = [0.0 if n < self.idea_count // 5 else rng.uniform(0, DAYS - 2) for n in range(self.idea_count)]
        self.born = {n + 1: START + timedelta(days=day) for n, day in enumerate(sorted(days))}
        self.appeal = {idea: rng.paretovariate(1.2) for idea in self.born}
        ids = sorted(self.born, key=lambda idea: self.appeal[idea])
        self.quiet_ideas = [idea for idea in ids[: len(ids) * 2 // 3] if self.born[idea] < START + timedelta(days=25)]
        self.loved_ideas = ids[-25:]
        self.weights = list(accumulate(self.appeal[idea] for idea in self.born))
        self.ids = list(self.born)

    def new_network(self) -> str:
        self.networks += 1
        return f"{self.rng.getrandbits(100):025x}{self.networks:07x}"

    def one_idea(self, at: datetime) -> int | None:
        """An idea that somebody likes who looks around at that moment."""
        idea = self.ids[bisect(self.weights, self.rng.random() * self.weights[-1])]
        return idea if self.born[idea] < at else None

    def hour_of(self, day: float) -> datetime:
        """A moment of that day, as people are awake."""
        hour = self.rng.choices(range(24), RHYTHM)[0]
        return START + timedelta(days=int(day), hours=hour, seconds=self.rng.uniform(0, 3600))

    # --- honest people -----------------------------------------------------------------------------------------------

    def add(self, camp: str, born: datetime, home: str | None, domain: str = "", sign_up: str | None = None) -> Someone:
        domain = domain or (
            self.rng.choice(FREE) if self.rng.random() < 0.8 else f"home-{self.rng.randrange(4000)}.example"
        )
        person = Someone(len(self.people) + 1, camp, born, home, sign_up or home, domain)
        self.people.append(person)
        return person

    def arrive(self) -> None:
        """People come over the whole time, a few more in the first days; every fifth was here before that."""
        day = self.rng.uniform(-90, 0) if self.rng.random() < 0.2 else DAYS * self.rng.random() ** 1.2
        born = self.hour_of(day) if day >= 0 else START + timedelta(days=day)
        home = self.rng.choice(self.carriers) if self.rng.random() < 0.12 else self.new_network()
        self.add("honest", born, home)

    def fill_offices(self) -> None:
        free = [person for person in self.people if person.home not in self.carriers]
        self.rng.shuffle(free)
        for network, size, domain in self.offices:
            for person in free[:size]:
                person.home, person.domain = network, domain
            free = free[size:]

    def live(self, person: Someone) -> None:
        """Visits: the first when they join, later ones at random. How much people vote has a heavy tail."""
        rng, wants = self.rng, min(150, int(rng_pareto(self.rng)))
        at = max(person.born, START + timedelta(days=rng.uniform(0, 20))) + timedelta(seconds=rng.uniform(20, 400))
        came_from = rng.choice(("search.example", "social.example", "blog.example")) if rng.random() < 0.12 else None
        tries = 0
        while len(person.votes) < wants and tries < wants * 3 and at < START + timedelta(days=DAYS):
            network = rng.choice(self.carriers) if rng.random() < 0.15 else person.home
            for _ in range(rng.randint(1, 8)):
                tries += 1
                idea = self.one_idea(at)
                if idea is not None and len(person.votes) < wants:
                    self.vote(person, idea, at, network, came_from)
                at += timedelta(seconds=rng.expovariate(1 / 40) + 4)
            came_from = None
            at = self.hour_of((at - START).days + 1 + rng.expovariate(1 / 6))

    def vote(
        self,
        person: Someone,
        idea: int,
        at: datetime,
        network: str | None,
        referrer: str | None = None,
        *,
        is_target: bool = False,
    ) -> None:
        shown = None if network in self.allowed else network
        if idea not in person.votes and at < START + timedelta(days=DAYS):
            person.votes[idea] = Cast(person, idea, at, shown, referrer, is_target)

    def lunches(self) -> None:
        """Colleagues show each other an idea: 4 to 8 votes from one office within an hour."""
        for _ in range(10):
            network, _, _ = self.rng.choice(self.offices)
            day = self.rng.uniform(5, DAYS - 5)
            at = START + timedelta(days=int(day), hours=12)
            here = [person for person in self.people if person.home == network and person.born < at]
            idea = self.one_idea(at)
            for person in self.rng.sample(here, min(len(here), self.rng.randint(4, 8))):
                if idea is not None:
                    self.vote(person, idea, at + timedelta(minutes=self.rng.uniform(0, 60)), network)

    def friends(self, authors: dict[int, int]) -> None:
        """Authors tell their friends: a few new people within two days, who vote for this and little else."""
        for idea in self.rng.sample(self.ids, len(self.ids) // 4):
            for _ in range(self.rng.randint(1, 6)):
                born = self.born[idea] + timedelta(hours=self.rng.uniform(0.2, 48))
                friend = self.add("honest", born, self.new_network())
                self.vote(friend, idea, born + timedelta(minutes=3), friend.home)

    # --- campaigns ---------------------------------------------------------------------------------------------------

    def newsletter(self) -> int:
        """350 readers within two hours for one idea: most of them are known here."""
        at, size = START + timedelta(days=30, hours=10), self.size * 7 // 100
        idea = self.crowded_idea(at)
        known = [person for person in self.people if person.born < at - timedelta(days=1)]
        readers = self.rng.sample(known, size * 8 // 10)
        self.crowd(readers, size - len(readers), idea, at, minutes=25, referrer="news.example", seen=0.88)
        return idea

    def forum(self) -> int:
        """A post on a forum brings 250 people within hours; three of four make an account for it. They are real."""
        at, size = START + timedelta(days=45, hours=19), self.size // 20
        idea = self.crowded_idea(at)
        known = [person for person in self.people if person.born < at - timedelta(days=8)]
        readers = self.rng.sample(known, size // 4)
        self.crowd(readers, size - len(readers), idea, at, minutes=50, referrer="forum.example", seen=0.85)
        return idea

    def crowd(
        self, known: list[Someone], fresh: int, idea: int, at: datetime, *, minutes: float, referrer: str, seen: float
    ) -> None:
        people: list[Someone | None] = [*known, *([None] * fresh)]
        self.rng.shuffle(people)
        for someone in people:
            came = at + timedelta(minutes=self.rng.expovariate(1 / minutes))
            home = self.rng.choice(self.carriers) if self.rng.random() < 0.15 else self.new_network()
            person = someone or self.add("campaign", came, home)
            page = referrer if self.rng.random() < seen else None
            network = person.home if someone and self.rng.random() < 0.7 else home
            self.vote(person, idea, came + timedelta(seconds=self.rng.uniform(20, 240)), network, page)
            for _ in range(self.rng.choice((0, 0, 0, 1, 3))):
                other = self.one_idea(came)
                if other:
                    self.vote(person, other, came + timedelta(minutes=self.rng.uniform(4, 15)), network)

    def crowded_idea(self, at: datetime) -> int:
        return self.rng.choice([idea for idea in self.quiet_ideas if self.born[idea] < at])

    # --- farms -------------------------------------------------------------------------------------------------------

    def one_network(self) -> list[int]:
        """Two networks, accounts of three days, six ideas: within two days everything is voted for."""
        networks, targets = [self.new_network(), self.new_network()], self.targets(6)
        for _ in range(self.sybils // 5):
            born = START + timedelta(days=20 + self.rng.uniform(0, 3))
            network = self.rng.choice(networks)
            sybil = self.add("farm:one_network", born, network)
            for idea in targets:
                self.vote(sybil, idea, START + timedelta(days=23.2 + self.rng.uniform(0, 2)), network, is_target=True)
        return targets

    def new_crowd(self) -> list[int]:
        """Every account from a network of its own, made within a day and a half; three ideas, each in a fast wave and a slow one."""
        targets = self.targets(3)
        starts = {idea: START + timedelta(days=27 + n * 0.4, hours=14) for n, idea in enumerate(targets)}
        for n in range(self.sybils // 5):
            sybil = self.add(
                "farm:new_crowd", START + timedelta(days=25.4 + self.rng.uniform(0, 1.5)), self.new_network()
            )
            for idea in targets:
                fast = n % 5 < 3
                wait = self.rng.uniform(0, 15) if fast else 60 + self.rng.uniform(0, 45)
                self.vote(sybil, idea, starts[idea] + timedelta(minutes=wait), sybil.home, is_target=True)
        return targets

    def drip(self) -> list[int]:
        """Twelve ideas, one vote a day and account, in any order; ten new accounts a day, twenty networks for hire."""
        exits, targets = [self.new_network() for _ in range(20)], self.targets(12)
        for n in range(self.sybils // 5):
            day = 28 + (n * 10 // (self.sybils // 5)) + self.rng.uniform(0, 1)
            sybil = self.add("farm:drip", START + timedelta(days=day), self.rng.choice(exits))
            for step, idea in enumerate(self.rng.sample(targets, len(targets))):
                at = self.hour_of(day + 1 + step)
                self.vote(sybil, idea, at, self.rng.choice(exits), is_target=True)
        return targets

    def woken(self) -> list[int]:
        """Accounts of many weeks that slept; then within a day all of them vote for the same ten ideas."""
        targets = self.targets(10)
        for _ in range(self.sybils // 5):
            born = START + timedelta(days=self.rng.uniform(-60, 20))
            sybil = self.add("farm:woken", born, self.new_network())
            at = START + timedelta(days=38, hours=self.rng.uniform(8, 30))
            for idea in self.rng.sample(targets, len(targets)):
                self.vote(sybil, idea, at, sybil.home, is_target=True)
                at += timedelta(minutes=self.rng.uniform(1, 20))
        return targets

    def disguised(self) -> list[int]:
        """Ten ideas over ten days, and in between three to eight of what everybody likes."""
        exits, targets = [self.new_network() for _ in range(25)], self.targets(10)
        for _ in range(self.sybils // 5):
            day = 12 + self.rng.uniform(0, 14)
            sybil = self.add("farm:disguised", START + timedelta(days=day), self.rng.choice(exits))
            wanted = [(idea, True) for idea in targets]
            wanted += [(idea, False) for idea in self.rng.sample(self.loved_ideas, self.rng.randint(3, 8))]
            self.rng.shuffle(wanted)
            for idea, is_target in wanted:
                at = self.hour_of(day + 1 + self.rng.uniform(0, 10))
                if self.born[idea] < at:
                    self.vote(sybil, idea, at, self.rng.choice(exits), is_target=is_target)
        return targets

    def targets(self, count: int) -> list[int]:
        """Ideas that few people like, each for one farm."""
        self.quiet_ideas = [idea for idea in self.quiet_ideas if self.born[idea] < START + timedelta(days=12)]
        chosen = self.rng.sample(self.quiet_ideas, count)
        self.quiet_ideas = [idea for idea in self.quiet_ideas if idea not in chosen]
        return chosen


def rng_pareto(rng: random.Random) -> float:
    """Most people vote a few times, some a hundred times."""
    return rng.paretovariate(0.95) * 1.8
