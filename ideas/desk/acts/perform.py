"""Performing a request of the desk: one act on one item or on many, with what became of each.

All ideas are locked first, in the order of their ids, then what else the act changes. Then each item is done by itself, in
a savepoint: one that can't be done says why and leaves the others alone. The log is written at commit. What was
done is one `DeskAct` with what it takes to undo it, and nobody hears of it by mail before the time to undo it has passed.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import select, update

from ideas.base.db import db
from ideas.base.refusal import Conflict, Refusal
from ideas.desk.acts.act import GONE, Act, Desk, NotThere
from ideas.desk.acts.every import find_act
from ideas.desk.acts.fields import Typed
from ideas.desk.acts.items import Item, Ref, find_items, states_of
from ideas.desk.acts.models import DeskAct
from ideas.desk.acts.policy import can_see_to
from ideas.desk.acts.rules import SELECTED_MAX, TOLD_AFTER, Kind
from ideas.desk.acts.shared import comment_id_of
from ideas.people.account.models import Account
from ideas.people.brand.viewer import Viewer
from ideas.spine.activity.models import Activity
from ideas.trust.moderation.actions import quote_comments


class SeenToMeanwhile(Conflict):
    """Somebody else was faster."""


class TooMany(Refusal):
    """More items than one act takes."""


@dataclass(frozen=True, slots=True)
class ActRequest:
    """What somebody asks for: an act by its name, the items to do it to, and what was typed into the act's fields."""

    act: str
    refs: Sequence[Ref]
    typed: Typed = field(default_factory=dict)


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
    """What became of it. Without an `act` nothing was done. `remarks` say what an undo left as somebody made it since."""

    act: DeskAct | None = None
    done: list[Done] = field(default_factory=list)
    refused: list[NotDone] = field(default_factory=list)
    remarks: list[Refusal] = field(default_factory=list)


def prepare(request: ActRequest) -> None:
    """Do what takes long and changes nothing, before anything is locked. Raises BadAct."""
    if find_act(request.act).quotes_comments:
        quote_comments({comment_id_of(item) or 0 for item in find_items(request.refs[:SELECTED_MAX]).values()})


def perform(request: ActRequest, *, desk: Desk) -> Outcome:
    """Do this to each of these items. Raises BadAct, TooMany and what the act finds wrong with what was typed.

    Every other no belongs to its item. Items are found and locked in here.
    """
    act, refs = find_act(request.act), list({str(ref): ref for ref in request.refs}.values())
    if len(refs) > SELECTED_MAX:
        raise TooMany("You can act on %(most)s items at once; these are %(count)s.", most=SELECTED_MAX, count=len(refs))
    details, outcome = act.read(desk, request.typed), Outcome()
    found = find_items(refs, lock=True, also=act.other_ideas(details, refs))
    act.lock(desk, details, found.values())
    entries = [_one(act, desk, details, ref, found.get(ref), outcome) for ref in refs]
    if outcome.done:
        outcome.act = _store(act, entries, [found[one.ref] for one in outcome.done], desk)
    return outcome


def perform_on_idea(name: str, idea_id: int, typed: Typed, *, desk: Desk) -> DeskAct:
    """Do this to an idea from another page than the inbox, whether or not it waits for an answer.

    Raises NotThere, and whatever the act raises.
    """
    act, ref = find_act(name), Ref(Kind.ANSWER, idea_id)
    details = act.read(desk, typed)
    item = find_items([ref], lock=True, also=act.other_ideas(details, [ref])).get(ref)
    if item is None or not can_see_to(desk.viewer, item):
        raise NotThere(GONE)
    act.lock(desk, details, [item])
    entry = {"ref": str(ref), "idea": idea_id, "undo": act.do(desk, details, item).stored()}
    return _store(act, [entry], [item], desk)


def _one(act: Act[Any], desk: Desk, details: Any, ref: Ref, item: Item | None, outcome: Outcome) -> dict[str, Any]:
    """Do it to one item, or note why not."""
    idea_id = item.idea.id if item and item.idea else None
    try:
        with db.session.begin_nested():
            memento = act.do(desk, details, _ready(ref, item, desk.viewer))
    except Refusal as refusal:
        outcome.refused.append(NotDone(ref, idea_id, refusal))
        return {"ref": str(ref), "idea": idea_id, "why": refusal.sentence}
    outcome.done.append(Done(ref, idea_id))
    return {"ref": str(ref), "idea": idea_id, "undo": memento.stored()}


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


def _store(act: Act[Any], entries: list[dict[str, Any]], done: Sequence[Item], desk: Desk) -> DeskAct:
    """Keep what was done, and let nobody hear of it before the time to undo it is over."""
    states = {str(ref): state for ref, state in states_of(done).items()}
    items = [entry | _stamp(states, entry) for entry in entries]
    row = DeskAct(
        brand_id=desk.brand.id, kind=act.name, account_id=desk.by.id, done={"items": items}, created_at=desk.at
    )
    db.session.add(row)
    db.session.flush()
    _delay({item.idea.id for item in done if item.idea}, desk)
    return row


def _stamp(states: Mapping[str, str], entry: dict[str, Any]) -> dict[str, Any]:
    """What the item is afterwards: undoing finds out by it whether somebody went on from there."""
    return {"stamp": states[entry["ref"]]} if "undo" in entry and entry["ref"] in states else {}


def _delay(idea_ids: set[int], desk: Desk) -> None:
    db.session.execute(
        update(Activity)
        .where(
            Activity.idea_id.in_(idea_ids),
            Activity.created_at == desk.at,
            Activity.account_id == desk.by.id,
            Activity.fanned_out_at.is_(None),
        )
        .values(lease_until=desk.at + TOLD_AFTER)
        .execution_options(synchronize_session=False)
    )
