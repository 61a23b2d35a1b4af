"""Acting in the browser, with scripts and without: what is sent, what comes back, and who may."""

import re

import pytest

from ideas.base.db import db
from ideas.community.idea.actions import lock_idea, set_visibility
from ideas.community.idea.rules import Visibility
from ideas.community.pipeline.models import Answer, Move
from ideas.community.stage.queries import open_reasons
from ideas.desk.acts.models import DeskAct
from ideas.desk.inbox.models import DeskPresence
from ideas.trust.moderation.actions import house_rules

WORDS = "Yes: from May on, in every shop."
WHY_NOT = "It would make each cup twice as dear, and nobody wants that."
SCRIPT = {"HX-Request": "true"}


def text(response):
    return response.get_data(as_text=True)


def token(idea, stamp="1.1.0", kind="answer"):
    return f"{kind}:{idea.id}@{stamp}"


@pytest.fixture
def waiting(make):
    """An idea that waits for approval."""
    idea = make.idea("Buy my cheap watches, friends")
    with make.at_work():
        fresh = lock_idea(idea.id)
        fresh.held_because = "first"
        set_visibility(fresh, Visibility.PENDING, at=idea.created_at)
    return idea


@pytest.fixture
def rule(make, brand):
    """The id of acme's first house rule."""
    with make.at_work():
        return str(house_rules(db.session.merge(brand, load=False))[0].id)


@pytest.fixture
def reason(make):
    with make.at_work():
        return str(open_reasons()[0].id)


def test_without_a_script_the_next_item_opens(client_for, mod, make, rows):
    first, second = make.idea("The first of two ideas"), make.idea("The second of two ideas")
    client = client_for(mod)
    form = {
        "act": "answer",
        "item": token(first),
        "text": WORDS,
        "next": f"answer:{second.id}",
        "back": "/acme/desk?kind=answer",
    }

    answer = client.send("/acme/desk/acts", form)

    act = rows(DeskAct)[0]
    assert (answer.status_code, answer.headers["Location"]) == (
        303,
        f"/acme/desk?kind=answer&item=answer%3A{second.id}&done={act.id}",
    )
    page = text(client.get(answer.headers["Location"]))
    assert "<p>Answered.</p>" in page
    assert f'action="/acme/desk/acts/{act.id}/undo"' in page
    assert 'data-view="item"' in page
    assert re.search(r"sheet__title.*The second of two ideas", page)


def test_a_script_gets_the_desk_with_the_next_item_open(client_for, mod, make):
    first, second = make.idea("The first of two ideas"), make.idea("The second of two ideas")

    answer = client_for(mod).send(
        "/acme/desk/acts",
        {"act": "answer", "item": token(first), "text": WORDS, "next": f"answer:{second.id}"},
        headers=SCRIPT,
    )

    page = text(answer)
    assert (answer.status_code, page.lstrip()[:4], "<html" in page) == (200, "<div", False)
    assert f'data-item="answer:{second.id}"' in page
    assert "Answered." in page


def test_a_no_without_its_explanation_keeps_what_was_typed(client_for, mod, make, reason, rows):
    idea = make.idea()

    answer = client_for(mod).send(
        "/acme/desk/acts",
        {"act": "decline", "item": token(idea), "reason": reason, "explanation": "Too dear."},
        headers=SCRIPT,
    )

    page = text(answer)
    assert answer.status_code == 422
    assert "Explain the no in 40 to 2000 characters; this has 9." in page
    assert ">Too dear.</textarea>" in page
    assert re.search(rf'<option value="{reason}" selected', page)
    assert rows(Move) == rows(DeskAct) == []


def test_a_no_with_it_goes_out(client_for, mod, make, reason, rows, visitor):
    idea = make.idea()

    client_for(mod).send(
        "/acme/desk/acts", {"act": "decline", "item": token(idea), "reason": reason, "explanation": WHY_NOT}
    )

    assert [move.to_name for move in rows(Move)] == ["Not planned"]
    assert WHY_NOT in text(visitor.get(f"/acme/ideas/{idea.reference}"))


@pytest.mark.engines
def test_two_moderators_and_the_one_who_loses_is_told(client_for, cast, make, rows):
    idea = make.idea()
    first, second = client_for(cast.mod), client_for(cast.owner)
    form = {"act": "answer", "item": token(idea), "text": WORDS}

    assert first.send("/acme/desk/acts", form, headers=SCRIPT).status_code == 200
    answer = second.send("/acme/desk/acts", {**form, "text": "No, we can't do that, sorry."}, headers=SCRIPT)

    assert answer.status_code == 409
    assert "Mo Derator has seen to this meanwhile. Nothing was done twice." in text(answer)
    assert [one.body for one in rows(Answer)] == [WORDS]
    assert len(rows(DeskAct)) == 1


