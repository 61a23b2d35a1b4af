"""Checklists: what must be ticked before an idea of a board may leave a stage for any other than a no.

A tick holds until somebody takes it back, also when the idea comes to the stage again.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import and_, delete, func, select

from ideas.base.db import db, insert_ignoring
from ideas.base.order import move_in_list
from ideas.base.refusal import Conflict, Refusal
from ideas.base.text import one_line
from ideas.community.board.models import Board
from ideas.community.idea.actions import lock_idea
from ideas.community.idea.models import Idea
from ideas.community.idea.story import record_on
from ideas.community.pipeline.models import ChecklistItem, ChecklistTick
from ideas.community.stage.models import Stage
from ideas.people.account.models import Account
from ideas.people.brand.actions import lock_brand
from ideas.spine.activity.actions import record

TEXT_MAX = 200
ITEMS_MAX = 20


class ChecklistOpen(Refusal):
    """Something on the checklist of the idea's stage is not ticked yet."""


class NotOnTheList(Conflict):
    """The checklist of the idea's stage does not hold this item, or holds it no more."""


class BadItem(Refusal):
    """The item has no words or too many, or the list is too long."""


@dataclass(frozen=True, slots=True)
class Line:
    """An item of an idea's checklist, and who ticked it when."""

    id: int
    text: str
    ticked_at: datetime | None
    ticked_by: str | None

    @property
    def is_ticked(self) -> bool:
        return self.ticked_at is not None


# --- for an idea -----------------------------------------------------------------------------------------------------


def checklist_of(idea: Idea) -> Sequence[Line]:
    """What must be ticked before the idea may leave its stage, in order."""
    rows = db.session.execute(
        select(ChecklistItem.id, ChecklistItem.text, ChecklistTick.created_at, Account.display_name)
        .outerjoin(ChecklistTick, and_(ChecklistTick.item_id == ChecklistItem.id, ChecklistTick.idea_id == idea.id))
        .outerjoin(Account, Account.id == ChecklistTick.account_id)
        .where(
            ChecklistItem.board_id == idea.board_id,
            ChecklistItem.stage_id == idea.stage_id,
            ChecklistItem.is_retired.is_(False),
        )
        .order_by(ChecklistItem.position, ChecklistItem.id)
    )
    return [Line(*row) for row in rows]


def check_ticked(idea: Idea) -> None:
    """Raise ChecklistOpen if something on the idea's checklist is not ticked. The idea is locked."""
    missing = [line.text for line in checklist_of(idea) if not line.is_ticked]
    if missing:
        raise ChecklistOpen(
            "Before this idea may leave “%(stage)s”, tick what is left: %(missing)s.",
            field="ticks",
            stage=idea.stage.name,
            missing="; ".join(missing),
        )


def open_items(idea_ids: Sequence[int]) -> Mapping[int, int]:
    """How many items each of these ideas still has to be ticked, where there are any. One query for a whole page."""
    if not idea_ids:
        return {}
    rows = db.session.execute(
        select(Idea.id, func.count())
        .join(ChecklistItem, and_(ChecklistItem.board_id == Idea.board_id, ChecklistItem.stage_id == Idea.stage_id))
        .outerjoin(ChecklistTick, and_(ChecklistTick.item_id == ChecklistItem.id, ChecklistTick.idea_id == Idea.id))
        .where(Idea.id.in_(idea_ids), ChecklistItem.is_retired.is_(False), ChecklistTick.item_id.is_(None))
        .group_by(Idea.id)
    )
    return dict(rows.all())


def tick_item(idea: Idea, item_id: int, *, by: Account, at: datetime) -> bool:
    """Say that this was seen to. Returns whether that is new. Raises NotOnTheList."""
    idea = lock_idea(idea.id, shared=True)
    item = _on_the_list(idea, item_id)
    if not insert_ignoring(
        ChecklistTick, brand_id=idea.brand_id, idea_id=idea.id, item_id=item.id, account_id=by.id, created_at=at
    ):
        return False
    record_on(
        "checklist.ticked",
        idea,
        by=by,
        at=at,
        detail={"item_id": item.id},
        after={"item_id": item.id, "text": item.text},
    )
    return True


