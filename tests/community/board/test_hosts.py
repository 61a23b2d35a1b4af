"""The hosts of a board as visitors see them: who, with which title, and how they have answered lately."""

from datetime import timedelta

import pytest

from ideas.community.board.actions import add_to_board
from ideas.community.board.queries import hosts_of
from ideas.people.brand.models import Membership
from ideas.people.brand.queries import find_membership
from ideas.people.brand.titles import NoTitle, set_title
from ideas.public.promise.queries import answer_records
from tests.cast import NOW

DAY = timedelta(days=1)


def text(response):
    return response.get_data(as_text=True)


def test_only_staff_are_hosts(house, board, ana, owner):
    add_to_board(board, find_membership(ana), as_host=False, by=owner, at=NOW)

    assert [account.display_name for account, _ in hosts_of(board)] == ["Pia Partner"]


def test_a_record_counts_answers_days_and_promises_kept(house, make, board, partner, mod):
    for days in (1, 3, 30):
        make.answer(make.idea(), by=partner, at=NOW + days * DAY)
    make.answer(make.idea(), by=mod, at=NOW + DAY)
    make.idea()

    records = answer_records(board, [partner.id, mod.id], at=NOW + 40 * DAY)

    pia = records[partner.id]
    assert (pia.answers, pia.median_days, pia.in_time, pia.promised) == (3, 3.0, 2, 3)
    assert records[mod.id].share == 1.0
    assert answer_records(board, [], at=NOW) == {}


def test_a_record_is_of_this_board_and_of_twelve_months(house, make, board, members_board, partner):
    make.answer(make.idea(at=NOW - 500 * DAY), by=partner, at=NOW - 400 * DAY)
    make.answer(make.idea(board=members_board), by=partner, at=NOW + DAY)
    hidden = make.idea()
    make.answer(hidden, by=partner, at=NOW + DAY)
    make.withdraw(hidden)

    assert answer_records(board, [partner.id], at=NOW + 2 * DAY) == {}


def test_the_boards_page_shows_who_answers_here(client_for, visitor, make, idea, partner, owner, board):
    make.answer(idea, by=partner, at=NOW + DAY)
    client_for(owner).send("/acme/settings/people/pia-partner/title", {"title": "Store manager"})

    page = text(visitor.get("/acme/boards/ideas"))

    assert "Who answers here" in page
    assert "Pia Partner" in page
    assert "Store manager" in page
    assert "Who answers here" not in text(visitor.get("/acme/ideas"))


def test_the_boards_page_takes_one_number_of_queries(visitor, make, count_queries, cast, owner, board, mod):
    make.answer(make.idea("The first one of these"), by=cast.partner)
    visitor.get("/acme/boards/ideas")
    with count_queries() as one:
        visitor.get("/acme/boards/ideas")
    with make.at_work():
        add_to_board(board, find_membership(mod), as_host=True, by=owner, at=NOW)
    for number in range(3):
        make.answer(make.idea(f"One of the others, number {number}"), by=mod)
    with count_queries() as three:
        visitor.get("/acme/boards/ideas")

    assert len(one) == len(three)


# --- titles ----------------------------------------------------------------------------------------------------------


def test_titles_are_for_staff(house, ana, mod, owner):
    set_title(find_membership(mod), "  Community   manager ", by=owner, at=NOW)

    with pytest.raises(NoTitle):
        set_title(find_membership(ana), "Queen", by=owner, at=NOW)

    assert find_membership(mod).title == "Community manager"


def test_staff_say_themselves_what_they_do(client_for, partner, ana, mod, rows):
    client = client_for(partner)
    assert "Say what you do here" in text(client.get("/acme/people/pia-partner"))

    assert client.send("/acme/people/pia-partner/title", {"title": "Barista"}).status_code == 303
    assert client.send("/acme/people/pia-partner/title", {"title": "x" * 61}).status_code == 422
    assert client.send("/acme/people/mo-derator/title", {"title": "Nobody"}).status_code == 404
    assert client_for(ana).send("/acme/people/ana-lopes/title", {"title": "Queen"}).status_code == 404

    assert [one.title for one in rows(Membership, Membership.title != "")] == ["Barista"]
    assert "Barista" in text(client_for(None).get("/acme/people/pia-partner"))
    assert "Say what you do here" not in text(client_for(mod).get("/acme/people/pia-partner"))


def test_only_owners_give_others_titles(client_for, mod, owner, rows):
    assert client_for(mod).send("/acme/settings/people/pia-partner/title", {"title": "X"}).status_code == 404
    too_long = client_for(owner).send("/acme/settings/people/pia-partner/title", {"title": "x" * 61})
    member = client_for(owner).send("/acme/settings/people/ana-lopes/title", {"title": "X"})

    assert (too_long.status_code, member.status_code) == (422, 422)
    assert rows(Membership, Membership.title != "") == []
