"""Declining what waits for approval: its author is told why, by one statement, and may appeal."""

from dataclasses import dataclass
from datetime import datetime

from ideas.community.comment.actions import set_comment_visibility
from ideas.community.comment.models import Comment
from ideas.community.idea.actions import set_visibility
from ideas.community.idea.models import Idea
from ideas.community.idea.rules import Visibility
from ideas.community.idea.story import record_on
from ideas.people.account.models import Account
from ideas.people.brand.models import Membership
from ideas.people.brand.queries import places_of
from ideas.trust.moderation.actions import ban, lift_statement
from ideas.trust.moderation.actions.ban import lock_membership
from ideas.trust.moderation.actions.statement import check_facts, statement_on
from ideas.trust.moderation.models import HouseRule, Statement
from ideas.trust.moderation.queries import ban_of, standing_statement
from ideas.trust.moderation.rules import Limit
from ideas.trust.posting.approval import (
    NotWaiting,
    back_to_pending,
    comment_back_to_pending,
    lock_waiting_comment,
    lock_waiting_idea,
)

REASON = 500


@dataclass(frozen=True, slots=True)
class Block:
    """Whoever wrote it takes no part either: until then or, without `until`, for good."""

    until: datetime | None = None


def decline_pending_idea(
    idea: Idea, *, rule: HouseRule, facts: str, by: Account, at: datetime, block: Block | None = None
) -> Statement:
    """Keep an idea that waits from being public: its author still reads it, and is told why. Raises NotWaiting, BadFacts."""
    check_facts(facts)
    idea = lock_waiting_idea(idea)
    held = idea.held_because
    idea.held_because = None
    set_visibility(idea, Visibility.HIDDEN, at=at)
    _lock_author(idea.author_id, block)  # After the idea's rank.
    statement = statement_on(idea, idea, Limit.DECLINE, rule=rule, facts=facts, by=by, at=at)
    record_on(
        "idea.not_approved",
        idea,
        by=by,
        at=at,
        detail={"statement_id": statement.id, "because": held},
        reason=statement.facts[:REASON],
    )
    _block(idea.author_id, block, rule=rule, facts=facts, by=by, at=at)
    return statement


def decline_pending_comment(
    comment: Comment, *, rule: HouseRule, facts: str, by: Account, at: datetime, block: Block | None = None
) -> Statement:
    """Keep a comment that waits from being public: its author still reads it, and is told why. Raises NotWaiting, BadFacts."""
    check_facts(facts)
    idea, comment = lock_waiting_comment(comment)
    held = comment.held_because
    comment = set_comment_visibility(comment, Visibility.HIDDEN)
    _lock_author(comment.author_id, block)  # After the idea's rank.
    statement = statement_on(comment, idea, Limit.DECLINE, rule=rule, facts=facts, by=by, at=at)
    record_on(
        "comment.not_approved",
        idea,
        by=by,
        at=at,
        detail={"comment_id": comment.id, "statement_id": statement.id, "because": held},
        reason=statement.facts[:REASON],
    )
    _block(comment.author_id, block, rule=rule, facts=facts, by=by, at=at)
    return statement


def take_back_decline(thing: Idea | Comment, *, by: Account, at: datetime, held_because: str | None = None) -> None:
    """Undo a decline: the post waits again, its statement is lifted. Who undoes it lifts the ban as well. Raises NotWaiting."""
    statement = standing_statement(thing)
    if statement is None or statement.kind is not Limit.DECLINE:
        raise NotWaiting("This decision was changed meanwhile. Nothing was done.")
    if isinstance(thing, Idea):
        back_to_pending(thing, by=by, at=at, held_because=held_because)
    else:
        comment_back_to_pending(thing, by=by, at=at, held_because=held_because)
    lift_statement(statement, by=by, at=at)


def _lock_author(account_id: int | None, block: Block | None) -> None:
    """Lock what a ban changes before the first entry in the audit log."""
    place = places_of([account_id]).get(account_id) if block and account_id else None
    if place is not None:
        lock_membership(place.id)


def _block(
    account_id: int | None, block: Block | None, *, rule: HouseRule, facts: str, by: Account, at: datetime
) -> None:
    place: Membership | None = places_of([account_id]).get(account_id) if account_id else None
    if block is None or place is None or ban_of(place.account_id, at=at) is not None:
        return
    ban(place, rule=rule, facts=facts, until=block.until, by=by, at=at)
