"""Junk: every route, with addresses, queries and forms that make no sense, by people who may and people who may not.

Never a fault; every refusal says a sentence; what was refused changed nothing. A new POST route needs a line in world.FORMS.
"""

import html
import re
from io import BytesIO
from itertools import cycle
from urllib.parse import unquote

import pytest
from werkzeug.exceptions import HTTPException
from werkzeug.routing import RequestRedirect

from ideas.base.db import db
from ideas.community.stage.queries import find_stage, open_reasons
from ideas.people.brand.invitations import invite
from ideas.people.brand.rules import Role
from tests.house.addresses import all_routes, values_for
from tests.rim.junk import HARD, NUMBERS, PARAMETERS, RAW_QUERIES, VALUES, WORDS
from tests.rim.world import FAR, FORMS, World

pytestmark = pytest.mark.thorough

LISTS = ("idea.index", "board.show")
# Once done they can't be done again in the same way, or the one who did them is signed out.
DONE_ONCE = {
    "board_member.destroy",
    "comment_removal.create",
    "invitation.destroy",
    "invitation_acceptance.create",
    "move.create",
    "password.update",
    "session.destroy",
    "session_others.destroy",
    "sign_out.create",
    "stage.destroy",
    "withdrawal.create",
}
# These take what they know and leave the rest unread, or answer before they read.
LENIENT = {"preview.create", "unsubscription.create"}
REFUSED_FIRST = (404, 403, 422)


@pytest.fixture
def world(app, cast):
    """After the cast, so that the ids of the cast are the same in whatever order tests run."""
    built = World(app)
    yield built
    built.ledger.close()


def says_something(response):
    """Whether a person who reads this learns what happened."""
    if response.mimetype != "text/html":
        return response.mimetype in ("application/json", "text/css")
    main = re.search(r"<main.*?</main>", response.get_data(as_text=True), re.DOTALL)
    words = html.unescape(re.sub(r"<[^>]+>", " ", main.group(0))) if main else ""
    return re.search(r"[A-Z“][^.!?]{8,}[.!?]", words) is not None


def faults_of(responses):
    """What is wrong with these answers: (what was asked, the answer) in, sentences out."""
    return [
        f"{what}: {response.status}" + ("" if says_something(response) else ", and says nothing")
        for what, response in responses
        if response.status_code >= 500 or (response.status_code >= 400 and not says_something(response))
    ]


def test_every_form_has_its_line_here(app):
    assert {route.endpoint for route in all_routes(app) if route.method == "POST"} == set(FORMS)


@pytest.mark.parametrize("person", ["visitor", "outsider"])
def test_junk_in_the_path(world, person):
    assert _faults_in_paths(world, person) == []


@pytest.mark.engines
def test_junk_in_the_path_by_who_may_do_everything(world):
    assert _faults_in_paths(world, "owner") == []


def _faults_in_paths(world, person):
    client, faults, unroutable = world.client(person), [], set()
    for route, name, junk in _junk_in_paths(world):
        path = _path_with(world, route, name, junk)
        if not _leads_anywhere(world.app, route.method, path):
            # The same page for all of them, before anything is looked at: asked once for each junk.
            if junk in unroutable:
                continue
            unroutable.add(junk)
        response = client.get(path) if route.method == "GET" else client.send(path, world.form(route.endpoint))
        what, written = f"{route} with {name}={junk[:20]}", world.ledger.take()
        faults += faults_of([(what, response)])
        faults += [f"{what}: refused, and wrote {written}"] if response.status_code >= 400 and written else []
    assert unroutable
    return faults


def _junk_in_paths(world):
    """Each argument of each route with each junk. The brand is looked up in one place: one junk for each route, in turn."""
    in_turn = cycle(WORDS)
    for route in all_routes(world.app):
        for name in sorted(route.rule.arguments):
            is_number = re.search(rf"<int[^>]*:{name}>", route.rule.rule)
            for junk in NUMBERS if is_number else (next(in_turn),) if name == "brand" else WORDS:
                yield route, name, junk


