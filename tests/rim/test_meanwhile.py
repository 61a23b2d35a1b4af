"""Rights that are taken away between the reading of a page and the act's transaction: the act is refused, nothing is changed."""

from contextlib import contextmanager
from contextvars import copy_context
from datetime import timedelta

import pytest
from sqlalchemy import delete, update

from ideas.base import clock
from ideas.base import db as base
from ideas.base.db import db, writes_allowed
from ideas.community.board.models import Board, BoardMember
from ideas.community.board.rules import Access
from ideas.community.idea.models import Idea, IdeaRank
from ideas.community.idea.rules import Visibility
from ideas.people.account.models import AccountSession
from ideas.people.brand.models import Membership
from ideas.people.brand.rules import Role
from tests.house.addresses import all_routes, values_for
from tests.rim.world import FORMS, World

pytestmark = pytest.mark.thorough

REFUSED = (403, 404, 409)
# What the owner sends here begins no transaction: it is refused before, or it changes nothing.
NO_ACT = {
    "appeal.create",
    "own_title.update",
    "preview.create",
    "setup.create",
    "sign_in.create",
    "sign_in_link.create",
}
OF_MEMBERS = (
    "comment.create",
    "comment_report.create",
    "follow.create",
    "follow.destroy",
    "reply.create",
    "report.create",
    "vote.create",
    "vote.destroy",
)


def _membership(world, person):
    return (Membership.account_id == getattr(world.cast, person).id), (Membership.brand_id == world.cast.brand.id)


def banned(world, person):
    until = clock.now() + timedelta(days=1)
    return [update(Membership).where(*_membership(world, person)).values(banned_until=until)]


def demoted(world, person):
    return [update(Membership).where(*_membership(world, person)).values(role=Role.MEMBER)]


def signed_out(world, person):
    return [delete(AccountSession).where(AccountSession.account_id == getattr(world.cast, person).id)]


def no_host(world, person):
    return [delete(BoardMember).where(BoardMember.account_id == getattr(world.cast, person).id)]


def board_closed(world, person):
    return [update(Board).where(Board.id == world.cast.board.id).values(access=Access.INVITED)]


def _idea_is(visibility):
    def change(world, person):
        idea_id = world.known["idea_id"]
        return [
            update(Idea).where(Idea.id == idea_id).values(visibility=visibility),
            update(IdeaRank).where(IdeaRank.idea_id == idea_id).values(visibility=visibility),
        ]

    return change


@pytest.fixture
def world(app, cast):
    built = World(app)
    yield built
    built.ledger.close()


@pytest.fixture
def act(world, monkeypatch):
    """`act("vote.create", "ben", banned)`: send the form, and make the change just before the first transaction begins.

    Returns the answer, or None where no transaction began, and what was written besides.
    """
    begin, waiting = base.writing, []

    @contextmanager
    def begins():
        if waiting:
            db.session.rollback()
            copy_context().run(_execute, waiting.pop())
            world.ledger.take()
        with begin():
            yield

    def send(endpoint, person, change):
        route = next(one for one in all_routes(world.app) if one.endpoint == endpoint and one.method == "POST")
        client, address = world.client(person, endpoint), world.address(route)
        form = world.form(endpoint)
        if person != "owner":
            form.pop("official", None)
        waiting[:] = [change(world, person)]
        with monkeypatch.context() as patch:
            patch.setattr(base, "writing", begins)
            answer = client.send(address, form)
        return (None if waiting else answer), world.ledger.take()

    return send


def _execute(statements):
    with writes_allowed(), db.engine.begin() as connection:
        for statement in statements:
            connection.execute(statement)


def _is_refused(answer):
    return answer.status_code in REFUSED or "/sign-in" in answer.headers.get("Location", "")


@pytest.mark.parametrize("change", [banned, demoted, signed_out])
@pytest.mark.parametrize("endpoint", sorted(FORMS))
def test_who_lost_the_right_meanwhile_changes_nothing(world, act, endpoint, change):
    view = world.app.view_functions[endpoint]
    route = next(one for one in all_routes(world.app) if one.endpoint == endpoint and one.method == "POST")
    in_brand = "brand" in route.rule.arguments
    loses = {
        banned: in_brand and not getattr(view, "also_banned", False),
        demoted: view.access.startswith("staff:"),
        signed_out: view.access != "public",
    }

    answer, written = act(endpoint, "owner", change)

    assert (answer is None) == (endpoint in NO_ACT)
    if answer is not None and loses[change]:
        assert _is_refused(answer), answer.status
        assert written == []
    assert answer is None or answer.status_code < 500


@pytest.mark.parametrize(
    "change", [board_closed, _idea_is(Visibility.HIDDEN), _idea_is(Visibility.WITHDRAWN), banned, signed_out]
)
@pytest.mark.parametrize("endpoint", OF_MEMBERS)
def test_a_member_who_no_longer_sees_the_idea_changes_nothing(act, endpoint, change):
    answer, written = act(endpoint, "ben", change)

    assert answer is not None
    assert _is_refused(answer), answer.status
    assert written == []


@pytest.mark.parametrize("change", [no_host, demoted, banned, signed_out])
@pytest.mark.parametrize(
    "endpoint",
    [
        "answer.update",
        "assignment.update",
        "hiding.create",
        "kanban_card.update",
        "merge.create",
        "move.create",
        "note.create",
        "on_behalf.create",
        "recorded_vote.create",
        "score.update",
    ],
)
def test_a_partner_who_hosts_the_board_no_more_changes_nothing(act, endpoint, change):
    answer, written = act(endpoint, "partner", change)

    assert answer is not None
    assert _is_refused(answer), answer.status
    assert written == []


@pytest.mark.parametrize(
    ("endpoint", "person", "change"),
    [
        ("appeal.create", "ana", signed_out),
        ("own_title.update", "partner", signed_out),
        ("own_title.update", "partner", demoted),
        ("own_title.update", "partner", banned),
    ],
)
def test_what_people_do_about_themselves_is_refused_as_well(world, act, endpoint, person, change):
    world.fill = values_for(world.app, world.cast, world.idea, {**world.known, "handle": "pia-partner"})

    answer, written = act(endpoint, person, change)

    assert answer is not None
    assert _is_refused(answer), answer.status
    assert written == []
