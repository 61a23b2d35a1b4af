"""Setting votes aside that were found to be false."""

from collections.abc import Sequence

from flask_babel import lazy_gettext as _l
from sqlalchemy import select

from ideas.base.db import db
from ideas.base.refusal import Refusal
from ideas.community.pipeline.rules import EXPLANATION_MAX
from ideas.community.vote.models import Vote
from ideas.desk.acts.act import GONE, Act, Desk, Memento, NotForThis, NotThere, Undoing, one_or_many
from ideas.desk.acts.fields import Field, Typed, Widget
from ideas.desk.acts.items import Item, Ref
from ideas.desk.acts.locks import families_of
from ideas.desk.acts.rules import Kind
from ideas.trust.fraud.models import VoteAlert
from ideas.trust.moderation.false_votes import declare_false, review_again


class VotesDecided(Memento):
    """The alert about them."""

    alert: int

    def undo(self, undoing: Undoing) -> list[Refusal]:
        if not undoing.desk.viewer.is_moderator:
            raise NotThere(GONE)
        review_again(db.session.get_one(VoteAlert, self.alert), by=undoing.desk.by, at=undoing.desk.at)
        return []


class Void(Act[str]):
    name = "void"
    kinds = (Kind.VOTES,)
    label, icon, key = _l("Set them aside"), "ban", "d"
    done = _l("set votes aside on")
    sentences = one_or_many("Votes set aside.", "Votes of %(num)s set aside.")
    is_danger = True
    main = (Kind.VOTES,)
    mementos = (VotesDecided,)
    fields = (
        Field(
            "facts",
            Widget.TEXT,
            _l("What happened, in a sentence"),
            rows=4,
            most=EXPLANATION_MAX,
            hint=_l("Each of these people is told why their vote does not count, and can object."),
            value=lambda pane: pane.get("facts"),
        ),
    )

    def read(self, desk: Desk, typed: Typed) -> str:
        return typed.get("facts", "")

    def other_ideas(self, details: str | None, refs: Sequence[Ref]) -> set[int]:
        return ideas_voted_for(refs)

    def do(self, desk: Desk, details: str, item: Item) -> VotesDecided:
        if not isinstance(item.row, VoteAlert):
            raise NotForThis("Only held votes can be set aside.")
        if not desk.viewer.is_moderator:
            raise NotForThis("Only moderators can declare votes false.")
        declare_false(item.row, facts=details, by=desk.by, at=desk.at)
        return VotesDecided(alert=item.row.id)


def ideas_voted_for(refs: Sequence[Ref]) -> set[int]:
    """The ids of the ideas whose votes these alerts are about, with what is merged with them."""
    alerts = [ref.id for ref in refs if ref.kind is Kind.VOTES]
    if not alerts:
        return set()
    return families_of(db.session.scalars(select(Vote.idea_id).where(Vote.alert_id.in_(alerts)).distinct()))
