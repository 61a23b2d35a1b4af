"""What everybody reads about an idea's answer clock."""

from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import update

from ideas.base import clock
from ideas.base.db import db
from ideas.community.board.models import AnswerPause, Board
from ideas.community.idea.models import IdeaRank
from ideas.community.idea.routes.due import due_face, rule_of

NOW = datetime(2026, 11, 20, 15, 0, tzinfo=UTC)
DAY = timedelta(days=1)


@pytest.mark.parametrize(
    ("due", "words", "state"),
    [
        (NOW + 14 * DAY, "Answer due in 14 days", "ok"),
        (NOW + 3 * DAY, "Answer due in 3 days", "ok"),
        (NOW + 2 * DAY, "Answer due in 2 days", "soon"),
        (datetime(2026, 11, 21, 0, 30, tzinfo=UTC), "Answer due tomorrow", "soon"),
        (datetime(2026, 11, 20, 23, 59, tzinfo=UTC), "Answer due today", "soon"),
        (datetime(2026, 11, 20, 9, 0, tzinfo=UTC), "Answer was due today", "late"),
        (datetime(2026, 11, 19, 23, 0, tzinfo=UTC), "Answer 1 day late", "late"),
        (NOW - 5 * DAY, "Answer 5 days late", "late"),
        (NOW - 59 * DAY, "Answer 59 days late", "late"),
        (NOW - 60 * DAY, "Answer 2 months late", "late"),
        (NOW - 729 * DAY, "Answer 24 months late", "late"),
        (NOW - 731 * DAY, "Answer 2 years late", "late"),
    ],
)
def test_the_badge_says_when_in_days(app, due, words, state):
    with app.test_request_context():
        face = due_face(due, None, now=NOW)

    assert (face.text, face.state) == (words, state)


@pytest.mark.parametrize(
    ("until", "words"),
    [(datetime(2026, 11, 30, tzinfo=UTC), "Nov 30"), (datetime(2027, 1, 3, tzinfo=UTC), "Jan 3, 2027")],
)
def test_the_badge_says_that_the_clock_is_paused_but_late_stays_late(app, until, words):
    pause = AnswerPause(starts_at=NOW - DAY, ends_at=until)
    with app.test_request_context():
        waiting, late = due_face(until + DAY, pause, now=NOW), due_face(NOW - 3 * DAY, pause, now=NOW)

    assert (waiting.text, waiting.state) == (f"Clock paused until {words}", "paused")
    assert (late.text, late.state) == ("Answer 3 days late", "late")


def test_the_rule_is_one_sentence(app):
    with app.test_request_context():
        assert rule_of(Board(answer_days=14, answer_votes=25)) == (
            "We answer every idea here within 14 days, or a day after it has 25 votes."
        )
        assert rule_of(Board(answer_days=1, answer_votes=None)) == "We answer every idea here within 1 day."


def test_the_badge_is_on_cards_and_the_ideas_page_until_it_is_answered(make, visitor):
    idea = make.idea(at=clock.now() - 3 * DAY)
    pages = ("/acme/ideas", "/acme/boards/ideas", f"/acme/ideas/{idea.reference}")

    assert ["Answer due in 11 days" in visitor.get(page).get_data(as_text=True) for page in pages] == [True] * 3
    assert "Answer due" not in visitor.get("/acme/roadmap").get_data(as_text=True)

    make.answer(idea, at=clock.now())

    for page in pages:
        assert "Answer due" not in visitor.get(page).get_data(as_text=True)
    assert "Answered" in visitor.get("/acme/ideas").get_data(as_text=True)


def test_a_card_that_was_kept_changes_its_words_with_the_due(make, visitor):
    make.idea(at=clock.now() - 3 * DAY)
    assert "Answer due in 11 days" in visitor.get("/acme/ideas").get_data(as_text=True)

    with make.at_work():
        db.session.execute(update(IdeaRank).values(answer_due=clock.now() - 5 * DAY))

    page = visitor.get("/acme/ideas").get_data(as_text=True)
    assert "Answer 5 days late" in page
    assert "Answer due in" not in page


def test_what_is_not_public_is_owed_no_answer(make, client_for, ana):
    idea = make.idea(at=clock.now() - 3 * DAY)
    make.withdraw(idea)

    assert "Answer due" not in client_for(ana).get(f"/acme/ideas/{idea.reference}").get_data(as_text=True)


def test_the_board_says_its_rule(make, visitor, board):
    with make.at_work():
        db.session.get_one(Board, board.id).answer_days = 5

    page = visitor.get("/acme/boards/ideas").get_data(as_text=True)

    assert "We answer every idea here within 5 days, or a day after it has 25 votes." in page
    assert "We answer every idea here within" not in visitor.get("/acme/ideas").get_data(as_text=True)
