"""Declining: an idea moves to a declined stage with a public reason; a post that waits never comes out."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import Any

from flask_babel import lazy_gettext as _l

from ideas.base.db import db
from ideas.base.refusal import Refusal
from ideas.community.idea.models import Idea
from ideas.community.pipeline.rules import EXPLANATION_MAX
from ideas.community.stage.queries import all_stages
from ideas.community.stage.rules import Phase
from ideas.desk.acts.act import Act, Desk, Memento, NotForThis, SomethingMissing, TooLate, Undoing, idea_of, one_or_many
from ideas.desk.acts.fields import Field, Typed, Widget
from ideas.desk.acts.items import Item
from ideas.desk.acts.locks import lock_authors, lock_memberships
from ideas.desk.acts.move import Moved, MovedAndAnswered, Moving, lock_stages_of, lock_stages_to_undo, move
from ideas.desk.acts.people import name_of
from ideas.desk.acts.rules import BLOCKED_FOR, Kind
from ideas.desk.acts.shared import chosen_reason, chosen_rule, chosen_stage, is_post, need_rule, rule_fields
from ideas.trust.moderation.actions import lift_ban
from ideas.trust.moderation.declining import (
    Block,
    decline_pending_comment,
    decline_pending_idea,
    take_back_decline,
)
from ideas.trust.moderation.models import Ban, HouseRule
from ideas.trust.moderation.queries import ban_of


class Declined(Memento):
    """Why the post waited, the statement about it, and the ban that came with it, where there was none before."""

    held: str | None
    statement: int
    blocked: int | None = None
    ban: int | None = None

    def undo(self, undoing: Undoing) -> list[Refusal]:
        desk, thing = undoing.desk, undoing.item.comment or undoing.idea
        take_back_decline(thing, by=desk.by, at=desk.at, held_because=self.held)
        return self._lift_ban(desk) if self.blocked else []

    def _lift_ban(self, desk: Desk) -> list[Refusal]:
        """One that somebody lifted, or made anew, since stays as it is."""
        if not desk.viewer.is_moderator:
            raise TooLate("This also kept its author from taking part: only moderators can take that back.")
        ban = db.session.get(Ban, self.ban, populate_existing=True)
        if ban is not None and ban.lifted_at is None:
            lift_ban(ban, by=desk.by, at=desk.at)
            return []
        if _ban_of(self.blocked, desk) is not None:
            return [TooLate("Somebody has banned %(name)s anew since: that ban stays.", name=name_of(self.blocked))]
        return [TooLate("The ban of %(name)s was lifted before.", name=name_of(self.blocked))]


@dataclass(frozen=True, slots=True)
class Declining:
    """Of an idea the move with its reason; of a post the rule that it breaks."""

    moving: Moving
    rule: HouseRule | None
    facts: str
    block: bool


class Decline(Act[Declining]):
    name = "decline"
    kinds = (Kind.ANSWER, Kind.APPROVE, Kind.COMMENT)
    label, icon, key = _l("Decline"), "circle-x", "d"
    help = _l("Decline")
    done = _l("declined")
    sentences = one_or_many("Declined.", "%(num)s declined.")
    is_danger = quotes_comments = True
    main = (Kind.ANSWER, Kind.APPROVE, Kind.COMMENT, None)
    mementos = (MovedAndAnswered, Moved, Declined)
    fields = (
        *rule_fields(is_post),
        Field(
            "block",
            Widget.TICK,
            _l("And let them take no part for 30 days"),
            is_shown=lambda pane: is_post(pane) and pane["can_ban"],
        ),
        Field(
            "reason",
            Widget.CHOICE,
            _l("Reason for the no"),
            choices="reason_choices",
            first=_l("Choose a reason"),
            is_shown=lambda pane: not is_post(pane),
        ),
        Field(
            "explanation",
            Widget.MARKDOWN,
            _l("Explain the no"),
            most=EXPLANATION_MAX,
            hint=_l("At least 40 characters. Both are public, and the author is told."),
            extra="saved",
            is_shown=lambda pane: not is_post(pane),
        ),
    )

    def read(self, desk: Desk, typed: Typed) -> Declining:
        """Without a stage it is the brand's first for that."""
        to = chosen_stage(typed) or next((stage for stage in all_stages() if stage.phase is Phase.DECLINED), None)
        moving = Moving(to, reason=chosen_reason(typed), explanation=typed.get("explanation", ""))
        return Declining(moving, chosen_rule(desk, typed), typed.get("facts", ""), bool(typed.get("block")))

    def lock(self, desk: Desk, details: Declining, items: Collection[Item]) -> None:
        lock_stages_of(items, details.moving.to)
        super().lock(desk, details, items)
        if details.block:
            lock_authors(items)

    def do(self, desk: Desk, details: Declining, item: Item) -> Memento:
        if item.ref.kind in (Kind.APPROVE, Kind.COMMENT):
            return _decline_post(desk, details, item)
        if details.moving.to is None:
            raise SomethingMissing("This brand has no stage for ideas that it does not take up.", field="stage")
        return move(desk, details.moving, item)

    def lock_first_to_undo(self, mementos: Sequence[Memento], ideas: Collection[Idea]) -> None:
        lock_stages_to_undo(mementos, ideas)

    def lock_to_undo(self, desk: Desk, mementos: Sequence[Memento], ideas: Collection[Idea]) -> None:
        lock_memberships({memento.blocked for memento in mementos if isinstance(memento, Declined)})


def _decline_post(desk: Desk, details: Declining, item: Item) -> Declined:
    held, rule = item.pending_reason, need_rule(details.rule)
    if details.block and not desk.viewer.is_moderator:
        raise NotForThis("Only moderators can keep somebody from taking part.")
    block = Block(desk.at + BLOCKED_FOR) if details.block else None
    how: dict[str, Any] = {"rule": rule, "facts": details.facts, "by": desk.by, "at": desk.at, "block": block}
    author_id = item.author_id if block else None
    before = _ban_of(author_id, desk)
    if item.comment is not None:
        statement = decline_pending_comment(item.comment, **how)
    else:
        statement = decline_pending_idea(idea_of(item), **how)
    ban = _ban_of(author_id, desk)
    if ban is None or before is not None:
        return Declined(held=held, statement=statement.id)
    return Declined(held=held, statement=statement.id, blocked=author_id, ban=ban.id)


def _ban_of(account_id: int | None, desk: Desk) -> Ban | None:
    return ban_of(account_id, at=desk.at) if account_id else None
