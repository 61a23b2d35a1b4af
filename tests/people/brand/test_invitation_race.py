"""One link, eight people who accept it in the same instant: one gets in."""

import threading

from ideas.base.db import brand_scope, writing
from ideas.people.brand.invitations import SpentInvitation, accept, invite
from ideas.people.brand.models import Invitation, Membership
from ideas.people.brand.people import find_invitation
from ideas.people.brand.rules import Role
from tests.factories import _here

PEOPLE = 8


def test_an_invitation_lets_one_of_many_in(app, cast, make, now, rows):
    with make.at_work():
        _, secret = invite(cast.brand, role=Role.PARTNER, by=cast.owner, at=now)
    people = [make.account(f"Racer {number}") for number in range(PEOPLE)]
    outcomes, barrier = [], threading.Barrier(PEOPLE)

    def take(person):
        with app.app_context(), brand_scope(cast.brand.id):
            barrier.wait(20)
            try:
                with writing():
                    accept(find_invitation(secret), brand=_here(cast.brand), account=_here(person), at=now)
                outcomes.append("in")
            except SpentInvitation:
                outcomes.append("late")

    threads = [threading.Thread(target=take, args=(person,)) for person in people]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(30)

    assert sorted(outcomes) == ["in", *["late"] * (PEOPLE - 1)]
    partners = rows(Membership, Membership.account_id.in_([person.id for person in people]))
    assert [(one.account_id, one.role) for one in partners] == [(rows(Invitation)[0].accepted_by_id, Role.PARTNER)]
