"""Invitations: used once, in time, by whom they are for, in the brand that made them."""

from datetime import timedelta

import pytest

from ideas.base import token
from ideas.base.db import brand_scope, db
from ideas.people.brand.invitations import LIFETIME, OthersInvitation, SpentInvitation, accept, invite, revoke
from ideas.people.brand.people import find_invitation, find_open_invitation, open_invitations
from ideas.people.brand.queries import find_membership
from ideas.people.brand.rules import Role
from ideas.spine.activity.models import Activity


def test_invite_keeps_only_the_hash_of_the_secret(house, now, owner, rows):
    invitation, secret = invite(house.brand, role=Role.PARTNER, by=owner, at=now)

    assert invitation.secret_hash == token.digest(secret)
    assert len(secret) >= 43
    assert find_invitation(secret) is invitation
    told = rows(Activity)[-1]
    assert (told.kind, told.detail) == ("invitation.created", {"invitation_id": invitation.id, "role": "partner"})


def test_find_invitation_knows_only_the_brand_in_scope(house, now, owner):
    _, secret = invite(house.brand, role=Role.OWNER, by=owner, at=now)

    with brand_scope(house.rival.id):
        assert find_invitation(secret) is None
    assert find_invitation("no-such-secret") is None


def test_accept_makes_a_member_with_the_role(house, now, owner, newcomer, rows):
    invitation, _ = invite(house.brand, role=Role.PARTNER, by=owner, at=now)

    membership = accept(invitation, brand=house.brand, account=newcomer, at=now)

    db.session.refresh(invitation)
    assert membership.role is Role.PARTNER
    assert (invitation.accepted_by_id, invitation.accepted_at) == (newcomer.id, now)
    assert rows(Activity)[-1].kind == "invitation.accepted"


@pytest.mark.parametrize(
    ("person", "role", "kept"),
    [
        ("ana", Role.MODERATOR, Role.MODERATOR),
        ("mod", Role.MEMBER, Role.MODERATOR),
        ("owner", Role.PARTNER, Role.OWNER),
    ],
)
def test_accept_raises_a_role_and_never_lowers_it(house, now, owner, person, role, kept):
    invitation, _ = invite(house.brand, role=role, by=owner, at=now)

    assert accept(invitation, brand=house.brand, account=getattr(house, person), at=now).role is kept


def test_an_invitation_works_once(house, now, owner, newcomer, stranger):
    invitation, _ = invite(house.brand, role=Role.OWNER, by=owner, at=now)
    accept(invitation, brand=house.brand, account=newcomer, at=now)

    with pytest.raises(SpentInvitation):
        accept(invitation, brand=house.brand, account=stranger, at=now)

    assert find_membership(stranger) is None


def test_an_invitation_ends(house, now, owner, newcomer):
    invitation, _ = invite(house.brand, role=Role.OWNER, by=owner, at=now)

    with pytest.raises(SpentInvitation):
        accept(invitation, brand=house.brand, account=newcomer, at=now + LIFETIME)

    assert accept(invitation, brand=house.brand, account=newcomer, at=now + LIFETIME - timedelta(seconds=1))


def test_an_invitation_that_was_taken_back_opens_nothing(house, now, owner, newcomer, rows):
    invitation, _ = invite(house.brand, role=Role.OWNER, by=owner, at=now)

    revoke(invitation, by=owner, at=now)

    assert rows(Activity)[-1].kind == "invitation.revoked"
    with pytest.raises(SpentInvitation):
        accept(invitation, brand=house.brand, account=newcomer, at=now)


def test_a_mailed_invitation_is_for_its_address_however_it_is_written(house, now, owner, newcomer, stranger):
    invitation, _ = invite(house.brand, role=Role.PARTNER, by=owner, at=now, email="Newcomer@Example.com")

    with pytest.raises(OthersInvitation):
        accept(invitation, brand=house.brand, account=stranger, at=now)

    assert accept(invitation, brand=house.brand, account=newcomer, at=now).role is Role.PARTNER


def test_open_invitations_are_those_that_still_open_something(house, now, owner, newcomer):
    used, _ = invite(house.brand, role=Role.MEMBER, by=owner, at=now)
    back, _ = invite(house.brand, role=Role.MEMBER, by=owner, at=now)
    old, _ = invite(house.brand, role=Role.MEMBER, by=owner, at=now - LIFETIME)
    waiting, _ = invite(house.brand, role=Role.MEMBER, by=owner, at=now)
    with brand_scope(house.rival.id):
        others, _ = invite(house.rival, role=Role.MEMBER, by=house.outsider, at=now)
    accept(used, brand=house.brand, account=newcomer, at=now)
    revoke(back, by=owner, at=now)

    assert [invitation for invitation, _ in open_invitations(now)] == [waiting]
    assert find_open_invitation(waiting.id, at=now) is waiting
    assert [find_open_invitation(one.id, at=now) for one in (used, back, old, others)] == [None] * 4
