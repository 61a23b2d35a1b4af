"""Checklists: nothing leaves a stage before everything is ticked, but for a no."""

import pytest

from ideas.base.db import db
from ideas.community.pipeline.actions import move_idea
from ideas.community.pipeline.checklist import (
    ITEMS_MAX,
    BadItem,
    ChecklistOpen,
    NotOnTheList,
    add_item,
    all_items,
    change_item,
    checklist_of,
    move_item,
    open_items,
    retire_item,
    tick_item,
    untick_item,
)
from ideas.community.pipeline.models import ChecklistItem, ChecklistTick, Move
from ideas.community.stage.queries import find_stage, first_stage, open_reasons
from tests.cast import NOW

WHY_NOT = "It would make each cup twice as dear, and nobody wants that."


def text(response):
    return response.get_data(as_text=True)


@pytest.fixture
def asked(house, board, owner):
    """Two things to tick before an idea of the public board leaves «New»."""
    return [add_item(board, first_stage(), words, by=owner, at=NOW) for words in ("Shops asked", "Costs known")]


def move(idea, house, to="planned", **wishes):
    return move_idea(
        idea, brand=house.brand, to=find_stage(to), stage_version=idea.stage_version, by=house.mod, at=NOW, **wishes
    )


# --- the rule --------------------------------------------------------------------------------------------------------


def test_an_idea_leaves_only_when_all_is_ticked(house, idea, asked, mod):
    with pytest.raises(ChecklistOpen) as refusal:
        move(idea, house)
    assert refusal.value.sentence == "Before this idea may leave “New”, tick what is left: Shops asked; Costs known."
    tick_item(idea, asked[0].id, by=mod, at=NOW)
    with pytest.raises(ChecklistOpen, match="left: Costs known"):
        move(idea, house)
    tick_item(idea, asked[1].id, by=mod, at=NOW)

    assert move(idea, house).to_name == "Planned"


def test_a_no_needs_no_ticks(house, idea, asked):
    assert move(idea, house, "not-planned", reason=open_reasons()[0], explanation=WHY_NOT).to_name == "Not planned"


def test_another_board_and_another_stage_have_their_own(house, make, idea, asked, members_board, owner):
    add_item(members_board, find_stage("planned"), "A date", by=owner, at=NOW)
    elsewhere = make.idea(board=members_board)

    assert move(elsewhere, house).to_name == "Planned"
    with pytest.raises(ChecklistOpen):
        move(elsewhere, house, "in-progress")
    assert open_items([idea.id, elsewhere.id]) == {idea.id: 2, elsewhere.id: 1}


def test_a_tick_says_who_and_when_and_is_taken_back(house, idea, asked, mod, partner):
    assert tick_item(idea, asked[0].id, by=partner, at=NOW) is True
    assert tick_item(idea, asked[0].id, by=mod, at=NOW) is False

    assert [(line.text, line.ticked_by, line.ticked_at) for line in checklist_of(idea)] == [
        ("Shops asked", "Pia Partner", NOW),
        ("Costs known", None, None),
    ]
    assert untick_item(idea, asked[0].id, by=mod, at=NOW) is True
    assert untick_item(idea, asked[0].id, by=mod, at=NOW) is False
    assert open_items([idea.id]) == {idea.id: 2}


def test_only_what_is_on_the_list_is_ticked(house, make, idea, asked, mod, members_board):
    elsewhere = make.idea(board=members_board)
    with pytest.raises(NotOnTheList):
        tick_item(elsewhere, asked[0].id, by=mod, at=NOW)
    move(elsewhere, house)
    for item in asked:
        tick_item(idea, item.id, by=mod, at=NOW)
    move(idea, house)
    with pytest.raises(NotOnTheList):
        untick_item(idea, asked[0].id, by=mod, at=NOW)


def test_a_tick_holds_when_the_idea_comes_back(house, idea, asked, mod):
    for item in asked:
        tick_item(idea, item.id, by=mod, at=NOW)
    move(idea, house, "under-review")
    move(idea, house, "new")

    assert all(line.is_ticked for line in checklist_of(idea))


def test_what_is_asked_no_more_holds_nothing_up(house, idea, asked, owner, mod):
    tick_item(idea, asked[0].id, by=mod, at=NOW)
    retire_item(asked[1], by=owner, at=NOW)

    assert move(idea, house).to_name == "Planned"
    with pytest.raises(NotOnTheList):
        tick_item(idea, asked[1].id, by=mod, at=NOW)


# --- setting them up -------------------------------------------------------------------------------------------------


def test_items_are_put_in_order_and_other_words(house, board, asked, owner):
    change_item(asked[0], "The shops were asked", by=owner, at=NOW)
    move_item(asked[1], up=True, by=owner, at=NOW)

    assert [item.text for item in all_items(board)[asked[0].stage_id]] == ["Costs known", "The shops were asked"]


@pytest.mark.parametrize("words", ["", " ", "x" * 201])
def test_an_item_has_words(house, board, owner, words):
    with pytest.raises(BadItem):
        add_item(board, first_stage(), words, by=owner, at=NOW)


