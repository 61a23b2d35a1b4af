"""What a batch of rows will become: everything is looked up, rendered and decided before anything is locked."""

from collections.abc import Mapping, Sequence, Set
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from sqlalchemy import and_, or_, select

from ideas.base.db import db
from ideas.community.board.models import Board
from ideas.community.comment.models import Comment
from ideas.community.idea.actions import render_body, words_of
from ideas.community.idea.models import Idea
from ideas.community.idea.rules import TITLE_MIN
from ideas.community.stage.models import Stage
from ideas.community.stage.rules import Phase
from ideas.ops.transfer.models import Imported
from ideas.ops.transfer.report import Report
from ideas.ops.transfer.rules import (
    Place,
    address_of,
    comment_key,
    display_name,
    fit_tags,
    fit_title,
    flatten,
    normal_status,
    phase_of,
    unnamed_comment,
)
from ideas.ops.transfer.schemas import CommentRow, ReadIdea
from ideas.people.account.models import Account
from ideas.people.brand.models import Brand


@dataclass(frozen=True, slots=True)
class Target:
    """Where the ideas go, and when that happens. `stages` are the brand's, in order."""

    brand: Brand
    board: Board
    stages: Sequence[Stage]
    now: datetime


@dataclass(frozen=True, slots=True)
class Entry:
    """A row that can be used, what names it in the report, and what it came from."""

    where: str
    source: str
    read: ReadIdea


@dataclass(frozen=True, slots=True)
class Person:
    """An author as they will be known here, and when they first said something."""

    name: str
    since: datetime


@dataclass(frozen=True, slots=True)
class NewComment:
    """`top` is the thread it belongs to: another comment's key, or the id of one that is here. No body: removed."""

    key: str
    top: str | int | None
    author: str | None
    body: str
    body_html: str
    counts_heat: bool
    at: datetime


@dataclass(frozen=True, slots=True)
class NewIdea:
    """An idea to add; `author` is their address here."""

    source: str
    source_id: str
    words: dict[str, Any]
    tags: tuple[str, ...]
    stage_id: int
    author: str | None
    votes: int
    at: datetime
    comments: tuple[NewComment, ...]


@dataclass(frozen=True, slots=True)
class Addition:
    """New comments on an idea that is here already."""

    source: str
    idea_id: int
    comments: tuple[NewComment, ...]


@dataclass
class Plan:
    """What will be written for one batch, and what is said about it."""

    ideas: list[NewIdea] = field(default_factory=list)
    additions: list[Addition] = field(default_factory=list)
    people: dict[str, Person] = field(default_factory=dict)
    report: Report = field(default_factory=Report)


@dataclass(frozen=True, slots=True)
class _Known:
    """What of a batch is here already: ideas by source and id, with their authors' addresses; threads by comment key."""

    ideas: Mapping[tuple[str, str], tuple[int, str | None]]
    threads: Mapping[tuple[int, str], int]


def plan_batch(entries: Sequence[Entry], target: Target, *, met: Set[str]) -> Plan:
    """Decide what becomes of each row. `met` holds the addresses of the people that earlier batches brought."""
    plan = Plan()
    known = _look_up(entries)
    for entry in entries:
        here = known.ideas.get((entry.source, entry.read.row.id))
        if here is None:
            _plan_idea(plan, entry, target)
        else:
            _plan_addition(plan, entry, target, here, known)
    _count_people(plan, met)
    return plan


def _look_up(entries: Sequence[Entry]) -> _Known:
    wanted = [and_(Imported.source == entry.source, Imported.source_id == entry.read.row.id) for entry in entries]
    rows = db.session.execute(
        select(Imported.source, Imported.source_id, Imported.idea_id, Account.email_key)
        .join(Idea, Idea.id == Imported.idea_id)
        .outerjoin(Account, Account.id == Idea.author_id)
        .where(Imported.kind == "idea", or_(*wanted))
    )
    ideas = {(source, source_id): (idea_id, author) for source, source_id, idea_id, author in rows}
    threads = db.session.execute(
        select(Imported.idea_id, Imported.source_id, Comment.id, Comment.parent_id)
        .join(Comment, Comment.id == Imported.comment_id)
        .where(Imported.kind == "comment", Imported.idea_id.in_([idea_id for idea_id, _ in ideas.values()]))
    )
    return _Known(ideas, {(idea_id, key): parent_id or own_id for idea_id, key, own_id, parent_id in threads})


def _plan_idea(plan: Plan, entry: Entry, target: Target) -> None:
    row, report = entry.read.row, plan.report
    if row.created_at is None:
        report.warn("Without a date, so dated today", entry.where)
    at = row.created_at or target.now
    author = _meet(plan, entry.source, row.author, at)
    title, body = fit_title(row.title, row.body)
    if title != row.title:
        report.warn("Title too long: shortened; the text holds the whole of it", entry.where)
    if len(title) < TITLE_MIN:
        report.warn(f"Title shorter than the {TITLE_MIN} characters that new ideas need: kept", entry.where)
    tags, left_out = fit_tags(row.category, row.tags)
    if left_out:
        report.warn("Tags left out, too long or beyond the fifth", f"{entry.where}: {', '.join(left_out)[:80]}")
    comments, _ = _plan_comments(plan, entry, target, author, at, here={})
    report.ideas += 1
    plan.ideas.append(
        NewIdea(
            source=entry.source,
            source_id=row.id,
            words=words_of(target.brand, title, body),
            tags=tags,
            stage_id=_stage_of(plan, entry, target).id,
            author=author,
            votes=row.votes,
            at=at,
            comments=comments,
        )
    )


