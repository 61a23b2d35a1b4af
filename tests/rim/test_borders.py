"""The borders of a brand and of a board: what belongs to others is not there, whoever asks and however it is named.

Every address of staff, by everybody whom it does not concern: 404 or 403, and nothing is changed. A new one is in the
tables by itself; a form that another brand's or board's things could be named in has its line here.
"""

from datetime import timedelta

import pytest

from ideas.base import clock
from tests.house.addresses import all_routes, values_for
from tests.rim.everything import FACTS, everything
from tests.rim.world import World, _filled

pytestmark = pytest.mark.thorough

# What the desk of another board's partner is open to: it names nothing, or nothing that belongs to a board.
BRAND_WIDE = {"own_title.update"}
# Each field in which somebody could name what is another brand's, and what has to become of that.
FOREIGN_NAMES = (
    ("merge.create", {"into": "{number}"}, 404),
    ("desk_act.create", {"act": "merge", "item": "answer:{own_idea}@1.1.0", "into": "{number}"}, 422),
    ("desk_act.create", {"act": "move", "item": "answer:{idea_id}@1.1.0", "stage": "planned"}, 404),
    ("desk_act.create", {"act": "dismiss", "item": "report:{case_id}@1.1.0"}, 404),
    ("desk_act.create", {"act": "dismiss", "item": "votes:{alert_id}@1.1.0"}, 404),
    ("desk_act.create", {"act": "approve", "item": "comment:{comment_id}@c0"}, 404),
    (
        "desk_act.create",
        {"act": "hide", "item": "appeal:{statement_id}@1.1.0", "rule": "{own_rule}", "facts": FACTS},
        404,
    ),
    ("desk_act.create", {"act": "dismiss", "item": "duplicate:{idea_id}-{own_idea}@1.1.0"}, 404),
    ("desk_act.create", {"act": "hide", "item": "answer:{own_idea}@1.1.0", "rule": "{rule_id}", "facts": FACTS}, 422),
    ("desk_act.create", {"act": "take", "item": "answer:{own_idea}@1.1.0", "to": "{handle}"}, 422),
    ("desk_act.create", {"act": "move", "item": "answer:{own_idea}@1.1.0", "stage": "steeping"}, 422),
    ("assignment.update", {"to": "{handle}", "seen": ""}, 422),
    ("kanban_card.update", {"stage": "steeping", "stage_version": "1", "board": ""}, 422),
    ("hiding.create", {"rule": "{rule_id}"}, 422),
    ("comment_hiding.create", {"rule": "{rule_id}"}, 422),
    ("lock.create", {"rule": "{rule_id}"}, 422),
    ("ban.create", {"rule": "{rule_id}"}, 422),
    ("report.create", {"rule": "{rule_id}"}, 422),
    ("comment_report.create", {"rule": "{rule_id}"}, 422),
    ("case.update", {"act": "hide", "rule": "{rule_id}", "facts": FACTS}, 422),
    ("checklist.create", {"board": "teapot"}, 404),
    ("checklist.create", {"stage": "steeping"}, 422),
    ("pause.create", {"board": "teapot", "first_day": "{day}", "last_day": "{day}"}, 422),
    ("on_behalf.create", {"board": "teapot"}, 422),
    ("idea.create", {"board": "teapot"}, 422),
    ("vote_choice.create", {"board": "teapot"}, 422),
    ("vote_choice.create", {"idea": "{number}"}, 422),
    ("vote_choice.create", {"alert": "{alert_id}", "group": "A"}, 422),
    ("tag_merge.create", {"into": "zebra bench"}, 422),
    ("score.update", {"mark_{criterion_id}": "4"}, 422),
    ("invitation.create", {"board": "teapot"}, 422),
    ("board_member.create", {"person": "@{handle}"}, 422),
    ("move.create", {"reason": "{reason_id}"}, 422),
    ("move.create", {"stage": "steeping"}, 422),
    ("stage.update", {"leads_to": "{stage_id}"}, 422),
    ("stage.create", {"comes_from": "{stage_id}"}, 422),
    ("stage.destroy", {"into": "steeping"}, 422),
    ("audit_export.create", {"idea": "{number}"}, 422),
    ("audit_export.create", {"by": "{handle}"}, 422),
)
# In a form of a partner who hosts another board: what is on this one.
ELSEWHERE = (
    ("/acme/desk/acts", {"act": "move", "item": "answer:{idea_id}@1.1.0", "stage": "planned"}),
    ("/acme/desk/acts", {"act": "tag", "item": "answer:{idea_id}@1.1.0", "add_tags": "milk"}),
    ("/acme/desk/acts", {"act": "take", "item": "answer:{idea_id}@1.1.0", "to": "@me"}),
    ("/acme/desk/acts", {"act": "dismiss", "item": "report:{case_id}@1.1.0"}),
    ("/acme/desk/acts", {"act": "dismiss", "item": "votes:{alert_id}@1.1.0"}),
    ("/acme/desk/acts", {"act": "hide", "item": "appeal:{statement_id}@1.1.0", "rule": "{rule_id}", "facts": FACTS}),
    ("/acme/desk/acts", {"act": "approve", "item": "comment:{comment_id}@c0"}),
    ("/acme/desk/presence", {"item": "answer:{idea_id}"}),
    ("/acme/desk/presence", {"item": "report:{case_id}"}),
)


