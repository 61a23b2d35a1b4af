"""The pages of ideas: share one, also as a visitor; edit it, also beside somebody else; read its history; take it back."""

import re
from urllib.parse import quote

import pytest
from sqlalchemy import update

from ideas.board.models import Board
from ideas.board.rules import Access
from ideas.brand.models import Membership
from ideas.db import db
from ideas.idea.drafts import LIFETIME
from ideas.idea.models import Idea, IdeaDraft, IdeaRevision, Tag
from tests.clients import signed_in_client

TITLE = "Oat milk in every shop"
SCRIPT = {"HX-Request": "true"}


@pytest.fixture
def form():
    """What somebody fills in; a test changes what it is about."""
    return {
        "title": "A loyalty card made of wood",
        "body": "Plastic is **ugly**.",
        "tags": "card, wood",
        "board": "ideas",
    }


def text(response):
    return response.get_data(as_text=True)


# --- sharing ---------------------------------------------------------------------------------------------------------


def test_share_an_idea(client_for, ben, form, rows):
    client = client_for(ben)

    answer = client.send("/acme/ideas", form)

    (idea,) = rows(Idea)
    assert (answer.status_code, answer.headers["Location"]) == (303, "/acme/ideas/1-a-loyalty-card-made-of-wood")
    assert (idea.title, idea.body, idea.author_id) == (form["title"], form["body"], ben.id)
    assert {tag.name for tag in rows(Tag)} == {"card", "wood"}
    page = text(client.get(answer.headers["Location"]))
    assert "Your idea is number 1, and your vote for it counts." in page
    assert '<meta name="draft-done" content="idea:acme">' in page
    assert 'aria-pressed="true"' in page


@pytest.mark.parametrize(
    ("field", "value", "sentence"),
    [
        ("title", "", "Please fill this in."),
        ("title", "Too short", "Use at least 10 characters; this has 9."),
        ("title", "x" * 121, "Use at most 120 characters; this has 121."),
        ("body", "x" * 20_001, "Use at most 20000 characters; this has 20001."),
        ("tags", "a, b, c, d, e, f", "Use at most 5 tags; these are 6."),
        ("tags", "x" * 31, "A tag has at most 30 characters."),
        ("board", "inner", "Not a valid choice."),
        ("board", "no-such-board", "Not a valid choice."),
        ("board", "", "Please fill this in."),
    ],
)
def test_what_was_typed_is_shown_again_with_the_mistake_beside_it(client_for, ben, form, rows, field, value, sentence):
    form |= {"body": "Kept words", "tags": "kept", field: value}

    answer = client_for(ben).send("/acme/ideas", form)

    page = text(answer)
    assert answer.status_code == 422
    assert re.search(rf'id="{field}-error">.*?<span>{re.escape(sentence)}</span>', page, re.DOTALL)
    assert page.count(sentence) == 2, "beside the field and at the top, once each"
    assert f'value="{form["title"]}"' in page
    assert form["body"] in page
    assert f'value="{form["tags"]}"' in page
    assert rows(Idea) == []


def test_a_board_that_others_see_is_no_choice(client_for, cast, form):
    boards = {person: re.findall(r'<option (?:selected )?value="([\w-]+)"', text(client_for(who).get("/acme/ideas/new")))
              for person, who in (("ben", cast.ben), ("ana", cast.ana), ("stranger", cast.stranger))}  # fmt: skip

    assert boards == {"ben": ["ideas", "members"], "ana": ["ideas", "members", "inner"], "stranger": []}
    assert client_for(cast.ana).send("/acme/ideas", {**form, "board": "inner"}).status_code == 303


def test_who_sees_no_board_can_share_nothing(make, visitor, client_for, stranger, form, rows):
    with make.at_work():
        db.session.execute(update(Board).values(access=Access.INVITED))

    for client in (visitor, client_for(stranger)):
        assert client.get("/acme/ideas/new").status_code == 404
        assert client.send("/acme/ideas", form).status_code == 404
        assert client.get("/acme/ideas").status_code == 200
    assert rows(IdeaDraft) == rows(Idea) == []


