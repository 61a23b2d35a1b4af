"""Taking an idea, giving it to somebody, giving it back."""

from flask_babel import lazy_gettext as _l
from sqlalchemy import select

from ideas.base.db import db
from ideas.base.refusal import Refusal
from ideas.desk.acts.act import Act, Desk, Memento, SomethingMissing, Undoing, idea_of, one_or_many
from ideas.desk.acts.fields import Field, Typed, Widget
from ideas.desk.acts.items import Item
from ideas.desk.acts.rules import Kind
from ideas.desk.assignment.actions import assign_idea
from ideas.people.brand.models import Membership


class Taken(Memento):
    """Whose it was before, and whose it is now."""

    assignee: int | None
    to: int | None

    def undo(self, undoing: Undoing) -> list[Refusal]:
        assign_idea(undoing.idea, self.assignee, seen=self.to, by=undoing.desk.by, at=undoing.desk.at)
        return []


class Take(Act[int | None]):
    name = "take"
    kinds = (Kind.ANSWER, Kind.APPROVE, Kind.DUPLICATE)
    label, icon, key = _l("Who sees to it"), "user", "w"
    help = _l("Say who sees to it")
    submit = _l("Save")
    done = _l("gave")
    sentences = one_or_many("Given.", "%(num)s given.")
    mementos = (Taken,)
    fields = (
        Field(
            "to",
            Widget.CHOICE,
            _l("Who sees to it"),
            choices="host_choices",
            first=_l("Nobody: back to the queue"),
            value=lambda pane: pane["my_handle"],
            extra="taken_by",
        ),
    )

    def read(self, desk: Desk, typed: Typed) -> int | None:
        """Whose it is to be: a handle; `@me`; or nothing, for nobody."""
        handle = typed.get("to", "")
        if handle in ("", "@me"):
            return desk.by.id if handle else None
        account_id = db.session.scalar(select(Membership.account_id).where(Membership.handle == handle[:40]))
        if account_id is None:
            raise SomethingMissing("There is nobody here with this name.", field="to")
        return account_id

    def do(self, desk: Desk, details: int | None, item: Item) -> Taken:
        idea, whose = idea_of(item), item.ref.whose
        before = idea.assignee_id
        seen = before if whose is None else whose or None
        assign_idea(idea, details, seen=seen, by=desk.by, at=desk.at)
        return Taken(assignee=before, to=details)