@pytest.fixture
def world(app, cast):
    """After the cast, so that the ids of the cast are the same in whatever order tests run."""
    built = World(app)
    yield built
    built.ledger.close()


@pytest.fixture
def rivals(world):
    """What the rival has, on a board and with words that acme has not."""
    cast, make = world.cast, world.make
    with make.at_work(cast.rival):
        from ideas.base.db import db
        from ideas.community.board.actions import create_board
        from ideas.community.stage.queries import find_stage

        board = create_board(db.session.merge(cast.rival, load=False), name="Teapot", by=cast.outsider, at=clock.now())
        find_stage("in-progress").slug = "steeping"
    known = everything(make, brand=cast.rival, board=board, author=cast.stranger, staff=cast.outsider, at=clock.now())
    world.ledger.take()
    return {
        **known,
        "own_idea": world.idea.id,
        "own_rule": world.known["rule_id"],
        "day": str(clock.now().date() + timedelta(days=9)),
        "n": "1",
    }


def on(world, board):
    """Everything, on one of acme's boards."""
    cast = world.cast
    known = everything(world.make, brand=cast.brand, board=board, author=cast.ana, staff=cast.mod, at=clock.now())
    world.ledger.take()
    return known


def filled(form, known):
    return {_filled(name, known): _filled(value, known) for name, value in form.items()}


def send(world, client, route, fill, form=None):
    """What it answers, and what was written."""
    path = fill(route.rule)
    response = client.get(path) if route.method == "GET" else client.send(path, form if form is not None else {})
    return response, world.ledger.take()


def test_nothing_of_another_brand_is_there(world, rivals):
    """Every address of acme, each of its names in turn being one of the rival's, by acme's owner."""
    client, wrong, asked = world.client("owner"), [], set()
    for route in all_routes(world.app):
        for name in sorted(route.rule.arguments & rivals.keys() - {"brand", "slug"}):
            fill = values_for(world.app, world.cast, world.idea, {**world.known, name: rivals[name]})
            response, written = send(
                world, client, route, fill, world.form(route.endpoint) if route.method == "POST" else None
            )
            asked.add(name)
            expected = (
                409 if name == "item_id" and "checklist_tick" in route.endpoint else 404
            )  # not on the idea's list
            if response.status_code != expected or written:
                wrong.append(f"{route} with the rival's {name}: {response.status}, wrote {written}")

    assert wrong == []
    assert asked == {
        "number",
        "comment_id",
        "case_id",
        "statement_id",
        "item_id",
        "saved_id",
        "criterion_id",
        "alert_id",
        "recorded_id",
        "pause",
        "invitation_id",
        "note_id",
        "act_id",
        "rule_id",
        "reason_id",
        "tag",
        "handle",
        "board",
        "merge_id",
    }


@pytest.mark.parametrize(("endpoint", "form", "status"), FOREIGN_NAMES)
def test_what_is_another_brands_is_no_choice_in_a_form(world, rivals, endpoint, form, status):
    route = next(one for one in all_routes(world.app) if one.endpoint == endpoint and one.method == "POST")

    answer = world.client("owner").send(world.address(route), {**world.form(endpoint), **filled(form, rivals)})

    assert (answer.status_code, world.ledger.take()) == (status, [])


@pytest.mark.parametrize("person", ["visitor", "newcomer", "ana", "outsider"])
def test_no_address_of_staff_is_open_to_others(world, person):
    """By visitors, people of no brand, members, and the owner of another brand: with everything there, and a good form."""
    known, wrong, asked = on(world, world.cast.board), [], 0
    fill = values_for(world.app, world.cast, world.idea, {**world.known, **known})
    client = world.client(person)
    for route in all_routes(world.app):
        if not world.app.view_functions[route.endpoint].access.startswith("staff:"):
            continue
        response, written = send(
            world, client, route, fill, world.form(route.endpoint) if route.method == "POST" else None
        )
        asked += 1
        if response.status_code != (403 if person == "visitor" else 404) or written:
            wrong.append(f"{route}: {response.status}, wrote {written}")

    assert wrong == []
    assert asked > 120


