"""Whose an idea is: taken, given, given back, and back in the queue when its owner no longer hosts the board."""

import pytest

from ideas.base.db import db
from ideas.community.board.actions import add_to_board, end_hosting, take_off_board
from ideas.community.idea.models import Idea
from ideas.desk.assignment.actions import NotAHost, OwnedMeanwhile, assign_idea, give_back
from ideas.desk.assignment.queries import assignees_of, hosts_for
from ideas.people.brand.actions import change_role
from ideas.people.brand.queries import find_membership
from ideas.people.brand.rules import Role
from ideas.spine.activity.models import Activity
from ideas.spine.audit.models import AuditEntry
from tests.cast import NOW


def text(response):
    return response.get_data(as_text=True)


# --- taking and giving -----------------------------------------------------------------------------------------------


def test_a_host_takes_an_idea_and_it_is_in_the_log(house, idea, partner, rows):
    assert assign_idea(idea, partner.id, seen=None, by=partner, at=NOW) is True
    assert assign_idea(idea, partner.id, seen=None, by=partner, at=NOW) is False

    assert assignees_of([idea.id]) == {idea.id: (partner.id, "Pia Partner")}
    entries = rows(AuditEntry, AuditEntry.kind == "idea.assigned")
    assert [(entry.before, entry.after, entry.account_id) for entry in entries] == [
        ({"assignee_id": None}, {"assignee_id": partner.id}, partner.id)
    ]


@pytest.mark.parametrize("who", ["ana", "stranger", "newcomer"])
def test_only_somebody_who_hosts_the_board_gets_an_idea(house, idea, mod, who):
    with pytest.raises(NotAHost):
        assign_idea(idea, getattr(house, who).id, seen=None, by=mod, at=NOW)

    assert idea.assignee_id is None


def test_a_partner_of_another_board_gets_no_idea_of_this_one(house, make, partner, members_board, mod):
    elsewhere = make.idea(board=members_board)

    with pytest.raises(NotAHost):
        assign_idea(elsewhere, partner.id, seen=None, by=mod, at=NOW)


def test_a_banned_host_gets_no_idea(house, idea, partner, mod):
    find_membership(partner).banned_until = NOW.replace(year=2030)
    db.session.flush()

    with pytest.raises(NotAHost):
        assign_idea(idea, partner.id, seen=None, by=mod, at=NOW)
    assert [host.name for host in hosts_for(idea.board_id, at=NOW)] == ["Mo Derator", "Olga Owner"]


def test_of_two_who_take_it_the_second_is_told(house, idea, partner, mod):
    assign_idea(idea, partner.id, seen=None, by=partner, at=NOW)

    with pytest.raises(OwnedMeanwhile):
        assign_idea(idea, mod.id, seen=None, by=mod, at=NOW)

    assert idea.assignee_id == partner.id


def test_hosts_for_a_board_are_its_hosts_moderators_and_owners(house, board, members_board):
    assert [host.name for host in hosts_for(board.id, at=NOW)] == ["Mo Derator", "Olga Owner", "Pia Partner"]
    assert [host.name for host in hosts_for(members_board.id, at=NOW)] == ["Mo Derator", "Olga Owner"]


# --- giving back -----------------------------------------------------------------------------------------------------


def test_give_back_leaves_what_the_person_still_hosts(house, make, partner, board, members_board, owner):
    place = find_membership(partner)
    add_to_board(members_board, place, as_host=True, by=owner, at=NOW)
    here, there = make.idea(board=board), make.idea(board=members_board)
    for one in (here, there):
        assign_idea(one, partner.id, seen=None, by=partner, at=NOW)
    take_off_board(board, partner.id, by=owner, at=NOW)

    assert give_back(partner.id, by=owner.id, at=NOW) == 1

    assert (here.assignee_id, there.assignee_id) == (None, partner.id)
    assert give_back(partner.id, by=owner.id, at=NOW) == 0


def test_a_moderator_keeps_their_ideas(house, idea, mod):
    assign_idea(idea, mod.id, seen=None, by=mod, at=NOW)

    assert give_back(mod.id, by=None, at=NOW) == 0
    assert idea.assignee_id == mod.id


def leave_by_role(cast):
    place = find_membership(cast.partner)
    change_role(place, Role.MEMBER, by=cast.owner, at=NOW)
    end_hosting(place)


def leave_the_board(cast):
    take_off_board(cast.board, cast.partner.id, by=cast.owner, at=NOW)


