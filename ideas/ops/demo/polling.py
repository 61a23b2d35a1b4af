"""Who votes for each idea of the demo, and when: plausible, and the same at every performance."""

from dataclasses import dataclass
from hashlib import blake2b

from ideas.ops.demo.script import Idea, Person, Script

ONE_MINUTE = 1 / 1440
SURGE_DAYS = 1.5


@dataclass(frozen=True, slots=True)
class Ballot:
    """One person's vote for one idea, at an age in days."""

    by: str
    ago: float


def ballots(script: Script, idea: Idea) -> tuple[Ballot, ...]:
    """The votes for the idea, oldest first; fewer than asked for only if too few people may vote."""
    voters = chosen_voters(script, idea)
    cast = [Ballot(person.key, _while_open(idea, _moment(idea, person))) for person in voters]
    return tuple(sorted(cast, key=lambda ballot: -ballot.ago))


def chosen_voters(script: Script, idea: Idea) -> tuple[Person, ...]:
    """The named voters, or the likeliest ones: who spoke up for it, other members, staff."""
    if isinstance(idea.votes, tuple):
        return tuple(script.person(key) for key in idea.votes)
    spoke = {comment.by for top in idea.comments for comment in (top, *top.replies)}
    ranked = sorted(
        possible_voters(script, idea),
        key=lambda person: (person.is_staff, person.key not in spoke, _chance(idea, person, "who")),
    )
    return tuple(ranked[: idea.votes])


def possible_voters(script: Script, idea: Idea) -> list[Person]:
    """Everybody who could have voted while it was open, but its author and who argues against it."""
    board = script.board(idea.board)
    return [
        person
        for person in script.people
        if person.key != idea.by
        and person.key not in idea.against
        and person.joined > idea.last_vote_ago + ONE_MINUTE
        and script.may_take_part(person, board)
    ]


def _moment(idea: Idea, person: Person) -> float:
    """Every second vote comes in a surge, where there is one; the others rather soon after the idea."""
    first = min(idea.ago, person.joined) - ONE_MINUTE
    last = idea.last_vote_ago
    lag = _chance(idea, person, "lag")
    surges = [surge for surge in idea.surge if last < surge < first]
    if surges and _chance(idea, person, "surge") < 0.5:
        start = surges[int(_chance(idea, person, "which") * len(surges))]
        return max(start - lag * SURGE_DAYS, last + (start - last) * (1 - lag))
    return first - (first - last) * lag**3


def _while_open(idea: Idea, moment: float) -> float:
    """The moment, or soon after voting opened again if it was closed just then."""
    for since, until in idea.votes_closed:
        if since >= moment >= until > 0:
            return until - (since - moment) / (since - until) * min(SURGE_DAYS, until / 2) - ONE_MINUTE
    return moment


def _chance(idea: Idea, person: Person, what: str) -> float:
    """A number from 0 up to 1 that looks random and is always the same for these three."""
    digest = blake2b(f"{idea.key} {person.key} {what}".encode(), digest_size=6).digest()
    return int.from_bytes(digest) / 2**48