def _path_with(world, route, name, junk):
    stand_in = {"brand": "acme", "filename": "css/app.css", "slug": "x", **world.known, "number": 1, "board": "ideas"}
    parts = {argument: str(stand_in.get(argument, "x")) for argument in route.rule.arguments} | {name: junk}
    return re.sub(r"<(?:[^:>]*:)?(\w+)>", lambda found: parts[found[1]], route.rule.rule)


def _leads_anywhere(app, method, path):
    """Whether any rule of the address map takes this path."""
    try:
        app.url_map.bind("localhost").match(unquote(path), method=method)
    except RequestRedirect:
        return True
    except HTTPException:
        return False
    return True


@pytest.mark.engines
def test_junk_in_the_query_by_who_may_do_everything(world):
    assert _faults_in_queries(world, "owner") == []


def test_junk_in_the_query(world):
    assert _faults_in_queries(world, "visitor") == []


def _faults_in_queries(world, person):
    client, faults = world.client(person), []
    for route in all_routes(world.app):
        if route.method != "GET" or route.endpoint == "design.show":
            continue
        path, values = world.address(route), [value for value in VALUES if len(value) < 200]
        queries = [dict.fromkeys(PARAMETERS, value) for value in values]
        if route.endpoint in LISTS:
            queries = [{name: value} for name in PARAMETERS[:9] for value in values]
        asked = [(f"{route} ?{next(iter(query.items()))}", client.get(path, query_string=query)) for query in queries]
        for raw in RAW_QUERIES:
            asked.append((f"{route} ?{raw[:20]}", client.get(path, environ_overrides={"QUERY_STRING": raw})))
        asked.append((f"{route} too long", client.get(path, query_string={"x": "y" * 5000})))
        faults += faults_of(asked)
        assert asked[-1][1].status_code in (414, 404)

    assert world.ledger.take() == []
    return faults


@pytest.mark.parametrize("endpoint", sorted(FORMS))
def test_junk_in_a_form(world, endpoint, on_postgres):
    """By the owner, who may do everything: each field with each value, then requests that no page would send."""
    values = HARD if on_postgres else VALUES
    route = next(one for one in all_routes(world.app) if one.endpoint == endpoint and one.method == "POST")
    faults, client = [], world.client("owner", endpoint)

    def send(what, changes=None, **options):
        nonlocal client
        if not options:
            options["data"] = {**world.form(endpoint), **(changes or {})}
            options["data"] = {name: value for name, value in options["data"].items() if value is not None}
        options["headers"] = {**options.get("headers", {}), "X-CSRFToken": client.form_token()}
        response = client.post(world.address(route), **options)
        written = world.ledger.take()
        faults.extend(faults_of([(f"{route} {what}", response)]))
        if response.status_code >= 400 and written and endpoint != "sign_in_code.create":
            faults.append(f"{route} {what}: refused with {response.status}, and wrote {written}")
        if response.status_code < 400 and endpoint in DONE_ONCE:
            world.rebuild()
            client = world.client("owner", endpoint)
        return response

    for name in FORMS[endpoint]:
        for value in values:
            send(f"{name}={value[:20]!r}", {name: value})
        send(f"{name} twice", {name: ["1", "2"]})
        send(f"no {name}", {name: None})
    unknown = send("with fields of its own", {"is_admin": "1", "id": "1", "created_at": "2020-01-01"})
    assert unknown.status_code >= 400 or endpoint in LENIENT
    assert send("with a file", {"title": (BytesIO(b"x"), "x.png")}).status_code >= 400 or endpoint in LENIENT
    send("as JSON", json={"title": ["x"], "body": {}})
    send("as text", data="title=x", content_type="text/plain")
    send("as bytes", data=b"\xff\xfe=\xff&title=\xc3\x28", content_type="application/x-www-form-urlencoded")
    send("as broken multipart", data=b"--x\r\nnothing", content_type="multipart/form-data; boundary=x")
    send("with no boundary", data=b"--x\r\nnothing", content_type="multipart/form-data")
    large = b"a=" + b"b" * 300_000
    assert send("too large", data=large, content_type="application/x-www-form-urlencoded").status_code in (
        413,
        *REFUSED_FIRST,
    )
    assert send("packed", data=b"x", headers={"Content-Encoding": "gzip"}).status_code == 415

    assert faults == []


