"""Each rule of who sees what is written twice, for one row and as a condition of a query: both say the same."""

from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from sqlalchemy import delete, select, update

from ideas.base.db import db
from ideas.community.board import policy as boards
from ideas.community.board.models import BoardMember
from ideas.community.board.queries import viewer_for
from ideas.community.board.rules import Access
from ideas.community.comment import policy as comments
from ideas.community.comment.models import Comment
from ideas.community.idea import policy as ideas
from ideas.community.idea.models import Idea, IdeaRank
from ideas.community.idea.rules import Visibility
from ideas.people.account.models import Account
from ideas.people.brand.models import Membership
from tests.cast import NOW

# Each example sets all that the rule looks at, so one open transaction serves them all.
in_one_transaction = settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=40)

people = st.sampled_from(["newcomer", "outsider", "ben", "ana", "partner", "mod", "owner"])
visibilities = st.sampled_from(list(Visibility))


@in_one_transaction
@given(visibilities, st.none() | people, st.none() | people, st.sampled_from(["board", "members_board"]))
@example(Visibility.SPAM, "ben", "ben", "board")
def test_a_comment_is_seen_by_the_same_people_in_a_query(house, make, visibility, author, person, board):
    idea = db.session.scalar(select(Idea)) or make.idea()
    comment = db.session.scalar(select(Comment)) or make.comment(idea)
    idea.board_id = getattr(house, board).id
    comment.visibility, comment.author = visibility, getattr(house, author) if author else None
    db.session.flush()
    viewer = viewer_for(house.brand, getattr(house, person) if person else None)

    found = db.session.scalars(select(Comment.id).where(comments.is_seen(Comment, idea, viewer))).all()

    assert (comment.id in found) is comments.can_see(viewer, comment, idea)


@in_one_transaction
@given(st.sampled_from(list(Access)), st.sets(people.filter(lambda one: one not in ("newcomer", "outsider"))))
def test_a_board_is_seen_by_the_same_people_in_a_query(house, access, placed):
    house.board.access = access
    db.session.execute(delete(BoardMember).where(BoardMember.board_id == house.board.id))
    db.session.add_all(
        BoardMember(brand_id=house.brand.id, board_id=house.board.id, account_id=getattr(house, one).id, added_at=NOW)
        for one in placed
    )
    db.session.flush()
    on_board = {getattr(house, one).id for one in placed}
    roles = dict(db.session.execute(select(Membership.account_id, Membership.role)).all())

    found = set(db.session.scalars(select(Account.id).where(boards.sees_board(house.board, Account.id))))

    assert found == {
        person
        for person in db.session.scalars(select(Account.id))
        if boards.can_see(house.board, role=roles.get(person), is_on_board=person in on_board)
    }


@in_one_transaction
@given(visibilities)
def test_an_author_is_shown_the_same_ideas_in_a_query(house, make, visibility):
    idea = db.session.scalar(select(Idea)) or make.idea(by=house.ana)
    db.session.execute(update(IdeaRank).values(visibility=visibility))
    idea.visibility = visibility
    db.session.flush()

    found = db.session.scalars(select(IdeaRank.idea_id).where(ideas.is_shown_to_author())).all()

    assert (idea.id in found) is ideas.can_see(viewer_for(house.brand, house.ana), idea)
