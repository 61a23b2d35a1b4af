"""What each act does to one item, and what it takes to undo that: ids and short values, for `undo.py` to read."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from ideas.base.db import db
from ideas.base.refusal import Refusal
from ideas.base.slug import slugify
from ideas.community.comment.models import Comment
from ideas.community.duplicate.actions import close_duplicates
from ideas.community.duplicate.models import LikelyDuplicate
from ideas.community.idea.family import canonical_of
from ideas.community.idea.models import Idea
from ideas.community.idea.policy import can_move
from ideas.community.idea.rules import TAGS_MAX
from ideas.community.idea.tags import BadTags, set_tags, tags_of
from ideas.community.merge.actions import merge_ideas
from ideas.community.merge.policy import can_merge
from ideas.community.pipeline.actions import answer_idea, move_idea
from ideas.community.pipeline.models import Answer
from ideas.community.pipeline.taking_back import answer_before
from ideas.community.stage.models import DeclineReason, Stage
from ideas.desk.assignment.actions import assign_idea
from ideas.desk.inbox.items import Item
from ideas.desk.inbox.rules import BLOCKED_FOR, Act, Kind
from ideas.people.account.models import Account
from ideas.people.brand.models import Brand, Membership
from ideas.people.brand.queries import find_membership
from ideas.people.brand.viewer import Viewer
from ideas.spine.activity.actions import record
from ideas.trust.fraud.models import VoteAlert
from ideas.trust.moderation.actions import close_case, hide_comment, hide_idea
from ideas.trust.moderation.declining import Block, decline_pending_comment, decline_pending_idea
from ideas.trust.moderation.false_votes import count_again, declare_false
from ideas.trust.moderation.models import Ban, Case, HouseRule
from ideas.trust.moderation.queries import ban_of
from ideas.trust.moderation.rules import CaseOutcome
from ideas.trust.posting.approval import approve_comment, approve_idea


class NotForThis(Refusal):
    """This kind of item does not take that act."""


class SomethingMissing(Refusal):
    """The act needs a word more: a stage, a rule, an idea to merge into."""


@dataclass(frozen=True, slots=True)
class Press:
    """Which button, and what was typed beside it."""

    act: Act
    text: str = ""
    stage: Stage | None = None
    reason: DeclineReason | None = None
    explanation: str = ""
    rule: HouseRule | None = None
    facts: str = ""
    as_spam: bool = False
    block: bool = False
    into_id: int | None = None
    add_tags: tuple[str, ...] = ()
    remove_tags: tuple[str, ...] = ()
    to_id: int | None = None


@dataclass(frozen=True, slots=True)
class Desk:
    """Who sits at the desk, of which brand, and when."""

    brand: Brand
    viewer: Viewer
    by: Account
    at: datetime


Undo = dict[str, Any]


def _approve(desk: Desk, press: Press, item: Item) -> Undo:
    trust = press.act is Act.TRUST
    author_id, held = _author_of(item), _held_because(item)
    place = _place_of(author_id) if trust else None
    level = place.trust_level if place else None
    if item.comment is not None:
        approve_comment(item.comment, by=desk.by, at=desk.at, trust=trust)
    elif item.ref.kind is Kind.APPROVE and item.idea is not None:
        approve_idea(item.idea, by=desk.by, at=desk.at, trust=trust)
    else:
        raise NotForThis("Only what waits for approval can be approved.")
    return {"held": held, "author": author_id, "trust": level, "trusted": place.trust_level if place else None}


def _decline(desk: Desk, press: Press, item: Item) -> Undo:
    """A no to an idea is a move to a declined stage, with its public reason; a post that waits never comes out."""
    if item.ref.kind in (Kind.APPROVE, Kind.COMMENT):
        return _decline_post(desk, press, item)
    if press.stage is None:
        raise SomethingMissing("This brand has no stage for ideas that it does not take up.", field="stage")
    return _move(desk, press, item)


def _decline_post(desk: Desk, press: Press, item: Item) -> Undo:
    held, rule = _held_because(item), _rule(press)
    if press.block and not desk.viewer.is_moderator:
        raise NotForThis("Only moderators can keep somebody from taking part.")
    how: dict[str, Any] = {
        "rule": rule,
        "facts": press.facts,
        "by": desk.by,
        "at": desk.at,
        "block": Block(desk.at + BLOCKED_FOR) if press.block else None,
    }
    author_id = _author_of(item)
    before = _ban_of(author_id, desk) if press.block else None
    if item.comment is not None:
        statement = decline_pending_comment(item.comment, **how)
    else:
        statement = decline_pending_idea(_idea(item), **how)
    now = _ban_of(author_id, desk) if press.block else None
    undo = {"held": held, "statement": statement.id}
    return undo | ({"blocked": author_id, "ban": now.id} if now is not None and before is None else {})


def _answer(desk: Desk, press: Press, item: Item) -> Undo:
    """The pinned answer; with a stage the idea moves in the same act."""
    if press.stage is not None:
        return _move(desk, press, item)
    idea = _public(desk, item)
    before = answer_before(idea)
    answer = answer_idea(idea, brand=desk.brand, body=press.text, by=desk.by, at=desk.at)
    return {"answer": answer.version, "before": _plain(before)}


def _move(desk: Desk, press: Press, item: Item) -> Undo:
    idea = _public(desk, item)
    if press.stage is None:
        raise SomethingMissing("Choose a stage.", field="stage")
    before, versions = answer_before(idea), _answer_version(idea)
    move = move_idea(
        idea,
        brand=desk.brand,
        to=press.stage,
        stage_version=idea.stage_version,
        by=desk.by,
        at=desk.at,
        answer=press.text,
        reason=press.reason,
        explanation=press.explanation,
    )
    after = _answer_version(idea)
    answered = {"answer": after, "before": _plain(before)} if after != versions else {}
    return {"move": move.id, **answered}


def _merge(desk: Desk, press: Press, item: Item) -> Undo:
    idea = _public(desk, item)
    into = db.session.get(Idea, press.into_id) if press.into_id else None
    if into is None:
        raise SomethingMissing("Say into which idea: its number, or one of those below.", field="into")
    root = db.session.get_one(Idea, canonical_of(into))
    if not can_merge(desk.viewer, idea, root):
        raise NotForThis("You merge ideas on the boards that you host; the other one is on another.", field="into")
    merge = merge_ideas(idea, into, by=desk.by, at=desk.at, reason=press.explanation)
    closed = close_duplicates([idea.id], by=desk.by, at=desk.at)
    return {"merge": merge.id, "pairs": [list(pair) for pair in closed]}


def _tag(desk: Desk, press: Press, item: Item) -> Undo:
    idea = _idea(item)
    worn = {tag.slug: tag.name for tag in tags_of([idea.id])[idea.id]}
    adds = {slugify(name, most=40): name for name in press.add_tags}
    drops = {slugify(name, most=40) for name in press.remove_tags}
    if not (adds or drops):
        raise SomethingMissing("Name a tag to add or to take away.", field="add_tags")
    wanted = {slug: name for slug, name in (worn | adds).items() if slug not in drops}
    if len(wanted) > max(TAGS_MAX, len(worn)):
        raise BadTags(
            "Use at most %(most)s tags; these are %(count)s.", field="add_tags", most=TAGS_MAX, count=len(wanted)
        )
    set_tags(idea, wanted.values())
    _note(
        desk,
        idea,
        "idea.tagged",
        {"version": idea.version, "reason": ""},
        as_staff=True,
        before={"tags": sorted(worn.values())},
        after={"tags": sorted(wanted.values())},
    )
    return {"tags": sorted(worn.values()), "worn": sorted(wanted)}


def _hide(desk: Desk, press: Press, item: Item) -> Undo:
    rule, case = _rule(press), item.row if isinstance(item.row, Case) else None
    comment_id, held = case.comment_id if case is not None else None, _held_because(item)
    comment_id = item.comment.id if item.comment is not None else comment_id
    if comment_id is not None:
        comment = db.session.get(Comment, comment_id)
        if comment is None:
            raise NotForThis("The comment is no longer there.")
        statement = hide_comment(
            comment, rule=rule, facts=press.facts, by=desk.by, at=desk.at, case=case, as_spam=press.as_spam
        )
    else:
        statement = hide_idea(
            _idea(item), rule=rule, facts=press.facts, by=desk.by, at=desk.at, case=case, as_spam=press.as_spam
        )
    undo = {"shown": True, "statement": statement.id, "case": statement.case_id, "held": held}
    return undo | ({"comment": comment_id} if comment_id is not None else {})


def _take(desk: Desk, press: Press, item: Item) -> Undo:
    idea, whose = _idea(item), item.ref.whose
    before = idea.assignee_id
    assign_idea(idea, press.to_id, seen=before if whose is None else whose or None, by=desk.by, at=desk.at)
    return {"assignee": before, "to": press.to_id}


def _dismiss(desk: Desk, press: Press, item: Item) -> Undo:
    """Nothing is wrong here: no breach of a rule, no duplicate, honest votes."""
    if isinstance(item.row, Case):
        close_case(item.row, outcome=CaseOutcome.DISMISSED, by=desk.by, at=desk.at)
        return {"case": item.row.id}
    if isinstance(item.row, LikelyDuplicate):
        pair = item.row
        pair.closed_at, pair.closed_by_id = desk.at, desk.by.id
        db.session.flush()
        _note(desk, _idea(item), "duplicate.dismissed", {"other_id": pair.other_id})
        return {"pairs": [[pair.idea_id, pair.other_id]]}
    if isinstance(item.row, VoteAlert):
        if not desk.viewer.is_moderator:
            raise NotForThis("Only moderators decide about held votes.")
        count_again(item.row, by=desk.by, at=desk.at)
        return {"alert": item.row.id}
    raise NotForThis("There is nothing to dismiss here.")


def _void(desk: Desk, press: Press, item: Item) -> Undo:
    if not isinstance(item.row, VoteAlert):
        raise NotForThis("Only held votes can be set aside.")
    if not desk.viewer.is_moderator:
        raise NotForThis("Only moderators can declare votes false.")
    declare_false(item.row, facts=press.facts, by=desk.by, at=desk.at)
    return {"alert": item.row.id}


DOINGS: dict[Act, Callable[[Desk, Press, Item], Undo]] = {
    Act.APPROVE: _approve,
    Act.TRUST: _approve,
    Act.DECLINE: _decline,
    Act.ANSWER: _answer,
    Act.MOVE: _move,
    Act.MERGE: _merge,
    Act.TAG: _tag,
    Act.HIDE: _hide,
    Act.TAKE: _take,
    Act.DISMISS: _dismiss,
    Act.VOID: _void,
}


def _idea(item: Item) -> Idea:
    if item.idea is None or item.ref.kind is Kind.COMMENT:
        raise NotForThis("This can be done with ideas only.")
    return item.idea


def _public(desk: Desk, item: Item) -> Idea:
    idea = _idea(item)
    if not can_move(desk.viewer, idea):
        raise NotForThis("This idea is not public, so it can be neither answered nor moved.")
    return idea


def _rule(press: Press) -> HouseRule:
    if press.rule is None or press.rule.is_retired:
        raise SomethingMissing("Choose the rule that it breaks. The person is told which one.", field="rule")
    return press.rule


def _author_of(item: Item) -> int | None:
    if item.comment is not None:
        return item.comment.author_id
    return item.idea.author_id if item.idea is not None else None


def _held_because(item: Item) -> str | None:
    if item.comment is not None:
        return item.comment.held_because
    return item.idea.held_because if item.idea is not None else None


def _ban_of(account_id: int | None, desk: Desk) -> Ban | None:
    return ban_of(account_id, at=desk.at) if account_id else None


def _place_of(account_id: int | None) -> Membership | None:
    account = db.session.get(Account, account_id) if account_id else None
    return find_membership(account) if account is not None else None


def _answer_version(idea: Idea) -> int:
    answer = db.session.get(Answer, idea.id)
    return answer.version if answer is not None else 0


def _plain(before: Any) -> dict[str, Any]:
    moments = {name: getattr(before, name) for name in ("edited_at", "answered_at", "reopened_at")}
    return {"account_id": before.account_id} | {name: at.isoformat() if at else None for name, at in moments.items()}


def _note(desk: Desk, idea: Idea, kind: str, detail: dict[str, Any], **wishes: Any) -> None:
    record(
        kind,
        brand_id=idea.brand_id,
        by=desk.by.id,
        at=desk.at,
        board_id=idea.board_id,
        idea_id=idea.id,
        detail=detail,
        **wishes,
    )
