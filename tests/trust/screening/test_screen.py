"""Why a post waits: by the board's rule, or because a machine seems to have written it; and that nobody says the same again."""

from datetime import timedelta

import pytest
from sqlalchemy import update

from ideas.base.db import db
from ideas.community.board.models import Board
from ideas.community.board.rules import Approval
from ideas.community.comment.models import Comment
from ideas.community.idea.models import Idea, IdeaRank
from ideas.community.idea.rules import Visibility
from ideas.community.vote.actions import Unverified
from ideas.community.vote.models import Vote
from ideas.trust.posting.actions import submit
from ideas.trust.screening.actions import PostedAlready
from ideas.trust.screening.rules import Signals
from tests.trust.screening.people import trust

LONG = "I would like a quiet corner by the window with a lamp a socket and a soft chair for reading in winter"


@pytest.fixture
def rule(house):
    def set_to(ideas=Approval.NONE, comments=Approval.NONE):
        db.session.execute(update(Board).values(idea_approval=ideas, comment_approval=comments))
        db.session.expire_all()

    return set_to


def test_at_once_is_the_rule_where_nothing_is_set(share, newbie):
    idea = share(newbie)

    assert (idea.visibility, idea.held_because) == (Visibility.PUBLIC, None)


def test_a_first_post_waits_and_the_next_do_not(share, rule, newbie, house, make, rows):
    make.idea("Something by ben that is public", by=house.ben)
    rule(ideas=Approval.FIRST)

    idea = share(newbie)
    assert (idea.visibility, idea.held_because) == (Visibility.PENDING, "first")
    assert share(newbie, "Another thought while the first waits").held_because == "first"
    assert share(house.ben).visibility is Visibility.PUBLIC
    assert share(house.ana, "Ana has been here for long, but never wrote").held_because == "first"
    trust(house.ana, 1)
    assert share(house.ana, "Now she is trusted").visibility is Visibility.PUBLIC


def test_everything_waits_but_what_staff_write(share, rule, house, make):
    rule(ideas=Approval.ALL)
    trust(house.ben, 3)

    assert share(house.ben).held_because == "all"
    for person in (house.partner, house.mod, house.owner):
        assert share(person).visibility is Visibility.PUBLIC


def test_ideas_and_comments_have_rules_of_their_own(share, say, rule, house, newbie):
    rule(ideas=Approval.NONE, comments=Approval.ALL)
    idea = share(house.ben)
    assert idea.visibility is Visibility.PUBLIC

    waiting = say(idea, newbie)

    assert (waiting.visibility, waiting.held_because) == (Visibility.PENDING, "all")
    rule(ideas=Approval.ALL, comments=Approval.NONE)
    assert say(idea, newbie, "And this is seen at once.").visibility is Visibility.PUBLIC
    assert share(newbie).held_because == "all"


def test_what_waits_is_in_no_count_and_has_no_vote_yet(share, say, rule, house, newbie, rows):
    public = share(house.ben)
    rule(ideas=Approval.ALL, comments=Approval.ALL)
    idea = share(newbie, "A wholly new idea")
    say(public, newbie)

    ranks = {rank.idea_id: rank for rank in rows(IdeaRank)}
    assert (ranks[idea.id].visibility, ranks[idea.id].vote_count) == (Visibility.PENDING, 0)
    assert not ranks[idea.id].awaits_answer
    assert ranks[idea.id].answer_due is None
    assert (ranks[public.id].comment_count, ranks[public.id].vote_count) == (0, 1)
    assert [vote.account_id for vote in rows(Vote)] == [house.ben.id]


def test_the_same_idea_sent_twice_waits_once(share, rule, newbie, rows):
    rule(ideas=Approval.ALL)

    assert share(newbie).id == share(newbie).id
    assert len(rows(Idea)) == 1


def test_nobody_waits_before_their_address_is_proven(share, rule, make):
    rule(ideas=Approval.ALL)
    person = make.account()
    person.verified_at = None

    with pytest.raises(Unverified):
        share(person)


@pytest.mark.parametrize("signs", [Signals(typed_for=timedelta(seconds=2)), Signals(typed_for=None)])
def test_a_first_post_that_nobody_can_have_typed_waits(share, newbie, house, signs):
    assert share(newbie, signs=signs).held_because == "fast"
    assert share(house.ben, signs=signs).held_because is None


def test_whoever_has_a_public_post_may_be_fast(share, newbie):
    share(newbie)

    assert share(newbie, "A second one, pasted in a moment", signs=Signals(typed_for=timedelta(0))).held_because is None


def test_a_trap_holds_what_somebody_new_wrote(share, say, newbie, house, make):
    trapped = Signals(typed_for=timedelta(minutes=1), is_trapped=True)

    assert share(newbie, signs=trapped).held_because == "trap"
    assert say(make.idea(by=house.ben), newbie, signs=trapped).held_because == "trap"
    assert share(house.ben, signs=trapped).held_because is None
    assert share(house.mod, signs=trapped).held_because is None


def test_what_comes_through_no_form_is_not_judged_by_one(share, newbie):
    assert share(newbie, signs=None).held_because is None


def test_nearly_the_same_idea_is_refused_for_a_day(share, house, now, rows):
    share(house.ben, "A quiet corner please", body=LONG)

    with pytest.raises(PostedAlready, match="number 1"):
        share(house.ben, "A quiet corner, please!", body=LONG + " and autumn", at=now + timedelta(hours=2))
    assert share(house.ana, "A quiet corner, please!", body=LONG).id
    elsewhere = submit(
        house.brand, board=house.members_board, title="A quiet corner please", body=LONG, by=house.ben, at=now
    )
    assert elsewhere.board_id == house.members_board.id
    assert share(house.ben, "A quiet corner, please!", body=LONG + " and autumn", at=now + timedelta(hours=25)).id
    assert len(rows(Idea)) == 4


def test_nearly_the_same_comment_is_refused_and_short_ones_are_not(say, house, make, now, rows):
    idea, other = make.idea(by=house.ana), make.idea(by=house.ana)
    said = say(idea, house.ben, LONG)

    assert say(idea, house.ben, LONG).id == said.id, "sent twice"
    with pytest.raises(PostedAlready):
        say(other, house.ben, LONG + ".")
    say(idea, house.ben, "Thank you!")
    say(other, house.ben, "Thank you!")
    assert len(rows(Comment)) == 3


def test_staff_may_say_the_same_as_often_as_they_need(say, house, make):
    say(make.idea(), house.mod, LONG)

    assert say(make.idea(), house.mod, LONG).visibility is Visibility.PUBLIC
