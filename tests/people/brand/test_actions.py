"""Founding a brand, changing it, joining it, and giving roles so that an owner remains."""

import pytest

from ideas.base.db import brand_scope, db
from ideas.base.refusal import Refusal
from ideas.people.brand.actions import LastOwner, SlugTaken, change_role, create_brand, join, update_brand
from ideas.people.brand.models import Membership
from ideas.people.brand.queries import find_membership
from ideas.people.brand.rules import Role
from ideas.spine.activity.models import Activity


def kinds(rows):
    return [activity.kind for activity in rows(Activity)]


def test_create_brand_keeps_its_colour_in_lower_case(house, now):
    made = create_brand("tea-2", " Tea\nTwo ", colour="#AABBCC", at=now, tagline="x" * 200)

    assert (made.name, made.colour, len(made.tagline)) == ("Tea Two", "#aabbcc", 140)


@pytest.mark.parametrize("slug", ["acme", "api", "No", "-"])
def test_create_brand_refuses_an_address_that_is_taken(house, now, slug):
    with pytest.raises(SlugTaken):
        create_brand(slug, "Tea", colour="#aabbcc", at=now)


@pytest.mark.parametrize("colour", ["", "red", "#abc", "#aabbccdd", "#aabbcc;}", "#gggggg"])
def test_a_colour_that_is_none_is_refused(house, now, owner, colour):
    with pytest.raises(Refusal):
        create_brand("fresh", "Tea", colour=colour, at=now)
    with pytest.raises(Refusal):
        update_brand(house.brand, name="A", tagline="", colour=colour, shows_voters=True, by=owner, at=now)

    assert house.brand.colour == "#7a4a2b"


def test_update_brand_is_recorded(house, now, owner, rows):
    update_brand(house.brand, name="Acme!", tagline="Hi", colour="#112233", shows_voters=False, by=owner, at=now)

    assert (house.brand.name, house.brand.tagline, house.brand.colour) == ("Acme!", "Hi", "#112233")
    assert house.brand.shows_voters is False
    assert kinds(rows)[-1] == "brand.updated"


def test_join_twice_is_one_membership(house, now, newcomer, rows):
    first = join(house.brand, newcomer, at=now)
    again = join(house.brand, newcomer, at=now, role=Role.OWNER)

    assert first is again
    assert again.role is Role.MEMBER
    assert len(rows(Membership, Membership.account_id == newcomer.id)) == 1
    assert kinds(rows).count("membership.joined") == 8


def test_join_gives_people_of_one_name_different_handles(house, now, make):
    handles = [join(house.brand, make.account("José Ñandú"), at=now).handle for _ in range(3)]

    assert handles == ["jose-nandu", "jose-nandu-2", "jose-nandu-3"]


def test_change_role_is_recorded_with_both_roles(house, now, owner, ana, rows):
    membership = find_membership(ana)

    change_role(membership, Role.PARTNER, by=owner, at=now)

    assert membership.role is Role.PARTNER
    told = rows(Activity)[-1]
    assert (told.kind, told.account_id) == ("membership.role_changed", owner.id)
    assert told.detail == {"account_id": ana.id, "from": "member", "to": "partner"}


def test_change_role_to_the_same_says_nothing(house, now, owner, ana, rows):
    change_role(find_membership(ana), Role.MEMBER, by=owner, at=now)

    assert "membership.role_changed" not in kinds(rows)


def test_the_last_owner_stays_one(house, now, owner):
    membership = find_membership(owner)

    with pytest.raises(LastOwner):
        change_role(membership, Role.MODERATOR, by=owner, at=now)

    assert membership.role is Role.OWNER


def test_one_of_two_owners_may_go(house, now, owner, mod):
    change_role(find_membership(mod), Role.OWNER, by=owner, at=now)
    change_role(find_membership(owner), Role.MEMBER, by=owner, at=now)

    assert find_membership(owner).role is Role.MEMBER


def test_an_owner_of_another_brand_does_not_count(house, now, owner, rival):
    with brand_scope(rival.id):
        join(rival, owner, at=now, role=Role.OWNER)

    with pytest.raises(LastOwner):
        change_role(find_membership(owner), Role.MEMBER, by=owner, at=now)


def test_change_role_reads_every_role_anew(house, now, owner, mod):
    """What this session read earlier may be old: another request may have changed it before the lock was ours."""
    old, new = find_membership(owner), find_membership(mod)
    table = Membership.__table__
    for person, role in ((mod, "owner"), (owner, "member")):
        db.session.connection().execute(table.update().where(table.c.account_id == person.id).values(role=role))

    assert (old.role, new.role) == (Role.OWNER, Role.MODERATOR)
    with pytest.raises(LastOwner):
        change_role(new, Role.MEMBER, by=owner, at=now)
