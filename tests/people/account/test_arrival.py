"""After signing in: where people go, what they join, and what is done for them."""

import pytest

from ideas.base.db import db
from ideas.community.follow.models import Follow
from ideas.community.stage.models import Stage
from ideas.community.vote.models import Vote
from ideas.people.account.queries import find_account
from ideas.people.brand.models import Membership
from ideas.people.brand.rules import Role
from ideas.rim.arrival import destination, invitation_in
from tests.clients import signed_in_client
from tests.letters import PASSWORD


@pytest.fixture(params=["password", "code", "link", "link elsewhere"])
def come_in(request, app, newcomer, give_password, letter):
    """`come_in(client, path)`: newcomer signs in through one of the doors. Returns the last answer."""
    give_password(newcomer)

    def enter(client, next_path: str | None = None):
        query = f"?next={next_path}" if next_path else ""
        if request.param == "password":
            return client.send(f"/sign-in{query}", {"email": newcomer.email, "password": PASSWORD})
        client.send(f"/sign-in/mail{query}", {"email": newcomer.email})
        if request.param == "code":
            return client.send("/sign-in/code", {"code": letter().code})
        browser = client if request.param == "link" else signed_in_client(app, None)
        return browser.send(letter().link)

    return enter


@pytest.fixture
def come_in_by_password(newcomer, give_password):
    """As `come_in`, through one door."""
    give_password(newcomer)
    return lambda client, path: client.send(f"/sign-in?next={path}", {"email": newcomer.email, "password": PASSWORD})


def wish_for(client, **wish) -> None:
    with client.session_transaction() as session:
        session["wish"] = wish


# --- where -----------------------------------------------------------------------------------------------------------


def test_people_go_to_the_page_that_they_wanted(visitor, cast, come_in):
    assert come_in(visitor, "/acme/ideas?sort=new%26page=2").location == "/acme/ideas?sort=new&page=2"


def test_people_go_to_the_list_of_brands_where_there_are_several(visitor, cast, come_in):
    assert come_in(visitor).location == "/"


@pytest.mark.parametrize(
    "elsewhere",
    [
        "//evil.example",
        "///evil.example",
        "////evil.example",
        "/\\evil.example",
        "\\\\evil.example",
        "\\/evil.example",
        "https://evil.example",
        "https:evil.example",
        "https:/evil.example",
        "http:///evil.example",
        "//evil.example/acme",
        "/\tevil.example",
        "/\t/evil.example",
        "\t//evil.example",
        " //evil.example",
        "/ /evil.example",
        "/\n/evil.example",
        "/\r\nLocation: https://evil.example",
        "/acme\r\nSet-Cookie: a=b",
        "javascript:alert(1)",
        "data:text/html,x",
        "evil.example",
        "@evil.example",
        "",
        " ",
        "/\x00/evil.example",
        "/\u2028/evil",
        "/\u202eevil",
        "/\\\\evil.example",
        "/acme\\evil",
        "/" + "a" * 2001,
        "//evil.example@localhost",
        "http://localhost@evil.example",
        "//[::1]",
        "/\\/evil",
        "%2f%2fevil.example",
        "https%3a//evil.example",
        "\u2044\u2044evil.example",
        "\uff0f\uff0fevil.example",
    ],
)
def test_nobody_is_sent_to_another_site(app, cast, elsewhere):
    with app.test_request_context("/sign-in"):
        assert destination(elsewhere) == "/"


@pytest.mark.parametrize("path", ["/acme", "/acme/ideas/12-milk?a=b&c=%2f", "/me/sessions", "/@evil.example"])
def test_pages_of_ours_are_gone_to(app, cast, path):
    with app.test_request_context("/sign-in"):
        assert destination(path) == path


@pytest.mark.parametrize(
    "path", ["/", "/sign-in", "/sign-in?next=/sign-in", "/sign-up", "/sign-out", "/setup", "/sign-in/code"]
)
def test_a_door_is_no_place_to_go_after_coming_in(app, cast, path):
    with app.test_request_context("/sign-in"):
        assert destination(path) == "/"


