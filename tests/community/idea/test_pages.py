"""The pages of ideas: share one, also as a visitor; read one with its whole story."""

import re
from urllib.parse import quote

import pytest
from sqlalchemy import update

from ideas.base.db import db
from ideas.community.board.models import Board
from ideas.community.board.rules import Access
from ideas.community.idea.drafts import LIFETIME
from ideas.community.idea.models import Idea, IdeaDraft, Tag
from ideas.people.brand.models import Membership
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
    boards = {
        person: re.findall(r'<option (?:selected )?value="([\w-]+)"', text(client_for(who).get("/acme/ideas/new")))
        for person, who in (("ben", cast.ben), ("ana", cast.ana), ("stranger", cast.stranger))
    }

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

    answers = [client.send("/acme/ideas", form | {"title": f"An idea of mine, number {n}"}) for n in range(3)]

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
    assert visitor.get("/acme/ideas", environ_overrides=garbage).status_code == 200


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
        "<h1",
        TITLE,
        "Because <strong>cows</strong>.",
        "Our answer",
        "in May.",
        "Planned",
        "Ana Lopes",
        "Mo Derator",
        "moved it from New to Planned",
        "shared this idea",
        "Please, yes.",
        "Ben Okafor",
        "Similar ideas",
        "Almond milk in every shop",
        'property="og:title" content="Oat milk in every shop"',
        'href="/acme/ideas/1/voters"',
        "Sign in to comment",
        '/acme/ideas?tag=milk"',
    ):
        assert part in page, part
    assert '<link rel="canonical" href="http://localhost/acme/ideas/1-oat-milk-in-every-shop">' in page
    assert "noindex" not in page
    assert "@example.com" not in page


def test_who_may_do_what_is_offered_to_them(client_for, cast, idea):
    home = f"/acme/ideas/{idea.number}"
    offered = {
        person: [
            verb
            for verb in ("answer", "move", "edit", "withdrawal")
            if f'href="{home}/{verb}"' in text(client_for(getattr(cast, person)).get(f"/acme/ideas/{idea.reference}"))
        ]
        for person in ("ana", "ben", "partner", "mod", "outsider")
    }

    assert offered == {
        "ana": ["edit", "withdrawal"],
        "ben": [],
        "partner": ["answer", "move", "edit"],
        "mod": ["answer", "move", "edit"],
        "outsider": [],
    }
