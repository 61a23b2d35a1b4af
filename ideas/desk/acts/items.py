"""The items of the queue, found again by what names them: fresh, locked, and compared with what the person saw.

An item's name in a form is `kind:id@stamp~whose`. The stamp says which version of the words, of the stage and of the answer
the person had before them, and `whose` who saw to it then (an account's id, or 0), so that whoever acts on something older
is told.
"""

import re
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import joinedload

from ideas.base.db import db
from ideas.base.refusal import Refusal
from ideas.community.comment.models import Comment
from ideas.community.duplicate.models import LikelyDuplicate
from ideas.community.idea.models import Idea
from ideas.community.idea.rules import Visibility
from ideas.community.pipeline.models import Answer
from ideas.desk.acts.rules import Kind
from ideas.trust.fraud.models import VoteAlert
from ideas.trust.moderation.models import Appeal, Case, Statement

_REF = re.compile(
    r"(?P<kind>[a-z]{3,10}):(?P<id>[0-9]{1,18})(?:-(?P<other>[0-9]{1,18}))?(?:@(?P<seen>[0-9a-z.]{1,60}))?"
    r"(?:~(?P<whose>[0-9]{1,18}))?"
)
Row = Case | Comment | VoteAlert | LikelyDuplicate | Appeal


class BadRef(Refusal):
    """The form names an item as no page of ours does."""

    status = 400


@dataclass(frozen=True, slots=True)
class Ref:
    """What a form or an address names: an item, which version of it the person saw, and who saw to it then, 0 for nobody."""

    kind: Kind
    id: int
    other_id: int | None = None
    seen: str = ""
    whose: int | None = None

    def __str__(self) -> str:
        return f"{self.kind}:{self.id}" + (f"-{self.other_id}" if self.other_id else "")


@dataclass(slots=True)
class Item:
    """An item as it is now. `row` is what it is kept in, where that is not the idea itself."""

    ref: Ref
    idea: Idea | None
    row: Row | None
    board_id: int | None
    stamp: str
    closed_by_id: int | None = None

    @property
    def token(self) -> str:
        """What names it in a form, as it is now."""
        return token_of(str(self.ref), self.stamp, self.idea.assignee_id if self.idea else None)

    @property
    def state(self) -> str:
        """What undoing an act compares: the stamp, and who sees it."""
        return state_of(self.stamp, self.comment or self.idea)

    @property
    def waits(self) -> bool:
        """Whether it still wants a person."""
        if self.ref.kind is Kind.ANSWER:
            return self.idea is not None and self.idea.awaits_answer
        if self.ref.kind is Kind.APPROVE:
            return self.idea is not None and self.idea.visibility is Visibility.PENDING
        if isinstance(self.row, Comment):
            return self.row.visibility is Visibility.PENDING and self.row.removed_at is None
        if isinstance(self.row, Appeal):
            return self.row.decided_at is None
        if isinstance(self.row, LikelyDuplicate) and (self.idea is None or self.idea.is_merged):
            return False
        return self.row is not None and self.row.closed_at is None

    @property
    def comment(self) -> Comment | None:
        return self.row if isinstance(self.row, Comment) else None

    @property
    def author_id(self) -> int | None:
        """Who wrote it: the comment, or else the idea."""
        thing = self.comment or self.idea
        return thing.author_id if thing is not None else None

    @property
    def pending_reason(self) -> str | None:
        """Why the post waited for approval."""
        thing = self.comment or self.idea
        return thing.held_because if thing is not None else None


def read_ref(text: str) -> Ref:
    """What this text names. Raises BadRef."""
    match = _REF.fullmatch(text)
    if match is None or match["kind"] not in set(Kind):
        raise BadRef("This address names nothing that can wait at the desk. Start at the top of the inbox.")
    kind = Kind(match["kind"])
    if (kind is Kind.DUPLICATE) is (match["other"] is None):
        raise BadRef("This address names nothing that can wait at the desk. Start at the top of the inbox.")
    other, whose = (int(match[name]) if match[name] else None for name in ("other", "whose"))
    return Ref(kind, int(match["id"]), other, match["seen"] or "", whose)