def test_nobody_is_sent_to_another_site_through_any_door(visitor, cast, come_in):
    assert come_in(visitor, "//evil.example/acme").location == "/"


def test_with_one_brand_people_go_home_to_it(app, visitor, give_password):
    from ideas.base import clock
    from ideas.base.db import writing
    from ideas.people.account.actions import create_account
    from ideas.people.brand.actions import create_brand

    with app.app_context(), writing():
        create_brand("solo", "Solo", colour="#123456", at=clock.now())
        person = create_account("solo@example.com", name="Han", at=clock.now())
    give_password(person)

    answer = visitor.send("/sign-in", {"email": "solo@example.com", "password": PASSWORD})

    assert answer.location == "/solo"


# --- joining ---------------------------------------------------------------------------------------------------------


def places(rows, person) -> list[tuple[int, Role]]:
    return [(place.brand_id, place.role) for place in rows(Membership, Membership.account_id == person.id)]


def test_people_join_the_brand_that_they_go_to(visitor, cast, newcomer, come_in, rows):
    come_in(visitor, "/acme/roadmap")

    assert places(rows, newcomer) == [(cast.brand.id, Role.MEMBER)]


@pytest.mark.parametrize("path", [None, "/me/sessions", "/acme-not", "/acme/invitations/" + "x" * 43])
def test_people_join_nothing_by_going_elsewhere_or_to_an_invitation(visitor, cast, newcomer, come_in, rows, path):
    come_in(visitor, path)

    assert places(rows, newcomer) == []


def test_people_who_are_members_keep_their_role(app, cast, give_password, rows):
    give_password(cast.mod)

    signed_in_client(app, None).send("/sign-in?next=/acme", {"email": cast.mod.email, "password": PASSWORD})

    assert places(rows, cast.mod) == [(cast.brand.id, Role.MODERATOR)]


@pytest.mark.parametrize("path", ["/acme/invitations/abc", "/acme/invitations/abc?lang=en"])
def test_invitation_in_knows_an_invitation(path):
    assert (invitation_in(path) == ("acme", "abc")) is ("?" not in path)


# --- wishes ----------------------------------------------------------------------------------------------------------


def test_a_wished_vote_is_cast_through_every_door(app, visitor, newcomer, idea, come_in, rows, reload, flashes):
    wish_for(visitor, kind="vote", brand="acme", number=idea.number)

    answer = come_in(visitor, f"/acme/ideas/{idea.number}")

    [vote] = rows(Vote, Vote.account_id == newcomer.id)
    assert vote.idea_id == idea.id
    assert answer.location == f"/acme/ideas/{idea.number}"
    assert "Your vote counts" in flashes(answer)


def test_a_wished_vote_is_cast_when_the_page_is_not_the_brands(visitor, cast, newcomer, idea, come_in, rows):
    wish_for(visitor, kind="vote", brand="acme", number=idea.number)

    come_in(visitor, "/me")

    assert [vote.idea_id for vote in rows(Vote, Vote.account_id == newcomer.id)] == [idea.id]
    assert places(rows, newcomer) == [(cast.brand.id, Role.MEMBER)]


def test_who_wanted_to_follow_follows_after_signing_in(visitor, newcomer, idea, come_in, rows):
    asked = visitor.post(f"/acme/ideas/{idea.number}/follow")

    come_in(visitor, f"/acme/ideas/{idea.number}")

    assert asked.status_code == 303
    assert asked.location.startswith("/sign-in?next=")
    assert newcomer.id in {row.account_id for row in rows(Follow)}


@pytest.mark.engines
def test_a_wish_is_fulfilled_once(app, visitor, newcomer, idea, give_password, rows, flashes):
    give_password(newcomer)
    wish_for(visitor, kind="vote", brand="acme", number=idea.number)
    form = {"email": newcomer.email, "password": PASSWORD}

    visitor.send("/sign-in", form)
    with visitor.session_transaction() as session:
        left = "wish" in session
    again = visitor.send("/sign-in", form)

    assert not left
    assert "Your vote counts" not in flashes(again)


