"""The doors with a mail: the code in the browser that asked, the link in any."""

from concurrent.futures import ThreadPoolExecutor

import pytest

from ideas.account.actions import create_account
from ideas.account.models import Account, AccountSession, AccountToken
from ideas.account.queries import find_account
from ideas.db import db, transaction
from ideas.kit import clock
from tests.clients import signed_in_client


def ask(client, email: str = "ana@example.com", path: str = "/sign-in/mail"):
    return client.send(path, {"email": email, "password": ""})


def wrong(code: str) -> str:
    return f"{(int(code) + 1) % 1_000_000:06d}"


def at_once(work, times: int) -> list[int]:
    with ThreadPoolExecutor(times) as pool:
        return [done.result() for done in [pool.submit(work) for _ in range(times)]]


# --- asking ----------------------------------------------------------------------------------------------------------


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
        "ana@example.com,me@evil.example", "ana@example.com;me@evil.example", "ana@example.com me@evil.example",
        "ana@example.com\r\nBcc: me@evil.example", '["ana@example.com","me@evil.example"]', "<ana@example.com>",
        "ana@example.com%00me@evil.example", "ana@exampl\u0435.com\n", "", "ana",
    ],
)  # fmt: skip
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
        ask(known, "ana@example.com"), ask(unknown, "abc@example.com"),
        known.get("/sign-in/code"), unknown.get("/sign-in/code"),
        known.send("/sign-in/code", {"code": "12345"}), unknown.send("/sign-in/code", {"code": "12345"}),
        known.send("/sign-in/code", {"code": "000000"}), unknown.send("/sign-in/code", {"code": "000000"}),
    )  # fmt: skip


# --- the code --------------------------------------------------------------------------------------------------------


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


# --- the link --------------------------------------------------------------------------------------------------------


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


# --- by invitation only ----------------------------------------------------------------------------------------------


@pytest.fixture
def closed_app(make_app, app):
    """The app where new people need an invitation, on the same (emptied) database."""
    return make_app(sign_up="invited")


@pytest.fixture
def invited(app, cast, make):
    """`invited()`: the path of an invitation; `invited("eve@example.com")`: one for that address."""
    from ideas.brand.invitations import invite
    from ideas.brand.models import Brand
    from ideas.brand.rules import Role

    def write(email: str | None = None, *, by: Account = cast.owner) -> str:
        with make.at_work():
            brand, owner = db.session.get_one(Brand, cast.brand.id), db.session.get_one(Account, by.id)
            _, secret = invite(brand, role=Role.MEMBER, by=owner, at=clock.now(), email=email)
        return f"/acme/invitations/{secret}"

    return write


def test_by_invitation_only_an_unknown_address_is_told_by_mail_and_gets_no_account(closed_app, cast, letters):
    client = signed_in_client(closed_app, None)

    answer = ask(client, "new@example.com")

    [letter] = letters()
    assert answer.status_code == 303
    assert (letter.to, letter.subject) == ("new@example.com", "No account at localhost")
    assert "/sign-in/link/" not in letter.text
    with closed_app.app_context():
        assert find_account("new@example.com") is None


def test_by_invitation_only_the_answer_is_the_same_for_every_address(closed_app, ana, alike):
    known, unknown = (signed_in_client(closed_app, None) for _ in range(2))

    alike(
        ask(known, "ana@example.com"), ask(unknown, "abc@example.com"),
        known.get("/sign-in/code"), unknown.get("/sign-in/code"),
        known.send("/sign-in/code", {"code": "000000"}), unknown.send("/sign-in/code", {"code": "000000"}),
    )  # fmt: skip


def test_by_invitation_only_an_account_that_is_there_opens(closed_app, ana, letter, who):
    client = signed_in_client(closed_app, None)
    ask(client)

    client.send(letter().link)

    assert who(client) == "ana@example.com"


def test_by_invitation_only_whoever_holds_one_gets_an_account(closed_app, cast, invited, letter, who):
    client = signed_in_client(closed_app, None)
    path = invited()

    ask(client, "new@example.com", f"/sign-in/mail?next={path}")
    answer = client.send(letter().link, {"name": "Nora"})

    assert who(client) == "new@example.com"
    assert answer.location == path


def test_by_invitation_only_the_invitation_of_one_address_opens_to_no_other(closed_app, cast, invited, letters):
    client = signed_in_client(closed_app, None)
    path = invited("eve@example.com")

    ask(client, "mallory@example.com", f"/sign-in/mail?next={path}")
    ask(client, "Eve@example.com", f"/sign-in/mail?next={path}")

    assert [letter.subject for letter in letters()] == ["No account at localhost", "Confirm your address for localhost"]


@pytest.mark.parametrize("spoil", ["other brand", "made up", "used", "elsewhere"])
def test_by_invitation_only_a_bad_invitation_opens_nothing(closed_app, app, cast, invited, letter, spoil, make):
    path = invited()
    if spoil == "other brand":
        path = path.replace("/acme/", "/rival/")
    elif spoil == "made up":
        path = "/acme/invitations/" + "x" * 43
    elif spoil == "elsewhere":
        path = f"/acme/ideas?back={path}"
    else:
        from sqlalchemy import update

        from ideas.brand.models import Invitation

        with make.at_work():
            db.session.execute(update(Invitation).values(accepted_at=clock.now()))
    client = signed_in_client(closed_app, None)

    ask(client, "new@example.com", f"/sign-in/mail?next={path}")

    assert letter().subject == "No account at localhost"


def ask_with(client, headers):
    return client.send("/sign-in/mail", {"email": "ana@example.com"}, headers=headers)


def test_the_address_of_an_unproven_account_gets_a_link_that_proves_it(app, visitor, letter, reload):
    with app.app_context(), transaction():
        imported = create_account("old@example.com", name="Old Friend", at=clock.now(), verified=False)
    ask(visitor, "old@example.com")

    visitor.send(letter().link)

    assert reload(imported).is_verified