@pytest.mark.engines
def test_many_are_approved_at_once_and_the_rest_stays_selected(client_for, mod, make, waiting, rows):
    done = make.idea()

    answer = client_for(mod).send(
        "/acme/desk/acts",
        {"act": "approve", "item": [token(waiting, kind="approve"), token(done, kind="approve")]},
        headers=SCRIPT,
    )

    page = text(answer)
    assert "Approved. 1 was not." in page
    assert "This has been seen to meanwhile" in page or "has seen to this meanwhile" in page
    assert [len(act.done["items"]) for act in rows(DeskAct)] == [2]


def test_undo_from_the_strip_and_from_the_list_of_acts(client_for, mod, make, rows, reload):
    idea = make.idea()
    client = client_for(mod)
    client.send("/acme/desk/acts", {"act": "move", "item": token(idea), "stage": "planned"})
    act = rows(DeskAct)[0]
    assert "Mo Derator" in text(client.get("/acme/desk/acts"))

    answer = client.send(f"/acme/desk/acts/{act.id}/undo", {"back": "/acme/desk"}, headers=SCRIPT)

    assert (answer.status_code, "Undone. It is back in the inbox." in text(answer)) == (200, True)
    assert [move.to_name for move in rows(Move)] == ["Planned", "New"]
    assert reload(act).undone_by_id == mod.id
    page = text(client.get("/acme/desk/acts"))
    assert "undone by Mo Derator" in page
    assert f"{act.id}/undo" not in page
    again = client.send(f"/acme/desk/acts/{act.id}/undo", headers=SCRIPT)
    assert (again.status_code, "Mo Derator has undone this already." in text(again)) == (409, True)


def test_undo_without_a_script_goes_back_to_the_list(client_for, mod, make, rows):
    client = client_for(mod)
    client.send("/acme/desk/acts", {"act": "move", "item": token(make.idea()), "stage": "planned"})

    answer = client.send(f"/acme/desk/acts/{rows(DeskAct)[0].id}/undo")

    assert (answer.status_code, answer.headers["Location"]) == (303, "/acme/desk/acts")
    assert "Undone." in text(client.get("/acme/desk/acts"))


# --- who may, and what makes no sense --------------------------------------------------------------------------------


@pytest.mark.parametrize(("person", "status"), [("ana", 404), ("outsider", 404), ("newcomer", 404), (None, 403)])
def test_others_do_nothing_here(client_for, cast, make, rows, person, status):
    idea = make.idea()
    client_for(cast.mod).send("/acme/desk/acts", {"act": "move", "item": token(idea), "stage": "under-review"})
    client = client_for(getattr(cast, person) if person else None)

    for path, form in (
        ("acts", {"act": "answer", "item": token(idea, "1.2.0"), "text": WORDS}),
        (f"acts/{rows(DeskAct)[0].id}/undo", {}),
        ("presence", {"item": f"answer:{idea.id}"}),
    ):
        assert client.send(f"/acme/desk/{path}", form).status_code == status
    assert client.get("/acme/desk/acts").status_code == status
    assert (rows(Answer), len(rows(Move)), rows(DeskPresence)) == ([], 1, [])


def test_a_partner_reaches_no_other_board(client_for, cast, make, rows):
    idea = make.idea("Only members see this one", board=cast.members_board)
    client_for(cast.mod).send("/acme/desk/acts", {"act": "move", "item": token(idea), "stage": "under-review"})
    client = client_for(cast.partner)

    acted = client.send(
        "/acme/desk/acts", {"act": "answer", "item": token(idea, "1.2.0"), "text": WORDS}, headers=SCRIPT
    )
    undone = client.send(f"/acme/desk/acts/{rows(DeskAct)[0].id}/undo", headers=SCRIPT)
    here = client.send("/acme/desk/presence", {"item": f"answer:{idea.id}"})
    opened = client.get(f"/acme/desk?item=answer:{idea.id}")

    assert (acted.status_code, undone.status_code, here.status_code) == (404, 404, 403)
    assert "Only members see this one" not in text(opened) + text(acted) + text(undone) + text(
        client.get("/acme/desk/acts")
    )
    assert (rows(Answer), len(rows(Move)), rows(DeskPresence)) == ([], 1, [])


