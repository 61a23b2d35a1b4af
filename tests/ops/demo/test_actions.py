"""The demo performed: what the script says is what the pages will show."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from ideas.base import clock
from ideas.base.db import brand_scope, db, writing
from ideas.community.board.models import Board, BoardMember
from ideas.community.board.queries import viewer_for
from ideas.community.comment.models import Comment
from ideas.community.follow.models import Follow
from ideas.community.idea.models import Idea, IdeaRank, IdeaRevision
from ideas.community.idea.rules import Visibility
from ideas.community.pipeline.models import Answer, AnswerRevision, Move
from ideas.community.stage.models import DeclineReason, Stage
from ideas.community.vote.models import Vote
from ideas.desk.acts.rules import Kind
from ideas.desk.inbox.queue import count_queue
from ideas.ops.demo import script as written
from ideas.ops.demo.actions import perform
from ideas.ops.demo.morning import the_morning
from ideas.ops.demo.script import the_script
from ideas.ops.verify.queries import find_violations
from ideas.people.account.models import Account
from ideas.people.brand.actions import SlugTaken
from ideas.people.brand.models import Brand, Membership
from ideas.spine.activity.models import Activity
from ideas.spine.mail.models import Mail
from tests.cast import NOW

TINY = written.Script(
    brand=written.Brand("tiny", "Tiny Teas", "Small leaves.", "#336633"),
    reasons=(written.Reason("law", "The law says no"), written.Reason("fit", "It is not us")),
    tags=("tea",),
    people=(
        written.Person("olga", "Olga Öst", "owner", 100.0),
        written.Person("pia", "Pia Partner", "partner", 90.0),
        written.Person("hana", "田中 花", "member", 80.0),
        written.Person("ben", "Ben Okafor", "member", 70.0),
    ),
    boards=(written.Board("leaves", "leaves", "Leaves", "All about them.", "public", hosts=("pia",)),),
    ideas=(
        written.Idea(
            "green",
            "leaves",
            "hana",
            60.0,
            "Green tea, and more of it",
            "As @ben says.",
            ("tea",),
            votes=("ben", "pia"),
            comments=(
                written.Comment(
                    "pia",
                    50.0,
                    "We hear you, @hana.",
                    official=True,
                    replies=(written.Comment("hana", 49.0, "Thank you!"),),
                ),
            ),
            moves=(
                written.Move("pia", 48.0, "planned", answer="Yes, from the spring on."),
                written.Move("pia", 30.0, "building"),
                written.Move("pia", 20.0, "shipped", answer="It is in the shops, thanks to @hana."),
            ),
        ),
        written.Idea(
            "black",
            "leaves",
            "ben",
            40.0,
            "Black tea as well",
            "See [green](idea:green).",
            ("tea",),
            votes=0,
            edits=(written.Edit("ben", 39.0, title="Black tea as well, please"),),
            moves=(
                written.Move(
                    "pia",
                    10.0,
                    "declined",
                    reason="fit",
                    explanation="It is a fine wish, but we sell green tea and nothing else.",
                ),
            ),
        ),
        written.Idea(
            "white",
            "leaves",
            "ben",
            5.0,
            "White tea, or maybe not",
            "Never mind.",
            ("tea",),
            votes=0,
            withdrawn=written.Withdrawal("ben", 4.0),
        ),
    ),
)


@pytest.fixture
def tiny(app):
    """The tiny script performed, in an open transaction."""
    with app.app_context(), writing():
        brand = perform(now=NOW, script=TINY)
        with brand_scope(brand.id):
            yield brand
        db.session.rollback()


def ago(days):
    return NOW - timedelta(days=days)


def idea(number):
    return db.session.scalars(select(Idea).where(Idea.number == number)).one()


def all_of(model, *order):
    return db.session.scalars(select(model).order_by(*order)).all()


def test_perform_lets_people_in_under_the_handles_that_the_script_calls_them(tiny):
    people = db.session.execute(
        select(Membership.handle, Membership.role, Membership.joined_at, Account.display_name, Account.email)
        .join(Account, Account.id == Membership.account_id)
        .order_by(Membership.id)
    ).all()

    assert people == [
        ("olga", "owner", ago(100), "Olga Öst", "olga@example.com"),
        ("pia", "partner", ago(90), "Pia Partner", "pia@example.com"),
        ("hana", "member", ago(80), "田中 花", "hana@example.com"),
        ("ben", "member", ago(70), "Ben Okafor", "ben@example.com"),
    ]
    assert all(account.is_verified and account.password_hash is None for account in all_of(Account, Account.id))


def test_perform_opens_boards_with_their_hosts_and_the_reasons_of_the_script(tiny):
    (board,) = all_of(Board, Board.id)
    (place,) = all_of(BoardMember, BoardMember.id)

    assert (board.slug, board.created_at, place.is_host, place.added_at) == ("leaves", ago(100), True, ago(90))
    assert [reason.label for reason in all_of(DeclineReason, DeclineReason.position)] == [
        "The law says no",
        "It is not us",
    ]


def test_perform_links_mentions_and_ideas(tiny):
    assert '<a href="/tiny/people/ben" class="mention"' in idea(1).body_html
    assert 'href="/tiny/ideas/1-green-tea-and-more-of-it"' in idea(2).body_html
    assert "/tiny/people/hana" in db.session.get(Answer, idea(1).id).body_html


def test_perform_keeps_the_story_of_each_idea(tiny):
    green, black, white = idea(1), idea(2), idea(3)
    moves = [
        (move.version, move.to_name, move.created_at) for move in all_of(Move, Move.id) if move.idea_id == green.id
    ]

    assert moves == [(1, "Planned", ago(48)), (2, "In progress", ago(30)), (3, "Shipped", ago(20))]
    assert (green.answered_at, db.session.get(Answer, green.id).version) == (ago(48), 2)
    assert [row.body for row in all_of(AnswerRevision, AnswerRevision.id)] == ["Yes, from the spring on."]
    assert (black.title, all_of(IdeaRevision, IdeaRevision.id)[0].title) == (
        "Black tea as well, please",
        "Black tea as well",
    )
    assert db.session.get(Stage, black.stage_id).phase == "declined"
    assert white.visibility is Visibility.WITHDRAWN


def test_perform_counts_votes_and_comments_at_their_own_times(tiny):
    votes = [(vote.account_id, vote.created_at) for vote in all_of(Vote, Vote.created_at) if vote.idea_id == idea(1).id]
    top, reply = all_of(Comment, Comment.id)

    assert votes[0] == (idea(1).author_id, ago(60))
    assert len(votes) == db.session.get(IdeaRank, idea(1).id).vote_count == 3
    assert all(ago(60) <= at < ago(20) for _, at in votes)
    assert (top.is_official, top.created_at, reply.parent_id, reply.created_at) == (True, ago(50), top.id, ago(49))
    assert {row.account_id for row in all_of(Follow, Follow.account_id) if row.idea_id == idea(1).id} == {
        top.author_id,
        reply.author_id,
    }


def test_perform_leaves_activities_in_order_and_nobody_to_be_told(tiny):
    told = [(row.created_at, row.fanned_out_at) for row in all_of(Activity, Activity.id)]

    assert [at for at, _ in told] == sorted(at for at, _ in told)
    assert {fanned for _, fanned in told} == {NOW}


def test_perform_twice_is_refused(tiny):
    with pytest.raises(SlugTaken):
        perform(now=NOW, script=TINY)


@pytest.mark.thorough
def test_fill_fills_once_and_leaves_nobody_to_be_told_and_nothing_that_verify_finds(app, run_jobs, rows):
    first = app.test_cli_runner().invoke(args=["demo", "fill"])
    again = app.test_cli_runner().invoke(args=["demo", "fill"])

    assert (first.exit_code, first.output) == (0, "Fogbell Coffee is open at /fogbell.\n")
    assert again.exit_code == 1
    assert "The demo is here already" in again.output
    morning = the_morning()
    posted = len(morning.duplicates) + len(morning.newcomers)
    joined = len(morning.newcomers) + len(morning.crowd)
    there = [len(rows(model)) for model in (Brand, Idea, Membership, Answer)]
    assert there == [1, len(the_script().ideas) + posted, 40 + joined, 48]
    with app.app_context():
        assert find_violations(now=clock.now()) == []
    run_jobs()  # the watch over votes sees the crowd
    assert rows(Mail) == []


@pytest.mark.thorough
def test_something_of_every_kind_waits_at_the_desk(app, run_jobs, rows):
    app.test_cli_runner().invoke(args=["demo", "fill"])
    run_jobs()

    with app.app_context(), brand_scope(rows(Brand)[0].id):
        owner = db.session.scalars(select(Account).where(Account.display_name == "Orla Devane")).one()
        waiting = count_queue(viewer_for(rows(Brand)[0], owner))

    assert {kind for kind, count in waiting.items() if count} == set(Kind)
