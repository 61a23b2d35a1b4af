"""Appeals: one for each statement, decided by somebody else; a lifted decision takes its limit back."""

from datetime import datetime

from sqlalchemy import select

from ideas.base.db import db, insert_ignoring
from ideas.base.refusal import Conflict, Forbidden, Refusal
from ideas.base.text import many_lines
from ideas.community.comment.models import Comment
from ideas.community.idea.actions import lock_idea
from ideas.community.idea.family import lock_canonical
from ideas.community.idea.models import Idea
from ideas.community.vote.actions import release_votes
from ideas.people.account.models import Account
from ideas.spine.activity.actions import record
from ideas.trust.fraud.actions import give_votes_back, lock_false_votes
from ideas.trust.moderation.actions.ban import lift_ban
from ideas.trust.moderation.actions.limit import show_comment, show_idea, unlock_idea_discussion
from ideas.trust.moderation.actions.statement import lift_statement
from ideas.trust.moderation.models import Appeal, Ban, Statement
from ideas.trust.moderation.rules import (
    APPEAL_MAX,
    APPEAL_MIN,
    APPEAL_WITHIN,
    WORDS_MAX,
    WORDS_MIN,
    AppealOutcome,
    Limit,
)

REASON = 500


class AppealClosed(Conflict):
    """There was an appeal before, it is too late for one, or it is decided."""


class BadWords(Refusal):
    """The words are missing, too short or too long."""


class NotYourDecision(Forbidden):
    """Nobody decides about their own decision, or about themselves."""


def appeal(statement: Statement, *, body: str, by: Account, at: datetime) -> Appeal:
    """Object to a statement about oneself, once and within half a year. Raises BadWords, AppealClosed, NotYourDecision."""
    body = _checked(body, APPEAL_MIN, APPEAL_MAX, "body")
    if statement.account_id != by.id:
        raise NotYourDecision("Only whom a decision is about can appeal.")
    if statement.is_lifted:
        raise AppealClosed("This decision is lifted already. There is nothing to appeal any more.")
    if at - statement.created_at > APPEAL_WITHIN:
        raise AppealClosed("Appeals are open for six months. This decision is older.")
    is_new = insert_ignoring(
        Appeal, brand_id=statement.brand_id, statement_id=statement.id, body=body, created_at=at, words=""
    )
    if not is_new:
        raise AppealClosed("You have appealed already. Each decision is looked at again once.")
    record(
        "appeal.created",
        brand_id=statement.brand_id,
        by=by.id,
        at=at,
        idea_id=statement.idea_id,
        detail={"statement_id": statement.id},
    )
    return db.session.get_one(Appeal, statement.id)


def decide_appeal(appeal: Appeal, *, outcome: AppealOutcome, words: str, by: Account, at: datetime) -> None:
    """Keep the decision or lift it with its limit; the person hears which, and why.

    Raises BadWords, NotYourDecision, AppealClosed.
    """
    words = _checked(words, WORDS_MIN, WORDS_MAX, "words")
    statement = db.session.get_one(Statement, appeal.statement_id)
    if by.id in (statement.decided_by_id, statement.account_id):
        raise NotYourDecision("You made this decision, or it is about you: another moderator or an owner looks at it.")
    if statement.idea_id is not None and statement.kind is Limit.VOTES:
        lock_canonical(db.session.get_one(Idea, statement.idea_id))
    elif statement.idea_id is not None:
        lock_idea(statement.idea_id)
    elif statement.kind is Limit.VOTES and statement.account_id is not None:
        lock_false_votes(statement.account_id)
    appeal = db.session.scalars(
        select(Appeal)
        .where(Appeal.statement_id == statement.id)
        .with_for_update()
        .execution_options(populate_existing=True)
    ).one()
    if appeal.decided_at is not None:
        raise AppealClosed("Somebody has decided this appeal meanwhile. Nothing was changed.")
    appeal.decided_at, appeal.decided_by_id, appeal.outcome, appeal.words = at, by.id, outcome, words
    db.session.flush()
    if outcome is AppealOutcome.LIFTED:
        db.session.refresh(statement)
        if not statement.is_lifted:
            lift(statement, by=by, at=at)
    record(
        "appeal.decided",
        brand_id=statement.brand_id,
        by=by.id,
        at=at,
        idea_id=statement.idea_id,
        detail={"statement_id": statement.id, "outcome": outcome.value},
        reason=words[:REASON],
    )


def lift(statement: Statement, *, by: Account, at: datetime) -> None:
    """Take back whatever the statement is about, and lift it. Raises NotLimited, NotBanned where somebody was faster."""
    if statement.kind is Limit.BAN:
        lift_ban(db.session.scalars(select(Ban).where(Ban.statement_id == statement.id)).one(), by=by, at=at)
    elif statement.comment_id is not None:
        show_comment(db.session.get_one(Comment, statement.comment_id), by=by, at=at)
    elif statement.kind is Limit.LOCK:
        unlock_idea_discussion(db.session.get_one(Idea, statement.idea_id), by=by, at=at)
    elif statement.kind is Limit.VOTES:
        _give_votes_back(statement, by=by, at=at)
    else:
        show_idea(db.session.get_one(Idea, statement.idea_id), by=by, at=at)


def _give_votes_back(statement: Statement, *, by: Account, at: datetime) -> None:
    """Of the idea that the statement names; one that names none was about all of the person's votes here."""
    if statement.account_id is not None and statement.idea_id is not None:
        release_votes(statement.idea_id, [statement.account_id])
    elif statement.account_id is not None:
        give_votes_back(statement.account_id)
    lift_statement(statement, by=by, at=at)
    record(
        "votes.given_back",
        brand_id=statement.brand_id,
        by=by.id,
        at=at,
        idea_id=statement.idea_id,
        detail={"statement_id": statement.id, "account_id": statement.account_id},
    )


def _checked(text: str, least: int, most: int, field: str) -> str:
    text = many_lines(text).strip()
    if not least <= len(text) <= most:
        raise BadWords(
            "Say it in %(least)s to %(most)s characters; this has %(size)s.",
            field=field,
            least=least,
            most=most,
            size=len(text),
        )
    return text