def test_another_brands_moderator_reaches_nothing(client_for, cast, make, rows):
    idea = make.idea()
    client = client_for(cast.outsider)

    answer = client.send("/rival/desk/acts", {"act": "answer", "item": token(idea), "text": WORDS}, headers=SCRIPT)

    assert answer.status_code == 404
    assert rows(Answer) == []


@pytest.mark.parametrize(
    ("form", "status"),
    [
        ({}, 400),
        ({"act": "destroy", "item": "answer:1@1.1.0"}, 400),
        ({"act": "answer"}, 400),
        ({"act": "answer", "item": "x"}, 400),
        ({"act": "answer", "item": "answer:1-2@1"}, 400),
        ({"act": "answer", "item": "answer:99999@1.1.0", "text": "Words that are long enough."}, 404),
        ({"act": "answer", "item": "IDEA@1.1.0", "text": "x"}, 422),
        ({"act": "move", "item": "IDEA@1.1.0"}, 422),
        ({"act": "move", "item": "IDEA@1.1.0", "stage": "nowhere"}, 422),
        ({"act": "move", "item": "IDEA@1.1.0", "stage": "in-progress"}, 422),
        ({"act": "merge", "item": "IDEA@1.1.0"}, 422),
        ({"act": "merge", "item": "IDEA@1.1.0", "into": "99999"}, 422),
        ({"act": "merge", "item": "IDEA@1.1.0", "into": "²"}, 422),
        ({"act": "tag", "item": "IDEA@1.1.0"}, 422),
        ({"act": "tag", "item": "IDEA@1.1.0", "add_tags": "***"}, 422),
        ({"act": "hide", "item": "IDEA@1.1.0"}, 422),
        ({"act": "hide", "item": "IDEA@1.1.0", "rule": "1", "facts": ""}, 422),
        ({"act": "take", "item": "IDEA@1.1.0", "to": "nobody"}, 422),
        ({"act": "take", "item": "IDEA@1.1.0", "to": "ana-lopes"}, 422),
        ({"act": "approve", "item": "IDEA@1.1.0"}, 422),
        ({"act": "void", "item": "IDEA@1.1.0"}, 422),
        ({"act": "answer", "item": "IDEA@1.1.0", "text": "x" * 10_001}, 422),
        ({"act": "answer", "item": "IDEA@1.1.0", "surprise": "x"}, 422),
        ({"act": "answer", "item": "IDEA@1.9.0", "text": "Words that are long enough."}, 409),
    ],
)
def test_a_form_that_makes_no_sense_changes_nothing(client_for, mod, make, rows, form, status):
    idea = make.idea()
    form = {
        key: value.replace("IDEA", f"answer:{idea.id}") if isinstance(value, str) else value
        for key, value in form.items()
    }
    client = client_for(mod)

    assert client.send("/acme/desk/acts", form, headers=SCRIPT).status_code == status
    assert client.send("/acme/desk/acts", form).status_code == status
    assert rows(DeskAct) == rows(Answer) == rows(Move) == []


# --- who is there ----------------------------------------------------------------------------------------------------


@pytest.mark.engines
def test_the_second_at_an_item_sees_who_is_there(client_for, cast, make):
    item = {"item": f"answer:{make.idea().id}"}
    mod, owner = client_for(cast.mod), client_for(cast.owner)

    assert "is here too" not in text(mod.send("/acme/desk/presence", item))
    assert "Mo Derator is here too." in text(owner.send("/acme/desk/presence", item))
    assert "Olga Owner is here too." in text(mod.get(f"/acme/desk?item={item['item']}"))
    owner.send("/acme/desk/presence", {"item": "answer:999"})
    assert "is here too" not in text(mod.send("/acme/desk/presence", item))


def test_who_is_there_hears_that_it_was_seen_to(client_for, cast, make):
    idea = make.idea()
    make.answer(idea)

    assert "Somebody has just seen to this." in text(
        client_for(cast.mod).send("/acme/desk/presence", {"item": f"answer:{idea.id}"})
    )


@pytest.mark.parametrize("item", ["", "x", "answer:1-2"])
def test_nobody_is_at_what_is_no_item(client_for, mod, cast, item):
    assert client_for(mod).send("/acme/desk/presence", {"item": item}).status_code in (400, 422)
