"""Who is told: only who may see the idea now, wants mails, and is not banned."""

from datetime import timedelta

import pytest
from sqlalchemy import update

from ideas.base import clock
from ideas.base.db import db
from ideas.community.board.actions import take_off_board
from ideas.community.board.models import Board
from ideas.community.board.rules import Access
from ideas.people.account.models import Account
from ideas.people.brand.models import Membership


def test_whoever_was_banned_meanwhile_is_not_told(idea, follows, make, news, ben):
    follows(idea, ben)
    with make.at_work():
        db.session.execute(
            update(Membership)
            .where(Membership.account_id == ben.id)
            .values(banned_until=clock.now() + timedelta(days=1))
        )
    make.answer(idea)

    assert [address for address, _ in news()] == ["ana@example.com"]


def test_nobody_is_told_of_a_board_that_is_closed_to_them(make, follows, news, cast, now):
    idea = make.idea(board=cast.inner_board)
    follows(idea, cast.owner)
    with make.at_work():
        take_off_board(cast.inner_board, cast.ana.id, by=cast.owner, at=now)
    make.move(idea, "planned")

    assert [address for address, _ in news()] == ["owner@example.com"]


def test_nobody_is_told_when_the_board_was_closed_after_they_followed(idea, follows, make, news, newcomer):
    follows(idea, newcomer)
    with make.at_work():
        db.session.execute(update(Board).values(access=Access.MEMBERS))
    make.move(idea, "planned")

    assert [address for address, _ in news()] == ["ana@example.com"], "newcomer is no member"


def test_nobody_is_told_of_an_idea_that_was_withdrawn_meanwhile(idea, make, news):
    make.answer(idea)
    make.withdraw(idea)

    assert news() == []


@pytest.mark.parametrize("wish", [{"mails_on": False}, {"verified_at": None}])
def test_nobody_is_told_who_wants_no_mails_or_never_proved_the_address(idea, make, news, wish, ana):
    with make.at_work():
        db.session.execute(update(Account).where(Account.id == ana.id).values(**wish))
    make.answer(idea)

    assert news() == []
