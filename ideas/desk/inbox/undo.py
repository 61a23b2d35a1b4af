"""Undoing an act of the desk: each item goes back to where it was, unless somebody has gone on from there.

Within the seconds in which nobody was told, nobody ever hears of it; later the followers hear of the way back as well.
"""

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import select, update

from ideas.base.db import db
from ideas.base.refusal import Conflict, Refusal
from ideas.community.comment.models import Comment
from ideas.community.duplicate.actions import reopen_duplicates
from ideas.community.idea.models import Idea
from ideas.community.idea.tags import set_tags, tags_of
from ideas.community.merge.actions import give_up_merge, undo_merge
from ideas.community.merge.models import Merge
from ideas.community.merge.rules import MergeState
from ideas.community.pipeline.taking_back import AnswerBefore, take_back_answer, take_back_move
from ideas.desk.assignment.actions import assign_idea
from ideas.desk.inbox.acts import GONE, Done, NotDone, NotThere, Outcome
from ideas.desk.inbox.doing import Desk
from ideas.desk.inbox.holding import hold_for_undo, ideas_beside, targets_of
from ideas.desk.inbox.items import Item, Ref, find_items, read_ref
from ideas.desk.inbox.models import DeskAct
from ideas.desk.inbox.policy import can_see_to
from ideas.desk.inbox.rules import UNDO_UNTIL, Act, Kind
from ideas.people.account.models import Account
from ideas.people.brand.queries import find_membership
from ideas.spine.activity.actions import record
from ideas.spine.activity.models import Activity
from ideas.trust.fraud.models import VoteAlert
from ideas.trust.moderation.actions import lift_ban, reopen_case, show_comment, show_idea
from ideas.trust.moderation.declining import take_back_decline
from ideas.trust.moderation.false_votes import hold_again
from ideas.trust.moderation.models import Ban, Case
from ideas.trust.moderation.queries import ban_of, standing_statement
from ideas.trust.posting.approval import back_to_pending, comment_back_to_pending
from ideas.trust.screening.actions import grant_trust

Entry = Mapping[str, Any]


class TooLate(Conflict):
    """The act was undone before, it is too old, or somebody has gone on from there."""


def can_undo(act: DeskAct, *, at: datetime) -> bool:
    """Whether there is anything left of it that may still be undone."""
    return act.undone_at is None and at - act.created_at < UNDO_UNTIL


def undo(act: DeskAct, *, desk: Desk) -> Outcome:
    """Undo what can be undone of an act; the outcome names the rest, and why. Raises NotThere, TooLate."""
    refs = {index: read_ref(entry["ref"]) for index, entry in enumerate(act.done["items"])}
    undos = [entry["undo"] for entry in act.done["items"] if "undo" in entry]
    beside = ideas_beside(Act(act.kind), list(refs.values())) | targets_of(undos)
    items = find_items(list(refs.values()), lock=True, also=beside)
    if not any(can_see_to(desk.viewer, item) for item in items.values()):
        raise NotThere(GONE)
    act = _held(act)
    if not can_undo(act, at=desk.at):
        raise TooLate(_sentence(act), who=_name(act.undone_by_id))
    entries = [dict(entry) for entry in act.done["items"]]
    outcome, tell = Outcome(act=act), _was_told(act)
    hold_for_undo(undos, desk.brand.id, (item.idea for item in items.values() if item.idea))
    for index, entry in reversed(list(enumerate(entries))):  # Who came twice is led back the same way.
        if "undo" in entry and not entry.get("undone"):
            _one(act, entry, refs[index], items.get(refs[index]), desk, outcome)
    outcome.done.reverse()
    outcome.refused.reverse()
    act.done = {**act.done, "items": entries}
    if outcome.done and not outcome.refused:
        act.undone_at, act.undone_by_id = desk.at, desk.by.id
    db.session.flush()
    if outcome.done and not tell:
        _keep_quiet(act, [one.idea_id for one in outcome.done if one.idea_id], desk)
    return outcome


def _one(act: DeskAct, entry: dict[str, Any], ref: Ref, item: Item | None, desk: Desk, outcome: Outcome) -> None:
    """Undo one item, or note why not."""
    try:
        with db.session.begin_nested():
            outcome.remarks += _undo_one(act, entry, _theirs(item, desk), desk)
    except Refusal as refusal:
        outcome.refused.append(NotDone(ref, entry["idea"], refusal))
    else:
        entry["undone"] = True
        outcome.done.append(Done(ref, entry["idea"]))