def test_a_visitors_idea_is_kept_until_they_have_signed_in(visitor, client_for, newcomer, form, rows):
    answer = visitor.send("/acme/ideas", form)

    assert (answer.status_code, answer.headers["Location"]) == (303, "/sign-in?next=/acme/ideas/new")
    assert rows(Idea) == []
    with visitor.session_transaction() as session:
        wish = session["wish"]
    assert (wish["kind"], wish["brand"]) == ("draft", "acme")
    client = client_for(newcomer)
    page = text(client.get(f"/acme/ideas/new?draft={wish['secret']}"))
    assert f'value="{form["title"]}"' in page
    assert form["body"] in page
    assert f'value="{form["tags"]}"' in page
    assert client.send("/acme/ideas", form).status_code == 303
    assert [idea.author_id for idea in rows(Idea)] == [newcomer.id]
    assert [row.role for row in rows(Membership, Membership.account_id == newcomer.id)] == ["member"]


def test_a_draft_opens_with_its_secret_in_its_brand_for_a_day(visitor, form, rows, make):
    visitor.send("/acme/ideas", form)
    with visitor.session_transaction() as session:
        secret = session["wish"]["secret"]
    (draft,) = rows(IdeaDraft)

    assert form["title"] in text(visitor.get(f"/acme/ideas/new?draft={secret}"))
    assert secret.encode() not in draft.secret_hash
    for address in (
        f"/rival/ideas/new?draft={secret}",
        "/acme/ideas/new?draft=x",
        "/acme/ideas/new?draft=",
        "/acme/ideas/new",
    ):
        assert form["title"] not in text(visitor.get(address))
    with make.at_work():
        db.session.execute(update(IdeaDraft).values(created_at=draft.created_at - LIFETIME))
    assert form["title"] not in text(visitor.get(f"/acme/ideas/new?draft={secret}"))


def test_preview_shows_what_will_be_stored(client_for, ben, visitor):
    words = "Look, @ana-lopes: **bold**, <script>alert(1)</script>, ![x](http://e.example/x.png)"

    fragment = text(client_for(ben).send("/acme/preview", {"body": words}, headers=SCRIPT))
    page = text(visitor.send("/acme/preview", {"body": words}))

    assert fragment in page
    assert '<a href="/acme/people/ana-lopes" class="mention"' in fragment
    assert "<strong>bold</strong>" in fragment
    assert ("<script" in fragment, "<img" in fragment) == (False, False)
    assert "Nothing is saved yet." in page
    assert "Nothing to show yet." in text(visitor.send("/acme/preview", {"body": "  "}))
    assert visitor.send("/acme/preview", {"body": "x" * 20_001}).status_code == 422


def test_ideas_of_a_person_are_limited(limited_app, cast, form, rows):
    client = signed_in_client(limited_app, cast.ben)

    answers = [client.send("/acme/ideas", form) for _ in range(3)]

    assert [answer.status_code for answer in answers] == [303, 303, 429]
    assert "You have shared several ideas just now." in text(answers[-1])
    assert len(rows(Idea)) == 2


# --- one idea --------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("stale", ["", "-x", "-oat-milk", "-oat-milk-in-every-shop/voters", "-%F0%9F%A6%9D"])
def test_a_stale_slug_leads_to_the_right_address_and_keeps_the_query(visitor, make, stale):
    make.idea(TITLE)

    answer = visitor.get(f"/acme/ideas/1{stale}?after=W10&lang=en&x=a%26b")

    assert answer.status_code == 301
    assert answer.headers["Location"] == "/acme/ideas/1-oat-milk-in-every-shop?after=W10&lang=en&x=a%26b"


def test_a_query_that_is_no_text_is_no_fault(visitor, make):
    make.idea(TITLE)
    garbage = {"QUERY_STRING": "x=\xff\xfe&\xc3"}

    assert visitor.get("/acme/ideas/1", environ_overrides=garbage).status_code == 301
    assert visitor.get("/acme/ideas/1-oat-milk-in-every-shop", environ_overrides=garbage).status_code == 200
    assert visitor.get("/acme/ideas", environ_overrides=garbage).status_code == 400


