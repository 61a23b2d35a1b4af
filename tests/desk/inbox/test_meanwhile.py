"""Undoing and acting on what somebody changed meanwhile: they are told, and what the other one did stays."""

import pytest
from sqlalchemy import select

from ideas.base.db import db
from ideas.community.comment.actions import remove_comment
from ideas.community.idea.actions import set_visibility, withdraw_idea
from ideas.community.idea.rules import Visibility
from ideas.community.merge.actions import merge_ideas
from ideas.desk.acts.items import find_items, read_ref
from ideas.desk.acts.undo import undo
from ideas.trust.moderation.actions import hide_comment, hide_idea, house_rules, show_comment, show_idea
from ideas.trust.moderation.models import Ban, Statement
from tests.desk.inbox.pressing import SOON, pending, silent

FACTS = "It says where the author's neighbour lives."


@pytest.fixture
def undone(desk, house, now):
    """`undone(outcome, by=mod)`: the sentences of what was not undone."""

    def take_back(outcome, *, by=None):
        back = undo(outcome.act.id, desk=desk(by or house.mod, now + 2 * SOON))
        return [one.refusal.sentence % one.refusal.values for one in back.refused]

    return take_back


@pytest.fixture
def by_hand(house, now):
    """What the owner may do to an idea between an act and its undoing, by name."""
    how = {"rule": house_rules(house.brand)[0], "facts": FACTS, "by": house.owner, "at": now + SOON}

    def merged(idea, make):
        merge_ideas(idea, make.idea("Another one that is here"), by=house.owner, at=now + SOON)

    return {
        "hidden": lambda idea, make: hide_idea(idea, **how),
        "withdrawn": lambda idea, make: withdraw_idea(idea, by=house.ana, at=now + SOON),
        "merged": merged,
    }


@pytest.mark.parametrize("what", ["hidden", "withdrawn", "merged"])
def test_an_approval_is_not_undone_under_what_came_after(make, now, press, token, undone, by_hand, what):
    idea = pending(make, now)
    outcome = press("approve", token("approve", idea))
    by_hand[what](idea, make)
    seen = (idea.visibility, idea.merged_into_id)

    (sentence,) = undone(outcome)

    assert "has changed this since" in sentence
    assert (idea.visibility, idea.merged_into_id) == seen
    assert silent(now) == []


def test_an_approved_comment_that_was_hidden_or_removed_stays_so(house, make, now, press, token, undone):
    rule = house_rules(house.brand)[0]
    for change in (
        lambda said: hide_comment(said, rule=rule, facts=FACTS, by=house.owner, at=now + SOON),
        lambda said: remove_comment(said, by=house.ben, at=now + SOON),
    ):
        said = make.comment(make.idea(), held_because="first")
        outcome = press("approve", token("comment", said))
        change(said)
        seen = said.visibility

        assert len(undone(outcome)) == 1
        assert said.visibility == seen
        assert silent(now) == []


def test_what_was_hidden_anew_is_not_shown_by_undoing_the_first_time(house, make, now, press, token, undone):
    rule = house_rules(house.brand)[0]
    again = {"rule": rule, "facts": "Another reason, and quite another.", "by": house.owner, "at": now + SOON}
    idea, said = make.idea(), make.comment(make.idea())
    hidden = press("hide", token("answer", idea), rule=rule, facts=FACTS)
    show_idea(idea, by=house.owner, at=now + SOON)
    second = hide_idea(idea, **again)
    said.visibility, said.held_because = Visibility.PENDING, "first"
    db.session.flush()
    hidden_comment = press("hide", token("comment", said), rule=rule, facts=FACTS)
    show_comment(said, by=house.owner, at=now + SOON)
    third = hide_comment(said, **again)

    assert undone(hidden) == undone(hidden_comment) == ["Olga Owner has hidden this anew since."]
    assert (idea.visibility, said.visibility) == (Visibility.HIDDEN, Visibility.HIDDEN)
    standing = select(Statement.id).where(Statement.lifted_at.is_(None)).order_by(Statement.id)
    assert db.session.scalars(standing).all() == [second.id, third.id]


def test_a_partner_does_not_lift_a_moderators_ban_by_undoing(house, make, now, press, token, undone):
    idea = pending(make, now)
    outcome = press("decline", token("approve", idea), rule=house_rules(house.brand)[0], facts=FACTS, block=True)

    assert "only moderators" in undone(outcome, by=house.partner)[0]
    assert db.session.scalars(select(Ban)).one().lifted_at is None
    assert idea.visibility is Visibility.HIDDEN


def test_of_two_who_take_an_idea_the_second_is_told(house, make, press, now):
    idea = make.idea()
    (item,) = find_items([read_ref(f"answer:{idea.id}")]).values()
    name = item.token
    assert name.endswith("~0")

    press("take", name, person=house.owner, to="@me")
    late = press("take", name, to="@me")

    assert late.act is None
    assert "Somebody else changed a moment ago who sees to this idea." in late.refused[0].refusal.sentence
    assert idea.assignee_id == house.owner.id
    (item,) = find_items([read_ref(f"answer:{idea.id}")]).values()
    press("take", item.token, to="@me")
    assert idea.assignee_id == house.mod.id


def test_one_item_named_twice_is_done_once(house, make, press, token):
    idea = make.idea()
    name = token("answer", idea)

    outcome = press("tag", name, f"{name}~0", f"{name}~7", add_tags=("Milk",))

    assert (len(outcome.done), outcome.refused) == (1, [])


def test_two_posts_of_one_person_are_trusted_and_back(house, make, now, press, token, undone):
    from ideas.people.brand.queries import find_membership

    posts = [pending(make, now, title=f"Idea {word} of ana's") for word in ("one", "two")]
    outcome = press("trust", *(token("approve", post) for post in posts))
    place = find_membership(house.ana)
    assert place.trust_level == 1

    assert undone(outcome) == []
    assert place.trust_level == 0


# --- what another board's host must not reach ------------------------------------------------------------------------


def test_a_partner_merges_into_no_idea_on_a_board_of_others(house, make, now, press, token):
    idea, elsewhere = make.idea(), make.idea("An idea for members", board=house.members_board)
    hosted = make.idea("One that was merged away")
    merge_ideas(hosted, elsewhere, by=house.mod, at=now)

    for into in (elsewhere, hosted):
        outcome = press("merge", token("answer", idea), person=house.partner, into=into.number)
        assert "the other one is on another" in outcome.refused[0].refusal.sentence
    assert idea.merged_into_id is None


def test_no_idea_wears_more_tags_than_its_author_may_give(make, press, token):
    idea = make.idea(tags=("one", "two", "three"))

    outcome = press("tag", token("answer", idea), add_tags=("four", "five", "six"))

    assert outcome.refused[0].refusal.sentence.startswith("Use at most")


def test_taking_tags_off_an_idea_that_wears_too_many_is_fine(make, press, token):
    from ideas.community.idea.tags import set_tags, tags_of

    idea = make.idea()
    set_tags(idea, [f"tag {number}" for number in range(8)])

    assert press("tag", token("answer", idea), remove_tags=("tag 1",)).refused == []
    assert len(tags_of([idea.id])[idea.id]) == 7


def test_who_sees_an_idea_is_part_of_what_undoing_compares(make, now, press, token, undone):
    """The stamp alone, by which a page knows what it showed, says nothing of who sees an idea."""
    idea = make.idea()
    outcome = press("tag", token("answer", idea), add_tags=("Milk",))
    set_visibility(idea, Visibility.SPAM, at=now)

    assert len(undone(outcome)) == 1