@pytest.mark.parametrize("board", ["members_board", "inner_board"])
def test_a_partner_of_another_board_reaches_nothing_of_this_one(world, board):
    """Every address that names what is on a board, by a partner who hosts another: one they can read, and one they can't."""
    known, wrong, asked = on(world, getattr(world.cast, board)), [], 0
    own = {
        "brand",
        "slug",
        "handle",
        "stage",
        "membership_id",
        "invitation_id",
        "reason_id",
        "rule_id",
        "tag",
        "merge_id",
    }
    own |= {"saved_id", "criterion_id", "board"}  # the brand's: moderators', or for all staff to read
    fill = values_for(world.app, world.cast, world.idea, {**world.known, **known})
    client = world.client("partner")
    for route in all_routes(world.app):
        access = world.app.view_functions[route.endpoint].access
        if not access.startswith("staff:") or not route.rule.arguments - own or route.endpoint in BRAND_WIDE:
            continue
        response, written = send(
            world, client, route, fill, world.form(route.endpoint) if route.method == "POST" else None
        )
        asked += 1
        if response.status_code not in (403, 404) or written or "a zebra" in response.get_data(as_text=True):
            wrong.append(f"{route}: {response.status}, wrote {written}")

    assert wrong == []
    assert asked > 45


@pytest.mark.parametrize("board", ["members_board", "inner_board"])
def test_nor_by_naming_it_in_a_form(world, board):
    known, wrong = on(world, getattr(world.cast, board)), []
    day = str(clock.now().date() + timedelta(days=9))
    client = world.client("partner")
    forms = (
        *((path, form, (403, 404)) for path, form in ELSEWHERE),
        ("/acme/desk/on-behalf", {**world.form("on_behalf.create"), "board": known["board"]}, (404, 422)),
        (
            "/acme/desk/pauses",
            {**world.form("pause.create"), "board": known["board"], "first_day": day, "last_day": day},
            (404, 422),
        ),
        (f"/acme/ideas/{world.idea.number}/merge", {"into": str(known["number"]), "reason": ""}, (403, 404)),
        (
            "/acme/desk/acts",
            {"act": "merge", "item": f"answer:{world.idea.id}@1.1.0", "into": str(known["number"])},
            (422,),
        ),
        (
            "/acme/desk/acts",
            {"act": "merge", "item": f"answer:{known['idea_id']}@1.1.0", "into": str(world.idea.number)},
            (404,),
        ),
    )
    for path, form, expected in forms:
        answer = client.send(path, filled(form, known))
        written = world.ledger.take()
        if answer.status_code not in expected or written or "a zebra" in answer.get_data(as_text=True):
            wrong.append(f"{path} {form}: {answer.status}, wrote {written}")

    assert wrong == []


@pytest.mark.parametrize("board", ["members_board", "inner_board"])
def test_no_page_of_the_desk_shows_a_partner_what_is_on_another_board(world, board):
    known, shown = on(world, getattr(world.cast, board)), []
    client, moderator = world.client("partner"), world.client("mod")
    pages = [
        "/acme/desk",
        "/acme/desk/board",
        "/acme/desk/reports",
        "/acme/desk/votes",
        "/acme/desk/votes?show=decided",
        "/acme/desk/acts",
        "/acme/desk/numbers",
        "/acme/desk/pauses",
        "/acme/desk/on-behalf",
        "/acme/desk?sort=score",
        "/acme/desk?mine=1",
        *(
            f"/acme/desk?kind={kind}"
            for kind in ("answer", "approve", "comment", "report", "votes", "duplicate", "appeal")
        ),
        *(
            f"/acme/desk?item={ref}"
            for ref in (
                f"answer:{known['idea_id']}",
                f"report:{known['case_id']}",
                f"votes:{known['alert_id']}",
                f"appeal:{known['statement_id']}",
                f"comment:{known['comment_id']}",
            )
        ),
        f"/acme/desk?selected=answer:{known['idea_id']}&selected=report:{known['case_id']}",
        f"/acme/desk?board={known['board']}",
        f"/acme/desk?done={known['act_id']}",
    ]
    for path in pages:
        for headers in ({}, {"HX-Request": "true"}):
            if "a zebra" in client.get(path, headers=headers).get_data(as_text=True):
                shown.append(f"{path} {headers}")

    assert shown == []
    assert sum("a zebra" in moderator.get(path).get_data(as_text=True) for path in pages) > 10
    for path in (f"/acme/desk/board?board={known['board']}", f"/acme/desk/numbers?board={known['board']}"):
        assert client.get(path).status_code == 404, path