def become_a_guest(cast):
    add_to_board(cast.board, find_membership(cast.partner), as_host=False, by=cast.owner, at=NOW)


@pytest.mark.parametrize("leave", [leave_by_role, leave_the_board, become_a_guest])
def test_a_partner_who_leaves_gives_ideas_back_to_the_queue(cast, make, idea, reload, rows, run_jobs, leave):
    with make.at_work():
        assign_idea(idea, cast.partner.id, seen=None, by=cast.partner, at=NOW)
    run_jobs()
    assert reload(idea).assignee_id == cast.partner.id

    with make.at_work():
        leave(cast)
    run_jobs()

    assert reload(idea).assignee_id is None
    assert [activity.detail for activity in rows(Activity, Activity.kind == "idea.assigned")][-1] == {
        "from": cast.partner.id,
        "to": None,
    }


# --- mails -----------------------------------------------------------------------------------------------------------


def test_the_person_given_an_idea_gets_one_mail(make, idea, mod, partner, mails, run_jobs, rows):
    with make.at_work():
        assign_idea(idea, partner.id, seen=None, by=mod, at=NOW)
    run_jobs()
    with make.at_work():
        db.session.query(Activity).update({"fanned_out_at": None, "lease_until": None})
    run_jobs()

    given = [mail for mail in mails() if mail.kind == "idea_given"]
    assert [(mail.address, mail.subject) for mail in given] == [
        ("partner@example.com", f"[Acme Coffee] Mo Derator gave you “{idea.title}”")
    ]


def test_who_takes_an_idea_gets_no_mail(make, idea, partner, mails, run_jobs):
    with make.at_work():
        assign_idea(idea, partner.id, seen=None, by=partner, at=NOW)
    run_jobs()

    assert [mail.kind for mail in mails() if mail.kind == "idea_given"] == []


# --- pages -----------------------------------------------------------------------------------------------------------


def test_take_give_and_give_back_in_the_browser(client_for, idea, partner, mod, reload):
    client, path = client_for(partner), f"/acme/ideas/{idea.number}/assignment"

    taken = client.send(path, {"to": "pia-partner", "seen": ""})
    assert (taken.status_code, reload(idea).assignee_id) == (303, partner.id)
    given = client.send(path, {"to": "mo-derator", "seen": str(partner.id)})
    assert (given.status_code, reload(idea).assignee_id) == (303, mod.id)
    back = client.send(path, {"to": "", "seen": str(mod.id)}, headers={"HX-Request": "true"})
    assert (back.status_code, reload(idea).assignee_id) == (200, None)
    assert "Nobody yet" in text(back)


@pytest.mark.engines
def test_a_stale_take_is_a_409_and_changes_nothing(client_for, idea, partner, mod, reload):
    path = f"/acme/ideas/{idea.number}/assignment"
    client_for(partner).send(path, {"to": "pia-partner", "seen": ""})

    late = client_for(mod).send(path, {"to": "mo-derator", "seen": ""})

    assert (late.status_code, reload(idea).assignee_id) == (409, partner.id)


@pytest.mark.parametrize(
    ("who", "status"), [("visitor", 403), ("ana", 404), ("outsider", 404), ("newcomer", 404), ("partner", 403)]
)
def test_who_does_not_host_the_board_changes_nothing(client_for, cast, make, members_board, reload, who, status):
    elsewhere = make.idea(board=members_board)
    person = None if who == "visitor" else getattr(cast, who)

    answer = client_for(person).send(f"/acme/ideas/{elsewhere.number}/assignment", {"to": "mo-derator", "seen": ""})

    assert (answer.status_code, reload(elsewhere).assignee_id) == (status, None)


def test_only_staff_see_whose_an_idea_is(client_for, idea, make, partner, ana, mod):
    with make.at_work():
        assign_idea(idea, partner.id, seen=None, by=partner, at=NOW)

    assert "Who sees to it" in text(client_for(mod).get(f"/acme/ideas/{idea.reference}"))
    for person in (None, ana):
        page = text(client_for(person).get(f"/acme/ideas/{idea.reference}"))
        assert "Pia Partner" not in page
        assert "Who sees to it" not in page


def test_an_account_that_goes_leaves_no_owner(house, idea, partner):
    assign_idea(idea, partner.id, seen=None, by=partner, at=NOW)

    db.session.delete(db.session.get(type(partner), partner.id))
    db.session.flush()

    assert db.session.get(Idea, idea.id, populate_existing=True).assignee_id is None
