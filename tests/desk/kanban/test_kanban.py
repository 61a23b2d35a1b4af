"""The board of the desk: what is on it for whom, and moving cards, also beside somebody who was faster."""

import re

import pytest

from ideas.community.follow.actions import follow
from ideas.community.pipeline.checklist import add_item
from ideas.community.pipeline.models import Move
from ideas.community.stage.queries import find_stage
from tests.cast import NOW

SCRIPT = {"HX-Request": "true"}


def text(response):
    return response.get_data(as_text=True)


def column(page, slug):
    return page.split(f'data-slug="{slug}"')[1].split("</section>")[0]


def cards(part):
    return [title.strip() for title in re.findall(r"kanban-card__title.*?<a [^>]*>(.*?)</a>", part, re.S)]


def moves(rows):
    return [(move.from_name, move.to_name) for move in rows(Move)]


# --- what is on it ---------------------------------------------------------------------------------------------------


@pytest.mark.engines
def test_ideas_stand_in_the_column_of_their_stage_most_wanted_first(client_for, mod, make, ben):
    make.idea("A cup for the left-handed")
    wanted = make.idea("A cup for the right-handed")
    make.vote(wanted, ben)
    make.move(make.idea("A lid that stays on"), "planned")

    page = text(client_for(mod).get("/acme/desk/board"))

    assert cards(column(page, "new")) == ["A cup for the right-handed", "A cup for the left-handed"]
    assert cards(column(page, "planned")) == ["A lid that stays on"]
    assert cards(column(page, "shipped")) == []


def test_a_partner_sees_only_the_boards_that_they_host(client_for, partner, mod, make, members_board, inner_board):
    make.idea("On the public board")
    make.idea("On the members' board", board=members_board)
    make.idea("On the inner board", board=inner_board)

    theirs, all_of_them = (text(client_for(person).get("/acme/desk/board")) for person in (partner, mod))

    assert cards(theirs) == ["On the public board"]
    assert len(cards(all_of_them)) == 3
    assert client_for(partner).get("/acme/desk/board?board=members").status_code == 404
    assert len(cards(text(client_for(mod).get("/acme/desk/board?board=members")))) == 1


def test_hidden_and_merged_ideas_and_other_brands_are_not_on_it(client_for, mod, make, rival, rival_board, stranger):
    make.withdraw(make.idea("Taken back again"))
    make.idea("Of the other brand", brand=rival, board=rival_board, by=stranger)

    assert cards(text(client_for(mod).get("/acme/desk/board"))) == []


def test_a_card_offers_only_the_ways_that_the_pipeline_has(client_for, mod, idea):
    page = text(client_for(mod).get("/acme/desk/board"))

    assert re.findall(r'name="stage" value="([\w-]+)"', page) == ["under-review", "planned", "shipped"]
    assert f'href="/acme/ideas/{idea.number}/move?to=not-planned"' in page  # a no asks for its reason
    assert 'data-ways="under-review planned shipped not-planned"' in page
    assert 'data-asks="not-planned"' in page


@pytest.mark.engines
def test_a_long_column_goes_on(client_for, mod, make):
    for number in range(23):
        make.idea(f"Wish for a cup, the {number}th of them, {'x' * number}", at=NOW.replace(hour=number))
    client = client_for(mod)

    page = text(client.get("/acme/desk/board"))
    more = re.search(r'href="(/acme/desk/board\?[^"]*after=[^"]*)"', page)[1].replace("&amp;", "&")

    assert len(cards(page)) == 20
    assert len(cards(text(client.get(more, headers=SCRIPT)))) == 3
    assert len(cards(text(client.get(more)))) == 3  # without a script it is a page
    assert client.get("/acme/desk/board?stage=new&after=nonsense").status_code == 400
    assert client.get("/acme/desk/board?stage=nowhere&after=x").status_code == 404


def test_the_board_takes_as_many_queries_for_one_idea_as_for_many(client_for, mod, make, count_queries, board):
    client = client_for(mod)
    make.idea("The only one so far")
    with make.at_work():
        add_item(board, find_stage("new"), "Something to tick", by=mod, at=NOW)
    client.get("/acme/desk/board")

    with count_queries() as few:
        client.get("/acme/desk/board")
    for number in range(6):
        make.idea(f"Another wish, number {number} of them")
    with count_queries() as many:
        client.get("/acme/desk/board")

    assert len(many) == len(few)
    assert len(few) <= 20


# --- moving ----------------------------------------------------------------------------------------------------------


def test_move_a_card_without_a_script(client_for, mod, idea, rows):
    answer = client_for(mod).send(
        f"/acme/desk/board/{idea.number}", {"stage": "planned", "stage_version": "1", "board": "ideas"}
    )

    assert (answer.status_code, answer.headers["Location"]) == (303, "/acme/desk/board?board=ideas")
    assert moves(rows) == [("New", "Planned")]


