"""The verbs of a brand: found it, change it, join it, give roles. A brand always keeps an owner."""

from datetime import datetime

from sqlalchemy import select
from sqlalchemy.exc import IntegrityError

from ideas.base import token
from ideas.base.db import brand_scope, db
from ideas.base.refusal import Refusal
from ideas.base.slug import ascii_slug
from ideas.base.text import one_line
from ideas.people.account.models import Account
from ideas.people.brand.models import Brand, Membership
from ideas.people.brand.queries import find_brand, find_membership
from ideas.people.brand.rules import (
    COLOUR,
    NAME_MAX,
    REOPEN_MONTHS_MOST,
    REOPEN_PEOPLE_MOST,
    TAGLINE_MAX,
    Role,
    slug_is_free_to_use,
)
from ideas.spine.activity.actions import record


class SlugTaken(Refusal):
    """The address belongs to another brand, or the app needs it itself."""


class LastOwner(Refusal):
    """A brand always keeps one owner."""


def create_brand(slug: str, name: str, *, colour: str, at: datetime, tagline: str = "") -> Brand:
    """Found a brand, with nothing in it yet. Raises SlugTaken or Refusal."""
    if not slug_is_free_to_use(slug):
        raise SlugTaken(
            "Use 1 to 40 small letters, digits and hyphens; a few words are taken by the app.", field="slug"
        )
    if not COLOUR.fullmatch(colour):
        raise Refusal("Give the colour as # and six hex digits, such as #7a4a2b.", field="colour")
    if find_brand(slug) is not None:
        raise SlugTaken("Another brand here already has this address.", field="slug")
    brand = Brand(
        slug=slug,
        name=one_line(name)[:NAME_MAX],
        tagline=one_line(tagline)[:TAGLINE_MAX],
        colour=colour.lower(),
        created_at=at,
    )
    db.session.add(brand)
    db.session.flush()
    return brand


def update_brand(
    brand: Brand, *, name: str, tagline: str, colour: str, shows_voters: bool, by: Account, at: datetime
) -> None:
    """Change how the brand presents itself. Raises Refusal."""
    if not COLOUR.fullmatch(colour):
        raise Refusal("Give the colour as # and six hex digits, such as #7a4a2b.", field="colour")
    brand.name, brand.tagline = one_line(name)[:NAME_MAX], one_line(tagline)[:TAGLINE_MAX]
    brand.colour, brand.shows_voters = colour.lower(), shows_voters
    db.session.flush()
    record("brand.updated", brand_id=brand.id, by=by.id, at=at)


def set_reopening(brand: Brand, *, people: int, months: int, by: Account, at: datetime) -> None:
    """Say how many further people bring a declined idea back, and how long after the no; with 0 people nobody does."""
    before = {"people": brand.reopen_people, "months": brand.reopen_months}
    after = {"people": min(max(people, 0), REOPEN_PEOPLE_MOST), "months": min(max(months, 0), REOPEN_MONTHS_MOST)}
    if before == after:
        return
    brand.reopen_people, brand.reopen_months = after["people"], after["months"]
    db.session.flush()
    record("brand.reopening_changed", brand_id=brand.id, by=by.id, at=at, detail=after, before=before, after=after)


def lock_brand(brand_id: int) -> None:
    """Let the changes of a brand's set-up come one after the other: held until the transaction ends.

    The lock lets rows that point at the brand come and go, so that nobody's vote waits for a setting.
    """
    db.session.execute(select(Brand.id).where(Brand.id == brand_id).with_for_update(key_share=True))


def join(brand: Brand, account: Account, *, at: datetime, role: Role = Role.MEMBER) -> Membership:
    """This person's membership, made now if they have none: whoever takes part is a member."""
    with brand_scope(brand.id):
        there = find_membership(account)
        return there if there is not None else _new_membership(brand, account, role, at)


def change_role(membership: Membership, role: Role, *, by: Account, at: datetime) -> None:
    """Give a person another role. Raises LastOwner.

    The brand's row is locked first, so that two owners who demote each other at once come one after the other.
    """
    lock_brand(membership.brand_id)
    db.session.refresh(membership)
    if membership.role is role:
        return
    if membership.role is Role.OWNER and not _has_another_owner(membership):
        raise LastOwner("This is the brand's only owner. Make somebody else an owner first.", field="role")
    before, membership.role = membership.role, role
    db.session.flush()
    record(
        "membership.role_changed",
        brand_id=membership.brand_id,
        by=by.id,
        at=at,
        before={"account_id": membership.account_id, "role": before.value},
        after={"account_id": membership.account_id, "role": role.value},
        detail={"account_id": membership.account_id, "from": before.value, "to": role.value},
    )


def _has_another_owner(membership: Membership) -> bool:
    others = select(Membership.id).where(Membership.role == Role.OWNER, Membership.id != membership.id).limit(1)
    return db.session.scalar(others) is not None


def _new_membership(brand: Brand, account: Account, role: Role, at: datetime) -> Membership:
    """Insert with the first free handle; two requests at once may want the same one, so the database decides."""
    stem = ascii_slug(account.display_name)
    for attempt in range(1, 50):
        handle = stem if attempt == 1 else f"{stem}-{attempt if attempt < 10 else token.new_code()}"
        membership = Membership(brand_id=brand.id, account_id=account.id, role=role, handle=handle, joined_at=at)
        try:
            with db.session.begin_nested():
                db.session.add(membership)
        except IntegrityError:
            there = find_membership(account)
            if there is not None:
                return there
            continue
        record("membership.joined", brand_id=brand.id, by=account.id, at=at, detail={"role": role.value})
        return membership
    raise Refusal("We could not find a free name for you here. Please try again.")
