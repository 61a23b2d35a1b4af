"""Limits on what people wrote: hide, mark as spam, close the discussion; each with its statement, each reversible."""

from datetime import datetime

from sqlalchemy import select

from ideas.base.db import db
from ideas.base.refusal import Conflict
from ideas.community.comment.actions import set_comment_visibility
from ideas.community.comment.models import Comment
from ideas.community.idea.actions import lock_idea, set_visibility
from ideas.community.idea.models import Idea, IdeaRank
from ideas.community.idea.rules import Visibility
from ideas.community.idea.story import record_on
from ideas.people.account.models import Account
from ideas.spine.activity.actions import record
from ideas.trust.moderation.actions.case import close_case, lock_case, open_case_of
from ideas.trust.moderation.actions.statement import check_facts, lift_statement, statement_on
from ideas.trust.moderation.models import Case, HouseRule, Statement
from ideas.trust.moderation.queries import standing_lock, standing_statement
from ideas.trust.moderation.rules import CaseOutcome, Limit
from ideas.trust.posting.approval import approve_idea

LIMITED = frozenset({Visibility.HIDDEN, Visibility.SPAM})
REASON = 500


class AlreadyLimited(Conflict):
    """Somebody limited it meanwhile, or its author took it back."""


class NotLimited(Conflict):
    """Somebody lifted the limit meanwhile."""


def hide_idea(
    idea: Idea,
    *,
    rule: HouseRule,
    facts: str,
    by: Account,
    at: datetime,
    case: Case | None = None,
    as_spam: bool = False,
) -> Statement:
    """Take an idea out of every list: its author (never of spam) and the board's hosts still see it.

    An open case about it is decided with it. Raises BadFacts, AlreadyLimited, CaseClosed.
    """
    check_facts(facts)
    idea = lock_idea(idea.id)
    before = idea.visibility
    if before not in (Visibility.PUBLIC, Visibility.PENDING):
        raise AlreadyLimited("This idea is not public any more: somebody was faster. Nothing was changed.")
    case = lock_case(case) if case is not None else open_case_of(idea, lock=True)
    after = Visibility.SPAM if as_spam else Visibility.HIDDEN
    set_visibility(idea, after, at=at)
    idea.held_because = None
    statement = statement_on(
        idea, idea, Limit.SPAM if as_spam else Limit.HIDE, rule=rule, facts=facts, by=by, at=at, case=case
    )
    record_on(
        "idea.hidden",
        idea,
        by=by,
        at=at,
        detail={"statement_id": statement.id},
        before={"visibility": before.value},
        after={"visibility": after.value, "statement_id": statement.id, "rule": rule.label},
        reason=statement.facts[:REASON],
    )
    _close(case, by=by, at=at)
    return statement


def show_idea(idea: Idea, *, by: Account, at: datetime) -> None:
    """Bring back an idea that was hidden, marked as spam or declined; its statement is lifted. Raises NotLimited."""
    idea = lock_idea(idea.id)
    statement = standing_statement(idea)
    if statement is None or idea.visibility is Visibility.PUBLIC:
        raise NotLimited("This idea is not hidden any more. Nothing was changed.")
    before = idea.visibility
    if before in LIMITED:
        _publish(idea, by=by, at=at)
    lift_statement(statement, by=by, at=at)
    record_on(
        "idea.shown",
        idea,
        by=by,
        at=at,
        before={"visibility": before.value},
        after={"visibility": idea.visibility.value, "statement_id": statement.id},
    )


