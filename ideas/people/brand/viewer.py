"""The viewer: who is looking, and what they may see, worked out once a request and handed to the domain."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from ideas.people.brand.rules import Role

if TYPE_CHECKING:
    from datetime import datetime

    from ideas.community.board.models import Board
    from ideas.people.account.models import Account


@dataclass(frozen=True, slots=True)
class Viewer:
    """A person (or nobody) as one brand knows them.

    `boards` are the ones they may see, in the brand's order; `hosted` the ids of those they answer on as a partner,
    `paused_until` when the last pause of each ends that has or had one: after it, nobody need ask for pauses.
    """

    account: Account | None
    brand_id: int | None = None
    role: Role | None = None
    handle: str | None = None
    boards: tuple[Board, ...] = ()
    hosted: frozenset[int] = field(default_factory=frozenset)
    paused_until: Mapping[int, datetime] = field(default_factory=dict, hash=False)
    banned_until: datetime | None = None

    @classmethod
    def nobody(cls) -> Viewer:
        return cls(account=None)

    @classmethod
    def of(cls, account: Account) -> Viewer:
        """A signed-in person, outside any brand."""
        return cls(account=account)

    def is_banned(self, at: datetime) -> bool:
        """Whether a ban keeps this person from taking part here. They may still read, and appeal."""
        return self.banned_until is not None and self.banned_until > at

    @property
    def is_signed_in(self) -> bool:
        return self.account is not None

    @property
    def name(self) -> str:
        """What the person is called; empty for nobody."""
        return self.account.display_name if self.account else ""

    @property
    def account_id(self) -> int | None:
        return self.account.id if self.account else None

    @property
    def is_staff(self) -> bool:
        return self.role is not None and self.role.is_staff

    @property
    def is_moderator(self) -> bool:
        return self.role in (Role.MODERATOR, Role.OWNER)

    @property
    def is_owner(self) -> bool:
        return self.role is Role.OWNER

    @property
    def board_ids(self) -> tuple[int, ...]:
        return tuple(board.id for board in self.boards)

    def hosts(self, board_id: int) -> bool:
        """Whether this person answers and moves ideas on the board."""
        return self.is_moderator or (self.role is Role.PARTNER and board_id in self.hosted)