@pytest.mark.parametrize(
    "title", ["もっとおいしいコーヒーを飲みたい", "दुकान में कॉफ़ी चाहिए", "قهوة أفضل من فضلك", "!!! ??? ... !!!"]
)
def test_a_title_in_any_script_has_an_address_that_stays(visitor, make, title):
    idea = make.idea(title)
    address = f"/acme/ideas/{idea.reference}"

    assert visitor.get(address).status_code == 200
    assert title in text(visitor.get(quote(address)))
    if idea.slug:
        assert visitor.get(visitor.get("/acme/ideas/1").headers["Location"]).status_code == 200


@pytest.mark.parametrize(
    "number", ["0", "2", "999999999999999999", "9" * 19, "9" * 4000, "-1", "1.0", "1e3", "٣", "0x1", "%00"]
)
def test_a_number_that_nobody_has_is_not_there(visitor, make, number):
    make.idea(TITLE)

    answer = visitor.get(f"/acme/ideas/{number}")

    assert answer.status_code == 404
    assert "Nothing here" in text(answer)


def test_the_page_holds_the_whole_story(visitor, make, client_for, ben):
    idea = make.idea(TITLE, body="Because **cows**.", tags=("milk",))
    make.comment(idea, "Please, yes.")
    make.move(idea, "planned", answer="We will, @ana-lopes: in May.")
    make.idea("Almond milk in every shop", tags=("milk",))

    page = text(visitor.get(f"/acme/ideas/{idea.reference}"))

    for part in (
        "<h1", TITLE, "Because <strong>cows</strong>.", "Our answer", "in May.", "Planned", "Ana Lopes", "Mo Derator",
        "moved it from New to Planned", "shared this idea", "Please, yes.", "Ben Okafor", "Similar ideas",
        "Almond milk in every shop", 'property="og:title" content="Oat milk in every shop"',
        'href="/acme/ideas/1/voters"', "Sign in to comment", '/acme/ideas?tag=milk"',
    ):  # fmt: skip
        assert part in page, part
    assert '<link rel="canonical" href="http://localhost/acme/ideas/1-oat-milk-in-every-shop">' in page
    assert "noindex" not in page
    assert "@example.com" not in page


def test_who_may_do_what_is_offered_to_them(client_for, cast, idea):
    home = f"/acme/ideas/{idea.number}"
    offered = {
        person: [verb for verb in ("answer", "move", "edit", "withdrawal")
                 if f'href="{home}/{verb}"' in text(client_for(getattr(cast, person)).get(f"/acme/ideas/{idea.reference}"))]
        for person in ("ana", "ben", "partner", "mod", "outsider")
    }  # fmt: skip

    assert offered == {
        "ana": ["edit", "withdrawal"], "ben": [], "partner": ["answer", "move", "edit"], "mod": ["answer", "move", "edit"],
        "outsider": [],
    }  # fmt: skip


# --- editing ---------------------------------------------------------------------------------------------------------


@pytest.fixture
def words(idea):
    return {"title": TITLE, "body": "Better words.", "tags": "", "version": "1"}


def test_the_author_edits(client_for, ana, idea, words, reload):
    client = client_for(ana)
    assert f'value="{TITLE}"' in text(client.get(f"/acme/ideas/{idea.number}/edit"))

    answer = client.send(f"/acme/ideas/{idea.number}/edit", words)

    assert (answer.status_code, answer.headers["Location"]) == (303, f"/acme/ideas/{idea.reference}")
    assert reload(idea).body == "Better words."
    assert f'content="edit:acme:{idea.number}"' in text(client.get(f"/acme/ideas/{idea.reference}"))


def test_a_stale_edit_keeps_what_was_typed_and_shows_what_was_saved(client_for, cast, idea, words, reload):
    staff = {**words, "body": "Words of the moderator.", "reason": "A typo"}
    assert client_for(cast.mod).send(f"/acme/ideas/{idea.number}/edit", staff).status_code == 303
    mine = {**words, "body": "Words of the author.", "tags": "mine"}

    answer = client_for(cast.ana).send(f"/acme/ideas/{idea.number}/edit", mine)

    page = text(answer)
    assert answer.status_code == 409
    assert "Somebody saved a newer version meanwhile." in page
    assert "Words of the author." in page
    assert 'value="mine"' in page
    assert re.search(r"<del>.*moderator.*</del>", page, re.DOTALL), "what was saved stands there to compare with"
    assert 'name="version" type="hidden" value="2"' in page, "saved again, it goes through"
    assert reload(idea).body == "Words of the moderator."
    assert client_for(cast.ana).send(f"/acme/ideas/{idea.number}/edit", {**mine, "version": "2"}).status_code == 303
    assert reload(idea).body == "Words of the author."


