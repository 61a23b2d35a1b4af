"""Acting at the desk: one press of a button, on one item or on many, with what became of each.

All ideas are locked first, in the order of their ids, then what else the act changes. Then each item is done by itself, in
a savepoint: one that can't be done says why and leaves the others alone. The log is written at commit. What was
done is one `DeskAct` with what it takes to undo it, and nobody hears of it by mail before the time to undo it has passed.
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from sqlalchemy import select, update

from ideas.base.db import db
from ideas.base.refusal import Conflict, Refusal
from ideas.community.idea.answer_clock import hold_clocks
from ideas.community.idea.tags import hold_tags
from ideas.desk.inbox.doing import DOINGS, Desk, Press
from ideas.desk.inbox.holding import hold_authors, ideas_beside
from ideas.desk.inbox.items import Item, Ref, find_items, states_of
from ideas.desk.inbox.models import DeskAct
from ideas.desk.inbox.policy import can_see_to
from ideas.desk.inbox.rules import SELECTED_MAX, TOLD_AFTER, Act
from ideas.people.account.models import Account
from ideas.people.brand.models import Brand
from ideas.people.brand.viewer import Viewer
from ideas.spine.activity.models import Activity

GONE = "This is not there any more, or not on a board that you work on."


class NotThere(Refusal):
    """No such item, or none that this person works on."""

    status = 404


class SeenToMeanwhile(Conflict):
    """Somebody else was faster."""


class TooMany(Refusal):
    """More items than one press takes."""


@dataclass(frozen=True, slots=True)
class Done:
    """An item that was done."""

    ref: Ref
    idea_id: int | None


@dataclass(frozen=True, slots=True)
class NotDone:
    """An item that was not done, and why."""

    ref: Ref
    idea_id: int | None
    refusal: Refusal


@dataclass(slots=True)
class Outcome:
    """What became of a press. Without an `act` nothing was done. `remarks` say what an undo left as somebody made it since."""

    act: DeskAct | None = None
    done: list[Done] = field(default_factory=list)
    refused: list[NotDone] = field(default_factory=list)
    remarks: list[Refusal] = field(default_factory=list)


def perform(press: Press, refs: Sequence[Ref], *, brand: Brand, viewer: Viewer, by: Account, at: datetime) -> Outcome:
    """Do this to each of these items. Raises TooMany; every other no belongs to its item."""
    refs = list({str(ref): ref for ref in refs}.values())
    if len(refs) > SELECTED_MAX:
        raise TooMany("You can act on %(most)s items at once; these are %(count)s.", most=SELECTED_MAX, count=len(refs))
    found = find_items(refs, lock=True, also=ideas_beside(press.act, refs, into_id=press.into_id))
    desk, outcome = Desk(brand=brand, viewer=viewer, by=by, at=at), Outcome()
    _hold_beside(desk, press, found.values())
    entries = [_one(desk, press, ref, found.get(ref), outcome) for ref in refs]
    if outcome.done:
        now = {str(ref): stamp for ref, stamp in states_of(found[one.ref] for one in outcome.done).items()}
        entries = [entry | _stamp(now, entry) for entry in entries]
        outcome.act = _keep(press, entries, brand=brand, by=by, at=at)
        hold_back([one.idea_id for one in outcome.done if one.idea_id], by=by, at=at)
    return outcome


def _one(desk: Desk, press: Press, ref: Ref, item: Item | None, outcome: Outcome) -> dict[str, Any]:
    """Do it to one item, or note why not."""
    idea_id = item.idea.id if item and item.idea else None
    try:
        with db.session.begin_nested():
            undo = DOINGS[press.act](desk, press, _ready(ref, item, desk.viewer))
    except Refusal as refusal:
        outcome.refused.append(NotDone(ref, idea_id, refusal))
        return {"ref": str(ref), "idea": idea_id, "why": refusal.sentence}
    outcome.done.append(Done(ref, idea_id))
    return {"ref": str(ref), "idea": idea_id, "undo": undo}


def hold_back(idea_ids: Sequence[int], *, by: Account, at: datetime) -> None:
    """Let nobody hear of what was just done to these ideas before the time to undo it is over."""
    db.session.execute(
        update(Activity)
        .where(
            Activity.idea_id.in_(idea_ids),
            Activity.created_at == at,
            Activity.account_id == by.id,
            Activity.fanned_out_at.is_(None),
        )
        .values(lease_until=at + TOLD_AFTER)
        .execution_options(synchronize_session=False)
    )


def _hold_beside(desk: Desk, press: Press, items: Collection[Item]) -> None:
    """Lock what a press changes besides ideas, before the first of them is done."""
    ideas = {item.idea.id: item.idea for item in items if item.idea}
    if len(ideas) > 1 or press.act in (Act.APPROVE, Act.TRUST):
        hold_clocks(ideas.values())
    if press.act is Act.TRUST or (press.act is Act.DECLINE and press.block):
        hold_authors(items)
    if press.act is Act.TAG:
        hold_tags(desk.brand.id, press.add_tags, idea_ids=ideas.keys())


def _ready(ref: Ref, item: Item | None, viewer: Viewer) -> Item:
    """The item, if it is this person's to see to and still what they saw."""
    if item is None or not can_see_to(viewer, item):
        raise NotThere(GONE)
    if not item.waits:
        who = _who(item)
        if who:
            raise SeenToMeanwhile("%(who)s has seen to this meanwhile. Nothing was done twice.", who=who)
        raise SeenToMeanwhile("This has been seen to meanwhile. Nothing was done twice.")
    if ref.seen != item.stamp:
        raise SeenToMeanwhile("This has changed since you opened it. Look at it again, then decide.")
    return item


def _who(item: Item) -> str | None:
    """Who was faster: whoever closed it, else whoever of the staff did something with the idea last."""
    if item.closed_by_id is not None:
        return db.session.scalar(select(Account.display_name).where(Account.id == item.closed_by_id))
    if item.idea is None:
        return None
    return db.session.scalar(
        select(Account.display_name)
        .join(Activity, Activity.account_id == Account.id)
        .where(Activity.idea_id == item.idea.id, Activity.account_id != (item.idea.author_id or 0))
        .order_by(Activity.id.desc())
        .limit(1)
    )


def _stamp(now: Mapping[str, str], entry: dict[str, Any]) -> dict[str, Any]:
    """What the item is afterwards: undoing finds out by it whether somebody went on from there."""
    return {"stamp": now[entry["ref"]]} if "undo" in entry and entry["ref"] in now else {}


def _keep(press: Press, entries: list[dict[str, Any]], *, brand: Brand, by: Account, at: datetime) -> DeskAct:
    act = DeskAct(brand_id=brand.id, kind=press.act.value, account_id=by.id, done={"items": entries}, created_at=at)
    db.session.add(act)
    db.session.flush()
    return act
