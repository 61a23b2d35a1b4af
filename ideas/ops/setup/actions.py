"""Setting up the house: once, by whoever holds the link that the operator's log shows."""

from dataclasses import dataclass
from datetime import datetime

from ideas.base.db import brand_scope
from ideas.base.refusal import Conflict
from ideas.base.slug import ascii_slug
from ideas.community.board.actions import create_board
from ideas.community.stage.actions import set_up_stages
from ideas.people.account.actions import create_account, new_setup_token, set_password, spend_setup_token
from ideas.people.account.models import Account
from ideas.people.brand.actions import create_brand, join
from ideas.people.brand.models import Brand
from ideas.people.brand.queries import all_brands
from ideas.people.brand.rules import Role
from ideas.trust.moderation.actions import set_up_rules


class AlreadySetUp(Conflict):
    """There is a brand here already."""


@dataclass(frozen=True, slots=True)
class FirstOwner:
    """Who sets the house up."""

    email: str
    name: str
    password_hash: str


@dataclass(frozen=True, slots=True)
class FirstBrand:
    """What they set up. Without a slug the brand's name gives it."""

    name: str
    colour: str
    board: str
    slug: str = ""
    tagline: str = ""


def needs_setup() -> bool:
    """Whether there is no brand yet."""
    return not all_brands(most=1)


def offer_setup(*, at: datetime) -> str | None:
    """The secret of a new link to the set-up, None where it is done. Whoever starts the server shows it in the log."""
    return new_setup_token(at=at) if needs_setup() else None


def set_up(secret: str, *, owner: FirstOwner, brand: FirstBrand, at: datetime) -> tuple[Account, Brand]:
    """Make the owner's account, the brand with its stages, and a first public board.

    Raises AlreadySetUp, SpentToken, SlugTaken or another Refusal; the link can then be used again.
    """
    if not needs_setup():
        raise AlreadySetUp("This place is set up already.")
    spend_setup_token(secret, at=at)
    account = create_account(owner.email, name=owner.name, at=at)
    set_password(account, owner.password_hash)
    founded = create_brand(
        brand.slug or ascii_slug(brand.name, most=40, fallback="ideas"),
        brand.name,
        colour=brand.colour,
        at=at,
        tagline=brand.tagline,
    )
    with brand_scope(founded.id):
        set_up_stages(founded)
        set_up_rules(founded)
        join(founded, account, at=at, role=Role.OWNER)
        create_board(founded, name=brand.board, by=account, at=at)
    return account, founded
