"""Appeals: once, in time, decided by somebody else; lifting takes the limit back."""

from datetime import timedelta

import pytest

from ideas.community.idea.rules import Visibility
from ideas.community.vote.actions import void_votes
from ideas.ops.verify.queries import find_violations
from ideas.people.brand.actions import change_role
from ideas.people.brand.queries import find_membership
from ideas.people.brand.rules import Role
from ideas.spine.audit.models import AuditEntry
from ideas.trust.moderation.actions import (
    AppealClosed,
    BadWords,
    NotYourDecision,
    appeal,
    ban,
    decide_appeal,
    lock_idea_discussion,
    make_statement,
    show_idea,
)
from ideas.trust.moderation.models import Appeal, Statement
from ideas.trust.moderation.queries import can_be_decided
from ideas.trust.moderation.rules import AppealOutcome, Limit
from tests.trust.moderation.conftest import FACTS

OBJECTION = "I meant it as a joke among friends."
WORDS = "We read it again, and here is what we think."


def test_an_appeal_is_open_once_in_half_a_year_to_whom_it_is_about(house, said, hide, now, rows):
    idea, _ = said
    statement = hide(idea)

    with pytest.raises(NotYourDecision):
        appeal(statement, body=OBJECTION, by=house.ben, at=now)
    with pytest.raises(BadWords):
        appeal(statement, body="No!", by=house.ana, at=now)
    with pytest.raises(AppealClosed, match="six months"):
        appeal(statement, body=OBJECTION, by=house.ana, at=now + timedelta(days=184))
    appeal(statement, body=OBJECTION, by=house.ana, at=now + timedelta(days=183))
    with pytest.raises(AppealClosed, match="already"):
        appeal(statement, body=OBJECTION, by=house.ana, at=now)
    assert [(one.body, one.outcome) for one in rows(Appeal)] == [(OBJECTION, None)]


def test_there_is_nothing_to_appeal_once_it_is_lifted(house, said, hide, now):
    idea, _ = said
    statement = hide(idea)
    show_idea(idea, by=house.mod, at=now)

    with pytest.raises(AppealClosed, match="lifted already"):
        appeal(statement, body=OBJECTION, by=house.ana, at=now)


def test_somebody_else_decides_and_only_once(house, said, hide, now, rows):
    idea, _ = said
    objection = appeal(hide(idea), body=OBJECTION, by=house.ana, at=now)

    with pytest.raises(NotYourDecision) as refusal:
        decide_appeal(objection, outcome=AppealOutcome.KEPT, words=WORDS, by=house.mod, at=now)
    assert refusal.value.status == 403
    with pytest.raises(BadWords):
        decide_appeal(objection, outcome=AppealOutcome.KEPT, words="", by=house.owner, at=now)
    decide_appeal(objection, outcome=AppealOutcome.KEPT, words=WORDS, by=house.owner, at=now)
    with pytest.raises(AppealClosed):
        decide_appeal(objection, outcome=AppealOutcome.LIFTED, words=WORDS, by=house.owner, at=now)
    assert idea.visibility is Visibility.HIDDEN
    (kept,) = rows(Appeal)
    assert (kept.outcome, kept.decided_by_id, kept.words) == (AppealOutcome.KEPT, house.owner.id, WORDS)
    assert [entry.reason for entry in rows(AuditEntry, AuditEntry.kind == "appeal.decided")] == [WORDS]


def test_nobody_decides_about_themselves(house, make, hide, now):
    idea = make.idea("An idea by the owner", by=house.owner)
    objection = appeal(hide(idea), body=OBJECTION, by=house.owner, at=now)

    with pytest.raises(NotYourDecision):
        decide_appeal(objection, outcome=AppealOutcome.LIFTED, words=WORDS, by=house.owner, at=now)


@pytest.mark.parametrize("kind", list(Limit))
def test_lifting_takes_the_limit_back(house, said, make, rule, hide, now, rows, kind):
    idea, comment = said
    statement = {
        Limit.HIDE: lambda: hide(idea),
        Limit.SPAM: lambda: hide(comment, as_spam=True),
        Limit.REMOVE: lambda: hide(comment),
        Limit.LOCK: lambda: lock_idea_discussion(idea, rule=rule, facts=FACTS, by=house.mod, at=now),
        Limit.BAN: lambda: _statement_of(
            ban(find_membership(house.ben), rule=rule, facts=FACTS, until=None, by=house.mod, at=now), rows
        ),
        Limit.DECLINE: lambda: _declined(house, idea, now),
        Limit.VOTES: lambda: _voided(house, idea, make, now),
    }[kind]()
    assert find_violations(now=now) == []
    about = house.ana if statement.account_id == house.ana.id else house.ben

    decide_appeal(
        appeal(statement, body=OBJECTION, by=about, at=now),
        outcome=AppealOutcome.LIFTED,
        words=WORDS,
        by=house.owner,
        at=now,
    )

    assert find_violations(now=now) == []
    assert [one.lifted_by_id for one in rows(Statement)] == [house.owner.id]
    assert (idea.visibility, comment.visibility, idea.locked_at) == (Visibility.PUBLIC, Visibility.PUBLIC, None)
    assert find_membership(house.ben).banned_until is None


def test_a_statement_says_when_nobody_else_is_there(house, said, hide, now):
    idea, _ = said
    statement = hide(idea)
    assert can_be_decided(statement)

    alone = hide(said[1], by=house.owner)
    change_role(find_membership(house.mod), Role.PARTNER, by=house.owner, at=now)

    assert (can_be_decided(statement), can_be_decided(alone)) == (True, False)


def _statement_of(made, rows):
    return rows(Statement, Statement.id == made.statement_id)[0]


def _declined(house, idea, now):
    from ideas.community.idea.actions import lock_idea, set_visibility

    set_visibility(lock_idea(idea.id), Visibility.HIDDEN, at=now)
    return make_statement(
        Limit.DECLINE, brand_id=idea.brand_id, account_id=idea.author_id, facts=FACTS, by=house.mod, at=now, idea=idea
    )


def _voided(house, idea, make, now):
    make.vote(idea, house.ben)
    void_votes(idea.id, [house.ben.id])
    return make_statement(
        Limit.VOTES, brand_id=idea.brand_id, account_id=house.ben.id, facts=FACTS, by=house.mod, at=now, idea=idea
    )