def test_move_a_card_by_script_and_hear_what_happened(client_for, partner, idea, rows):
    answer = client_for(partner).send(
        f"/acme/desk/board/{idea.number}", {"stage": "planned", "stage_version": "1"}, headers=SCRIPT
    )

    assert answer.status_code == 200
    assert f'data-said="“{idea.title}” moved to Planned."' in text(answer)
    assert 'name="stage_version" value="2"' in text(answer)
    assert moves(rows) == [("New", "Planned")]


def test_a_move_of_a_card_is_undone_before_anybody_hears_of_it(
    client_for, mod, ben, make, idea, rows, mails, run_jobs, reload
):
    make.vote(idea, ben)
    with make.at_work():
        follow(idea, by=ben, at=NOW)
    client = client_for(mod)
    card = text(
        client.send(f"/acme/desk/board/{idea.number}", {"stage": "planned", "stage_version": "1"}, headers=SCRIPT)
    )
    undo = re.search(r'action="(/acme/desk/acts/[0-9]+/undo)"', card)[1]
    run_jobs()

    undone = client.send(undo, {"back": "/acme/desk/board"})
    run_jobs()

    assert (undone.status_code, undone.headers["Location"]) == (303, "/acme/desk/board")
    assert reload(idea).stage_id == idea.stage_id
    assert [mail.kind for mail in mails() if mail.kind == "idea_news"] == []
    assert client.send(undo, {"back": "/acme/desk/board"}).status_code == 303  # says that it was undone already
    assert reload(idea).stage_id == idea.stage_id


@pytest.mark.engines
def test_a_stale_card_says_so_and_comes_back_as_it_is(client_for, mod, make, idea, rows):
    make.move(idea, "under-review")

    answer = client_for(mod).send(
        f"/acme/desk/board/{idea.number}", {"stage": "planned", "stage_version": "1"}, headers=SCRIPT
    )

    assert answer.status_code == 409
    assert "Somebody moved this idea meanwhile: it is now in “Under review”. Nothing was changed." in text(answer)
    assert 'name="stage_version" value="2"' in text(answer)
    assert moves(rows) == [("New", "Under review")]


def test_a_no_and_an_open_checklist_lead_to_the_page_for_moves(client_for, mod, make, idea, board, rows):
    client, path = client_for(mod), f"/acme/desk/board/{idea.number}"
    declined = client.send(path, {"stage": "not-planned", "stage_version": "1"}, headers=SCRIPT)
    with make.at_work():
        add_item(board, find_stage("new"), "The shops were asked", by=mod, at=NOW)
    blocked = client.send(path, {"stage": "planned", "stage_version": "1"})

    assert declined.headers["HX-Redirect"] == f"/acme/ideas/{idea.number}/move?to=not-planned"
    assert (blocked.status_code, blocked.headers["Location"]) == (303, f"/acme/ideas/{idea.number}/move?to=planned")
    assert moves(rows) == []
    page = text(client.get("/acme/desk/board"))
    assert 'data-asks="under-review planned shipped not-planned"' in page
    assert "1 to tick" in page


@pytest.mark.parametrize(
    "form",
    [
        {},
        {"stage": ""},
        {"stage": "nowhere"},
        {"stage": "in-progress"},
        {"stage": "planned"},
        {"stage": "planned", "stage_version": "x"},
        {"stage": "planned", "extra": "1"},
    ],
)
def test_nonsense_moves_nothing(client_for, mod, idea, rows, form):
    answer = client_for(mod).send(f"/acme/desk/board/{idea.number}", form, headers=SCRIPT)

    assert answer.status_code in (409, 422)
    assert moves(rows) == []


@pytest.mark.parametrize(
    ("who", "status"), [("visitor", 403), ("newcomer", 404), ("ana", 404), ("outsider", 404), ("partner", 403)]
)
def test_who_does_not_host_the_board_moves_nothing(client_for, cast, make, members_board, rows, who, status):
    elsewhere = make.idea(board=members_board)
    client = client_for(None if who == "visitor" else getattr(cast, who))

    answer = client.send(f"/acme/desk/board/{elsewhere.number}", {"stage": "planned", "stage_version": "1"})

    assert (answer.status_code, moves(rows)) == (status, [])
    assert client.get(f"/acme/desk/board/{elsewhere.number}").status_code == status


def test_the_move_page_begins_with_the_way_that_was_asked_for(client_for, mod, idea):
    page = text(client_for(mod).get(f"/acme/ideas/{idea.number}/move?to=planned"))

    assert re.findall(r'value="([\w-]+)" checked', page) == ["planned"]
