"""How soon the ideas of a board are answered: the rule that its owner sets."""

from datetime import datetime

from ideas.base.db import db
from ideas.base.refusal import Refusal
from ideas.community.board.models import Board
from ideas.community.board.rules import ANSWER_DAYS_MOST, ANSWER_VOTES_LEAST, ANSWER_VOTES_MOST
from ideas.people.account.models import Account
from ideas.spine.activity.actions import record


class BadAnswerRule(Refusal):
    """A promise that means nothing: no day, more than a year, or a number of votes that one person has."""


def set_answer_rule(board: Board, *, days: int, votes: int | None, by: Account, at: datetime) -> None:
    """Promise an answer within so many days, or a day after so many votes. Raises BadAnswerRule.

    It holds for ideas that come from now on: what was promised to the others stays.
    """
    if not 1 <= days <= ANSWER_DAYS_MOST:
        raise BadAnswerRule("Promise an answer within 1 to %(most)s days.", field="answer_days", most=ANSWER_DAYS_MOST)
    if votes is not None and not ANSWER_VOTES_LEAST <= votes <= ANSWER_VOTES_MOST:
        raise BadAnswerRule(
            "Give %(least)s to %(most)s votes, or leave it empty.",
            field="answer_votes",
            least=ANSWER_VOTES_LEAST,
            most=ANSWER_VOTES_MOST,
        )
    before = {"days": board.answer_days, "votes": board.answer_votes}
    after = {"days": days, "votes": votes}
    if before == after:
        return
    board.answer_days, board.answer_votes = days, votes
    db.session.flush()
    record(
        "board.answer_rule_changed",
        brand_id=board.brand_id,
        by=by.id,
        at=at,
        board_id=board.id,
        detail=after,
        before=before,
        after=after,
    )
