"""The door with a password."""

import re
import threading
import time

import pytest

from ideas.base.db import db, writing
from ideas.people.account import passwords
from ideas.people.account.models import Account, AccountSession
from ideas.people.account.passwords import hash_password
from tests.clients import signed_in_client
from tests.letters import PASSWORD


def try_password(client, email: str, password: str = PASSWORD, path: str = "/sign-in"):
    return client.send(path, {"email": email, "password": password})


def test_sign_in_opens_a_session(app, visitor, ana, give_password, who):
    give_password(ana)

    answer = try_password(visitor, "Ana@Example.com")

    assert (answer.status_code, answer.location) == (303, "/")
    assert who(visitor) == "ana@example.com"


def test_sign_in_refuses_a_wrong_password_and_shows_what_was_typed_but_for_it(visitor, ana, give_password, who):
    give_password(ana)

    answer = try_password(visitor, "ana@example.com", "not her password")

    assert answer.status_code == 422
    assert "This address and password do not belong together." in answer.text
    assert 'value="ana@example.com"' in answer.text
    assert "not her password" not in answer.text
    assert who(visitor) is None


@pytest.mark.parametrize("password", ["", "x" * 257, " " + PASSWORD, PASSWORD + " ", PASSWORD.upper()])
def test_sign_in_takes_the_password_exactly(visitor, ana, give_password, who, password):
    give_password(ana)

    assert try_password(visitor, "ana@example.com", password).status_code == 422
    assert who(visitor) is None


def test_sign_in_knows_a_password_whichever_way_its_accents_are_composed(visitor, ana, give_password, who):
    give_password(ana, "caf\u00e9 au lait ole\u0301")

    try_password(visitor, "ana@example.com", "cafe\u0301 au lait ol\u00e9")

    assert who(visitor) == "ana@example.com"


def test_an_account_without_a_password_opens_to_none(visitor, ana, who):
    assert try_password(visitor, "ana@example.com", "").status_code == 422
    assert try_password(visitor, "ana@example.com").status_code == 422
    assert who(visitor) is None


def test_an_account_whose_address_is_not_proven_opens_to_no_password(app, visitor, ana, give_password, who):
    give_password(ana)
    with app.app_context(), writing():
        db.session.get_one(Account, ana.id).verified_at = None

    assert try_password(visitor, "ana@example.com").status_code == 422
    assert who(visitor) is None


@pytest.mark.engines
def test_a_password_hashed_with_older_settings_is_hashed_anew(app, visitor, ana, reload, monkeypatch):
    from argon2 import PasswordHasher

    old = PasswordHasher(time_cost=2, memory_cost=16, parallelism=1).hash(PASSWORD)
    with app.app_context(), writing():
        db.session.get_one(Account, ana.id).password_hash = old

    try_password(visitor, "ana@example.com")

    assert reload(ana).password_hash != old
    assert passwords.is_password(PASSWORD, reload(ana).password_hash)


def test_signing_in_changes_the_cookie_and_ends_what_it_held_before(app, ana, ben, give_password, rows, who):
    give_password(ana)
    client = signed_in_client(app, ben)
    with client.session_transaction() as session:
        planted = session["_user_id"]
        session["asked"], session["leftover"] = 1, "from before"
    bens_place = rows(AccountSession, AccountSession.account_id == ben.id)

    try_password(client, "ana@example.com")

    with client.session_transaction() as session:
        held = dict(session)
    other = signed_in_client(app, None)
    with other.session_transaction() as session:
        session["_user_id"] = planted
    assert held["_user_id"] != planted
    assert "asked" not in held
    assert "leftover" not in held
    assert (who(client), who(other)) == ("ana@example.com", None)
    assert bens_place
    assert rows(AccountSession, AccountSession.account_id == ben.id) == []


def test_a_token_that_the_database_does_not_know_opens_nothing(app, ana, who):
    client = signed_in_client(app, None)
    with client.session_transaction() as session:
        session["_user_id"], session["_fresh"] = "x" * 43, True

    assert client.get("/me").status_code == 303
    assert who(client) is None


def test_people_who_are_signed_in_go_on(client_for, ana):
    answer = client_for(ana).get("/sign-in?next=/acme/roadmap")

    assert (answer.status_code, answer.location) == (303, "/acme/roadmap")


def test_a_field_that_the_form_does_not_have_is_refused(visitor, ana, give_password, who):
    give_password(ana)
    form = {"email": "ana@example.com", "password": PASSWORD}

    for name in ("account_id", "verified_at", "remember", "next", "is_admin"):
        assert visitor.send("/sign-in", {**form, name: "1"}).status_code == 422
    assert visitor.send("/sign-in", {**form, "email": ["ana@example.com", "ben@example.com"]}).status_code == 422
    assert who(visitor) is None


def test_a_form_without_its_token_is_refused(visitor, ana, give_password, who):
    give_password(ana)

    assert visitor.post("/sign-in", data={"email": "ana@example.com", "password": PASSWORD}).status_code == 400
    assert who(visitor) is None


