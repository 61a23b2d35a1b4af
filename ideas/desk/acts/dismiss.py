"""Saying that nothing is wrong: no breach of a rule, no duplicate, honest votes."""

from collections.abc import Sequence

from flask_babel import gettext
from flask_babel import lazy_gettext as _l

from ideas.base.db import db
from ideas.base.refusal import Refusal
from ideas.community.duplicate.actions import reopen_duplicates
from ideas.community.duplicate.models import LikelyDuplicate
from ideas.community.idea.story import record_on
from ideas.desk.acts.act import Act, Desk, Memento, NotForThis, TooLate, Undoing, idea_of, one_or_many
from ideas.desk.acts.fields import Typed
from ideas.desk.acts.items import Item, Ref
from ideas.desk.acts.people import name_of
from ideas.desk.acts.rules import Kind
from ideas.desk.acts.void import VotesDecided, ideas_voted_for
from ideas.trust.fraud.models import VoteAlert
from ideas.trust.moderation.actions import close_case, reopen_case
from ideas.trust.moderation.false_votes import count_again
from ideas.trust.moderation.models import Case
from ideas.trust.moderation.rules import CaseOutcome


class CaseDismissed(Memento):
    """The case with the reports."""

    case: int

    def undo(self, undoing: Undoing) -> list[Refusal]:
        reopen(undoing, self.case)
        return []


class PairDismissed(Memento):
    """The two ideas that are not the same."""

    pairs: list[tuple[int, int]]

    def undo(self, undoing: Undoing) -> list[Refusal]:
        reopen_duplicates(self.pairs)
        return []


class Dismiss(Act[None]):
    name = "dismiss"
    kinds = (Kind.REPORT, Kind.DUPLICATE, Kind.VOTES)
    label, icon, key = _l("Nothing to do"), "check", "a"
    done = _l("left as it is")
    sentences = one_or_many("Left as it is.", "%(num)s left as they are.")
    mementos = (CaseDismissed, PairDismissed, VotesDecided)

    def label_for(self, kind: Kind | None) -> str:
        if kind is Kind.REPORT:
            return str(gettext("Leave it up"))
        if kind is Kind.DUPLICATE:
            return str(gettext("Not the same"))
        return str(gettext("Count them") if kind is Kind.VOTES else self.label)

    def read(self, desk: Desk, typed: Typed) -> None:
        return None

    def other_ideas(self, details: None, refs: Sequence[Ref]) -> set[int]:
        return ideas_voted_for(refs)

    def do(self, desk: Desk, details: None, item: Item) -> Memento:
        if isinstance(item.row, Case):
            close_case(item.row, outcome=CaseOutcome.DISMISSED, by=desk.by, at=desk.at)
            return CaseDismissed(case=item.row.id)
        if isinstance(item.row, LikelyDuplicate):
            return _dismiss_pair(desk, item.row, item)
        if isinstance(item.row, VoteAlert):
            if not desk.viewer.is_moderator:
                raise NotForThis("Only moderators decide about held votes.")
            count_again(item.row, by=desk.by, at=desk.at)
            return VotesDecided(alert=item.row.id)
        raise NotForThis("There is nothing to dismiss here.")


def reopen(undoing: Undoing, case_id: int | None) -> None:
    """Let the reports that this act closed wait again. Raises TooLate."""
    case = db.session.get(Case, case_id) if case_id else None
    if case is None:
        return
    is_of_the_act = case.closed_at == undoing.act.created_at
    if not is_of_the_act or not reopen_case(case, by=undoing.desk.by, at=undoing.desk.at):
        raise TooLate("%(who)s has seen to this report since.", who=name_of(case.closed_by_id))


def _dismiss_pair(desk: Desk, pair: LikelyDuplicate, item: Item) -> PairDismissed:
    pair.closed_at, pair.closed_by_id = desk.at, desk.by.id
    db.session.flush()
    idea = idea_of(item)
    record_on("duplicate.dismissed", idea, by=desk.by, at=desk.at, detail={"other_id": pair.other_id})
    return PairDismissed(pairs=[(pair.idea_id, pair.other_id)])
