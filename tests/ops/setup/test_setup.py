"""Setting the house up: once, by whoever holds the link."""

import re
from concurrent.futures import ThreadPoolExecutor

import pytest

from ideas.base import clock
from ideas.base.db import writing
from ideas.community.board.models import Board
from ideas.community.stage.models import DeclineReason, Stage, StageRoute
from ideas.community.stage.rules import FIRST_REASONS, FIRST_STAGES
from ideas.ops.setup.actions import FirstBrand, FirstOwner, offer_setup
from ideas.ops.setup.actions import set_up as set_up_house
from ideas.people.account.actions import SpentToken, spend_setup_token
from ideas.people.account.models import Account
from ideas.people.brand.models import Brand, Membership
from ideas.people.brand.rules import Role
from tests.clients import signed_in_client

PASSWORD = "four lively herons"
FORM = {
    "name": "Petra Novak",
    "email": "petra@example.com",
    "password": PASSWORD,
    "brand_name": "Harbour Coffee",
    "slug": "",
    "tagline": "",
    "colour": "#2b5f7a",
    "board_name": "Ideas",
}


@pytest.fixture
def secret(app) -> str:
    """The secret of the link in the log."""
    with app.app_context(), writing():
        return offer_setup(at=clock.now()) or ""


def set_up(client, token: str, **changes: str):
    return client.send("/setup", {**FORM, "token": token, **changes})


def test_where_there_is_nothing_the_front_door_leads_to_the_set_up(visitor):
    assert visitor.get("/").location == "/setup"


def test_the_link_opens_the_form_and_looking_does_not_use_it(visitor, secret):
    pages = [visitor.get(f"/setup?token={secret}") for _ in range(3)]

    assert [page.status_code for page in pages] == [200] * 3
    assert f'value="{secret}"' in pages[0].text
    assert pages[0].headers["Referrer-Policy"] == "no-referrer"


def test_set_up_makes_owner_brand_stages_and_board_and_signs_in(app, visitor, secret, rows):
    answer = set_up(visitor, secret)

    [account], [brand], [board], [place] = rows(Account), rows(Brand), rows(Board), rows(Membership)
    assert (answer.status_code, answer.location) == (303, "/harbour-coffee")
    assert (account.email, account.display_name, account.is_verified) == ("petra@example.com", "Petra Novak", True)
    assert (brand.name, brand.slug, brand.colour) == ("Harbour Coffee", "harbour-coffee", "#2b5f7a")
    assert (board.name, board.access.value, board.brand_id) == ("Ideas", "public", brand.id)
    assert (place.account_id, place.brand_id, place.role) == (account.id, brand.id, Role.OWNER)
    assert len(rows(Stage)) == len(FIRST_STAGES) == 6
    assert len(rows(StageRoute)) == sum(len(spec.leads_to) for spec in FIRST_STAGES)
    assert len(rows(DeclineReason)) == len(FIRST_REASONS)
    assert "petra@example.com" in visitor.get("/me").text
    assert visitor.get("/harbour-coffee").status_code == 200


def test_the_owner_comes_in_again_with_the_password(app, visitor, secret):
    set_up(visitor, secret)
    elsewhere = signed_in_client(app, None)

    answer = elsewhere.send("/sign-in", {"email": "petra@example.com", "password": PASSWORD})

    assert (answer.status_code, answer.location) == (303, "/harbour-coffee")


@pytest.mark.parametrize("token", ["", "x" * 43, "kein-token"])
def test_without_the_link_nothing_opens(visitor, secret, rows, token):
    page, answer = visitor.get(f"/setup?token={token}"), set_up(visitor, token)

    assert (page.status_code, answer.status_code) == (403, 403)
    assert "flask setup link" in page.text
    assert (rows(Brand), rows(Account)) == ([], [])


def test_once_it_is_done_there_is_no_set_up(app, visitor, secret, rows):
    set_up(visitor, secret)
    with app.app_context(), writing():
        assert offer_setup(at=clock.now()) is None
    other = signed_in_client(app, None)

    assert other.get(f"/setup?token={secret}").status_code == 404
    assert set_up(other, secret, slug="second").status_code == 404
    assert len(rows(Brand)) == 1


def test_a_spent_link_sets_nothing_up_even_where_there_is_nothing(app, secret):
    owner = FirstOwner(email="petra@example.com", name="Petra", password_hash="a hash")
    brand = FirstBrand(name="Harbour", colour="#2b5f7a", board="Ideas")

    with app.app_context(), writing():
        spend_setup_token(secret, at=clock.now())
        with pytest.raises(SpentToken):
            set_up_house(secret, owner=owner, brand=brand, at=clock.now())


def test_of_two_who_set_up_at_once_one_does(app, secret, rows):
    def try_it(slug: str) -> int:
        return set_up(signed_in_client(app, None), secret, slug=slug, email=f"{slug}@example.com").status_code

    with ThreadPoolExecutor(2) as pool:
        answers = sorted(pool.map(try_it, ["one", "two"]))

    assert answers[0] == 303
    assert answers[1] in (403, 404, 409, 410)
    assert (len(rows(Brand)), len(rows(Account))) == (1, 1)


@pytest.mark.engines
def test_an_old_link_dies_after_a_week_and_with_the_next_one(app, visitor, secret, monkeypatch):
    from datetime import timedelta

    with app.app_context(), writing():
        newer = offer_setup(at=clock.now())
    assert visitor.get(f"/setup?token={secret}").status_code == 403
    assert visitor.get(f"/setup?token={newer}").status_code == 200
    then = clock.now() + timedelta(days=8)
    monkeypatch.setattr(clock, "now", lambda: then)
    assert visitor.get(f"/setup?token={newer}").status_code == 403


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"name": ""}, "Please fill this in."),
        ({"email": "petra"}, "This does not look like an e-mail address."),
        ({"password": "password123"}, "attackers try first"),
        ({"password": "harbour"}, "Use at least 10 characters"),
        ({"brand_name": ""}, "Please fill this in."),
        ({"slug": "Not A Slug"}, "small letters, digits and hyphens"),
        ({"slug": "setup"}, "a few words are taken"),
        ({"colour": "brown"}, "six hex digits"),
        ({"board_name": ""}, "Please fill this in."),
    ],
)
def test_what_is_wrong_is_said_what_was_typed_is_kept_and_the_link_works_again(visitor, secret, rows, changes, words):
    refused = set_up(visitor, secret, **changes)

    assert refused.status_code == 422
    assert words in refused.text
    assert (rows(Brand), rows(Account)) == ([], [])
    for name in {"name", "email", "brand_name", "board_name"} - changes.keys():
        assert f'value="{FORM[name]}"' in refused.text
    assert PASSWORD not in refused.text
    assert set_up(visitor, secret).status_code == 303


def test_twenty_guesses_at_the_link_in_ten_minutes(limited_app):
    client = signed_in_client(limited_app, None)

    answers = [set_up(client, "x" * 43).status_code for _ in range(21)]

    assert answers == [403] * 20 + [429]


def test_the_command_prints_a_link_that_works_until_it_is_done(app, visitor, secret):
    runner = app.test_cli_runner()

    printed = runner.invoke(args=["setup", "link"]).output.strip()
    found = re.fullmatch(r"http://localhost/setup\?token=(\S{43})", printed)
    done = set_up(visitor, found.group(1))
    after = runner.invoke(args=["setup", "link"])

    assert done.status_code == 303
    assert (after.exit_code, after.output.strip()) == (1, "Error: This place is set up already.")