def untick_item(idea: Idea, item_id: int, *, by: Account, at: datetime) -> bool:
    """Take a tick back. Returns whether there was one. Raises NotOnTheList."""
    idea = lock_idea(idea.id, shared=True)
    item = _on_the_list(idea, item_id)
    gone = delete(ChecklistTick).where(ChecklistTick.idea_id == idea.id, ChecklistTick.item_id == item.id)
    if db.session.execute(gone.returning(ChecklistTick.item_id)).first() is None:
        return False
    record_on(
        "checklist.unticked",
        idea,
        by=by,
        at=at,
        detail={"item_id": item.id},
        before={"item_id": item.id, "text": item.text},
        after={},
    )
    return True


def _on_the_list(idea: Idea, item_id: int) -> ChecklistItem:
    item = db.session.scalar(
        select(ChecklistItem).where(
            ChecklistItem.id == item_id,
            ChecklistItem.board_id == idea.board_id,
            ChecklistItem.stage_id == idea.stage_id,
            ChecklistItem.is_retired.is_(False),
        )
    )
    if item is None:
        raise NotOnTheList("The idea has moved, or its checklist has changed. Nothing was ticked.")
    return item


# --- setting them up -------------------------------------------------------------------------------------------------


def all_items(board: Board) -> dict[int, list[ChecklistItem]]:
    """The items that a board asks for now, in order, by stage."""
    found: dict[int, list[ChecklistItem]] = {}
    in_order = select(ChecklistItem).where(ChecklistItem.board_id == board.id, ChecklistItem.is_retired.is_(False))
    for item in db.session.scalars(in_order.order_by(ChecklistItem.position, ChecklistItem.id)):
        found.setdefault(item.stage_id, []).append(item)
    return found


def find_item(item_id: int) -> ChecklistItem | None:
    """The item, if it is asked for now."""
    item = select(ChecklistItem).where(ChecklistItem.id == item_id, ChecklistItem.is_retired.is_(False))
    return db.session.scalar(item)


def add_item(board: Board, stage: Stage, text: str, *, by: Account, at: datetime) -> ChecklistItem:
    """Ask for one thing more before an idea of this board may leave this stage. Raises BadItem."""
    text = _checked(text)
    lock_brand(board.brand_id)
    there = all_items(board).get(stage.id, [])
    if len(there) >= ITEMS_MAX:
        raise BadItem("A checklist has at most %(most)s items.", field="text", most=ITEMS_MAX)
    last = there[-1].position if there else 0
    item = ChecklistItem(
        brand_id=board.brand_id, board_id=board.id, stage_id=stage.id, text=text, position=last + 1, is_retired=False
    )
    db.session.add(item)
    db.session.flush()
    record(
        "checklist_item.created",
        brand_id=board.brand_id,
        by=by.id,
        at=at,
        board_id=board.id,
        detail={"item_id": item.id},
        after={"item_id": item.id, "stage_id": stage.id, "text": text},
    )
    return item


def change_item(item: ChecklistItem, text: str, *, by: Account, at: datetime) -> None:
    """Put it in other words; what was ticked stays so. Raises BadItem."""
    before, item.text = item.text, _checked(text)
    db.session.flush()
    record(
        "checklist_item.updated",
        brand_id=item.brand_id,
        by=by.id,
        at=at,
        board_id=item.board_id,
        detail={"item_id": item.id},
        before={"text": before},
        after={"text": item.text},
    )


def retire_item(item: ChecklistItem, *, by: Account, at: datetime) -> None:
    """Ask for it no more; who ticked it stays on record."""
    item.is_retired = True
    db.session.flush()
    record(
        "checklist_item.retired",
        brand_id=item.brand_id,
        by=by.id,
        at=at,
        board_id=item.board_id,
        detail={"item_id": item.id},
        before={"text": item.text},
        after={},
    )


def move_item(item: ChecklistItem, *, up: bool, by: Account, at: datetime) -> None:
    """Let it change places with the one before (or after) it; at the end of the list nothing happens."""
    lock_brand(item.brand_id)
    beside = (ChecklistItem.board_id == item.board_id) & (ChecklistItem.stage_id == item.stage_id)
    if move_in_list(item, beside, ChecklistItem.is_retired.is_(False), up=up):
        record(
            "checklist_item.reordered",
            brand_id=item.brand_id,
            by=by.id,
            at=at,
            board_id=item.board_id,
            detail={"item_id": item.id},
        )


def _checked(text: str) -> str:
    text = one_line(text)
    if not 0 < len(text) <= TEXT_MAX:
        raise BadItem("An item has 1 to %(most)s characters.", field="text", most=TEXT_MAX)
    return text