def test_a_wish_that_cannot_be_fulfilled_says_why(app, visitor, cast, newcomer, idea, come_in, rows, flashes):
    with app.app_context():
        from sqlalchemy import update

        from ideas.base.db import brand_scope, writing

        with brand_scope(cast.brand.id), writing():
            db.session.execute(update(Stage).values(freezes_votes=True))
    wish_for(visitor, kind="vote", brand="acme", number=idea.number)

    answer = come_in(visitor, "/acme")

    assert answer.status_code == 303
    assert "Voting on this idea has closed." in flashes(answer)
    assert rows(Vote, Vote.account_id == newcomer.id) == []
    assert places(rows, newcomer) == [(cast.brand.id, Role.MEMBER)]


@pytest.mark.parametrize("number", [999, "1", None, -1])
def test_a_wish_for_what_is_not_there_says_so(visitor, cast, idea, come_in_by_password, number, flashes):
    wish_for(visitor, kind="vote", brand="acme", number=number)

    assert "is not here any more" in flashes(come_in_by_password(visitor, "/acme"))


def test_a_wish_reaches_no_idea_that_its_maker_may_not_see(
    visitor, newcomer, make_idea, inner_board, ana, come_in_by_password, rows, flashes
):
    inner = make_idea("A secret roast for the inner circle", board=inner_board)
    wish_for(visitor, kind="vote", brand="acme", number=inner.number)

    answer = come_in_by_password(visitor, "/acme")

    assert "is not here any more" in flashes(answer)
    assert "secret roast" not in flashes(answer)
    assert rows(Vote, Vote.account_id == newcomer.id) == []


@pytest.mark.parametrize(
    "wish", [{"kind": "erase"}, {}, {"kind": "vote"}, {"kind": "vote", "brand": "nowhere", "number": 1}]
)
def test_a_wish_that_makes_no_sense_is_left(visitor, cast, come_in_by_password, wish):
    wish_for(visitor, **wish)

    assert come_in_by_password(visitor, "/acme").status_code == 303


def test_a_kept_draft_is_led_back_to(visitor, cast, come_in):
    wish_for(visitor, kind="draft", brand="acme", secret="a-secret")

    assert come_in(visitor, "/acme").location == "/acme/ideas/new?draft=a-secret"


def test_the_page_of_a_link_says_that_a_vote_comes_with_it(visitor, newcomer, idea, letter):
    wish_for(visitor, kind="vote", brand="acme", number=idea.number)
    visitor.send("/sign-in/mail", {"email": newcomer.email})

    assert "The vote that you wanted to give is counted with it." in visitor.get(letter().link).text


def test_somebody_new_joins_under_the_name_that_they_choose_and_their_vote_waits_for_it(
    app, visitor, idea, letter, rows
):
    wish_for(visitor, kind="vote", brand="acme", number=idea.number)
    visitor.send(f"/sign-in/mail?next=/acme/ideas/{idea.number}", {"email": "new@example.com"})

    asked = visitor.send("/sign-in/code", {"code": letter().code})
    before = rows(Membership, Membership.handle.in_(["member", "nora-newman"]))
    answer = visitor.send(asked.location, {"name": "Nora Newman"})

    with app.app_context():
        person = find_account("new@example.com")
    with visitor.session_transaction() as session:
        assert "wish" not in session
    assert before == []
    assert answer.location == f"/acme/ideas/{idea.number}"
    assert [place.handle for place in rows(Membership, Membership.account_id == person.id)] == ["nora-newman"]
    assert [vote.idea_id for vote in rows(Vote, Vote.account_id == person.id)] == [idea.id]


def test_somebody_who_has_a_name_is_not_asked_again(client_for, ana):
    answer = client_for(ana).get("/me/name?next=/acme")

    assert (answer.status_code, answer.location) == (303, "/acme")