def _plan_addition(plan: Plan, entry: Entry, target: Target, here: tuple[int, str | None], known: _Known) -> None:
    idea_id, author = here
    threads = {key: top for (owner, key), top in known.threads.items() if owner == idea_id}
    at = entry.read.row.created_at or target.now
    comments, count = _plan_comments(plan, entry, target, author, at, here=threads)
    plan.report.ideas_here += 1
    plan.report.comments_here += count
    if comments:
        plan.additions.append(Addition(entry.source, idea_id, comments))


def _plan_comments(
    plan: Plan, entry: Entry, target: Target, author: str | None, since: datetime, *, here: Mapping[str, int]
) -> tuple[tuple[NewComment, ...], int]:
    """The comments to add, and how many are here already. `here`: the thread of each comment that is."""
    report, row = plan.report, entry.read.row
    for name, why in entry.read.bad_comments:
        report.refuse_comment(entry.where, name, why)
    report.unused_keys.update(entry.read.unused_keys)
    rows = _each_once(entry, report, since)
    threads = {name: here[key] for name in _names(rows) if (key := comment_key(row.id, name)) in here}
    new = {name: item for name, item in rows.items() if name not in threads}
    places = flatten({name: item.parent_id for name, item in new.items()}, threads)
    tops = {place.top for place in places}
    planned = []
    for place in places:
        item = new[place.id]
        if not item.body and place.id not in tops:
            report.refuse_comment(entry.where, place.id, "empty")
            continue
        _note(report, entry, place, item)
        planned.append(_plan_comment(plan, entry, target, place, item, author, since))
    report.comments += len(planned)
    return tuple(planned), len(rows) - len(new)


def _each_once(entry: Entry, report: Report, since: datetime) -> dict[str, CommentRow]:
    """The row's comments by what they are known by, oldest first."""
    rows: dict[str, CommentRow] = {}
    for item in sorted(entry.read.comments, key=lambda item: item.created_at or since):
        name = item.id or unnamed_comment(item.author, str(item.created_at), item.body)
        if name in rows:
            report.refuse_comment(entry.where, name, "there twice")
        rows.setdefault(name, item)
    return rows


def _names(rows: Mapping[str, CommentRow]) -> set[str]:
    return set(rows) | {item.parent_id for item in rows.values() if item.parent_id}


def _note(report: Report, entry: Entry, place: Place, item: CommentRow) -> None:
    if place.is_orphan:
        report.warn(
            "Replies to a comment that is not there: kept as comments of their own", f"{entry.where}: {place.id}"
        )
    if not item.body:
        report.warn("Empty comments with replies: kept as removed ones", f"{entry.where}: {place.id}")
    report.voted_comments += bool(item.votes)


def _plan_comment(
    plan: Plan, entry: Entry, target: Target, place: Place, item: CommentRow, idea_author: str | None, since: datetime
) -> NewComment:
    at = item.created_at or since
    author = _meet(plan, entry.source, item.author, at) if item.body else None
    top = comment_key(entry.read.row.id, place.top) if isinstance(place.top, str) else place.top
    return NewComment(
        key=comment_key(entry.read.row.id, place.id),
        top=top,
        author=author,
        body=item.body,
        body_html=render_body(target.brand, item.body) if item.body else "",
        counts_heat=author is None or author != idea_author,
        at=at,
    )


def _stage_of(plan: Plan, entry: Entry, target: Target) -> Stage:
    """The brand's stage of this name, else its first of the phase that the word means, else the first of all."""
    status = entry.read.row.status
    first = next(stage for stage in target.stages if stage.phase is Phase.SUBMITTED)
    if not status:
        return first
    word, phase = normal_status(status), phase_of(status)
    by_name = [stage for stage in target.stages if word in (normal_status(stage.name), normal_status(stage.slug))]
    fitting = by_name or [stage for stage in target.stages if stage.phase is phase]
    if not fitting:
        plan.report.warn(f"Status “{status[:40]}” means nothing here: put in “{first.name}”", entry.where)
    return (fitting or [first])[0]


def _meet(plan: Plan, source: str, author: str | None, at: datetime) -> str | None:
    """The address by which an author is known here."""
    if not author:
        return None
    address = address_of(source, author)
    before = plan.people.get(address)
    plan.people[address] = Person(display_name(author), min(at, before.since) if before else at)
    return address


def _count_people(plan: Plan, met: Set[str]) -> None:
    wanted = sorted(set(plan.people) - met)
    known = set(db.session.scalars(select(Account.email_key).where(Account.email_key.in_(wanted))))
    plan.report.people = len(set(wanted) - known)