def token_of(ref: str, stamp: str, assignee_id: int | None) -> str:
    """What a form sends for an item."""
    return f"{ref}@{stamp}~{assignee_id or 0}"


def find_items(refs: Sequence[Ref], *, lock: bool = False, also: Iterable[int] = ()) -> dict[Ref, Item]:
    """The items of these names that exist, in as many queries for one as for many.

    With `lock` their ideas (and `also` those of these ids) are locked in the order of their ids, before the rest is read.
    """
    idea_ids = _idea_ids(refs)
    wanted = {idea_id for idea_id in idea_ids.values() if idea_id} | set(also)
    ideas = _ideas(wanted, lock=lock)
    rows, answers = _rows(refs, lock=lock), answer_versions(wanted)
    found: dict[Ref, Item] = {}
    for ref in refs:
        idea, row = ideas.get(idea_ids.get(ref) or 0), rows.get(ref)
        if (row is None and ref.kind not in (Kind.ANSWER, Kind.APPROVE)) or (row is None and idea is None):
            continue
        comment = row if isinstance(row, Comment) else None
        stamp = comment_stamp(comment) if comment else idea_stamp(idea, answers.get(idea.id, 0) if idea else 0)
        found[ref] = Item(ref, idea, row, _board_of(idea, row), stamp, _closer(row))
    return found


def states_of(items: Iterable[Item]) -> dict[Ref, str]:
    """The states of these items as they are by now, without reading them again."""
    items = list(items)
    ideas = {row.id: row for row in _versions({item.idea.id for item in items if item.idea and not item.comment})}
    comments = {row.id: row for row in _edits([item.comment.id for item in items if item.comment])}
    found: dict[Ref, str] = {}
    for item in items:
        if item.comment is not None and item.comment.id in comments:
            comment = comments[item.comment.id]
            found[item.ref] = state_of(comment_stamp(comment), comment)
        elif item.comment is None:
            idea = ideas.get(item.idea.id) if item.idea else None
            stamp = idea_stamp(idea, idea.answer_version or 0 if idea is not None else 0)
            found[item.ref] = state_of(stamp, idea)
    return found


def state_of(stamp: str, thing: Any) -> str:
    """A stamp with who sees the thing, and whether it is merged. Takes an idea, a comment, a row of either, or None."""
    if thing is None:
        return stamp
    return f"{stamp}.{thing.visibility}" + (".merged" if getattr(thing, "merged_into_id", None) else "")


def idea_stamp(idea: Any, answer_version: int) -> str:
    """The version of its words, of its stage and of its answer. Takes an idea or a row of a list."""
    return f"{idea.version}.{idea.stage_version}.{answer_version}" if idea is not None else "0"


def comment_stamp(comment: Any) -> str:
    return f"c{int(comment.edited_at.timestamp()) if comment.edited_at else 0}"


def _versions(idea_ids: Collection[int]) -> Iterable[Any]:
    found = select(
        Idea.id,
        Idea.version,
        Idea.stage_version,
        Idea.visibility,
        Idea.merged_into_id,
        Answer.version.label("answer_version"),
    )
    found = found.outerjoin(Answer, Answer.idea_id == Idea.id).where(Idea.id.in_(sorted(idea_ids)))
    return db.session.execute(found) if idea_ids else ()


def _edits(comment_ids: Collection[int]) -> Iterable[Any]:
    found = select(Comment.id, Comment.edited_at, Comment.visibility).where(Comment.id.in_(sorted(comment_ids)))
    return db.session.execute(found) if comment_ids else ()


def answer_versions(idea_ids: Collection[int]) -> dict[int, int]:
    """The version of each of these ideas' answers, where there is one: one query for a whole page."""
    if not idea_ids:
        return {}
    found = select(Answer.idea_id, Answer.version).where(Answer.idea_id.in_(sorted(idea_ids)))
    return dict(db.session.execute(found).all())


