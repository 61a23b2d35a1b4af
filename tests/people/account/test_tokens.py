"""Links and the set-up's link: each opens one door, once, for a while."""

from datetime import timedelta

import pytest

from ideas.base.refusal import Refusal
from ideas.people.account.actions import (
    SpentToken,
    create_account,
    find_setup_token,
    find_token,
    forget_expired,
    new_setup_token,
    open_session,
    print_link,
    redeem_code,
    redeem_link,
    set_password,
    spend_setup_token,
)
from ideas.people.account.models import AccountSession, AccountToken
from ideas.people.account.passwords import hash_password
from ideas.people.account.queries import find_account
from ideas.people.account.rules import Purpose
from tests.people.account.opening import KEY, SECOND, ask, code


def test_a_link_opens_the_account_with_its_address(house, now):
    redeemed = redeem_link(ask("ANA@example.com", now).secret, at=now)

    assert (redeemed.account, redeemed.is_new) == (house.ana, False)


def test_a_link_for_a_new_address_makes_the_account_when_it_is_used_and_not_before(house, now):
    asked = ask("new@example.com", now)
    before = find_account("new@example.com")

    redeemed = redeem_link(asked.secret, at=now, name="New Person")

    assert before is None
    assert (redeemed.is_new, redeemed.account.email, redeemed.account.display_name) == (
        True,
        "new@example.com",
        "New Person",
    )
    assert redeemed.account.is_verified


def test_a_link_works_once(house, now):
    asked = ask("ana@example.com", now)
    redeem_link(asked.secret, at=now)

    with pytest.raises(SpentToken):
        redeem_link(asked.secret, at=now)


def test_looking_at_a_link_does_not_use_it(house, now):
    asked = ask("ana@example.com", now)

    found = [find_token(asked.secret, at=now) for _ in range(5)]

    assert found == [asked.row] * 5
    assert redeem_link(asked.secret, at=now).account == house.ana


@pytest.mark.parametrize(
    ("email", "lifetime"), [("ana@example.com", timedelta(minutes=10)), ("new@example.com", timedelta(hours=24))]
)
def test_a_link_lives_ten_minutes_into_an_account_and_a_day_for_a_new_one(house, now, email, lifetime):
    asked = ask(email, now)

    assert find_token(asked.secret, at=now + lifetime - SECOND) == asked.row
    assert find_token(asked.secret, at=now + lifetime) is None
    with pytest.raises(SpentToken):
        redeem_link(asked.secret, at=now + lifetime)


def test_signing_in_kills_the_other_links_of_the_address(house, now):
    first, second = ask("ana@example.com", now), ask("ana@example.com", now)
    redeem_link(second.secret, at=now)

    with pytest.raises(SpentToken):
        redeem_link(first.secret, at=now)


@pytest.mark.parametrize("made_for", list(Purpose))
@pytest.mark.parametrize("used_for", ["link", "code", "setup"])
def test_a_token_opens_no_door_but_its_own(house, now, made_for, used_for):
    if made_for is Purpose.SETUP:
        secret, row_id, digits = new_setup_token(at=now), None, "000000"
        row_id = find_setup_token(secret, at=now).id
    else:
        asked = ask("ana@example.com" if made_for is Purpose.SIGN_IN else "new@example.com", now)
        secret, row_id, digits = asked.secret, asked.row.id, asked.code
        assert asked.row.purpose is made_for
    doors = {
        "link": lambda: redeem_link(secret, at=now),
        "code": lambda: redeem_code(row_id, digits, at=now, key=KEY),
        "setup": lambda: spend_setup_token(secret, at=now),
    }

    if (made_for is Purpose.SETUP) == (used_for == "setup"):
        doors[used_for]()
    else:
        with pytest.raises(SpentToken):
            doors[used_for]()


def test_a_password_typed_elsewhere_does_not_come_with_the_link(house, now):
    asked = ask("victim@example.com", now, name="Mallory", password_hash=hash_password("four lively herons"))

    redeemed = redeem_link(asked.secret, at=now, name="Victim")

    assert redeemed.account.password_hash is None
    assert redeemed.account.display_name == "Victim"


def test_a_password_typed_in_this_browser_comes_with_the_link_and_with_the_code(house, now):
    by_link = ask("one@example.com", now, name="One", password_hash="hash one")
    by_code = ask("two@example.com", now, name="Two", password_hash="hash two")

    assert redeem_link(by_link.secret, at=now, asked=by_link.row.id).account.password_hash == "hash one"
    assert code(by_code, by_code.code, now).account.password_hash == "hash two"


