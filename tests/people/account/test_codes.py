"""Codes: five tries, ten minutes, one ask."""

import pytest

from ideas.base.refusal import Refusal
from ideas.people.account.actions import SpentToken, redeem_link
from tests.people.account.opening import MINUTE, ask, code


def wrong(asked) -> str:
    return f"{(int(asked.code) + 1) % 1_000_000:06d}"


def test_a_code_opens_the_account(house, now):
    asked = ask("ana@example.com", now)

    assert code(asked, asked.code, now).account == house.ana


def test_a_code_dies_with_its_link_and_the_link_with_its_code(house, now):
    by_code, by_link = ask("ana@example.com", now), ask("ben@example.com", now)
    code(by_code, by_code.code, now)
    redeem_link(by_link.secret, at=now)

    with pytest.raises(SpentToken):
        redeem_link(by_code.secret, at=now)
    with pytest.raises(SpentToken):
        code(by_link, by_link.code, now)


def test_a_code_survives_four_wrong_tries(house, now):
    asked = ask("ana@example.com", now)
    for _ in range(4):
        with pytest.raises(Refusal):
            code(asked, wrong(asked), now)

    assert code(asked, asked.code, now).account == house.ana


def test_after_five_wrong_tries_the_right_code_is_refused(house, now):
    asked = ask("ana@example.com", now)
    for _ in range(5):
        with pytest.raises(Refusal):
            code(asked, wrong(asked), now)

    with pytest.raises(SpentToken):
        code(asked, asked.code, now)


def test_a_code_lives_ten_minutes_also_where_the_link_lives_a_day(house, now):
    asked = ask("new@example.com", now)

    with pytest.raises(SpentToken):
        code(asked, asked.code, now + 10 * MINUTE)


def test_a_new_code_kills_the_old_ones(house, now):
    asks = [ask("ana@example.com", now) for _ in range(3)]

    for old in asks[:2]:
        with pytest.raises(SpentToken):
            code(old, old.code, now)
    assert code(asks[2], asks[2].code, now).account == house.ana


def test_a_code_of_one_ask_does_not_fit_another(house, now):
    hers, his = ask("ana@example.com", now), ask("ben@example.com", now)

    with pytest.raises(Refusal) as refused:
        code(his, hers.code, now)
    assert not isinstance(refused.value, SpentToken)
