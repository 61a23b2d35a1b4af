"""The person's own page."""

import pytest

from tests.clients import signed_in_client

FORM = {"name": "Ana L.", "locale": "en", "mails_on": "y", "shortcuts_on": "y"}


def test_the_page_shows_what_is_set_and_where_the_person_takes_part(client_for, ana):
    page = client_for(ana).get("/me").text

    assert 'value="Ana Lopes"' in page
    assert "ana@example.com" in page
    assert 'href="/acme"' in page
    assert 'href="/acme/people/' in page
    assert 'href="/rival"' not in page


def test_the_page_of_somebody_who_takes_part_nowhere_says_so(client_for, newcomer):
    assert "Nowhere yet." in client_for(newcomer).get("/me").text


def test_the_profile_is_saved(client_for, ana, reload):
    answer = client_for(ana).send("/me", {"name": "  Ana  L. ", "locale": "en-XA"})

    saved = reload(ana)
    assert (answer.status_code, answer.location) == (303, "/me")
    assert (saved.display_name, saved.locale, saved.mails_on, saved.shortcuts_on) == ("Ana L.", "en-XA", False, False)


def test_switching_back_on_is_saved_too(client_for, ana, reload):
    client = client_for(ana)
    client.send("/me", {"name": "Ana", "locale": "en"})
    client.send("/me", FORM)

    assert (reload(ana).mails_on, reload(ana).shortcuts_on) == (True, True)


def test_a_chosen_language_is_spoken_afterwards(client_for, ana):
    client = client_for(ana)

    client.send("/me", {**FORM, "locale": "ar-XB"})

    assert '<html lang="ar-XB" dir="rtl">' in client.get("/me").text


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"name": ""}, "Please fill this in."),
        ({"name": "\u200b"}, "Please fill this in."),
        ({"name": "x" * 61}, "Use at most 60 characters"),
        ({"locale": "tlh"}, "Not a valid choice"),
    ],
)
def test_what_cannot_be_saved_is_shown_again_and_nothing_is_saved(client_for, ana, reload, changes, words):
    answer = client_for(ana).send("/me", {**FORM, **changes})

    assert answer.status_code == 422
    assert words in answer.text
    assert (reload(ana).display_name, reload(ana).locale) == ("Ana Lopes", "en")
    if "name" not in changes:
        assert 'value="Ana L."' in answer.text


@pytest.mark.parametrize(
    "name",
    ["email", "email_key", "id", "verified_at", "password_hash", "created_at", "role", "account_id", "display_name"],
)
def test_no_other_column_can_be_sent(client_for, ana, reload, name):
    before = vars(reload(ana)).copy()

    assert client_for(ana).send("/me", {**FORM, name: "1"}).status_code == 422
    after = vars(reload(ana))
    assert {key: after[key] for key in before if not key.startswith("_")} == {
        key: value for key, value in before.items() if not key.startswith("_")
    }


def test_one_person_cannot_save_another(client_for, ana, ben, reload):
    client_for(ben).send("/me", FORM)

    assert (reload(ana).display_name, reload(ben).display_name) == ("Ana Lopes", "Ana L.")


def test_visitors_cannot_save(app, ana, reload):
    answer = signed_in_client(app, None).send("/me", FORM)

    assert answer.location.startswith("/sign-in")
    assert reload(ana).display_name == "Ana Lopes"