def test_a_form_sent_by_another_site_is_refused(visitor, ana, give_password, who):
    give_password(ana)
    form = {"email": "ana@example.com", "password": PASSWORD}

    for headers in ({"Sec-Fetch-Site": "cross-site"}, {"Origin": "https://evil.example"}, {"Origin": "null"}):
        assert visitor.send("/sign-in", form, headers=headers).status_code == 403
    assert who(visitor) is None


@pytest.mark.parametrize(
    ("path", "form"),
    [
        ("/sign-in", {"password": "a wrong password"}),
        ("/sign-in/mail", {"password": ""}),
        ("/sign-up", {"name": "Somebody", "password": PASSWORD}),
    ],
)
def test_the_work_is_the_same_for_every_address(app, ana, ben, give_password, count_queries, monkeypatch, path, form):
    """What differs in work differs in time. `ben` has no password, `abc` no account."""
    give_password(ana)
    hashed: list[str] = []
    real = passwords._a_place
    monkeypatch.setattr(passwords, "_a_place", lambda: hashed.append("hash") or real())

    work = []
    for email in ("ana@example.com", "ben@example.com", "abc@example.com"):
        hashed.clear()
        with count_queries() as queries:
            signed_in_client(app, None).send(path, {"email": email, **form})
        work.append(([re.sub(r"\s+", " ", query) for query in queries], list(hashed)))

    assert work[0] == work[1] == work[2]
    assert len(work[0][0]) > 0


# --- limits ----------------------------------------------------------------------------------------------------------


def from_network(number: int) -> dict[str, str]:
    return {"REMOTE_ADDR": f"203.0.113.{number}"}


def test_ten_tries_in_five_minutes_from_one_network_and_no_more(limited_app):
    client = signed_in_client(limited_app, None)
    send = [
        client.send("/sign-in", {"email": f"person-{number}@example.com", "password": PASSWORD}) for number in range(11)
    ]

    assert [answer.status_code for answer in send] == [422] * 10 + [429]
    assert 0 < int(send[-1].headers["Retry-After"]) <= 300


def test_ten_tries_in_an_hour_at_one_account_from_however_many_networks(limited_app):
    client = signed_in_client(limited_app, None)
    form = {"email": "ana@example.com", "password": "a wrong password"}

    send = [client.send("/sign-in", form, environ_overrides=from_network(number)) for number in range(12)]

    assert [answer.status_code for answer in send] == [422] * 10 + [429] * 2
    assert int(send[-1].headers["Retry-After"]) > 300


def test_the_limit_holds_back_the_right_password_too_but_not_the_mail(limited_app):
    with limited_app.app_context(), writing():
        from ideas.people.account.actions import create_account

        create_account("ana@example.com", name="Ana", at=_now(), password_hash=hash_password(PASSWORD))
    client = signed_in_client(limited_app, None)
    for number in range(10):
        try_password(client, "ana@example.com", "a wrong password") if number == 0 else client.send(
            "/sign-in", {"email": "ana@example.com", "password": "wrong again"}, environ_overrides=from_network(number)
        )

    held_back = client.send(
        "/sign-in", {"email": "ana@example.com", "password": PASSWORD}, environ_overrides=from_network(99)
    )
    by_mail = client.send("/sign-in/mail", {"email": "ana@example.com"})

    assert held_back.status_code == 429
    assert by_mail.status_code == 303


def test_the_limit_comes_before_the_hash(limited_app):
    client = signed_in_client(limited_app, None)
    for number in range(10):
        client.send("/sign-in", {"email": f"person-{number}@example.com", "password": PASSWORD})

    with all_places_taken():
        began = time.monotonic()
        answer = client.send("/sign-in", {"email": "person@example.com", "password": PASSWORD})

    assert answer.status_code == 429
    assert time.monotonic() - began < 1


def test_while_no_place_is_free_to_hash_in_the_answer_is_to_come_back(visitor, ana, give_password, who, monkeypatch):
    give_password(ana)
    monkeypatch.setattr(passwords, "_WAIT_SECONDS", 0.1)

    with all_places_taken():
        answer = try_password(visitor, "ana@example.com")

    assert answer.status_code == 503
    assert int(answer.headers["Retry-After"]) > 0
    assert who(visitor) is None


def test_nobody_waits_for_the_database_while_a_password_waits_to_be_hashed(app, ana, give_password):
    give_password(ana)
    answers = []

    def sign_in():
        answers.append(try_password(signed_in_client(app, None), "ana@example.com").status_code)

    with all_places_taken():
        waiting = threading.Thread(target=sign_in)
        waiting.start()
        time.sleep(0.5)
        began = time.monotonic()
        with app.app_context():
            assert db.engine.pool.checkedout() == 0
            with writing():
                db.session.get_one(Account, ana.id).display_name = "Ana L."
        took = time.monotonic() - began
    waiting.join()

    assert took < 1
    assert answers == [303]


class all_places_taken:  # noqa: N801 - reads as a sentence
    """Both places to hash in are busy inside this block."""

    def __enter__(self):
        for _ in range(2):
            passwords._places.acquire()

    def __exit__(self, *error):
        for _ in range(2):
            passwords._places.release()


def _now():
    from ideas.base import clock

    return clock.now()