def _idea_ids(refs: Sequence[Ref]) -> dict[Ref, int | None]:
    """The idea that each is about: asked before anything is locked."""
    found: dict[Ref, int | None] = {}
    for kind, same in _by_kind(refs).items():
        ids = [ref.id for ref in same]
        if kind in (Kind.ANSWER, Kind.APPROVE, Kind.DUPLICATE):
            found |= {ref: ref.id for ref in same}
            continue
        rows = dict(db.session.execute(_IDEA_OF[kind](ids)).all())
        found |= {ref: rows.get(ref.id) for ref in same}
    return found


_IDEA_OF: dict[Kind, Any] = {
    Kind.COMMENT: lambda ids: select(Comment.id, Comment.idea_id).where(Comment.id.in_(ids)),
    Kind.REPORT: lambda ids: select(Case.id, Case.idea_id).where(Case.id.in_(ids)),
    Kind.VOTES: lambda ids: select(VoteAlert.id, VoteAlert.idea_id).where(VoteAlert.id.in_(ids)),
    Kind.APPEAL: lambda ids: select(Statement.id, Statement.idea_id).where(Statement.id.in_(ids)),
}


def _ideas(ids: Collection[int], *, lock: bool) -> Mapping[int, Idea]:
    """These ideas with their stage, rank and author. Locked first and read then: a join read while waiting would be old."""
    if not ids:
        return {}
    these = Idea.id.in_(sorted(ids))
    if lock:
        db.session.execute(select(Idea.id).where(these).order_by(Idea.id).with_for_update(key_share=True))
    found = (
        select(Idea)
        .options(joinedload(Idea.stage), joinedload(Idea.rank), joinedload(Idea.author))
        .where(these)
        .order_by(Idea.id)
        .execution_options(populate_existing=True)
    )
    return {idea.id: idea for idea in db.session.scalars(found)}


def _rows(refs: Sequence[Ref], *, lock: bool) -> dict[Ref, Row]:
    found: dict[Ref, Row] = {}
    for kind, same in _by_kind(refs).items():
        model, key, options = _ROWS.get(kind, (None, None, ()))
        if model is None:
            continue
        asked = select(model).options(*options).where(key.in_([ref.id for ref in same])).order_by(key)
        asked = asked.execution_options(populate_existing=True)
        rows = db.session.scalars(asked.with_for_update(of=model, key_share=True) if lock else asked).all()
        by_key = {(getattr(row, key.key), getattr(row, "other_id", None)): row for row in rows}
        found |= {ref: by_key[ref.id, ref.other_id] for ref in same if (ref.id, ref.other_id) in by_key}
    return found


_ROWS: dict[Kind, Any] = {
    Kind.COMMENT: (Comment, Comment.id, (joinedload(Comment.author),)),
    Kind.REPORT: (Case, Case.id, ()),
    Kind.DUPLICATE: (LikelyDuplicate, LikelyDuplicate.idea_id, ()),
    Kind.VOTES: (VoteAlert, VoteAlert.id, ()),
    Kind.APPEAL: (Appeal, Appeal.statement_id, ()),
}


def _by_kind(refs: Sequence[Ref]) -> dict[Kind, list[Ref]]:
    found: dict[Kind, list[Ref]] = {}
    for ref in refs:
        found.setdefault(ref.kind, []).append(ref)
    return found


def _board_of(idea: Idea | None, row: Row | None) -> int | None:
    if idea is not None:
        return idea.board_id
    return row.board_id if isinstance(row, VoteAlert | Case | LikelyDuplicate) else None


def _closer(row: Row | None) -> int | None:
    if isinstance(row, Case | VoteAlert | LikelyDuplicate):
        return row.closed_by_id
    return row.decided_by_id if isinstance(row, Appeal) else None
