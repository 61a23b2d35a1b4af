"""Asking again for what was declined: when enough further people ask after a while, the idea waits for an answer again."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import func, select

from ideas.base.db import db, insert_ignoring
from ideas.base.refusal import Forbidden, Refusal
from ideas.community.idea.actions import lock_idea
from ideas.community.idea.answer_clock import start_clock
from ideas.community.idea.models import Idea
from ideas.community.idea.rules import Visibility
from ideas.community.idea.story import record_on
from ideas.community.pipeline.models import Move
from ideas.community.stage.rules import Phase
from ideas.community.vote.actions import Unverified
from ideas.people.account.models import Account
from ideas.people.brand.models import Brand
from ideas.people.brand.viewer import Viewer
from ideas.trust.moderation.models import ReopenAsk

MONTH = timedelta(days=30)


class TooSoon(Refusal):
    """The no is too fresh to be asked about again."""


class CantAskAgain(Forbidden):
    """The idea was not declined, waits already, or is one's own."""


@dataclass(frozen=True, slots=True)
class Reopening:
    """How it stands with asking again for one declined idea. `asks` counts the people who did since the no."""

    opens_at: datetime
    asks: int
    needed: int
    has_asked: bool
    is_open: bool
    is_own: bool


def reopening_of(idea: Idea, *, brand: Brand, viewer: Viewer, at: datetime) -> Reopening | None:
    """How it stands with asking again, or None where nobody can: it was not declined, or waits for an answer already."""
    move = _latest_no(idea) if _is_closed(idea, brand) else None
    if move is None:
        return None
    return Reopening(
        opens_at=_opens_at(move, brand),
        asks=_count(idea, move),
        needed=brand.reopen_people,
        has_asked=viewer.account_id is not None and _has_asked(idea, move, viewer.account_id),
        is_open=at >= _opens_at(move, brand),
        is_own=viewer.account_id is not None and viewer.account_id == idea.author_id,
    )


def ask_again(idea: Idea, *, brand: Brand, by: Account, at: datetime) -> bool:
    """Ask for a declined idea again, once for each no. Returns whether this brought it back to the queue.

    Its answer clock then starts again, and its followers hear of it once. Raises CantAskAgain, TooSoon, Unverified.
    """
    if not by.is_verified:
        raise Unverified("Confirm your address first: open the link in the mail that we sent you.")
    idea = lock_idea(idea.id)
    move = _latest_no(idea) if _is_closed(idea, brand) else None
    if move is None:
        raise CantAskAgain("This idea can't be asked for again now. Open it once more to see where it stands.")
    if by.id == idea.author_id:
        raise CantAskAgain("You shared this idea: your wish is counted already. Now it is for others to ask.")
    if at < _opens_at(move, brand):
        raise TooSoon("This no is too fresh. People can ask again from %(day)s on.", day=_opens_at(move, brand).date())
    is_new = insert_ignoring(
        ReopenAsk, brand_id=idea.brand_id, idea_id=idea.id, account_id=by.id, move_id=move.id, created_at=at
    )
    if not is_new:
        return False
    asks = _count(idea, move)
    record_on("reopen.asked", idea, by=by, at=at, detail={"move_id": move.id, "asks": asks})
    if asks < brand.reopen_people:
        return False
    idea.reopened_at = at
    db.session.flush()
    start_clock(idea, at=at)
    record_on("idea.reopened", idea, by=None, at=at, detail={"move_id": move.id, "asks": asks})
    return True


def _is_closed(idea: Idea, brand: Brand) -> bool:
    """Whether it was declined, and neither waits again nor was merged or taken from view; brands may switch this off."""
    is_there = idea.visibility is Visibility.PUBLIC and not idea.is_merged
    return is_there and idea.stage.phase is Phase.DECLINED and idea.reopened_at is None and brand.reopen_people > 0


def _latest_no(idea: Idea) -> Move | None:
    """The move that brought it where it is; an idea that was brought over declined has none."""
    move = db.session.scalar(select(Move).where(Move.idea_id == idea.id).order_by(Move.version.desc()).limit(1))
    return move if move is not None and move.to_phase == Phase.DECLINED else None


def _opens_at(move: Move, brand: Brand) -> datetime:
    return move.created_at + brand.reopen_months * MONTH


def _count(idea: Idea, move: Move) -> int:
    asks = select(func.count()).where(ReopenAsk.idea_id == idea.id, ReopenAsk.move_id == move.id)
    return db.session.scalar(asks) or 0


def _has_asked(idea: Idea, move: Move, account_id: int) -> bool:
    mine = select(ReopenAsk.move_id).where(
        ReopenAsk.idea_id == idea.id, ReopenAsk.move_id == move.id, ReopenAsk.account_id == account_id
    )
    return db.session.scalar(mine) is not None