@pytest.mark.parametrize("version", ["", "0", "-1", "2", "9" * 30])
def test_an_edit_of_no_version_is_stale(client_for, ana, idea, words, reload, version):
    answer = client_for(ana).send(f"/acme/ideas/{idea.number}/edit", {**words, "version": version})

    assert answer.status_code in (409, 422)
    assert reload(idea).body == idea.body


def test_staff_say_why_and_everyone_can_read_it(client_for, cast, visitor, idea, words):
    client = client_for(cast.mod)

    refused = client.send(f"/acme/ideas/{idea.number}/edit", words)
    assert refused.status_code == 422
    assert re.search(r'id="reason-error">.*?Please fill this in\.', text(refused), re.DOTALL)
    assert client.send(f"/acme/ideas/{idea.number}/edit", {**words, "reason": "It named a person"}).status_code == 303

    history = text(visitor.get(f"/acme/ideas/{idea.number}/revisions"))
    assert "It named a person" in history
    assert "Mo Derator" in history


def test_a_staff_edit_of_tags_alone_stands_in_the_story_with_its_reason(client_for, cast, visitor, idea, words):
    form = {**words, "body": idea.body, "tags": "milk", "reason": "So that it can be found"}
    assert client_for(cast.mod).send(f"/acme/ideas/{idea.number}/edit", form).status_code == 303

    page = text(visitor.get(f"/acme/ideas/{idea.reference}"))
    assert "changed its tags" in page
    assert "So that it can be found" in page


def test_the_author_gives_no_reason_and_is_asked_for_none(client_for, ana, idea, words):
    assert 'name="reason"' not in text(client_for(ana).get(f"/acme/ideas/{idea.number}/edit"))
    assert client_for(ana).send(f"/acme/ideas/{idea.number}/edit", {**words, "reason": "x"}).status_code == 422


def test_where_the_stage_freezes_edits_the_author_may_not_and_staff_may(client_for, cast, make, idea, words, reload):
    make.move(idea, "planned")

    for answer in (
        client_for(cast.ana).get(f"/acme/ideas/{idea.number}/edit"),
        client_for(cast.ana).send(f"/acme/ideas/{idea.number}/edit", words),
    ):
        assert answer.status_code == 403
        assert "The words of this idea are settled" in text(answer)
    assert reload(idea).body == idea.body
    assert client_for(cast.mod).send(f"/acme/ideas/{idea.number}/edit", {**words, "reason": "Typo"}).status_code == 303


def test_a_moderator_may_still_mend_their_own_idea_with_a_reason(client_for, mod, make, words, reload):
    own = make.idea(TITLE, by=mod)
    make.move(own, "planned")
    client = client_for(mod)

    assert 'name="reason"' in text(client.get(f"/acme/ideas/{own.number}/edit"))
    assert client.send(f"/acme/ideas/{own.number}/edit", {**words, "reason": "Typo"}).status_code == 303
    assert reload(own).body == "Better words."


@pytest.mark.parametrize(
    ("person", "status"), [("ben", 403), ("outsider", 403), ("newcomer", 403), ("partner", 200), ("owner", 200)]
)
def test_others_may_not_edit(client_for, cast, idea, words, reload, person, status):
    client = client_for(getattr(cast, person))

    assert client.get(f"/acme/ideas/{idea.number}/edit").status_code == status
    if status == 403:
        assert client.send(f"/acme/ideas/{idea.number}/edit", words).status_code == 403
        assert reload(idea).body == idea.body


def test_a_partner_edits_only_on_the_boards_they_host(client_for, partner, make, members_board, words):
    elsewhere = make.idea(TITLE, board=members_board)

    assert client_for(partner).send(f"/acme/ideas/{elsewhere.number}/edit", {**words, "reason": "x"}).status_code == 403