@pytest.mark.parametrize("person", ["visitor", "newcomer", "ana", "partner", "mod", "outsider"])
def test_a_refusal_changes_nothing(world, person):
    """Every form as a page would send it, by everybody: whoever is refused has written no row."""
    faults, refused = [], 0
    for route in all_routes(world.app):
        if route.method != "POST":
            continue
        client = world.client(person, route.endpoint)
        response = client.send(world.address(route), world.form(route.endpoint))
        written = world.ledger.take()
        faults += faults_of([(str(route), response)])
        if response.status_code >= 400 and route.endpoint != "sign_in_code.create":
            refused += 1
            faults += [f"{route}: {response.status}, and wrote {written}"] if written else []
        elif response.status_code < 400 and written:
            world.rebuild()

    assert faults == []
    assert refused >= 5


def test_what_belongs_to_another_brand_is_not_there(world):
    """Every address of acme with the names and numbers of the rival's things, by acme's owner."""
    make, cast = world.make, world.cast
    foreign = [make.idea(brand=cast.rival, board=cast.rival_board, by=cast.stranger) for _ in range(4)][-1]
    comment = make.comment(foreign, by=cast.stranger)
    with make.at_work(cast.rival):
        invitation, secret = invite(cast.rival, role=Role.OWNER, by=cast.outsider, at=FAR)
        reason = open_reasons()[0].id
        db.session.merge(cast.rival_board).slug = "tea"
        find_stage("new").slug = "brewing"
    known = {
        "number": foreign.number,
        "comment_id": comment.id,
        "invitation_id": invitation.id,
        "reason_id": reason,
        "board": "tea",
        "token": secret,
        "secret": secret,
        "stage": "brewing",
        "handle": "sam-stranger",
    }
    client, wrong, asked = world.client("owner"), [], 0
    for route in all_routes(world.app):
        if "brand" not in route.rule.arguments:
            continue
        for name in sorted(route.rule.arguments & known.keys()):
            path = values_for(world.app, cast, world.idea, {**world.known, name: known[name]})(route.rule)
            response = client.get(path) if route.method == "GET" else client.send(path, world.form(route.endpoint))
            asked += 1
            if response.status_code != 404:
                wrong.append(f"{route} with the rival's {name}: {response.status}")

    assert wrong == []
    assert asked > 40
    assert world.ledger.take() == []


def test_ids_of_another_brand_in_a_form_are_no_choice(world):
    """A stage's ways, the board of an invitation, the reason for a no: only acme's own count."""
    with world.make.at_work(world.cast.rival):
        stage, reason = str(find_stage("planned").id), str(open_reasons()[0].id)
        db.session.merge(world.cast.rival_board).slug = "tea"
    client = world.client("owner")
    wrong = {
        "stage.update": {"leads_to": stage},
        "stage.create": {"comes_from": stage},
        "invitation.create": {"board": "tea"},
        "idea.create": {"board": "tea"},
        "board_member.create": {"person": "@sam-stranger"},
        "move.create": {"reason": reason},
    }
    for route in all_routes(world.app):
        if route.method == "POST" and route.endpoint in wrong:
            answer = client.send(world.address(route), {**world.form(route.endpoint), **wrong.pop(route.endpoint)})
            assert answer.status_code == 422, str(route)
            assert says_something(answer), str(route)

    assert wrong == {}
    assert world.ledger.take() == []
