"""Why a post waits: by the board's rule, for its links, or because a machine seems to have written it."""

from datetime import timedelta

import pytest
from sqlalchemy import update

from ideas.board.models import Board
from ideas.board.rules import Approval
from ideas.brand.models import Membership
from ideas.comment.models import Comment
from ideas.db import brand_scope, db
from ideas.idea.models import Idea, IdeaRank
from ideas.idea.rules import Visibility
from ideas.screening.actions import SaidAlready
from ideas.screening.models import KnownHost
from ideas.screening.rules import Signs
from ideas.submission.actions import edit, submit
from ideas.submission.comments import comment
from ideas.submission.comments import edit as edit_comment
from ideas.voting.actions import Unverified
from ideas.voting.models import Vote

TYPED = Signs(typed_for=timedelta(seconds=40), site="localhost")
DAY = timedelta(days=1)


@pytest.fixture
def rule(house):
    def set_to(ideas=Approval.NONE, comments=Approval.NONE):
        db.session.execute(update(Board).values(idea_approval=ideas, comment_approval=comments))
        db.session.expire_all()

    return set_to


@pytest.fixture
def newbie(make, now):
    return make.member("Nora New", at=now)


@pytest.fixture
def share(house, now):
    def post(by, title="Oat milk in every shop", body="", at=now, signs=TYPED):
        return submit(house.brand, board=house.board, title=title, body=body, by=by, at=at, signs=signs)

    return post


@pytest.fixture
def say(house, now):
    def post(idea, by, body="Count me in.", at=now, signs=TYPED, **wishes):
        return comment(idea, brand=house.brand, body=body, by=by, at=at, signs=signs, **wishes)

    return post


def trust(person, level):
    db.session.execute(update(Membership).where(Membership.account_id == person.id).values(trust_level=level))


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


# --- links -----------------------------------------------------------------------------------------------------------


def test_a_link_to_an_unknown_place_by_somebody_new_waits(share, say, house, newbie, rows, make):
    idea = make.idea(by=house.ben)

    assert share(newbie, body="See https://cups.example/x").held_because == "link"
    assert say(idea, newbie, "See https://cups.example/x").held_because == "link"
    assert rows(KnownHost) == []


def test_a_link_that_somebody_known_has_set_is_known(share, house, newbie, rows):
    share(house.ben, body="See https://www.Cups.example/x", at=house.ben.created_at + DAY)

    assert [host.host for host in rows(KnownHost)] == ["cups.example"]
    assert share(newbie, "Something wholly different", body="Or https://cups.example/y").held_because is None
    assert share(newbie, "And yet another one of mine", body="https://more.cups.example").held_because == "link"


def test_what_another_brand_knows_is_unknown_here(share, house, newbie, make):
    with brand_scope(house.rival.id):
        submit(house.rival, board=house.rival_board, title="A tea for everybody", body="https://tea.example",
               by=house.outsider, at=house.brand.created_at)  # fmt: skip

    assert share(newbie, body="https://tea.example").held_because == "link"


def test_three_links_are_many_for_somebody_new(share, house, newbie, make):
    share(house.mod, body="https://known.example")
    two, three = ("https://known.example/1 https://known.example/2", "https://known.example/1 " * 3)

    assert share(newbie, "Two links in a text of mine", body=two).held_because is None
    assert share(newbie, "Three links that I found somewhere", body=three).held_because == "link"
    assert share(house.ben, "Ben may set as many as he likes", body=three).held_because is None


def test_six_links_are_many_for_somebody_known(share, house, newbie, now):
    """A day later they may set five; whom staff trust, or who earned it, any number."""
    links = " ".join(f"https://coffee.example/{number}" for number in range(5))
    tomorrow = now + DAY

    assert share(newbie, body=links, at=tomorrow).visibility is Visibility.PUBLIC
    held = share(newbie, "A lid that stays on", body=f"{links} https://coffee.example/5", at=tomorrow)
    assert (held.visibility, held.held_because) == (Visibility.PENDING, "link")
    trust(newbie, 1)
    last = share(newbie, "A bench by the door", body=f"{links} https://coffee.example/6", at=tomorrow)
    assert last.visibility is Visibility.PUBLIC


def test_somebody_new_links_a_site_once_in_three_posts(share, say, house, newbie, now):
    """A known one, too: that is how advertising goes."""
    idea = share(house.mod, "Where the beans come from", body="See https://beans.example/map")
    body = "As on https://beans.example/{}"

    first = share(newbie, body=body.format(1), at=now)
    said = say(idea, newbie, f"{body.format(2)}: why not like there, with a map?", at=now + timedelta(minutes=1))
    others = [
        share(newbie, title, at=now + timedelta(minutes=place))
        for place, title in ((2, "More lids that stay on"), (3, "A bench by the door"))
    ]
    later = say(idea, newbie, f"I have found this now: {body.format(3)}, so look.", at=now + timedelta(minutes=4))

    assert first.visibility is Visibility.PUBLIC
    assert (said.visibility, said.held_because) == (Visibility.PENDING, "link")
    assert [post.visibility for post in (*others, later)] == [Visibility.PUBLIC] * 3