def test_a_checklist_has_an_end(house, board, owner):
    for number in range(ITEMS_MAX):
        add_item(board, first_stage(), f"Item {number}", by=owner, at=NOW)

    with pytest.raises(BadItem):
        add_item(board, first_stage(), "One more", by=owner, at=NOW)
    assert len(db.session.query(ChecklistItem).all()) == ITEMS_MAX


# --- pages -----------------------------------------------------------------------------------------------------------


@pytest.fixture
def item(client_for, mod, rows):
    """One item on the public board's «New», made on the page."""
    client_for(mod).send("/acme/desk/checklists", {"board": "ideas", "stage": "new", "text": "Shops asked"})
    return rows(ChecklistItem)[0]


def test_the_move_page_ticks_and_moves_in_one_act(client_for, mod, idea, item, rows):
    client, path = client_for(mod), f"/acme/ideas/{idea.number}/move"
    asked = text(client.get(path))
    assert f'name="ticks" value="{item.id}"' in asked

    refused = client.send(path, {"stage": "planned", "stage_version": "1"})
    assert refused.status_code == 422
    assert "Before this idea may leave “New”, tick what is left: Shops asked." in text(refused)
    moved = client.send(path, {"stage": "planned", "stage_version": "1", "ticks": str(item.id)})

    assert moved.status_code == 303
    assert [(tick.item_id, tick.account_id) for tick in rows(ChecklistTick)] == [(item.id, mod.id)]
    assert [one.to_name for one in rows(Move)] == ["Planned"]


def test_a_refused_move_ticks_nothing(client_for, mod, idea, item, rows):
    form = {"stage": "not-planned", "stage_version": "1", "ticks": str(item.id), "reason": "", "explanation": "No."}

    answer = client_for(mod).send(f"/acme/ideas/{idea.number}/move", form)

    assert (answer.status_code, rows(ChecklistTick), rows(Move)) == (422, [], [])
    assert f'name="ticks" value="{item.id}" checked' in text(answer)


@pytest.mark.parametrize("ticks", ["999999", "x", "-1"])
def test_ticking_nonsense_moves_nothing(client_for, mod, idea, item, rows, ticks):
    answer = client_for(mod).send(
        f"/acme/ideas/{idea.number}/move", {"stage": "planned", "stage_version": "1", "ticks": ticks}
    )

    assert answer.status_code in (409, 422)
    assert (rows(ChecklistTick), rows(Move)) == ([], [])


def test_tick_and_untick_on_the_idea(client_for, partner, idea, item, rows):
    client, path = client_for(partner), f"/acme/ideas/{idea.number}/checklist/{item.id}"

    assert client.send(path).headers["Location"].endswith("#checklist")
    ticked = text(client.get(f"/acme/ideas/{idea.reference}"))
    assert "Pia Partner" in ticked.split('id="checklist"')[1].split("</section>")[0]
    unticked = client.send(f"{path}/delete", headers={"HX-Request": "true"})

    assert 'aria-pressed="false"' in text(unticked)
    assert rows(ChecklistTick) == []


@pytest.mark.parametrize(
    ("who", "status"), [("visitor", 403), ("newcomer", 404), ("ana", 404), ("outsider", 404), ("partner", 403)]
)
def test_who_does_not_host_the_board_ticks_nothing(client_for, cast, make, mod, members_board, rows, who, status):
    client_for(mod).send("/acme/desk/checklists", {"board": "members", "stage": "new", "text": "Shops asked"})
    elsewhere, item = make.idea(board=members_board), rows(ChecklistItem)[0]
    client = client_for(None if who == "visitor" else getattr(cast, who))

    assert client.send(f"/acme/ideas/{elsewhere.number}/checklist/{item.id}").status_code == status
    assert rows(ChecklistTick) == []


def test_moderators_keep_the_lists_and_partners_do_not(client_for, mod, partner, item, rows):
    client = client_for(mod)
    client.send(f"/acme/desk/checklists/{item.id}/edit", {"text": "All shops asked"})
    assert "All shops asked" in text(client.get("/acme/desk/checklists?board=ideas"))
    theirs = client_for(partner)

    assert theirs.get("/acme/desk/checklists").status_code == 404
    assert theirs.send(f"/acme/desk/checklists/{item.id}/delete").status_code == 404
    client.send(f"/acme/desk/checklists/{item.id}/delete")
    assert [one.is_retired for one in rows(ChecklistItem)] == [True]
    assert client.get(f"/acme/desk/checklists/{item.id}/edit").status_code == 404


@pytest.mark.parametrize(
    "form", [{"board": "ideas", "stage": "nowhere", "text": "x"}, {"board": "ideas", "stage": "new", "text": ""}]
)
def test_an_item_needs_a_stage_and_words(client_for, mod, rows, form):
    assert client_for(mod).send("/acme/desk/checklists", form).status_code == 422
    assert rows(ChecklistItem) == []
