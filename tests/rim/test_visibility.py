"""What is not open to somebody leaves no trace in anything they can read: no word of it, and no count either.

Every page is read twice: before and after the secrets are made. The second reading must be the first, letter for letter.
"""

import html
import re
from datetime import timedelta

import pytest
from sqlalchemy import update

from ideas.base.db import db
from ideas.community.board.actions import create_board
from ideas.community.board.models import Board
from ideas.community.board.rules import Access
from ideas.community.comment.models import Comment
from ideas.community.idea.actions import edit_idea, lock_idea, set_visibility
from ideas.community.idea.drafts import keep_draft
from ideas.community.idea.rules import Visibility
from ideas.community.pipeline.actions import move_idea
from ideas.community.pipeline.checklist import add_item, tick_item
from ideas.community.stage.queries import find_stage, open_reasons
from ideas.desk.assignment.actions import assign_idea
from ideas.desk.inbox.presence import be_at
from ideas.desk.note.actions import write_note
from ideas.desk.saved_answer.actions import save_answer
from ideas.desk.score.actions import add_criterion, score_idea
from ideas.desk.score.queries import all_criteria
from ideas.people.brand.models import Brand
from ideas.spine.activity.models import Activity
from ideas.trust.fraud.models import VoteAlert
from ideas.trust.fraud.rules import Signal
from ideas.trust.moderation.actions import hide_comment, hide_idea, house_rules, report, show_comment, show_idea
from tests.house.addresses import all_routes, values_for

pytestmark = pytest.mark.thorough

MARK = "Zqx"
SCRIPT = {"HX-Request": "true"}
VIEWERS = ("visitor", "outsider", "newcomer", "ben")
# They show what this browser did just now.
OF_THE_MOMENT = {"session.index", "design.show", "health.show", "static"}


@pytest.fixture
def public(make, cast, now):
    """What everybody may read: two ideas with everything, by the people who will write the secrets too; and the log."""
    with make.at_work():
        db.session.get_one(Brand, cast.brand.id).opens_log = True
    idea = make.idea("Oat milk in every shop", tags=("milk", "common"), at=now)
    make.vote(idea, cast.ben)
    make.comment(idea, "Please, yes.", by=cast.ben)
    make.move(idea, "planned", answer="We will do this very soon.")
    make.idea("Almond milk in every shop", by=cast.mod, tags=("milk",), at=now)
    make.idea("A tea that wakes you up", brand=cast.rival, board=cast.rival_board, by=cast.outsider, at=now)
    return idea


@pytest.fixture
def whisper(make, cast, now):
    """Write an idea of which every word is marked, with all that can hang on one."""

    def one(kind, board, *, by=None, host=None, **wishes):
        by, host, word = by or cast.ana, host or cast.mod, f"{MARK}{kind}"
        idea = make.idea(
            f"{word}title that nobody reads",
            body=f"{word}body",
            tags=(f"{word}tag", "milk"),
            board=board,
            by=by,
            at=now + timedelta(days=1),
            **wishes,
        )
        with make.at_work(wishes.get("brand")):
            brand = wishes.get("brand") or cast.brand
            edit_idea(
                idea,
                brand=brand,
                title=f"{word}newtitle that nobody reads",
                body=f"{word}newbody",
                tags=(f"{word}tag", "milk"),
                version=1,
                by=host,
                at=now + timedelta(days=2),
                reason=f"{word}editreason",
            )
            comment = make.comment(idea, f"{word}comment", by=by, at=now + timedelta(days=2))
            make.comment(idea, f"{word}reply", by=host, parent=comment, as_host=True, is_official=True)
            make.answer(idea, f"{word}answer, long enough", by=host, at=now + timedelta(days=2))
            make.vote(idea, host)
            fresh = lock_idea(idea.id)
            move_idea(
                fresh,
                brand=brand,
                to=find_stage("not-planned"),
                stage_version=1,
                by=host,
                at=now + timedelta(days=3),
                reason=open_reasons()[0],
                explanation=f"{word}explanation, and it is as long as it has to be.",
            )
            idea.comment_id = comment.id
        return idea

    return one


