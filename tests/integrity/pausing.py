"""What the processes do while a board's clock is stopped and started again."""

import time
from dataclasses import dataclass
from datetime import timedelta

from flask import Flask

from ideas.base import clock
from ideas.base.db import brand_scope, db, writing
from ideas.community.board.models import Board
from ideas.community.idea.actions import submit_idea
from ideas.community.idea.models import Idea
from ideas.community.pause.actions import add_pause, cut_pause
from ideas.community.vote.actions import cast_vote
from ideas.people.account.models import Account
from ideas.people.brand.models import Brand


@dataclass(frozen=True, slots=True)
class Shift:
    """As many ideas as `ideas` by one person, each with votes by `voters`; or, without ideas, so many pauses."""

    brand_id: int
    board_id: int
    account_id: int
    voters: tuple[int, ...] = ()
    ideas: int = 0
    pauses: int = 0


def share_or_pause(app: Flask, shift: Shift) -> list[str]:
    """Do it all, one after the other. Returns what went wrong."""
    wrong = []
    with app.app_context():
        for act in [_share] * shift.ideas + [_pause_and_cut] * shift.pauses:
            try:
                act(shift)
            except Exception as error:
                wrong.append(f"{type(error).__name__}: {error}")
    return wrong


def _share(shift: Shift) -> None:
    with brand_scope(shift.brand_id):
        with writing():
            brand, board = db.session.get_one(Brand, shift.brand_id), db.session.get_one(Board, shift.board_id)
            by = db.session.get_one(Account, shift.account_id)
            idea_id = submit_idea(brand, board=board, title="In the middle of it", body="", by=by, at=clock.now()).id
        for voter in shift.voters:
            with writing():
                cast_vote(db.session.get_one(Idea, idea_id), by=db.session.get_one(Account, voter), at=clock.now())


def _pause_and_cut(shift: Shift) -> None:
    with brand_scope(shift.brand_id):
        with writing():
            board, by = db.session.get_one(Board, shift.board_id), db.session.get_one(Account, shift.account_id)
            now = clock.now()
            pause = add_pause(board, starts_at=now, ends_at=now + timedelta(days=10), reason="Holidays", by=by, at=now)
        time.sleep(0.03)
        with writing():
            board, by = db.session.get_one(Board, shift.board_id), db.session.get_one(Account, shift.account_id)
            cut_pause(db.session.merge(pause), board=board, by=by, at=clock.now())
        time.sleep(0.03)
