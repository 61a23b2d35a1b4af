"""Approving a post that waits."""

from collections.abc import Collection
from typing import Any, ClassVar

from flask_babel import lazy_gettext as _l

from ideas.base.db import db
from ideas.base.refusal import Refusal
from ideas.community.comment.models import Comment
from ideas.community.idea.answer_clock import lock_clocks
from ideas.community.idea.models import Idea
from ideas.desk.acts.act import Act, Desk, Memento, NotForThis, TooLate, Undoing, ideas_of, one_or_many
from ideas.desk.acts.fields import Typed
from ideas.desk.acts.items import Item
from ideas.desk.acts.locks import lock_memberships
from ideas.desk.acts.people import name_of
from ideas.desk.acts.rules import Kind
from ideas.people.account.models import Account
from ideas.people.brand.models import Membership
from ideas.people.brand.queries import find_membership
from ideas.trust.posting.approval import approve_comment, approve_idea, back_to_pending, comment_back_to_pending
from ideas.trust.screening.actions import grant_trust


class Approved(Memento):
    """Why it waited, and how far its author was trusted before and is now."""

    held: str | None
    author: int | None
    trust: int | None
    trusted: int | None

    def undo(self, undoing: Undoing) -> list[Refusal]:
        back_to_waiting(undoing, self.held)
        membership = _membership_of(self.author)
        if membership is None or self.trust is None or self.trust == self.trusted:
            return []
        if membership.trust_level != self.trusted:
            sentence = "Somebody has changed since how far %(name)s is trusted: that stays."
            return [TooLate(sentence, name=name_of(self.author))]
        grant_trust(membership, self.trust, by=undoing.desk.by, at=undoing.desk.at)
        return []


class Approve(Act[None]):
    name = "approve"
    kinds = (Kind.APPROVE, Kind.COMMENT)
    label, icon, key = _l("Approve"), "check", "a"
    help = _l("Approve; for a report, a duplicate or votes: nothing is wrong")
    done = _l("approved")
    sentences = one_or_many("Approved.", "%(num)s approved.")
    mementos = (Approved,)
    trusts: ClassVar[bool] = False

    def read(self, desk: Desk, typed: Typed) -> None:
        return None

    def lock(self, desk: Desk, details: None, items: Collection[Item]) -> None:
        lock_clocks(ideas_of(items))

    def do(self, desk: Desk, details: None, item: Item) -> Approved:
        author_id, held = item.author_id, item.pending_reason
        membership = _membership_of(author_id) if self.trusts else None
        before = membership.trust_level if membership else None
        if item.comment is not None:
            approve_comment(item.comment, by=desk.by, at=desk.at, trust=self.trusts)
        elif item.ref.kind is Kind.APPROVE and item.idea is not None:
            approve_idea(item.idea, by=desk.by, at=desk.at, trust=self.trusts)
        else:
            raise NotForThis("Only what waits for approval can be approved.")
        after = membership.trust_level if membership else None
        return Approved(held=held, author=author_id, trust=before, trusted=after)

    def lock_to_undo(self, desk: Desk, mementos: Collection[Approved], ideas: Collection[Idea]) -> None:
        lock_memberships({memento.author for memento in mementos})


def back_to_waiting(undoing: Undoing, held_because: str | None) -> None:
    """Let a post wait for approval again."""
    how: dict[str, Any] = {"by": undoing.desk.by, "at": undoing.desk.at, "held_because": held_because}
    thing = undoing.item.comment or undoing.idea
    if isinstance(thing, Comment):
        comment_back_to_pending(thing, **how)
    else:
        back_to_pending(thing, **how)


def _membership_of(account_id: int | None) -> Membership | None:
    account = db.session.get(Account, account_id) if account_id else None
    return find_membership(account) if account is not None else None
