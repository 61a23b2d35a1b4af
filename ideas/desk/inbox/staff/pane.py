"""One item of the inbox, opened: the thing itself, whose it is, what is known about it, and what can be done with it."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any
from urllib.parse import urlencode

from flask import g
from flask_babel import gettext
from sqlalchemy import select
from sqlalchemy.orm import joinedload

from ideas.base import clock
from ideas.base.db import db
from ideas.base.html import trusted
from ideas.community.comment.models import Comment
from ideas.community.duplicate.queries import like_ideas
from ideas.community.idea.models import Idea
from ideas.community.idea.rules import Visibility
from ideas.community.idea.tags import tags_of
from ideas.community.pipeline.queries import find_answer
from ideas.community.stage.queries import next_stages, open_reasons
from ideas.community.stage.rules import Phase
from ideas.desk.acts.act import Act
from ideas.desk.acts.every import ACTS
from ideas.desk.acts.fields import ShownField, shown_fields
from ideas.desk.acts.items import Item, Ref, find_items
from ideas.desk.acts.policy import can_see_to
from ideas.desk.acts.rules import Kind
from ideas.desk.assignment.queries import hosts_for
from ideas.desk.inbox.history import ideas_by, last_comments, reports_of
from ideas.desk.inbox.presence import who_is_at
from ideas.desk.inbox.staff.rows import ICONS, labels
from ideas.desk.note.queries import notes_on
from ideas.desk.saved_answer.staff.picker import chosen_words, saved_choices
from ideas.people.brand.queries import places_of
from ideas.rim.paths import path_to, requested_path
from ideas.trust.fraud.models import VoteAlert
from ideas.trust.fraud.staff.words import facts_of
from ideas.trust.moderation.actions import house_rules
from ideas.trust.moderation.models import Case, Statement
from ideas.trust.screening.queries import reputations_of


@dataclass(frozen=True, slots=True)
class Button:
    """One act as it is offered. One without fields is a button that does it; the others open a form."""

    act: Act[Any]
    label: str
    fields: Sequence[ShownField]
    is_main: bool
    is_open_first: bool


def open_item(ref: Ref) -> dict[str, Any] | None:
    """Everything that the panes show of this item; None when it is not there, or not for this person."""
    item = find_items([ref]).get(ref)
    if item is None or not can_see_to(g.viewer, item):
        return None
    idea, thing = item.idea, _comment_of(item)
    pane = {
        "kind": item.ref.kind,
        "label": labels()[item.ref.kind],
        "icon": ICONS[item.ref.kind],
        "waits": item.waits,
        "tokens": [item.token],
        "ref": str(ref),
        "idea": idea,
        "comment": thing,
        "here": here(ref),
        **(_about(item.ref, idea, thing) if idea is not None else {}),
        **_case(item),
        **_where_else(item),
    }
    return _with_buttons(pane, [item.ref.kind] if item.waits else [])


def open_many(refs: Sequence[Ref]) -> dict[str, Any]:
    """What the panes show when several items are selected, and what can be done with all of them."""
    found = find_items(refs)
    items = [found[ref] for ref in refs if ref in found and can_see_to(g.viewer, found[ref])]
    kinds = [item.ref.kind for item in items]
    pane = {
        "kind": None,
        "label": gettext("Several"),
        "picked": items,
        "ref": "",
        "idea": None,
        "waits": True,
        "here": (),
        "labels": {item.ref: labels()[item.ref.kind] for item in items},
        "icons": ICONS,
        "tokens": [item.token for item in items],
        **_choices(_common_stages(items), _hosts(items)),
        "is_post": bool(kinds) and set(kinds) <= {Kind.APPROVE, Kind.COMMENT},
        "saved": [],
        "tags": [],
        "like": (),
    }
    return _with_buttons(pane, kinds)


def here(ref: Ref) -> Sequence[str]:
    """Who else has it open."""
    return who_is_at(str(ref), but=g.viewer.account, at=clock.now())


def _with_buttons(pane: dict[str, Any], kinds: Sequence[Kind]) -> dict[str, Any]:
    """The pane with the acts that all of these kinds take."""
    if not kinds or (Kind.VOTES in kinds and not g.viewer.is_moderator):
        return {**pane, "buttons": []}
    common = [act for act in ACTS if all(kind in act.kinds for kind in kinds)]
    kind = kinds[0] if len(set(kinds)) == 1 else None
    return {**pane, "buttons": [_button(act, kind, pane) for act in common]}


def _button(act: Act[Any], kind: Kind | None, pane: dict[str, Any]) -> Button:
    fields = shown_fields(act.fields, pane)
    return Button(act, act.label_for(kind), fields, pane["kind"] in act.main, pane["kind"] in act.open_first)


def _comment_of(item: Item) -> Comment | None:
    """The comment that it is about: one that waits, or one that was reported."""
    if item.comment is not None:
        return item.comment
    comment_id = item.row.comment_id if isinstance(item.row, Case) else None
    found = select(Comment).options(joinedload(Comment.author)).where(Comment.id == comment_id)
    return db.session.scalar(found) if comment_id else None


def _about(ref: Ref, idea: Idea, thing: Comment | None) -> dict[str, Any]:
    author_id = thing.author_id if thing is not None else idea.author_id
    others, total = ideas_by(author_id, viewer=g.viewer, but=idea.id) if author_id else ((), 0)
    hosts = hosts_for(idea.board_id, at=clock.now())
    choices = [
        replace(choice, href=f"{requested_path()}?{urlencode({'item': str(ref), 'saved': choice.id})}")
        for choice in saved_choices(idea, requested_path())
    ]
    return {
        "body": trusted(idea.body_html),
        "comment_body": trusted(thing.body_html) if thing is not None else None,
        "tags": tags_of([idea.id])[idea.id],
        "answer": find_answer(idea),
        "comments": last_comments(idea.id),
        "others": others,
        "others_total": total,
        "author_id": author_id,
        "author_place": places_of([author_id] if author_id else []).get(author_id or 0),
        "standing": reputations_of([author_id], at=clock.now()).get(author_id) if author_id else None,
        "like": like_ideas(idea.id, viewer=g.viewer),
        "notes": notes_on(idea),
        "saved": choices,
        "saved_words": chosen_words(choices),
        "taken_by": next((host.name for host in hosts if host.account_id == idea.assignee_id), None),
        **_choices(next_stages(idea.stage_id), hosts),
        "is_post": idea.visibility is Visibility.PENDING
        or (thing is not None and thing.visibility is Visibility.PENDING),
        "board": next((board for board in g.viewer.boards if board.id == idea.board_id), None),
    }


def _choices(stages: Sequence[Any], hosts: Sequence[Any]) -> dict[str, Any]:
    """What the forms let one choose from, as values and words."""
    me = g.viewer.handle
    return {
        "stage_choices": [(stage.slug, stage.name) for stage in stages if stage.phase is not Phase.DECLINED],
        "reason_choices": [(reason.id, reason.label) for reason in open_reasons()],
        "rule_choices": [(rule.id, rule.label) for rule in house_rules(g.brand)],
        "host_choices": [(me, gettext("I do"))] + [(one.handle, one.name) for one in hosts if one.handle != me],
        "my_handle": me,
        "can_ban": g.viewer.is_moderator,
    }


def _case(item: Item) -> dict[str, Any]:
    if not isinstance(item.row, Case):
        return {"reports": ()}
    return {"reports": reports_of(item.row)}


def _where_else(item: Item) -> dict[str, Any]:
    """The page on which this kind is decided, or where more is to be seen of it."""
    if item.ref.kind is Kind.VOTES:
        facts = facts_of(item.row.signal) if isinstance(item.row, VoteAlert) else ""
        return {
            "more_href": path_to("vote_alert.show", alert_id=item.ref.id),
            "more_label": gettext("See the evidence"),
            "facts": facts,
        }
    if item.ref.kind is Kind.APPEAL:
        statement = db.session.get(Statement, item.ref.id)
        return {
            "statement": statement,
            "appeal": item.row,
            "more_href": path_to("appeal_decision.show", statement_id=item.ref.id),
            "more_label": gettext("Decide it"),
        }
    return {}


def _common_stages(items: Sequence[Item]) -> list[Any]:
    """The stages that the way of every selected idea leads to."""
    ideas = [item.idea for item in items if item.idea is not None]
    if not ideas:
        return []
    ways = {stage_id: next_stages(stage_id) for stage_id in {idea.stage_id for idea in ideas}}
    shared = set.intersection(*({stage.id for stage in stages} for stages in ways.values()))
    return [stage for stage in next(iter(ways.values())) if stage.id in shared]


def _hosts(items: Sequence[Item]) -> Sequence[Any]:
    boards = {item.idea.board_id for item in items if item.idea is not None}
    return hosts_for(boards.pop(), at=clock.now()) if len(boards) == 1 else ()