@pytest.fixture
def secrets(make, cast, public, whisper, at_the_desk, now):
    """Everything that ben may not read, and what a visitor may not. Returns the ideas, by what hides them."""

    def tell(viewer):
        with make.at_work():
            hidden_board = create_board(
                cast.brand,
                name=f"{MARK}boardname",
                description=f"{MARK}boarddescription",
                by=cast.owner,
                at=now,
                access=Access.INVITED,
                slug="zqxslug",
            )
            keep_draft(
                cast.brand,
                board="inner",
                title=f"{MARK}drafttitle",
                body=f"{MARK}draftbody",
                tags=f"{MARK}drafttag",
                at=now,
            )
        told = {"inner": whisper("inner", cast.inner_board), "board": whisper("board", hidden_board, by=cast.owner)}
        if viewer != "ben":
            told["members"] = whisper("members", cast.members_board)
        for visibility in (Visibility.WITHDRAWN, Visibility.HIDDEN, Visibility.SPAM, Visibility.PENDING):
            told[visibility.value] = whisper(visibility.value, cast.board)
            with make.at_work():
                set_visibility(lock_idea(told[visibility.value].id), visibility, at=now)
        at_the_desk(public)
        for kind in told.keys() & {"inner", "board", "members"}:
            at_the_desk(told[kind])
            limit(told[kind])
        with make.at_work():
            db.session.execute(update(Activity).values(fanned_out_at=now))
        return told

    def limit(idea):
        with make.at_work():
            rule, fresh = house_rules(db.session.get_one(Brand, cast.brand.id))[0], lock_idea(idea.id)
            comment = db.session.get_one(Comment, idea.comment_id)
            hide_comment(comment, rule=rule, facts=f"{MARK}facts, and they are long enough", by=cast.mod, at=now)
            show_comment(comment, by=cast.owner, at=now)
            hide_idea(fresh, rule=rule, facts=f"{MARK}facts, and they are long enough", by=cast.mod, at=now)
            show_idea(fresh, by=cast.owner, at=now)

    return tell


@pytest.fixture
def at_the_desk(make, cast, now):
    """What staff do with an idea among themselves, whether everybody reads it or few."""

    def work(idea):
        with make.at_work():
            brand, idea = db.session.get_one(Brand, cast.brand.id), lock_idea(idea.id)
            board = db.session.get_one(Board, idea.board_id)
            told = {"by": db.session.merge(cast.mod, load=False), "at": now}
            if not all_criteria():
                add_criterion(brand, name=f"{MARK}criterion", hint="", weight=3, **told)
                save_answer(brand, title=f"{MARK}saved", body=f"{MARK}words", **told)
            write_note(idea, brand=brand, body=f"{MARK}note for @pia-partner and @ben-okafor", **told)
            score_idea(idea, {criterion.id: 5 for criterion in all_criteria()}, **told)
            assign_idea(idea, cast.mod.id, seen=None, **told)
            item = add_item(board, idea.stage, f"{MARK}item", **told)
            tick_item(idea, item.id, **told)
            report(idea, rule=house_rules(brand)[0], body=f"{MARK}report", by=cast.partner, at=now)
            be_at(f"answer:{idea.id}", brand_id=brand.id, **told)
            alert = VoteAlert(
                brand_id=brand.id,
                key=f"desk:{idea.id}",
                board_id=board.id,
                idea_id=idea.id,
                signal=Signal.BURST,
                evidence={"accounts": [cast.ana.id]},
                found_at=now,
                last_at=now,
            )
            db.session.add(alert)

    return work


def pages(app, cast, idea, client):
    """Every GET page with the names of what is public, and the list in all its states: address and text."""
    fill = values_for(app, cast, idea)
    addresses = [
        fill(route.rule) for route in all_routes(app) if route.method == "GET" and route.endpoint not in OF_THE_MOMENT
    ]
    for sort in ("popular", "top", "new"):
        for narrowed in (
            "",
            "&tag=milk",
            "&stage=new",
            "&stage=not-planned",
            "&board=ideas",
            "&q=that",
            "&q=qxin",
            "&q=qxwi",
            "&q=newtitle",
            "&mine=1",
            "&voted=1",
        ):
            addresses.append(f"/acme/ideas?sort={sort}{narrowed}")
    addresses += [f"/acme/people/{handle}" for handle in ("ana-lopes", "ben-okafor", "mo-derator", "olga-owner")]
    addresses += ["/acme/boards/ideas?sort=new", "/acme", "/acme/roadmap", "/acme/promise", "/"]
    read = {address: client.get(address, follow_redirects=True) for address in addresses}
    read |= {f"{address} (script)": client.get(address, headers=SCRIPT) for address in addresses}
    return {
        address: (response.status_code, _plain(response.get_data(as_text=True))) for address, response in read.items()
    }


def _plain(text):
    """Without what is new on each reading: the tokens and stamps of forms."""
    tokens = r'name="(?:csrf_token|shown)" value="[^"]*"|\{"X-CSRFToken": "[^"]*"\}|data-token="[^"]*"'
    return html.unescape(re.sub(tokens, "", text))