def _undo_one(act: DeskAct, entry: Entry, item: Item, desk: Desk) -> list[Refusal]:
    """Returns what was left as it is now, because somebody changed it since."""
    stamp = entry.get("stamp")
    if stamp is not None and stamp != item.state:
        raise TooLate(
            "%(who)s has changed this since. What came after has to be undone first.", who=_last_hand(act, item)
        )
    remarks = [way(act, entry["undo"], item, desk) for key, way in _WAYS.items() if key in entry["undo"]]
    return [remark for remark in remarks if remark is not None]


# --- one way back for each thing that an act leaves behind; the order is that of the dict below -----------------------


def _waits_again(act: DeskAct, undo: Entry, item: Item, desk: Desk) -> None:
    """What waited for approval waits again."""
    if item.ref.kind not in (Kind.APPROVE, Kind.COMMENT):
        return
    thing = item.comment or _idea(item)
    if undo.get("statement") and not undo.get("shown"):
        take_back_decline(thing, by=desk.by, at=desk.at, held_because=undo["held"])
    elif isinstance(thing, Comment):
        comment_back_to_pending(thing, by=desk.by, at=desk.at, held_because=undo["held"])
    else:
        back_to_pending(thing, by=desk.by, at=desk.at, held_because=undo["held"])


def _trusts_as_before(act: DeskAct, undo: Entry, item: Item, desk: Desk) -> Refusal | None:
    author = db.session.get(Account, undo["author"]) if undo.get("author") else None
    place = find_membership(author) if author is not None else None
    if place is None or undo["trust"] is None or undo["trust"] == undo["trusted"]:
        return None
    if place.trust_level != undo["trusted"]:
        return TooLate(
            "Somebody has changed since how far %(name)s is trusted: that stays.", name=_name(undo["author"])
        )
    grant_trust(place, undo["trust"], by=desk.by, at=desk.at)
    return None


def _shown_again(act: DeskAct, undo: Entry, item: Item, desk: Desk) -> None:
    """What was hidden is shown, and its statement lifted: that one, and no other by which somebody hid it anew."""
    comment = db.session.get_one(Comment, undo["comment"]) if undo.get("comment") else None
    standing = standing_statement(comment or _idea(item))
    if standing is not None and standing.id != undo["statement"]:
        raise TooLate("%(who)s has hidden this anew since.", who=_name(standing.decided_by_id))
    if comment is not None:
        show_comment(comment, by=desk.by, at=desk.at)
    else:
        show_idea(_idea(item), by=desk.by, at=desk.at)


def _takes_part_again(act: DeskAct, undo: Entry, item: Item, desk: Desk) -> Refusal | None:
    """The ban that came with it is lifted; one that somebody lifted, or made anew, since stays as it is."""
    if not desk.viewer.is_moderator:
        raise TooLate("This also kept its author from taking part: only moderators can take that back.")
    ban = db.session.get(Ban, undo["ban"], populate_existing=True)
    if ban is not None and ban.lifted_at is None:
        lift_ban(ban, by=desk.by, at=desk.at)
        return None
    if ban_of(undo["blocked"], at=desk.at) is not None:
        return TooLate("Somebody has banned %(name)s anew since: that ban stays.", name=_name(undo["blocked"]))
    return TooLate("The ban of %(name)s was lifted before.", name=_name(undo["blocked"]))


def _reports_wait_again(act: DeskAct, undo: Entry, item: Item, desk: Desk) -> None:
    case = db.session.get(Case, undo["case"]) if undo["case"] else None
    if case is None:
        return
    if case.closed_at != act.created_at or not reopen_case(case, by=desk.by, at=desk.at):
        raise TooLate("%(who)s has seen to this report since.", who=_name(case.closed_by_id))


def _moves_back(act: DeskAct, undo: Entry, item: Item, desk: Desk) -> None:
    take_back_move(_idea(item), move_id=undo["move"], by=desk.by, at=desk.at)


def _answer_goes(act: DeskAct, undo: Entry, item: Item, desk: Desk) -> None:
    moments = {
        name: datetime.fromisoformat(at) if at else None for name, at in undo["before"].items() if name.endswith("_at")
    }
    before = AnswerBefore(account_id=undo["before"]["account_id"], **moments)
    take_back_answer(_idea(item), version=undo["answer"], before=before, brand=desk.brand, by=desk.by, at=desk.at)


def _stands_for_itself(act: DeskAct, undo: Entry, item: Item, desk: Desk) -> None:
    merge = db.session.get_one(Merge, undo["merge"])
    if merge.state is MergeState.ASKED:
        give_up_merge(merge, by=desk.by, at=desk.at)
    else:
        undo_merge(merge, by=desk.by, at=desk.at)