def test_signing_up_with_an_address_that_has_an_account_changes_nothing_in_it(house, now):
    asked = ask("ana@example.com", now, name="Mallory", password_hash="a hash")

    redeemed = redeem_link(asked.secret, at=now, name="Mallory", asked=asked.row.id)

    assert redeemed.account == house.ana
    assert (house.ana.display_name, house.ana.password_hash) == ("Ana Lopes", None)


def test_proving_an_imported_address_drops_what_opened_it_before(house, now):
    imported = create_account("old@example.com", name="Old Friend", at=now, verified=False)
    set_password(imported, "a hash from before")
    _, session = open_session(imported, user_agent="", at=now)

    redeemed = redeem_link(ask("old@example.com", now).secret, at=now)

    assert redeemed.account == imported
    assert (imported.is_verified, imported.password_hash) == (True, None)
    assert session_count(session) == 0


def test_proving_an_address_again_drops_nothing(house, now):
    set_password(house.ana, "her hash")
    _, session = open_session(house.ana, user_agent="", at=now)

    redeem_link(ask("ana@example.com", now).secret, at=now)

    assert house.ana.password_hash == "her hash"
    assert session_count(session) == 1


def test_where_new_people_may_not_join_neither_link_nor_code_opens_anything(house, now):
    asked = ask("new@example.com", now, may_join=False)

    with pytest.raises(SpentToken):
        redeem_link(asked.secret, at=now)
    with pytest.raises(Refusal) as refused:
        code(asked, asked.code, now)
    assert not isinstance(refused.value, SpentToken), "it would tell that the address is unknown"
    assert find_account("new@example.com") is None


def test_a_known_person_comes_in_where_new_people_may_not_join(house, now):
    asked = ask("ana@example.com", now, may_join=False)

    assert redeem_link(asked.secret, at=now).account == house.ana


def test_the_wish_comes_out_once_and_nothing_private_with_it(house, now):
    wish = {"next": "/acme", "wish": {"kind": "vote", "brand": "acme", "number": 1}}
    asked = ask("new@example.com", now, name="New", password_hash="a hash", wish=wish)

    redeemed = redeem_link(asked.secret, at=now)

    assert redeemed.wish == wish
    assert asked.row.wish == {}


def test_a_printed_link_lives_as_long_as_told_and_has_no_code(house, now):
    printed = print_link(house.owner, at=now, lifetime=timedelta(hours=1), key=KEY)

    assert find_token(printed.secret, at=now + timedelta(minutes=59)) == printed.row
    assert find_token(printed.secret, at=now + timedelta(hours=1)) is None
    with pytest.raises(SpentToken):
        code(printed, printed.code, now)


def test_no_secret_and_no_code_is_kept(house, now):
    asked = ask("new@example.com", now, name="New")

    kept = [getattr(asked.row, column.name) for column in AccountToken.__table__.columns]

    assert not any(secret in str(value) for value in kept for secret in (asked.secret, asked.code))
    assert asked.secret.encode() not in kept


def test_only_the_newest_set_up_link_works_and_once(house, now):
    old, new = new_setup_token(at=now), new_setup_token(at=now)

    with pytest.raises(SpentToken):
        spend_setup_token(old, at=now)
    spend_setup_token(new, at=now)
    with pytest.raises(SpentToken):
        spend_setup_token(new, at=now)


def test_forget_expired_takes_what_ended_a_day_ago_and_nothing_else(house, now):
    old = ask("old@example.com", now - timedelta(days=3))
    _, ended = open_session(house.ana, user_agent="", at=now - timedelta(days=92))
    fresh = ask("fresh@example.com", now - timedelta(hours=25))
    _, living = open_session(house.ana, user_agent="", at=now - timedelta(days=80))
    old_id, ended_id = old.row.id, ended.id

    assert forget_expired(now) == 2
    assert forget_expired(now) == 0
    assert {token.id for token in all_of(AccountToken)} == {fresh.row.id} != {old_id}
    assert {session.id for session in all_of(AccountSession)} == {living.id} != {ended_id}


def session_count(session: AccountSession) -> int:
    return sum(row.id == session.id for row in all_of(AccountSession))


def all_of(model):
    from sqlalchemy import select

    from ideas.base.db import db

    return db.session.scalars(select(model).execution_options(populate_existing=True)).all()
