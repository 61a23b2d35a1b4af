"""Hiding an idea or a comment that breaks a rule."""

from dataclasses import dataclass
from typing import Any

from flask_babel import lazy_gettext as _l

from ideas.base.db import db
from ideas.base.refusal import Refusal
from ideas.community.comment.models import Comment
from ideas.desk.acts.act import Act, Desk, Memento, NotForThis, TooLate, Undoing, idea_of, one_or_many
from ideas.desk.acts.approve import back_to_waiting
from ideas.desk.acts.dismiss import reopen
from ideas.desk.acts.fields import Field, Typed, Widget
from ideas.desk.acts.items import Item
from ideas.desk.acts.people import name_of
from ideas.desk.acts.rules import Kind
from ideas.desk.acts.shared import chosen_rule, comment_id_of, need_rule, rule_fields
from ideas.trust.moderation.actions import hide_comment, hide_idea, show_comment, show_idea
from ideas.trust.moderation.models import Case, HouseRule
from ideas.trust.moderation.queries import standing_statement


class Hidden(Memento):
    """The statement about it, the case that it closed, why it waited if it did, and the comment where it was one."""

    shown: bool  # always true: it was seen before
    statement: int
    case: int | None
    held: str | None
    comment: int | None = None

    def undo(self, undoing: Undoing) -> list[Refusal]:
        """Lift the statement: that one, and no other by which somebody hid it anew."""
        comment = db.session.get_one(Comment, self.comment) if self.comment else None
        standing = standing_statement(comment or undoing.idea)
        if standing is not None and standing.id != self.statement:
            raise TooLate("%(who)s has hidden this anew since.", who=name_of(standing.decided_by_id))
        how: dict[str, Any] = {"by": undoing.desk.by, "at": undoing.desk.at}
        if comment is not None:
            show_comment(comment, **how)
        else:
            show_idea(undoing.idea, **how)
        if undoing.item.ref.kind in (Kind.APPROVE, Kind.COMMENT):
            back_to_waiting(undoing, self.held)
        reopen(undoing, self.case)
        return []


@dataclass(frozen=True, slots=True)
class Hiding:
    """Which rule it breaks, how, and whether it is spam."""

    rule: HouseRule | None
    facts: str
    as_spam: bool


class Hide(Act[Hiding]):
    name = "hide"
    kinds = (Kind.ANSWER, Kind.APPROVE, Kind.COMMENT, Kind.REPORT)
    label, icon, key = _l("Hide"), "eye-off", "h"
    help = _l("Hide")
    done = _l("hid")
    sentences = one_or_many("Hidden.", "%(num)s hidden.")
    is_danger = quotes_comments = True
    main = (Kind.REPORT,)
    mementos = (Hidden,)
    fields = (
        *rule_fields(),
        Field(
            "as_spam",
            Widget.TICK,
            _l("It is spam"),
            hint=_l("Its author no longer sees it either; a new account gets no mail."),
        ),
    )

    def read(self, desk: Desk, typed: Typed) -> Hiding:
        return Hiding(chosen_rule(desk, typed), typed.get("facts", ""), bool(typed.get("as_spam")))

    def do(self, desk: Desk, details: Hiding, item: Item) -> Hidden:
        case, held = item.row if isinstance(item.row, Case) else None, item.pending_reason
        how: dict[str, Any] = {"by": desk.by, "at": desk.at, "case": case}
        how |= {"rule": need_rule(details.rule), "facts": details.facts, "as_spam": details.as_spam}
        comment_id = comment_id_of(item)
        if comment_id is None:
            statement = hide_idea(idea_of(item), **how)
        else:
            comment = db.session.get(Comment, comment_id)
            if comment is None:
                raise NotForThis("The comment is no longer there.")
            statement = hide_comment(comment, **how)
        return Hidden(shown=True, statement=statement.id, case=statement.case_id, held=held, comment=comment_id)