def _asked_again(act: DeskAct, undo: Entry, item: Item, desk: Desk) -> None:
    reopen_duplicates(undo["pairs"])


def _tags_back(act: DeskAct, undo: Entry, item: Item, desk: Desk) -> None:
    idea = _idea(item)
    worn = tags_of([idea.id])[idea.id]
    if sorted(tag.slug for tag in worn) != undo["worn"]:
        raise TooLate("%(who)s has changed the tags since.", who=_last_hand(act, item))
    set_tags(idea, undo["tags"])
    record(
        "idea.tagged",
        brand_id=idea.brand_id,
        by=desk.by.id,
        at=desk.at,
        board_id=idea.board_id,
        idea_id=idea.id,
        detail={"version": idea.version, "reason": ""},
        as_staff=True,
        before={"tags": sorted(tag.name for tag in worn)},
        after={"tags": undo["tags"]},
    )


def _given_back(act: DeskAct, undo: Entry, item: Item, desk: Desk) -> None:
    assign_idea(_idea(item), undo["assignee"], seen=undo["to"], by=desk.by, at=desk.at)


def _votes_held_again(act: DeskAct, undo: Entry, item: Item, desk: Desk) -> None:
    if not desk.viewer.is_moderator:
        raise NotThere(GONE)
    hold_again(db.session.get_one(VoteAlert, undo["alert"]), by=desk.by, at=desk.at)


_WAYS: dict[str, Callable[[DeskAct, Entry, Item, Desk], Refusal | None]] = {
    "shown": _shown_again,
    "held": _waits_again,
    "blocked": _takes_part_again,
    "trust": _trusts_as_before,
    "case": _reports_wait_again,
    "move": _moves_back,
    "answer": _answer_goes,
    "merge": _stands_for_itself,
    "pairs": _asked_again,
    "worn": _tags_back,
    "assignee": _given_back,
    "alert": _votes_held_again,
}


# --- who, and who is told --------------------------------------------------------------------------------------------


def _held(act: DeskAct) -> DeskAct:
    held = select(DeskAct).where(DeskAct.id == act.id).with_for_update().execution_options(populate_existing=True)
    return db.session.scalars(held).one()


def _theirs(item: Item | None, desk: Desk) -> Item:
    if item is None or not can_see_to(desk.viewer, item):
        raise NotThere(GONE)
    return item


def _idea(item: Item) -> Idea:
    if item.idea is None:
        raise NotThere(GONE)
    return item.idea


def _sentence(act: DeskAct) -> str:
    if act.undone_at is not None:
        return "%(who)s has undone this already."
    return "This is too long ago to be undone from here. Open the idea and change it there."


def _name(account_id: int | None) -> str:
    name = db.session.scalar(select(Account.display_name).where(Account.id == account_id)) if account_id else None
    return name or "Somebody"


def _last_hand(act: DeskAct, item: Item) -> str:
    """Who did something with the idea after the act."""
    name = db.session.scalar(
        select(Account.display_name)
        .join(Activity, Activity.account_id == Account.id)
        .where(Activity.idea_id == (item.idea.id if item.idea else 0), Activity.created_at > act.created_at)
        .order_by(Activity.id.desc())
        .limit(1)
    )
    return name or "Somebody"


def _of_this_act(act: DeskAct, idea_ids: Sequence[int]) -> tuple[Any, ...]:
    return Activity.idea_id.in_(idea_ids), Activity.created_at == act.created_at, Activity.account_id == act.account_id


def _was_told(act: DeskAct) -> bool:
    """Whether anybody may have heard of it."""
    ideas = [entry["idea"] for entry in act.done["items"] if entry.get("idea")]
    told = (Activity.fanned_out_at.is_not(None)) | (Activity.attempts > 0)
    return db.session.scalar(select(Activity.id).where(*_of_this_act(act, ideas), told).limit(1)) is not None


def _keep_quiet(act: DeskAct, idea_ids: Sequence[int], desk: Desk) -> None:
    """Neither the act nor its undoing is ever told."""
    mine = (Activity.idea_id.in_(idea_ids), Activity.created_at == desk.at, Activity.account_id == desk.by.id)
    for these in (_of_this_act(act, idea_ids), mine):
        db.session.execute(
            update(Activity)
            .where(*these, Activity.fanned_out_at.is_(None))
            .values(fanned_out_at=desk.at)
            .execution_options(synchronize_session=False)
        )
