"""The owner's fields for how soon ideas are answered."""

import pytest

from ideas.community.board.models import Board
from ideas.spine.audit.models import AuditEntry

EDIT = "/acme/settings/boards/ideas/edit"


def sent(**changes):
    return {"name": "Ideas", "description": "", "access": "public", **changes}


def rule(rows, board):
    (found,) = rows(Board, Board.id == board.id)
    return found.answer_days, found.answer_votes


def test_an_owner_sets_the_rule_and_it_is_on_record(client_for, owner, board, rows):
    client = client_for(owner)
    page = client.get(EDIT).get_data(as_text=True)
    assert 'name="answer_days" required type="number" value="14"' in page

    assert client.send(EDIT, sent(answer_days="30", answer_votes="")).status_code == 303

    assert rule(rows, board) == (30, None)
    (entry,) = rows(AuditEntry, AuditEntry.kind == "board.answer_rule_changed")
    assert (entry.before, entry.after) == ({"days": 14, "votes": 25}, {"days": 30, "votes": None})


def test_what_is_not_sent_stays(client_for, owner, board, rows):
    client_for(owner).send(EDIT, sent(answer_days="30", answer_votes="7"))

    client_for(owner).send(EDIT, sent())

    assert rule(rows, board) == (30, 7)


@pytest.mark.parametrize(
    "changes",
    [
        {"answer_days": "0"},
        {"answer_days": "366"},
        {"answer_days": ""},
        {"answer_days": "soon"},
        {"answer_votes": "1"},
        {"answer_votes": "10001"},
        {"answer_votes": "9" * 30},
        {"answer_votes": "many"},
    ],
)
def test_a_rule_that_means_nothing_is_refused(client_for, owner, board, rows, changes):
    assert client_for(owner).send(EDIT, sent(**changes)).status_code == 422

    assert rule(rows, board) == (14, 25)


def test_a_new_board_begins_with_the_rule_that_was_typed(client_for, owner, rows):
    client_for(owner).send("/acme/settings/boards", sent(name="Fresh", answer_days="3", answer_votes="10"))

    (board,) = rows(Board, Board.slug == "fresh")
    assert (board.answer_days, board.answer_votes) == (3, 10)
