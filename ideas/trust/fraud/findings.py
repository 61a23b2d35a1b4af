"""What the detectors look at and what they say: plain values, so that a decision can be worked out again from stored rows."""

from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Protocol

from ideas.trust.fraud.rules import YOUNG, Signal


@dataclass(frozen=True, slots=True)
class Ballot:
    """One vote and what is known of who cast it. `held_for` is the signal for which it is held or void.

    `is_cleared` says that staff let it count after the watch had held it: it is never held again.
    """

    idea_id: int
    account_id: int
    at: datetime
    born: datetime
    network: str | None = None
    referrer: str | None = None
    domain: str = ""
    held_for: Signal | None = None
    is_cleared: bool = False

    @property
    def is_young(self) -> bool:
        """Whether the account was new when it voted."""
        return self.at - self.born < YOUNG

    @property
    def can_be_held(self) -> bool:
        return self.held_for is None and not self.is_cleared


@dataclass(frozen=True, slots=True)
class Finding:
    """Something that looks wrong: what was seen (`figures`, for staff), of whom, and which votes to hold for it.

    `holds` are pairs of idea and account. Findings of one `key` are one story, told in one alert.
    """

    signal: Signal
    key: str
    idea_id: int | None
    accounts: tuple[int, ...]
    since: datetime
    until: datetime
    holds: tuple[tuple[int, int], ...] = ()
    figures: dict[str, Any] = field(default_factory=dict)


class Usual(Protocol):
    """What is usual in a brand. Asked only where something looks unusual, so that it may cost a query."""

    def hourly_votes(self, idea_id: int, *, before: datetime) -> float:
        """The median of the idea's votes in an hour, over the 14 days before then, or since it is there."""

    def young_share(self, idea_id: int) -> float:
        """The part of the last 14 days' votes for other ideas that came from young accounts."""

    def network_share(self, network: str) -> float:
        """The part of the brand's earlier counted votes that came from this network."""

    def domain_share(self, domain: str) -> float:
        """The part of the brand's people with an address there."""
