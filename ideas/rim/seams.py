"""What the rim asks of features that it does not know. `wiring.py` fills each of these with a function."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Protocol

from flask import current_app

from ideas.people.account.models import Account
from ideas.people.brand.models import Brand, Membership
from ideas.people.brand.viewer import Viewer


class SeeBoards(Protocol):
    """Work out who is looking at a brand and which boards they see."""

    def __call__(self, brand: Brand, *, account: Account | None, membership: Membership | None) -> Viewer: ...


class AtTime(Protocol):
    """Do something for an account, or tell something of it, at a moment."""

    def __call__(self, account: Account, *, at: datetime) -> Any: ...


@dataclass(frozen=True, slots=True)
class Seams:
    """The functions of other districts that the rim calls.

    `fulfil_intent` does what a visitor came for, and returns whether they may be told of it.
    """

    see_boards: SeeBoards
    trust_of: AtTime
    joins_records: AtTime
    fulfil_intent: Callable[[Mapping[str, Any], Brand, Account], None]


def seams() -> Seams:
    """The functions that `wiring.py` named for this app."""
    filled: Seams = current_app.extensions["seams"]
    return filled
