"""The door with a link: in any browser, once, and nothing of it leaks."""

import pytest

from ideas.people.account.models import AccountSession
from ideas.people.account.queries import find_account
from tests.clients import signed_in_client
from tests.people.account.doors import ask, at_once


def test_a_scanner_that_looks_at_the_link_spoils_nothing(app, visitor, ana, letter, rows, who):
    ask(visitor)
    scanner = signed_in_client(app, None)

    looked = [scanner.get(letter().link, headers={"User-Agent": "SafeLinks"}).status_code for _ in range(5)]

    assert looked == [200] * 5
    assert rows(AccountSession) == []
    assert who(scanner) is None
    assert visitor.send(letter().link).status_code == 303
    assert who(visitor) == "ana@example.com"


def test_the_link_works_in_another_browser(app, visitor, ana, letter, who):
    ask(visitor)
    elsewhere = signed_in_client(app, None)

    elsewhere.send(letter().link)

    assert who(elsewhere) == "ana@example.com"


@pytest.mark.engines
def test_of_a_link_sent_many_times_at_once_one_works(app, visitor, ana, letter, rows):
    ask(visitor)

    answers = at_once(lambda: signed_in_client(app, None).send(letter().link).status_code, 8)

    assert sorted(answers) == [303] + [410] * 7
    assert len(rows(AccountSession)) == 1


def test_the_page_of_a_link_says_who_signs_in(visitor, ana, letter):
    ask(visitor)

    assert "ana@example.com" in visitor.get(letter().link).text


def test_a_used_link_and_one_that_never_was_say_so(visitor, ana, letter):
    ask(visitor)
    visitor.send(letter().link)

    for path in (letter().link, "/sign-in/link/" + "x" * 43):
        assert [visitor.get(path).status_code, visitor.send(path).status_code] == [410, 410]
        assert "This link does not work any more" in visitor.get(path).text


def test_the_link_of_somebody_new_asks_their_name_and_takes_no_less(app, visitor, letter, who):
    ask(visitor, "new@example.com")

    page = visitor.get(letter().link)
    nameless = visitor.send(letter().link, {"name": "  "})
    named = visitor.send(letter().link, {"name": "Nora"})

    assert 'name="name"' in page.text
    assert (nameless.status_code, named.status_code) == (422, 303)
    assert who(visitor) == "new@example.com"
    with app.app_context():
        assert find_account("new@example.com").display_name == "Nora"


def test_the_page_of_a_link_sends_no_referer_and_is_never_stored(visitor, ana, letter):
    ask(visitor)

    for answer in (visitor.get(letter().link), visitor.send(letter().link), visitor.get(letter().link)):
        assert answer.headers["Referrer-Policy"] == "no-referrer"
        assert answer.headers["Cache-Control"] == "private, no-store"


def test_a_browser_that_hides_where_it_comes_from_can_use_the_link(visitor, ana, letter, who):
    """`Referrer-Policy: no-referrer` makes browsers send `Origin: null` with the page's own form."""
    ask(visitor)

    assert visitor.send(letter().link, headers={"Origin": "null"}).status_code == 303
    assert who(visitor) == "ana@example.com"


def test_no_log_line_holds_the_token(make_app, log_lines):
    client = signed_in_client(make_app(log_level="DEBUG"), None)
    token = "s3cret" + "x" * 37

    with log_lines() as lines:
        client.get(f"/sign-in/link/{token}")
        client.post(f"/sign-in/link/{token}")
        client.put(f"/sign-in/link/{token}")
        client.get(f"/sign-in/link/{token}/more")
        client.get(f"/sign-in/link/{token}", headers={"Host": "evil.example"})

    assert [line["event"] for line in lines] == ["request"] * 5
    assert "s3cret" not in repr(lines)


def test_signing_in_by_mail_changes_the_cookie(app, ana, ben, letter, rows, who):
    client = signed_in_client(app, ben)
    with client.session_transaction() as session:
        planted = session["_user_id"]
    ask(client)

    client.send(letter().link)

    with client.session_transaction() as session:
        assert session["_user_id"] != planted
    assert who(client) == "ana@example.com"
    assert rows(AccountSession, AccountSession.account_id == ben.id) == []
