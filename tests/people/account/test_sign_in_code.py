"""The door with a code: in the browser that asked, five tries, ten minutes."""

import pytest

from ideas.people.account.models import AccountToken
from ideas.people.account.queries import find_account
from tests.clients import signed_in_client
from tests.people.account.doors import ask, at_once


def wrong(code: str) -> str:
    return f"{(int(code) + 1) % 1_000_000:06d}"


def test_the_code_signs_in(visitor, ana, letter, who):
    ask(visitor)

    answer = visitor.send("/sign-in/code", {"code": letter().code})

    assert (answer.status_code, answer.location) == (303, "/")
    assert who(visitor) == "ana@example.com"


def test_the_code_may_be_pasted_with_spaces(visitor, ana, letter, who):
    ask(visitor)
    code = letter().code

    visitor.send("/sign-in/code", {"code": f" {code[:3]}-{code[3:]} "})

    assert who(visitor) == "ana@example.com"


def test_the_code_works_only_in_the_browser_that_asked(app, visitor, ana, letter, who):
    ask(visitor)
    elsewhere = signed_in_client(app, None)

    answer = elsewhere.send("/sign-in/code", {"code": letter().code})

    assert (answer.status_code, answer.location) == (303, "/sign-in")
    assert who(elsewhere) is None


@pytest.mark.engines
def test_wrong_codes_count_although_they_are_refused(visitor, ana, letter, rows, who):
    ask(visitor)
    code = letter().code

    answers = [visitor.send("/sign-in/code", {"code": wrong(code)}) for _ in range(5)]
    sixth = visitor.send("/sign-in/code", {"code": code})

    assert [answer.status_code for answer in answers] == [422] * 5
    assert "That is not the code we sent." in answers[0].text
    assert rows(AccountToken)[0].tries == 5
    assert sixth.status_code == 422
    assert "tried too often" in sixth.text
    assert who(visitor) is None


@pytest.mark.engines
def test_codes_sent_at_once_get_no_more_than_five_tries(app, visitor, ana, letter, rows):
    ask(visitor)
    cookie, token = visitor.get_cookie("session").value, visitor.form_token()

    def guess() -> int:
        client = signed_in_client(app, None)
        client.set_cookie("session", cookie)
        return client.post("/sign-in/code", data={"code": wrong(letter().code), "csrf_token": token}).status_code

    assert set(at_once(guess, 8)) == {422}
    assert rows(AccountToken)[0].tries == 5


def test_what_cannot_be_a_code_does_not_count_as_a_try(visitor, ana, rows):
    ask(visitor)

    for typed in ("", "12345", "1234567", "abcdef", "١٢٣٤٥٦", "12 34 5"):
        assert visitor.send("/sign-in/code", {"code": typed}).status_code == 422
    assert rows(AccountToken)[0].tries == 0


def test_an_old_code_is_refused(visitor, ana, letter, later, who):
    ask(visitor)
    later(minutes=10)

    assert visitor.send("/sign-in/code", {"code": letter().code}).status_code == 422
    assert who(visitor) is None


def test_twenty_codes_in_ten_minutes_from_one_network(limited_app):
    client = signed_in_client(limited_app, None)
    ask(client, "person@example.com")

    answers = [client.send("/sign-in/code", {"code": "000000"}).status_code for _ in range(21)]

    assert answers == [422] * 20 + [429]


def test_without_having_asked_there_is_no_code_to_type(visitor):
    answer = visitor.get("/sign-in/code")

    assert (answer.status_code, answer.location) == (303, "/sign-in")


def test_somebody_new_who_comes_in_with_a_code_says_their_name_first(app, visitor, letter, who):
    ask(visitor, "new@example.com")

    answer = visitor.send("/sign-in/code", {"code": letter().code})
    named = visitor.send("/me/name", {"name": " Nóra\u202e \n Newman "})

    assert (answer.status_code, answer.location) == (303, "/me/name")
    assert named.status_code == 303
    assert who(visitor) == "new@example.com"
    with app.app_context():
        assert find_account("new@example.com").display_name == "Nóra Newman"


def test_the_name_of_somebody_new_is_never_made_from_their_address(app, visitor, letter):
    ask(visitor, "secret.surname@example.com")

    visitor.send("/sign-in/code", {"code": letter().code})

    with app.app_context():
        assert find_account("secret.surname@example.com").display_name == "Member"
