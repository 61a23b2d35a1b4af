"""Asking for a mail that opens the door: who gets one, how often, and that nobody learns who has an account."""

import pytest

from ideas.base import clock
from ideas.base.db import writing
from ideas.people.account.actions import create_account
from tests.clients import signed_in_client
from tests.people.account.doors import ask


def test_asking_sends_a_mail_with_a_link_and_a_code(visitor, ana, letters):
    answer = ask(visitor)

    [letter] = letters()
    assert (answer.status_code, answer.location) == (303, "/sign-in/code")
    assert (letter.to, letter.kind, letter.subject) == ("ana@example.com", "sign_in", "Sign in to localhost")
    assert letter.link
    assert letter.code


def test_the_mail_goes_to_the_stored_address(visitor, ana, letter):
    ask(visitor, "ANA@EXAMPLE.COM")

    assert letter().to == "ana@example.com"


@pytest.mark.parametrize(
    "typed",
    [
        "ana@example.com,me@evil.example",
        "ana@example.com;me@evil.example",
        "ana@example.com me@evil.example",
        "ana@example.com\r\nBcc: me@evil.example",
        '["ana@example.com","me@evil.example"]',
        "<ana@example.com>",
        "ana@example.com%00me@evil.example",
        "ana@exampl\u0435.com\n",
        "",
        "ana",
    ],
)
def test_an_address_that_is_two_gets_no_mail(visitor, ana, letters, typed):
    before = len(letters())

    ask(visitor, typed)

    assert all(letter.to != "me@evil.example" for letter in letters()[before:])
    assert len(letters()) - before <= (1 if typed.startswith("ana@exampl\u0435") else 0)


def test_an_address_sent_twice_or_as_another_field_gets_no_mail(visitor, ana, letters):
    answers = [
        visitor.send("/sign-in/mail", {"email": ["ana@example.com", "me@evil.example"]}),
        visitor.send("/sign-in/mail", {"email[]": "me@evil.example", "email": "ana@example.com"}),
        visitor.send("/sign-in/mail", {"email": "ana@example.com", "code_hash": "x"}),
        visitor.post("/sign-in/mail", json={"email": "ana@example.com"}),
    ]

    assert [answer.status_code for answer in answers] == [422, 422, 422, 400]
    assert letters() == []


def test_links_start_with_the_configured_origin_whatever_host_is_claimed(visitor, ana, letters):
    forged = ask_with(visitor, {"X-Forwarded-Host": "evil.example", "Forwarded": "host=evil.example"})
    refused = visitor.post("/sign-in/mail", data={"email": "ana@example.com"}, headers={"Host": "evil.example"})

    assert (forged.status_code, refused.status_code) == (303, 421)
    [letter] = letters()
    assert "evil.example" not in letter.text
    assert "http://localhost/sign-in/link/" in letter.text


@pytest.mark.engines
def test_three_mails_an_hour_reach_one_address_however_often_somebody_asks(visitor, ana, letters, later):
    answers = [ask(visitor).status_code for _ in range(6)]
    in_the_first_hour = len(letters())
    later(minutes=61)
    ask(visitor)

    assert answers == [303] * 6
    assert (in_the_first_hour, len(letters())) == (3, 4)


def test_the_last_code_stays_good_when_no_more_mails_are_sent(visitor, ana, letter, who):
    for _ in range(5):
        ask(visitor)

    visitor.send("/sign-in/code", {"code": letter().code})

    assert who(visitor) == "ana@example.com"


def test_asking_from_elsewhere_does_not_spoil_the_last_code_when_no_more_mails_are_sent(app, visitor, ana, letter, who):
    for _ in range(3):
        ask(visitor)
    ask(signed_in_client(app, None))

    visitor.send("/sign-in/code", {"code": letter().code})

    assert who(visitor) == "ana@example.com"


def test_ten_asks_an_hour_from_one_network(limited_app):
    client = signed_in_client(limited_app, None)

    answers = [ask(client, f"person-{number}@example.com").status_code for number in range(11)]

    assert answers == [303] * 10 + [429]


def test_the_answer_is_the_same_for_every_address(app, ana, alike):
    known, unknown = (signed_in_client(app, None) for _ in range(2))

    alike(
        ask(known, "ana@example.com"),
        ask(unknown, "abc@example.com"),
        known.get("/sign-in/code"),
        unknown.get("/sign-in/code"),
        known.send("/sign-in/code", {"code": "12345"}),
        unknown.send("/sign-in/code", {"code": "12345"}),
        known.send("/sign-in/code", {"code": "000000"}),
        unknown.send("/sign-in/code", {"code": "000000"}),
    )


def ask_with(client, headers):
    return client.send("/sign-in/mail", {"email": "ana@example.com"}, headers=headers)


def test_the_address_of_an_unproven_account_gets_a_link_that_proves_it(app, visitor, letter, reload):
    with app.app_context(), writing():
        imported = create_account("old@example.com", name="Old Friend", at=clock.now(), verified=False)
    ask(visitor, "old@example.com")

    visitor.send(letter().link)

    assert reload(imported).is_verified
