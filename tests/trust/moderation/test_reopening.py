"""Asking again for a declined idea: who may, from when, and what happens when enough have."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from ideas.base.db import db
from ideas.community.board.queries import viewer_for
from ideas.community.idea.actions import lock_idea
from ideas.community.idea.models import IdeaRank
from ideas.community.vote.actions import Unverified
from ideas.people.brand.actions import set_reopening
from ideas.spine.activity.models import Activity
from ideas.trust.moderation.models import ReopenAsk
from ideas.trust.moderation.reopening import CantAskAgain, TooSoon, ask_again, reopening_of

MONTHS = timedelta(days=30)


@pytest.fixture
def declined(house, make, now):
    set_reopening(house.brand, people=2, months=6, by=house.owner, at=now)
    idea = make.idea("Oat milk in every shop", by=house.ana)
    make.move(idea, "not-planned", at=now)
    return lock_idea(idea.id)


def ask(house, idea, by, at):
    return ask_again(idea, brand=house.brand, by=by, at=at)


def rank_of(idea):
    return db.session.scalar(
        select(IdeaRank).where(IdeaRank.idea_id == idea.id).execution_options(populate_existing=True)
    )


def state(house, idea, by, at):
    return reopening_of(idea, brand=house.brand, viewer=viewer_for(house.brand, by), at=at)


def test_nobody_asks_before_the_months_are_over(house, declined, now, rows):
    soon = now + 6 * MONTHS - timedelta(seconds=1)

    with pytest.raises(TooSoon):
        ask(house, declined, house.ben, soon)
    told = state(house, declined, house.ben, soon)
    assert (told.is_open, told.opens_at, told.asks, told.needed) == (False, now + 6 * MONTHS, 0, 2)
    assert rows(ReopenAsk) == []


def test_the_last_one_who_is_needed_brings_it_back(house, declined, now, make):
    then = now + 7 * MONTHS

    assert ask(house, declined, house.ben, then) is False
    assert ask(house, declined, house.ben, then) is False, "once for each no"
    told = state(house, declined, house.ben, then)
    assert (told.asks, told.has_asked, told.is_open) == (1, True, True)
    assert declined.reopened_at is None

    assert ask(house, declined, house.mod, then) is True
    idea = lock_idea(declined.id)
    rank = rank_of(idea)
    assert (idea.reopened_at, rank.awaits_answer, rank.answer_due) == (then, True, then + timedelta(days=14))
    told = db.session.scalars(select(Activity).where(Activity.kind == "idea.reopened")).one()
    assert (told.account_id, told.detail["asks"]) == (None, 2)
    assert state(house, idea, house.ben, then) is None
    with pytest.raises(CantAskAgain):
        ask(house, idea, house.owner, then)


def test_its_author_asked_by_sharing_it(house, declined, now):
    with pytest.raises(CantAskAgain, match="You shared this idea"):
        ask(house, declined, house.ana, now + 7 * MONTHS)


def test_only_people_with_a_proven_address_ask(house, declined, now, make):
    person = make.account()
    person.verified_at = None

    with pytest.raises(Unverified):
        ask(house, declined, person, now + 7 * MONTHS)


def test_what_was_not_declined_is_not_asked_for(house, make, now):
    idea = make.idea(by=house.ana)

    assert state(house, idea, house.ben, now + 7 * MONTHS) is None
    with pytest.raises(CantAskAgain):
        ask(house, idea, house.ben, now + 7 * MONTHS)


def test_a_brand_may_let_a_no_be_a_no(house, declined, now):
    set_reopening(house.brand, people=0, months=6, by=house.owner, at=now)

    assert state(house, declined, house.ben, now + 7 * MONTHS) is None
    with pytest.raises(CantAskAgain):
        ask(house, declined, house.ben, now + 7 * MONTHS)


@pytest.mark.parametrize("by", ["answer", "move"])
def test_a_new_answer_or_a_move_ends_it(house, declined, now, make, by):
    then = now + 7 * MONTHS
    ask(house, declined, house.ben, then)
    ask(house, declined, house.mod, then)

    if by == "answer":
        make.answer(declined, "We looked again, and it is still a no: the shelf is too small.", at=then)
    else:
        make.move(declined, "under-review", at=then)

    idea = lock_idea(declined.id)
    assert (idea.reopened_at, rank_of(idea).awaits_answer) == (None, False)


def test_after_the_next_no_everybody_may_ask_again(house, declined, now, make):
    then = now + 7 * MONTHS
    ask(house, declined, house.ben, then)
    make.move(declined, "under-review", "not-planned", at=then)

    told = state(house, lock_idea(declined.id), house.ben, then + 7 * MONTHS)
    assert (told.asks, told.has_asked, told.opens_at) == (0, False, then + 6 * MONTHS)
    ask(house, declined, house.ben, then + 7 * MONTHS)
    assert len(list(db.session.scalars(select(ReopenAsk)))) == 2
