"""Pauses come and go while ideas and votes arrive: nobody is given ten days, or robbed of them, for good."""

from datetime import timedelta

from ideas.base.db import db
from ideas.community.board.models import AnswerPause
from ideas.community.board.rules import due_at, due_by_votes
from ideas.community.idea.answer_clock import pauses_of
from ideas.community.idea.models import IdeaRank
from ideas.community.vote.models import Vote
from tests.cast import NOW
from tests.integrity.crew import SIZE
from tests.integrity.pausing import Shift, share_or_pause

PAUSES, IDEAS = 20, 12
# Who waits for a lock has looked at the clock before.
NEARLY = timedelta(seconds=20)


def test_pauses_that_come_and_go_leave_every_due_where_it_belongs(
    crew, cast, make, rows, database_url, violations, say
):
    with make.at_work():
        board = db.session.merge(cast.board)
        board.answer_votes = 2
    voters = (cast.ben.id, cast.mod.id)
    shifts = [
        Shift(cast.brand.id, cast.board.id, cast.ana.id, voters if number % 2 else (), ideas=IDEAS)
        for number in range(SIZE - 1)
    ]
    pausing = Shift(cast.brand.id, cast.board.id, cast.mod.id, pauses=PAUSES)

    wrong = crew.work(share_or_pause, database_url, [*shifts, pausing])

    assert [error for errors in wrong for error in errors] == []
    with make.at_work():
        pauses = pauses_of([cast.board.id], after=NOW).get(cast.board.id, ())
    assert len(rows(AnswerPause)) == PAUSES
    last_votes = {}
    for vote in sorted(rows(Vote), key=lambda vote: vote.created_at):
        last_votes.setdefault(vote.idea_id, []).append(vote.created_at)
    ranks = rows(IdeaRank)
    for rank in ranks:
        due = due_at(rank.created_at, 14, pauses)
        if rank.idea_id in last_votes:
            due = min(due, due_by_votes(last_votes[rank.idea_id][1], pauses))
        assert abs(rank.answer_due - due) < NEARLY, f"idea {rank.idea_id} is due {rank.answer_due}, not {due}"
    assert violations() == []
    say(f"pauses: {PAUSES} added and cut while {len(ranks)} ideas and their votes came; every due where it belongs")
