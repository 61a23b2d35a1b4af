"""Who sees a comment: the rule in Python and its twin in SQL say the same."""

import pytest

from ideas.base.db import db
from ideas.community.board.queries import viewer_for
from ideas.community.comment.policy import can_see
from ideas.community.comment.queries import threads_of
from ideas.community.idea.rules import Visibility

HOSTS = {"partner", "mod", "owner"}
EVERYBODY = HOSTS | {"visitor", "newcomer", "ana", "ben"}
SEEN_BY = {
    Visibility.PUBLIC: EVERYBODY,
    Visibility.PENDING: HOSTS | {"ben"},
    Visibility.HIDDEN: HOSTS | {"ben"},
    Visibility.SPAM: HOSTS,
}


@pytest.mark.parametrize("visibility", SEEN_BY)
def test_a_comment_is_seen_by_its_readers_and_nobody_else(house, make, visibility):
    idea = make.idea(by=house.ana)
    comment = make.comment(idea, by=house.ben)
    comment.visibility = visibility
    db.session.flush()

    by_rule, by_query = set(), set()
    for name in EVERYBODY:
        viewer = viewer_for(house.brand, None if name == "visitor" else getattr(house, name))
        by_rule |= {name} if can_see(viewer, comment, idea) else set()
        by_query |= {name} if threads_of(idea, viewer=viewer)[0] else set()

    assert by_rule == SEEN_BY[visibility]
    assert by_query == SEEN_BY[visibility]