def _client(client_for, cast, viewer):
    return client_for(None if viewer == "visitor" else getattr(cast, viewer))


@pytest.mark.parametrize("viewer", VIEWERS)
def test_secrets_change_no_letter_of_what_others_read(app, cast, public, secrets, client_for, run_jobs, viewer):
    run_jobs()
    client = _client(client_for, cast, viewer)
    before = pages(app, cast, public, client)

    secrets(viewer)
    after = pages(app, cast, public, client)

    assert len(before) > 100
    assert [address for address, (_, text) in after.items() if MARK.lower() in text.lower()] == []
    assert {address: after[address][0] for address in after if before[address] != after[address]} == {}


@pytest.mark.parametrize("viewer", VIEWERS)
def test_a_secret_is_not_there_by_its_own_address(app, cast, public, secrets, client_for, viewer):
    told, client = secrets(viewer), _client(client_for, cast, viewer)

    seen, asked = [], 0
    for idea in told.values():
        known = {"number": idea.number, "slug": idea.slug, "comment_id": idea.comment_id}
        for route in all_routes(app):
            if not route.rule.arguments & {"number"}:
                continue
            path = values_for(app, cast, public, known)(route.rule)
            response = client.get(path) if route.method == "GET" else client.send(path)
            asked += 1
            if response.status_code not in (403, 404) and not _is_asked_to_sign_in(response):
                seen.append(f"{route} {idea.title[:12]}: {response.status}")
            if MARK in response.get_data(as_text=True).replace(path, ""):
                seen.append(f"{route} shows {idea.title[:12]}")

    assert seen == []
    assert asked > 100


def _is_asked_to_sign_in(response):
    return response.headers.get("Location", "").startswith("/sign-in")


@pytest.mark.parametrize("viewer", VIEWERS)
def test_a_secret_board_tag_and_draft_are_as_if_they_were_not(client_for, cast, public, secrets, viewer):
    client = _client(client_for, cast, viewer)
    secrets(viewer)

    def answer(path):
        response = client.get(path)
        return response.status_code, _plain(response.get_data(as_text=True))

    for real, made_up in (
        ("board=zqxslug", "board=zqyslug"),
        ("tag=zqxinnertag", "tag=zqyinnertag"),
        ("board=inner", "board=outer"),
    ):
        status, text = answer(f"/acme/ideas?{real}")
        other_status, other_text = answer(f"/acme/ideas?{made_up}")
        name, other_name = real.partition("=")[2], made_up.partition("=")[2]
        assert (status, text.replace(name, "…")) == (other_status, other_text.replace(other_name, "…"))
    assert answer("/acme/boards/zqxslug")[0] == answer("/acme/boards/inner")[0] == 404
    assert MARK not in answer("/acme/ideas/new?draft=x")[1]


def test_nobody_reads_another_brands_things_in_this_one(app, cast, public, whisper, make, client_for, run_jobs):
    run_jobs()
    clients = {viewer: _client(client_for, cast, viewer) for viewer in ("visitor", "outsider", "owner")}
    before = {viewer: pages(app, cast, public, client) for viewer, client in clients.items()}

    whisper("rival", cast.rival_board, by=cast.stranger, host=cast.outsider, brand=cast.rival)
    with make.at_work(cast.rival):
        create_board(cast.rival, name=f"{MARK}rivalboard", by=cast.outsider, at=cast.brand.created_at)

    for viewer, client in clients.items():
        after = pages(app, cast, public, client)
        changed = {address for address in after if before[viewer][address] != after[address]}
        assert {address for address in changed if address.startswith("/acme")} == set(), viewer


def test_a_visitor_reads_no_address_of_anybody(app, cast, public, visitor):
    read = pages(app, cast, public, visitor)

    assert [address for address, (_, text) in read.items() if "@example.com" in text] == []


@pytest.mark.engines
def test_the_crawl_sees_what_is_there(cast, public, secrets, client_for):
    """To prove that nothing leaks, first see that there is something: a moderator reads every mark."""
    told = secrets("visitor")
    client = client_for(cast.mod)
    text = "".join(
        client.get(path, follow_redirects=True).get_data(as_text=True)
        for idea in told.values()
        for path in (f"/acme/ideas/{idea.number}{rest}" for rest in ("", "/revisions", "/answer/revisions"))
    )

    marks = ("newtitle", "newbody", "tag", "comment", "reply", "answer", "explanation", "editreason", "body")
    missing = [f"{kind}{mark}" for kind in told for mark in marks if f"{MARK}{kind}{mark}" not in text]
    assert missing == []
    assert f"{MARK}boardname" in client.get("/acme").get_data(as_text=True)