def test_links_to_these_pages_are_fine(share, newbie):
    assert share(newbie, body="As in https://localhost/acme/ideas/1").held_because is None


def test_an_edit_that_adds_a_link_sends_a_new_persons_post_to_wait(share, house, newbie, now, rows):
    idea = share(newbie)
    assert idea.visibility is Visibility.PUBLIC

    edit(idea, brand=house.brand, title=idea.title, body="https://spam.example", tags=(), version=1, by=newbie, at=now,
         signs=TYPED)  # fmt: skip

    assert (idea.visibility, idea.held_because, idea.body) == (Visibility.PENDING, "link", "https://spam.example")
    (rank,) = rows(IdeaRank)
    assert (rank.visibility, rank.awaits_answer, rank.vote_count) == (Visibility.PENDING, False, 1)


def test_an_edit_that_adds_no_new_place_stays_public(share, house, newbie, now):
    share(house.mod, "The moderator links it first", body="https://fine.example")
    idea = share(newbie, body="https://fine.example")

    edit(idea, brand=house.brand, title=idea.title, body="More: https://fine.example/2", tags=(), version=1, by=newbie,
         at=now, signs=TYPED)  # fmt: skip

    assert idea.visibility is Visibility.PUBLIC


def test_an_edit_by_staff_of_a_new_persons_words_stays_public(share, house, newbie, now, rows):
    idea = share(newbie)

    edit(idea, brand=house.brand, title=idea.title, body="https://fine.example", tags=(), version=1, by=house.mod, at=now,
         reason="The place that is meant", signs=TYPED)  # fmt: skip

    assert idea.visibility is Visibility.PUBLIC
    assert [host.host for host in rows(KnownHost)] == ["fine.example"]


def test_a_comments_edit_is_looked_at_too(say, house, newbie, make, now, rows):
    idea = make.idea(by=house.ben)
    said = say(idea, newbie)

    changed = edit_comment(said, brand=house.brand, body="https://spam.example", by=newbie, at=now, signs=TYPED)

    assert (changed.visibility, changed.held_because, changed.body) == (
        Visibility.PENDING, "link", "https://spam.example",
    )  # fmt: skip
    assert [rank.comment_count for rank in rows(IdeaRank)] == [0]


# --- machines --------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("signs", [Signs(typed_for=timedelta(seconds=2)), Signs(typed_for=None)])
def test_a_first_post_that_nobody_can_have_typed_waits(share, newbie, house, signs):
    assert share(newbie, signs=signs).held_because == "fast"
    assert share(house.ben, signs=signs).held_because is None


def test_whoever_has_a_public_post_may_be_fast(share, newbie):
    share(newbie)

    assert share(newbie, "A second one, pasted in a moment", signs=Signs(typed_for=timedelta(0))).held_because is None


def test_a_trap_holds_what_somebody_new_wrote(share, say, newbie, house, make):
    trapped = Signs(typed_for=timedelta(minutes=1), is_trapped=True)

    assert share(newbie, signs=trapped).held_because == "trap"
    assert say(make.idea(by=house.ben), newbie, signs=trapped).held_because == "trap"
    assert share(house.ben, signs=trapped).held_because is None
    assert share(house.mod, signs=trapped).held_because is None


def test_what_comes_through_no_form_is_not_judged_by_one(share, newbie):
    assert share(newbie, signs=None).held_because is None


# --- the same again --------------------------------------------------------------------------------------------------

LONG = "I would like a quiet corner by the window with a lamp a socket and a soft chair for reading in winter"


def test_nearly_the_same_idea_is_refused_for_a_day(share, house, now, rows):
    share(house.ben, "A quiet corner please", body=LONG)

    with pytest.raises(SaidAlready, match="number 1"):
        share(house.ben, "A quiet corner, please!", body=LONG + " and autumn", at=now + timedelta(hours=2))
    assert share(house.ana, "A quiet corner, please!", body=LONG).id
    elsewhere = submit(house.brand, board=house.members_board, title="A quiet corner please", body=LONG, by=house.ben,
                       at=now)  # fmt: skip
    assert elsewhere.board_id == house.members_board.id
    assert share(house.ben, "A quiet corner, please!", body=LONG + " and autumn", at=now + timedelta(hours=25)).id
    assert len(rows(Idea)) == 4


def test_nearly_the_same_comment_is_refused_and_short_ones_are_not(say, house, make, now, rows):
    idea, other = make.idea(by=house.ana), make.idea(by=house.ana)
    said = say(idea, house.ben, LONG)

    assert say(idea, house.ben, LONG).id == said.id, "sent twice"
    with pytest.raises(SaidAlready):
        say(other, house.ben, LONG + ".")
    say(idea, house.ben, "Thank you!")
    say(other, house.ben, "Thank you!")
    assert len(rows(Comment)) == 3


def test_staff_may_say_the_same_as_often_as_they_need(say, house, make):
    say(make.idea(), house.mod, LONG)

    assert say(make.idea(), house.mod, LONG).visibility is Visibility.PUBLIC
