"""Setting a password, or another one."""

import pytest

from ideas.people.account.models import AccountToken
from tests.clients import signed_in_client
from tests.letters import PASSWORD

NEW = "seven quiet otters"


def opens(app, password: str, email: str = "ana@example.com") -> bool:
    client = signed_in_client(app, None)
    return client.send("/sign-in", {"email": email, "password": password}).status_code == 303


def test_whoever_has_just_signed_in_sets_a_password(app, client_for, ana):
    answer = client_for(ana).send("/me/password", {"password": NEW})

    assert (answer.status_code, answer.location) == (303, "/me")
    assert opens(app, NEW)


def test_whoever_has_just_signed_in_need_not_know_the_old_one(app, client_for, ana, give_password):
    give_password(ana)

    client_for(ana).send("/me/password", {"password": NEW})

    assert (opens(app, NEW), opens(app, PASSWORD)) == (True, False)


def test_later_the_old_one_is_asked_for(app, client_for, ana, give_password, later, reload):
    give_password(ana)
    client = client_for(ana)
    later(minutes=16)

    page = client.get("/me/password")
    without = client.send("/me/password", {"password": NEW})
    empty = client.send("/me/password", {"password": NEW, "current_password": ""})
    wrong = client.send("/me/password", {"password": NEW, "current_password": "a wrong guess"})
    unchanged = opens(app, PASSWORD)
    right = client.send("/me/password", {"password": NEW, "current_password": PASSWORD})

    assert 'name="current_password"' in page.text
    assert [answer.status_code for answer in (without, empty, wrong, right)] == [422, 422, 422, 303]
    assert "This is not your current password." in wrong.text
    assert NEW not in wrong.text
    assert unchanged
    assert opens(app, NEW)


def test_later_somebody_without_a_password_signs_in_again_first(app, client_for, ana, later, letter, reload):
    client = client_for(ana)
    later(minutes=16)

    page = client.get("/me/password")
    refused = client.send("/me/password", {"password": NEW})
    client.send("/sign-in/mail?next=/me/password", {"email": "ana@example.com"})
    back = client.send("/sign-in/code", {"code": letter().code})
    done = client.send("/me/password", {"password": NEW})

    assert "Please show first that it is you." in page.text
    assert refused.status_code == 403
    assert back.location == "/me/password"
    assert done.status_code == 303
    assert opens(app, NEW)


def test_a_new_password_signs_out_everywhere_else_and_changes_the_cookie_here(client_for, ana, who):
    here, there = client_for(ana), client_for(ana)
    with here.session_transaction() as session:
        before = session["_user_id"]

    here.send("/me/password", {"password": NEW})

    with here.session_transaction() as session:
        assert session["_user_id"] != before
    assert (who(here), who(there)) == ("ana@example.com", None)


def test_a_new_password_kills_the_links_that_wait_in_mails(app, client_for, ana, letter, rows):
    attacker = signed_in_client(app, None)
    attacker.send("/sign-in/mail", {"email": "ana@example.com"})
    link, code = letter().link, letter().code

    client_for(ana).send("/me/password", {"password": NEW})

    assert attacker.get(link).status_code == 410
    assert attacker.send("/sign-in/code", {"code": code}).status_code == 422
    assert rows(AccountToken) == []


def test_a_new_password_is_told_by_mail_without_the_password(client_for, ana, letter):
    client_for(ana).send("/me/password", {"password": NEW})

    assert (letter().to, letter().subject) == ("ana@example.com", "Your password at localhost was changed")
    assert "http://localhost/sign-in?next=" in letter().text
    assert NEW not in letter().text


def test_the_mail_of_a_new_password_comes_however_many_came_before(client_for, visitor, ana, letter):
    for _ in range(4):
        visitor.send("/sign-in/mail", {"email": "ana@example.com"})

    client_for(ana).send("/me/password", {"password": NEW})

    assert letter().kind == "password_changed"


@pytest.mark.parametrize("password", ["", "short", "password123", "x" * 257, "ana lopes 1", "ana@example.com"])
def test_a_weak_password_is_refused_and_changes_nothing(app, client_for, ana, give_password, reload, letters, password):
    give_password(ana)

    answer = client_for(ana).send("/me/password", {"password": password})

    assert answer.status_code == 422
    assert letters() == []
    assert opens(app, PASSWORD)


def test_guesses_at_the_current_password_are_limited(limited_app, later):
    from ideas.base import clock
    from ideas.base.db import writing
    from ideas.people.account.actions import create_account
    from ideas.people.account.passwords import hash_password

    with limited_app.app_context(), writing():
        ana = create_account("ana@example.com", name="Ana", at=clock.now(), password_hash=hash_password(PASSWORD))
    client = signed_in_client(limited_app, ana)
    later(minutes=16)
    form = {"password": NEW, "current_password": "a wrong guess"}

    answers = [client.send("/me/password", form).status_code for _ in range(11)]

    assert answers == [422] * 10 + [429]
