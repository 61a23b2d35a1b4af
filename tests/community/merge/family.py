"""Merging in a test, and what the ideas count then."""

from ideas.base.db import db
from ideas.community.idea.models import IdeaRank
from ideas.community.merge.actions import merge_ideas
from ideas.community.vote.models import Vote
from ideas.ops.verify.queries import find_violations
from tests.cast import NOW


def merge(house, idea, into, **wishes):
    return merge_ideas(idea, into, by=house.mod, at=NOW, **wishes)


def count(idea):
    return db.session.get(IdeaRank, idea.id, populate_existing=True).vote_count


def all_is_well():
    return [(one.check, one.sentence) for one in find_violations(now=NOW)] == []


def snapshot():
    """Every vote, and what every idea counts."""
    votes = db.session.query(Vote.idea_id, Vote.account_id, Vote.state, Vote.counted_for_id)
    ranks = db.session.query(IdeaRank.idea_id, IdeaRank.vote_count, IdeaRank.visibility, IdeaRank.awaits_answer)
    return sorted(votes.all(), key=str), sorted(ranks.all())


def page(client, path):
    """The HTML at this address, which is there."""
    answer = client.get(path)
    assert answer.status_code == 200, path
    return answer.get_data(as_text=True)
