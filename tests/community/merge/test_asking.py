"""Asking the author first: yes, no, silence, and what becomes impossible meanwhile."""

from datetime import timedelta

import pytest
from sqlalchemy import update

from ideas.base import clock
from ideas.base.db import db
from ideas.community.idea.models import IdeaRank
from ideas.community.merge.actions import CantMerge, MergeOver, decide_merge, give_up_merge, merge_ideas, undo_merge
from ideas.community.merge.models import Merge
from ideas.community.merge.queries import last_refusal, latest_merge, open_merge
from ideas.community.merge.rules import MergeState
from ideas.ops.verify.queries import find_violations
from ideas.people.brand.models import Brand
from tests.cast import NOW


@pytest.fixture
def asking(make, cast):
    """Acme asks authors before it merges their ideas, and waits three days."""
    with make.at_work():
        db.session.execute(update(Brand).values(asks_before_merge=True, merge_wait_days=3))


@pytest.fixture
def duplicate(asking, house, make):
    """Ben's idea."""
    db.session.refresh(house.brand)
    return make.idea("Milk made of oats", by=house.ben)


@pytest.fixture
def canonical(house, make):
    """Ana's idea."""
    return make.idea("Oat milk in every shop")


@pytest.fixture
def merge(house, duplicate, canonical):
    """A merge that ben is asked about."""
    return merge_ideas(duplicate, canonical, by=house.mod, at=NOW, reason="The same wish")


def count(idea):
    assert [(one.check, one.sentence) for one in find_violations(now=NOW)] == []
    return db.session.get(IdeaRank, idea.id, populate_existing=True).vote_count


def test_nothing_happens_until_the_author_has_answered(merge, duplicate, canonical):
    assert (merge.state, merge.decide_at) == (MergeState.ASKED, NOW + timedelta(days=3))
    assert (count(duplicate), count(canonical)) == (1, 1)
    assert not duplicate.is_merged
    assert open_merge(duplicate) is merge


def test_yes_merges(house, merge, duplicate, canonical):
    decide_merge(merge, agrees=True, by=house.ben, at=NOW, words="Gladly")

    assert (merge.state, merge.words, merge.merged_at) == (MergeState.DONE, "Gladly", NOW)
    assert (count(duplicate), count(canonical)) == (0, 2)


def test_no_leaves_both_as_they_are_and_is_remembered(house, merge, duplicate, canonical):
    decide_merge(merge, agrees=False, by=house.ben, at=NOW, words="Mine is about rice")

    assert merge.state is MergeState.REFUSED
    assert (count(duplicate), count(canonical)) == (1, 1)
    assert (latest_merge(duplicate), last_refusal(duplicate).words) == (None, "Mine is about rice")


def test_an_answer_counts_once(house, merge):
    decide_merge(merge, agrees=False, by=house.ben, at=NOW)

    with pytest.raises(MergeOver):
        decide_merge(merge, agrees=True, by=house.ben, at=NOW)


def test_a_second_question_about_one_idea_is_refused(house, merge, duplicate, make):
    with pytest.raises(CantMerge, match="has been asked"):
        merge_ideas(duplicate, make.idea("Oats, oats, oats"), by=house.mod, at=NOW)


def test_a_question_can_be_taken_back(house, merge, duplicate):
    give_up_merge(merge, by=house.mod, at=NOW)

    assert latest_merge(duplicate) is None
    with pytest.raises(MergeOver):
        undo_merge(merge, by=house.mod, at=NOW)


def test_yes_goes_to_where_the_other_idea_went_meanwhile(house, merge, duplicate, canonical, make):
    third = make.idea("Every milk there is", by=house.mod)
    house.brand.asks_before_merge = False
    merge_ideas(canonical, third, by=house.mod, at=NOW)

    decide_merge(merge, agrees=True, by=house.ben, at=NOW)

    assert (merge.target_id, duplicate.canonical_id, count(third)) == (third.id, third.id, 3)


def test_ones_own_ideas_and_those_of_nobody_are_merged_at_once(house, duplicate, canonical, make):
    own = make.idea("Oats, says the moderator", by=house.mod)
    twin = make.idea("Oats, says ana again")
    canonical.author_id = twin.author_id

    assert merge_ideas(own, canonical, by=house.mod, at=NOW).state is MergeState.DONE
    assert merge_ideas(twin, canonical, by=house.mod, at=NOW).state is MergeState.DONE


@pytest.fixture
def asked(asking, make, cast):
    """As `merge`, committed, as of today: the merge, the idea asked about and the other one."""
    idea, other = make.idea("Milk made of oats", by=cast.ben), make.idea("Oat milk in every shop")
    with make.at_work():
        merge = merge_ideas(idea, other, by=cast.mod, at=clock.now(), reason="The same wish")
    return merge, idea, other


def let_time_pass(make):
    with make.at_work():
        db.session.execute(update(Merge).values(decide_at=clock.now() - timedelta(minutes=1)))


def test_silence_is_a_yes_after_the_time_is_up(asked, make, run_jobs, reload):
    merge, idea, other = asked
    run_jobs()
    assert reload(merge).state is MergeState.ASKED

    let_time_pass(make)
    run_jobs()

    assert reload(merge).state is MergeState.DONE
    assert reload(idea).canonical_id == other.id


def test_silence_merges_nothing_into_an_idea_that_is_gone(asked, make, run_jobs, reload):
    merge, idea, other = asked
    make.withdraw(other)
    let_time_pass(make)

    run_jobs()

    assert (reload(merge).state, reload(idea).is_merged) == (MergeState.UNDONE, False)


def test_the_author_is_asked_by_mail_with_a_way_to_answer(asked, run_jobs, mails, app):
    run_jobs()

    assert [(mail.address, mail.subject) for mail in mails()] == [
        ("ben@example.com", "[Acme Coffee] May your idea “Milk made of oats” be merged?")
    ]


def test_an_answer_to_a_settled_question_says_so_and_keeps_the_words(asked, make, cast, client_for):
    merge, duplicate, _ = asked
    with make.at_work():
        give_up_merge(db.session.get_one(Merge, merge.id), by=cast.mod, at=clock.now())

    late = client_for(cast.ben).send(
        f"/acme/ideas/{duplicate.number}/merge-question", {"agrees": "no", "words": "Mine is about rice"}
    )

    assert late.status_code == 409
    assert ("This question is settled." in late.text, "Mine is about rice" in late.text) == (True, True)


def test_whoever_asked_hears_the_answer(asked, make, cast, run_jobs, mails):
    with make.at_work():
        decide_merge(
            db.session.get(Merge, asked[0].id), agrees=False, by=cast.ben, at=clock.now(), words="Mine is rice"
        )

    run_jobs()

    assert [(mail.address, mail.subject) for mail in mails()] == [
        ("mod@example.com", "[Acme Coffee] “Milk made of oats” is not merged: its author said no")
    ]
