"""What tests of moderation need: a rule, facts, and acts by the moderator."""

import pytest

from ideas.base import clock
from ideas.base.db import db
from ideas.community.idea.models import IdeaRank
from ideas.trust.moderation.actions import hide_comment, hide_idea, house_rules, report

FACTS = "It calls somebody names, twice."


@pytest.fixture
def rule(house):
    """The first of acme's rules."""
    return house_rules(house.brand)[0]


@pytest.fixture
def said(house, make):
    """An idea by ana with a comment by ben: both."""
    idea = make.idea("Oat milk in every shop")
    return idea, make.comment(idea, "You are all fools.")


@pytest.fixture
def complain(rule, now):
    """`complain(idea, by=ben, comment=…)`: a report, now. Whether it is a new one."""

    def one(idea, *, by, comment=None, body="", at=now):
        return report(idea, comment=comment, rule=rule, body=body, by=by, at=at)

    return one


@pytest.fixture
def hide(house, rule, now):
    """`hide(idea_or_comment)`: hidden by the moderator; the statement."""

    def one(thing, *, by=None, at=now, **wishes):
        act = hide_comment if hasattr(thing, "parent_id") else hide_idea
        return act(thing, rule=rule, facts=FACTS, by=by or house.mod, at=at, **wishes)

    return one


@pytest.fixture
def rank_of():
    """The idea's rank, fresh."""
    return lambda idea: db.session.get(IdeaRank, idea.id, populate_existing=True)


@pytest.fixture
def act(make, cast):
    """`act(lambda rule, at: …)`: in acme, committed."""

    def one(do):
        with make.at_work():
            return do(house_rules(cast.brand)[0], clock.now())

    return one


@pytest.fixture
def statement(act, cast, idea):
    """The moderator hid ana's idea."""
    return act(lambda rule, at: hide_idea(idea, rule=rule, facts=FACTS, by=cast.mod, at=at))