def test_the_history_shows_each_change_in_pages(client_for, ana, visitor, idea, rows):
    client = client_for(ana)
    for number in range(1, 15):
        form = {"title": TITLE, "body": f"Words number {number} of many.", "tags": "", "version": str(number)}
        assert client.send(f"/acme/ideas/{idea.number}/edit", form).status_code == 303

    first = text(visitor.get(f"/acme/ideas/{idea.number}/revisions"))
    older = first.partition(f'href="/acme/ideas/{idea.number}/revisions?after=')[2].partition('"')[0]
    rest = text(visitor.get(f"/acme/ideas/{idea.number}/revisions?after={older}"))

    assert re.findall(r"Version (\d+)<", first) == [str(number) for number in range(15, 5, -1)]
    assert re.findall(r"Version (\d+)<", rest) == ["5", "4", "3", "2"]
    assert re.search(r"<del>.{0,60}13</del><ins>.{0,60}14</ins>", first, re.DOTALL)
    assert re.search(r"<del>.{0,60}3</del><ins>.{0,60}4</ins>", rest, re.DOTALL)
    assert "revisions?after=" not in rest
    assert visitor.get(f"/acme/ideas/{idea.number}/revisions?after=x").status_code == 400


def test_an_idea_without_a_change_says_so(visitor, idea):
    assert "Its words have not changed" in text(visitor.get(f"/acme/ideas/{idea.number}/revisions"))


# --- taking it back --------------------------------------------------------------------------------------------------


def test_withdraw_asks_first_and_then_hides_it_from_all_but_author_and_hosts(client_for, cast, visitor, idea, rows):
    client = client_for(cast.ana)
    assert "Withdraw the idea?" in text(client.get(f"/acme/ideas/{idea.number}/withdrawal"))

    answer = client.send(f"/acme/ideas/{idea.number}/withdrawal")

    assert answer.status_code == 303
    page = text(client.get(answer.headers["Location"]))
    assert "This idea was withdrawn by its author" in page
    assert '<meta name="robots" content="noindex">' in page
    sees = {
        person: client_for(getattr(cast, person)).get(f"/acme/ideas/{idea.reference}").status_code
        for person in ("ana", "ben", "partner", "mod", "owner", "outsider")
    }
    assert sees == {"ana": 200, "ben": 404, "partner": 200, "mod": 200, "owner": 200, "outsider": 404}
    for path in (
        f"/acme/ideas/{idea.reference}",
        f"/acme/ideas/{idea.number}/revisions",
        f"/acme/ideas/{idea.number}/voters",
    ):
        assert visitor.get(path).status_code == 404
    for who in (cast.ana, cast.ben, cast.mod):
        assert TITLE not in text(client_for(who).get("/acme/ideas"))
    assert TITLE in text(client.get("/acme/ideas?mine=1"))


@pytest.mark.parametrize("person", ["ben", "mod", "owner", "outsider"])
def test_only_the_author_withdraws(client_for, cast, idea, reload, person):
    client = client_for(getattr(cast, person))

    assert client.get(f"/acme/ideas/{idea.number}/withdrawal").status_code == 403
    assert client.send(f"/acme/ideas/{idea.number}/withdrawal").status_code == 403
    assert reload(idea).visibility == "public"


def test_an_idea_that_is_planned_is_not_withdrawn(client_for, ana, make, idea, reload):
    make.move(idea, "planned")

    assert client_for(ana).send(f"/acme/ideas/{idea.number}/withdrawal").status_code == 403
    assert reload(idea).visibility == "public"


def test_revisions_are_no_longer_open_when_the_idea_is_not(client_for, cast, visitor, idea, words, rows):
    client_for(cast.ana).send(f"/acme/ideas/{idea.number}/edit", words)
    assert len(rows(IdeaRevision)) == 1
    client_for(cast.ana).send(f"/acme/ideas/{idea.number}/withdrawal")

    assert visitor.get(f"/acme/ideas/{idea.number}/revisions").status_code == 404
    assert "Better" in text(client_for(cast.ana).get(f"/acme/ideas/{idea.number}/revisions"))
