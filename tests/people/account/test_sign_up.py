"""Signing up: an account comes to be when its address is proven."""

import pytest

from ideas.people.account.queries import find_account
from tests.clients import signed_in_client
from tests.letters import PASSWORD

FORM = {"name": "Nora Newman", "email": "new@example.com", "password": ""}


def sign_up(client, path: str = "/sign-up", **changes: str):
    return client.send(path, {**FORM, **changes})


def account(app, email: str = "new@example.com"):
    with app.app_context():
        return find_account(email)


def test_sign_up_makes_no_account_until_the_address_is_proven(app, visitor, letter, who):
    answer = sign_up(visitor)
    before = account(app)
    visitor.send("/sign-in/code", {"code": letter().code})

    assert (answer.status_code, answer.location) == (303, "/sign-in/code")
    assert (letter().kind, letter().subject) == ("sign_up", "Confirm your address for localhost")
    assert before is None
    assert who(visitor) == "new@example.com"
    assert account(app).display_name == "Nora Newman"


def test_a_password_chosen_at_sign_up_opens_the_account_afterwards(app, visitor, letter, who):
    sign_up(visitor, password=PASSWORD)
    visitor.send("/sign-in/code", {"code": letter().code})
    elsewhere = signed_in_client(app, None)

    elsewhere.send("/sign-in", {"email": "new@example.com", "password": PASSWORD})

    assert who(elsewhere) == "new@example.com"


def test_a_password_chosen_at_sign_up_opens_nothing_before(app, visitor, who):
    sign_up(visitor, password=PASSWORD)

    assert visitor.send("/sign-in", {"email": "new@example.com", "password": PASSWORD}).status_code == 422
    assert who(visitor) is None


def test_whoever_signs_up_with_anothers_address_does_not_know_the_password_of_what_they_confirm(app, letter, who):
    attacker, victim = (signed_in_client(app, None) for _ in range(2))
    sign_up(attacker, email="victim@example.com", password=PASSWORD)
    victim.send(letter().link, {"name": "Victim"})

    answer = attacker.send("/sign-in", {"email": "victim@example.com", "password": PASSWORD})

    assert who(victim) == "victim@example.com"
    assert answer.status_code == 422
    assert who(attacker) is None


def test_the_mail_to_an_unproven_address_holds_nothing_that_was_typed(visitor, letter, mails):
    sign_up(visitor, name="Win a prize at http://evil.example", path="/sign-up?next=/acme/evil.example")

    assert "evil" not in letter().text + letter().subject + mails()[-1].html


@pytest.mark.engines
def test_an_address_with_an_account_gets_a_link_into_it_and_nothing_changes(app, visitor, ana, letter, who):
    sign_up(visitor, email="Ana@Example.com", name="Mallory", password=PASSWORD)

    visitor.send("/sign-in/code", {"code": letter().code})

    assert letter().subject == "Your account at localhost"
    assert "You have one already" in letter().text
    assert who(visitor) == "ana@example.com"
    assert (account(app, "ana@example.com").display_name, account(app, "ana@example.com").password_hash) == (
        "Ana Lopes",
        None,
    )


def test_the_answer_is_the_same_for_every_address(app, ana, alike):
    known, unknown = (signed_in_client(app, None) for _ in range(2))

    alike(
        sign_up(known, email="ana@example.com", password=PASSWORD),
        sign_up(unknown, email="abc@example.com", password=PASSWORD),
        sign_up(known, email="ana@example.com", password="short"),
        sign_up(unknown, email="abc@example.com", password="short"),
        known.get("/sign-in/code"),
        unknown.get("/sign-in/code"),
    )


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"name": ""}, "Please fill this in."),
        ({"name": " \u200b\u202e "}, "Please fill this in."),
        ({"name": "n" * 61}, "Use at most 60 characters"),
        ({"email": "new"}, "This does not look like an e-mail address."),
        ({"password": "short"}, "Use at least 10 characters"),
        ({"password": "Nora Newman 1"}, "mostly your name"),
        ({"password": "password123"}, "attackers try first"),
        ({"password": "é" * 200}, "Use at most 256 bytes"),
    ],
)
def test_sign_up_says_what_is_wrong_keeps_the_rest_and_sends_nothing(visitor, letters, changes, words):
    answer = sign_up(visitor, **changes)

    assert answer.status_code == 422
    assert words in answer.text
    assert letters() == []
    for name in {"name", "email"} - changes.keys():
        assert f'value="{FORM[name]}"' in answer.text
    assert f'value="{changes.get("password", PASSWORD)}"' not in answer.text


def test_a_name_cannot_break_out_of_its_line(app, visitor, letter):
    sign_up(visitor, name="Nora\r\nBcc: me@evil.example\x00<b>")

    visitor.send("/sign-in/code", {"code": letter().code})
    page = visitor.get("/me")

    assert account(app).display_name == "Nora Bcc: me@evil.example<b>"
    assert "&lt;b&gt;" in page.text
    assert "example<b>" not in page.text


def test_ten_sign_ups_an_hour_from_one_network(limited_app):
    client = signed_in_client(limited_app, None)

    answers = [sign_up(client, email=f"person-{number}@example.com").status_code for number in range(11)]

    assert answers == [303] * 10 + [429]


def test_a_new_account_keeps_the_language_it_was_made_in(app, visitor, letter):
    sign_up(visitor)

    visitor.send("/sign-in/code?lang=en-XA", {"code": letter().code})

    assert account(app).locale == "en-XA"


def test_by_invitation_only_the_page_says_so(make_app, app):
    closed = signed_in_client(make_app(sign_up="invited"), None)

    assert "New people need an invitation here." in closed.get("/sign-up").text
    assert "New people need an invitation here." not in signed_in_client(app, None).get("/sign-up").text