def hide_comment(
    comment: Comment,
    *,
    rule: HouseRule,
    facts: str,
    by: Account,
    at: datetime,
    case: Case | None = None,
    as_spam: bool = False,
) -> Statement:
    """Take a comment out of the discussion: its words are kept, and a note stands in its place if it has replies.

    An open case about it is decided with it. Raises BadFacts, AlreadyLimited, CaseClosed, CommentGone.
    """
    check_facts(facts)
    idea = lock_idea(comment.idea_id)
    case = lock_case(case) if case is not None else open_case_of(comment, lock=True)
    before = comment.visibility
    after = Visibility.SPAM if as_spam else Visibility.HIDDEN
    if standing_statement(comment) is not None:
        raise AlreadyLimited("Somebody has hidden this comment meanwhile. Nothing was changed.")
    comment = set_comment_visibility(comment, after)
    statement = statement_on(
        comment, idea, Limit.SPAM if as_spam else Limit.REMOVE, rule=rule, facts=facts, by=by, at=at, case=case
    )
    record_on(
        "comment.hidden",
        idea,
        by=by,
        at=at,
        detail={"comment_id": comment.id, "statement_id": statement.id},
        before={"comment_id": comment.id, "visibility": before.value},
        after={"comment_id": comment.id, "visibility": after.value, "statement_id": statement.id, "rule": rule.label},
        reason=statement.facts[:REASON],
    )
    _close(case, by=by, at=at)
    return statement


def show_comment(comment: Comment, *, by: Account, at: datetime) -> None:
    """Bring back a comment that was hidden, marked as spam or declined; its statement is lifted. Raises NotLimited.

    One that its author removed meanwhile stays removed.
    """
    board_id = lock_idea(comment.idea_id).board_id
    statement = standing_statement(comment, lock=True)
    if statement is None:
        raise NotLimited("This comment is not hidden any more. Nothing was changed.")
    before = comment.visibility
    if comment.removed_at is None:
        comment = set_comment_visibility(comment, Visibility.PUBLIC)
    lift_statement(statement, by=by, at=at)
    record(
        "comment.shown",
        brand_id=comment.brand_id,
        by=by.id,
        at=at,
        board_id=board_id,
        idea_id=comment.idea_id,
        detail={"comment_id": comment.id},
        before={"comment_id": comment.id, "visibility": before.value},
        after={"comment_id": comment.id, "visibility": comment.visibility.value, "statement_id": statement.id},
    )


def lock_idea_discussion(
    idea: Idea,
    *,
    rule: HouseRule,
    facts: str,
    by: Account,
    at: datetime,
) -> Statement:
    """Let nobody but hosts comment on an idea; why is for everybody to read. Raises BadFacts, AlreadyLimited."""
    check_facts(facts)
    idea = lock_idea(idea.id)
    if idea.locked_at is not None:
        raise AlreadyLimited("Somebody has closed this discussion meanwhile. Nothing was changed.")
    idea.locked_at = at
    statement = statement_on(idea, idea, Limit.LOCK, rule=rule, facts=facts, by=by, at=at)
    record_on(
        "idea.locked",
        idea,
        by=by,
        at=at,
        detail={"statement_id": statement.id},
        after={"statement_id": statement.id, "rule": rule.label},
        reason=statement.facts[:REASON],
    )
    return statement


def unlock_idea_discussion(idea: Idea, *, by: Account, at: datetime) -> None:
    """Open the discussion again; its statement is lifted. Raises NotLimited."""
    idea = lock_idea(idea.id)
    statement = standing_lock(idea)
    if statement is None:
        raise NotLimited("This discussion is open already. Nothing was changed.")
    idea.locked_at = None
    lift_statement(statement, by=by, at=at)
    record_on("idea.unlocked", idea, by=by, at=at, detail={"statement_id": statement.id})


def _publish(idea: Idea, *, by: Account, at: datetime) -> None:
    """Let everybody see it; for one that never was public that is its approval, with its author's vote."""
    due = db.session.scalar(select(IdeaRank.answer_due).where(IdeaRank.idea_id == idea.id))
    if due is not None:
        set_visibility(idea, Visibility.PUBLIC, at=at)
        return
    set_visibility(idea, Visibility.PENDING, at=at)
    approve_idea(idea, by=by, at=at)


def _close(case: Case | None, *, by: Account, at: datetime) -> None:
    if case is not None:
        close_case(case, outcome=CaseOutcome.UPHELD, by=by, at=at)
