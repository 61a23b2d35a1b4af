"""Deciding a case: one act, with everything that it brings along."""

from datetime import datetime

from sqlalchemy import select

from ideas.base.db import db
from ideas.base.refusal import Refusal
from ideas.community.comment.models import Comment
from ideas.community.idea.actions import lock_idea
from ideas.community.idea.answer_clock import lock_clocks
from ideas.community.idea.models import Idea
from ideas.people.account.models import Account
from ideas.people.brand.models import Membership
from ideas.trust.moderation.actions.ban import CantBan, ban, lock_membership
from ideas.trust.moderation.actions.case import close_case, lock_case
from ideas.trust.moderation.actions.limit import hide_comment, hide_idea
from ideas.trust.moderation.models import Case, HouseRule
from ideas.trust.moderation.rules import CaseAct, CaseOutcome


class RuleMissing(Refusal):
    """A limit names the rule that was broken."""


def decide_case(
    case: Case,
    *,
    act: CaseAct,
    by: Account,
    at: datetime,
    rule: HouseRule | None = None,
    facts: str = "",
    until: datetime | None = None,
) -> None:
    """Leave the thing as it is, hide it, mark it as spam, or hide it and ban its author until then (or for good).

    Raises RuleMissing, BadFacts, CantBan, AlreadyBanned, AlreadyLimited, CommentGone, OwnCase, CaseClosed.
    """
    if act is CaseAct.DISMISS:
        close_case(case, outcome=CaseOutcome.DISMISSED, by=by, at=at)
        return
    if rule is None:
        raise RuleMissing("Choose the rule that it breaks.", field="rule")
    idea = lock_idea(case.idea_id)  # Everything is locked before the first entry in the audit log.
    case = lock_case(case)
    comment = db.session.get(Comment, case.comment_id) if case.comment_id else None
    thing: Idea | Comment = comment or idea
    membership = _lock_author(thing, idea) if act is CaseAct.BAN else None
    as_spam = act is CaseAct.SPAM
    if comment is not None:
        hide_comment(comment, rule=rule, facts=facts, by=by, at=at, case=case, as_spam=as_spam)
    else:
        hide_idea(idea, rule=rule, facts=facts, by=by, at=at, case=case, as_spam=as_spam)
    if membership is not None:
        ban(membership, rule=rule, facts=facts, until=until, by=by, at=at, by_report=True)


def _lock_author(thing: Idea | Comment, idea: Idea) -> Membership:
    """The author's membership, locked after the idea's rank. Raises CantBan."""
    found = db.session.scalar(select(Membership).where(Membership.account_id == (thing.author_id or 0)))
    if found is None:
        raise CantBan("Whoever wrote this takes no part here any more.", field="act")
    lock_clocks([idea])
    return lock_membership(found.id)
