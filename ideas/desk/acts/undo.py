"""Undoing an act of the desk: each item goes back to where it was, unless somebody has gone on from there.

Within the seconds in which nobody was told, nobody ever hears of it; later the followers hear of the way back as well.
"""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import select, update

from ideas.base.db import db
from ideas.base.refusal import Refusal
from ideas.community.idea.answer_clock import lock_clocks
from ideas.community.pipeline.taking_back import answers_before
from ideas.desk.acts.act import GONE, Act, Desk, NotThere, TooLate, Undoing, ideas_by_id, ideas_of
from ideas.desk.acts.every import find_act
from ideas.desk.acts.items import Item, Ref, find_items, read_ref
from ideas.desk.acts.models import DeskAct
from ideas.desk.acts.people import name_of
from ideas.desk.acts.perform import Done, NotDone, Outcome
from ideas.desk.acts.policy import can_see_to
from ideas.desk.acts.rules import UNDO_UNTIL
from ideas.spine.activity.models import Activity


def can_undo(row: DeskAct, *, at: datetime) -> bool:
    """Whether there is anything left of it that may still be undone."""
    return row.undone_at is None and at - row.created_at < UNDO_UNTIL


def words_to_put_back(act_id: int) -> list[str]:
    """The answers that undoing this act puts back in place, to be rendered before anything is locked."""
    row = db.session.get(DeskAct, act_id)
    if row is None:
        return []
    done = [(entry["idea"], entry["undo"].get("answer", 0)) for entry in row.done["items"] if "undo" in entry]
    return answers_before(done)


def undo(act_id: int, *, desk: Desk) -> Outcome:
    """Undo what can be undone of an act; the outcome names the rest, and why. Raises NotThere, TooLate."""
    row = db.session.get(DeskAct, act_id)
    if row is None:
        raise NotThere(GONE)
    act, refs = find_act(row.kind), [read_ref(entry["ref"]) for entry in row.done["items"]]
    mementos = [act.memento(entry["undo"]) for entry in row.done["items"] if "undo" in entry]
    also = act.other_ideas(None, refs) | act.other_ideas_to_undo(mementos)
    items = find_items(refs, lock=True, also=also)
    if not any(can_see_to(desk.viewer, item) for item in items.values()):
        raise NotThere(GONE)
    ideas = ideas_of(items.values())
    act.lock_first_to_undo(mementos, ideas)
    row = _lock(row)
    if not can_undo(row, at=desk.at):
        raise TooLate(_why_not(row), who=name_of(row.undone_by_id))
    outcome, is_told = Outcome(act=row), _was_told(row)
    entries = [dict(entry) for entry in row.done["items"]]
    lock_clocks([*ideas, *ideas_by_id(also)])
    act.lock_to_undo(desk, mementos, ideas)
    for ref, entry in reversed(list(zip(refs, entries, strict=True))):  # Who came twice is led back the same way.
        if "undo" in entry and not entry.get("undone"):
            _one(act, row, entry, ref, items.get(ref), desk, outcome)
    _note(row, entries, outcome, desk)
    if outcome.done and not is_told:
        _keep_quiet(row, [one.idea_id for one in outcome.done if one.idea_id], desk)
    return outcome


def _one(
    act: Act[Any], row: DeskAct, entry: dict[str, Any], ref: Ref, item: Item | None, desk: Desk, outcome: Outcome
) -> None:
    """Undo one item, or note why not."""
    try:
        with db.session.begin_nested():
            if item is None or not can_see_to(desk.viewer, item):
                raise NotThere(GONE)
            undoing = Undoing(row, item, desk)
            _check_unchanged(entry, undoing)
            outcome.remarks += act.memento(entry["undo"]).undo(undoing)
    except Refusal as refusal:
        outcome.refused.append(NotDone(ref, entry["idea"], refusal))
    else:
        entry["undone"] = True
        outcome.done.append(Done(ref, entry["idea"]))


def _check_unchanged(entry: Mapping[str, Any], undoing: Undoing) -> None:
    """Raises TooLate."""
    stamp = entry.get("stamp")
    if stamp is not None and stamp != undoing.item.state:
        sentence = "%(who)s has changed this since. What came after has to be undone first."
        raise TooLate(sentence, who=undoing.last_hand)


def _note(row: DeskAct, entries: list[dict[str, Any]], outcome: Outcome, desk: Desk) -> None:
    """Keep which items are undone, in the order in which they were done."""
    outcome.done.reverse()
    outcome.refused.reverse()
    row.done = {**row.done, "items": entries}
    if outcome.done and not outcome.refused:
        row.undone_at, row.undone_by_id = desk.at, desk.by.id
    db.session.flush()


def _lock(row: DeskAct) -> DeskAct:
    locked = select(DeskAct).where(DeskAct.id == row.id).with_for_update().execution_options(populate_existing=True)
    return db.session.scalars(locked).one()


def _why_not(row: DeskAct) -> str:
    if row.undone_at is not None:
        return "%(who)s has undone this already."
    return "This is too long ago to be undone from here. Open the idea and change it there."


def _of_this_act(row: DeskAct, idea_ids: Sequence[int]) -> tuple[Any, ...]:
    return Activity.idea_id.in_(idea_ids), Activity.created_at == row.created_at, Activity.account_id == row.account_id


def _was_told(row: DeskAct) -> bool:
    """Whether anybody may have heard of it."""
    ideas = [entry["idea"] for entry in row.done["items"] if entry.get("idea")]
    told = (Activity.fanned_out_at.is_not(None)) | (Activity.attempts > 0)
    return db.session.scalar(select(Activity.id).where(*_of_this_act(row, ideas), told).limit(1)) is not None


def _keep_quiet(row: DeskAct, idea_ids: Sequence[int], desk: Desk) -> None:
    """Neither the act nor its undoing is ever told."""
    mine = (Activity.idea_id.in_(idea_ids), Activity.created_at == desk.at, Activity.account_id == desk.by.id)
    for these in (_of_this_act(row, idea_ids), mine):
        db.session.execute(
            update(Activity)
            .where(*these, Activity.fanned_out_at.is_(None))
            .values(fanned_out_at=desk.at)
            .execution_options(synchronize_session=False)
        )
