"""What a request does while nobody else can write: nothing slow, and no lock at all for what is only shown."""

import pytest
from sqlalchemy import event

from ideas.base.db import db, every_brand
from ideas.community.comment.actions import set_comment_visibility
from ideas.community.comment.models import Comment
from ideas.community.idea.actions import lock_idea
from ideas.community.idea.rules import Visibility
from ideas.community.pipeline.models import Answer
from ideas.desk.acts.items import find_items, read_ref
from ideas.desk.acts.models import DeskAct
from ideas.trust.moderation.models import Case, Statement
from tests.house.addresses import all_routes, values_for
from tests.rim.world import FACTS, FORMS, World

TYPED = "Ask @ana-lopes, **please**: <https://cups.example/>. "
MARKDOWN = {
    "answer.update": "answer",
    "comment.create": "body",
    "comment.update": "body",
    "desk_act.create": "text",
    "idea.create": "body",
    "idea.update": "body",
    "move.create": "explanation",
    "note.create": "note",
    "on_behalf.create": "body",
    "reply.create": "body",
}


@pytest.fixture
def world(app, cast):
    built = World(app)
    yield built
    built.ledger.close()


@pytest.fixture
def begun(app):
    """The transactions that may write, as they began."""
    found = []

    def note(connection):
        from ideas.base.db.transactions import may_write

        if may_write():
            found.append(connection)

    with app.app_context():
        engine = db.engine
    event.listen(engine, "begin", note)
    yield found
    event.remove(engine, "begin", note)


def _route(world, endpoint):
    return next(one for one in all_routes(world.app) if one.endpoint == endpoint and one.method == "POST")


def _fresh(world, token):
    """The item as a page names it now."""
    with world.app.app_context(), every_brand():
        ref = read_ref(token)
        item = find_items([ref])[ref]
        return f"{token}@{item.stamp}"


def _send(world, person, endpoint, changes=None):
    form = {name: value for name, value in {**world.form(endpoint), **(changes or {})}.items() if value is not None}
    return world.client(person, endpoint).send(world.address(_route(world, endpoint)), form)


@pytest.mark.thorough
@pytest.mark.parametrize("endpoint", sorted(FORMS))
def test_nothing_slow_is_done_under_the_lock(world, endpoint):
    """The guard of tests/under_lock.py raises where it is."""
    assert _send(world, "owner", endpoint).status_code < 500


@pytest.mark.parametrize("endpoint", sorted(MARKDOWN))
def test_markdown_with_a_mention_and_a_link_is_rendered_before_the_lock(world, endpoint):
    # By a member where members may: of their words the links are looked at.
    person = "ana" if endpoint in ("comment.create", "idea.create", "reply.create") else "owner"
    changes = {MARKDOWN[endpoint]: TYPED * 3, **({"official": None} if person == "ana" else {})}
    if endpoint == "desk_act.create":
        changes["item"] = _fresh(world, f"answer:{world.known['idea_id']}")

    answer = _send(world, person, endpoint, changes)

    assert answer.status_code < 400


def test_an_answer_that_undoing_puts_back_is_rendered_before_the_lock(world, rows):
    item = f"answer:{world.known['idea_id']}"
    _send(world, "owner", "answer.update", {"answer": TYPED})
    with world.make.at_work():
        idea = lock_idea(world.known["idea_id"])
        idea.answered_at = None
    _send(world, "owner", "desk_act.create", {"item": _fresh(world, item), "text": "Another answer, long enough."})
    world.fill = values_for(world.app, world.cast, world.idea, {**world.known, "act_id": rows(DeskAct)[-1].id})

    answer = _send(world, "owner", "desk_undo.create")

    assert answer.status_code < 400
    assert "@ana-lopes" in rows(Answer, Answer.idea_id == world.known["idea_id"])[0].body


@pytest.mark.parametrize("act", ["hide", "decline"])
def test_a_comment_that_a_statement_quotes_is_read_before_the_lock(world, rows, act):
    comment_id, rule = world.known["comment_id"], str(world.known["rule_id"])
    if act == "hide":
        _send(world, "ben", "comment_report.create")
        item = f"report:{rows(Case, Case.comment_id == comment_id)[-1].id}"
    else:
        with world.make.at_work():
            set_comment_visibility(db.session.get_one(Comment, comment_id), Visibility.PENDING)
        item = f"comment:{comment_id}"

    answer = _send(
        world, "owner", "desk_act.create", {"act": act, "item": _fresh(world, item), "rule": rule, "facts": FACTS}
    )

    assert answer.status_code < 400
    assert rows(Statement)[-1].comment_id == comment_id


def test_the_guard_sees_what_is_rendered_under_the_lock(world, monkeypatch):
    monkeypatch.setattr("ideas.rim.writing.render_ahead", lambda form: None)

    assert _send(world, "owner", "note.create").status_code == 500


@pytest.mark.parametrize(
    ("endpoint", "changes", "status"),
    [
        ("preview.create", {}, 200),
        ("idea.create", {"title": "Short"}, 422),
        ("idea.update", {"title": "Short"}, 422),
        ("comment.create", {"body": ""}, 422),
        ("answer.update", {"answer": ""}, 422),
        ("note.create", {"note": ""}, 422),
    ],
)
def test_what_is_only_shown_takes_no_lock(world, begun, endpoint, changes, status):
    client, form = world.client("owner", endpoint), {**world.form(endpoint), **changes}
    address = world.address(_route(world, endpoint))
    begun.clear()

    answer = client.send(address, form)

    assert answer.status_code == status
    assert begun == []
