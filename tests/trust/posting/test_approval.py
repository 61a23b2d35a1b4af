"""Approving and declining what waits: the clock, the author's vote, trust, statements, bans, and the way back."""

from datetime import timedelta

import pytest
from sqlalchemy import select, update

from ideas.base.db import db
from ideas.community.board.models import Board
from ideas.community.board.rules import Approval
from ideas.community.idea.actions import withdraw_idea
from ideas.community.idea.models import Idea, IdeaRank
from ideas.community.idea.rules import Visibility
from ideas.community.vote.actions import withdraw_vote
from ideas.community.vote.models import Vote
from ideas.people.brand.models import Membership
from ideas.spine.activity.models import Activity
from ideas.spine.audit.models import AuditEntry
from ideas.trust.moderation.actions import house_rules
from ideas.trust.moderation.declining import Block, decline_pending_comment, decline_pending_idea, take_back_decline
from ideas.trust.moderation.models import Ban, Statement
from ideas.trust.moderation.rules import Limit
from ideas.trust.posting.actions import submit
from ideas.trust.posting.approval import (
    NotWaiting,
    approve_comment,
    approve_idea,
    back_to_pending,
    comment_back_to_pending,
)
from ideas.trust.posting.comments import comment
from ideas.trust.screening.models import KnownHost

LATER = timedelta(hours=5)
FACTS = "It only says where to buy something."


@pytest.fixture
def all_wait(house):
    db.session.execute(update(Board).values(idea_approval=Approval.ALL, comment_approval=Approval.ALL))
    db.session.expire_all()


@pytest.fixture
def waiting(house, now, all_wait):
    return submit(
        house.brand,
        board=house.board,
        title="Oat milk in every shop",
        body="See https://oat.example.",
        by=house.ben,
        at=now,
    )


@pytest.fixture
def waiting_comment(house, now, make, waiting):
    public = approve_idea(waiting, by=house.mod, at=now)
    return comment(public, brand=house.brand, body="Count me in.", by=house.ana, at=now)


@pytest.fixture
def rule(house):
    return house_rules(house.brand)[0]


def rank_of(idea):
    return db.session.scalar(
        select(IdeaRank).where(IdeaRank.idea_id == idea.id).execution_options(populate_existing=True)
    )


def kinds():
    return list(db.session.scalars(select(Activity.kind).order_by(Activity.id)))


def test_an_approved_idea_is_public_its_clock_starts_and_its_authors_vote_counts(house, now, waiting, rows):
    idea = approve_idea(waiting, by=house.mod, at=now + LATER)

    rank = rank_of(idea)
    assert (idea.visibility, idea.held_because) == (Visibility.PUBLIC, None)
    assert (rank.visibility, rank.vote_count, rank.awaits_answer) == (Visibility.PUBLIC, 1, True)
    assert rank.answer_due == now + LATER + timedelta(days=14)
    assert [(vote.account_id, vote.created_at) for vote in rows(Vote)] == [(house.ben.id, now + LATER)]
    assert [host.host for host in rows(KnownHost)] == ["oat.example"]
    assert rows(Membership, Membership.account_id == house.ben.id)[0].trust_level == 0


def test_an_approval_is_in_the_log_with_who_did_it(house, now, waiting, rows):
    approve_idea(waiting, by=house.partner, at=now, trust=True)

    entries = rows(AuditEntry, AuditEntry.account_id == house.partner.id)
    assert [entry.kind for entry in entries] == ["membership.trusted", "idea.approved"]


def test_approve_and_trust_lets_later_posts_through(house, now, waiting, rows):
    approve_idea(waiting, by=house.mod, at=now, trust=True)
    db.session.execute(update(Board).values(idea_approval=Approval.FIRST))

    assert rows(Membership, Membership.account_id == house.ben.id)[0].trust_level == 1


def test_trust_that_staff_gave_before_is_not_lowered(house, now, waiting, rows):
    db.session.execute(update(Membership).where(Membership.account_id == house.ben.id).values(trust_level=3))

    approve_idea(waiting, by=house.mod, at=now, trust=True)

    assert rows(Membership, Membership.account_id == house.ben.id)[0].trust_level == 3


def test_of_two_who_decide_the_second_is_told(house, now, waiting, rule):
    approve_idea(waiting, by=house.mod, at=now)

    with pytest.raises(NotWaiting):
        approve_idea(waiting, by=house.owner, at=now)
    with pytest.raises(NotWaiting):
        decline_pending_idea(waiting, rule=rule, facts=FACTS, by=house.owner, at=now)
    assert waiting.visibility is Visibility.PUBLIC


def test_what_its_author_took_back_waits_no_more(house, now, waiting):
    withdraw_idea(waiting, by=house.ben, at=now)

    with pytest.raises(NotWaiting):
        approve_idea(waiting, by=house.mod, at=now)
    assert waiting.visibility is Visibility.WITHDRAWN


def test_back_to_pending_takes_everything_back_and_approving_again_counts_once(house, now, waiting, rows):
    idea = approve_idea(waiting, by=house.mod, at=now)

    back_to_pending(idea, by=house.mod, at=now + LATER, held_because="all")
    rank = rank_of(idea)
    assert (idea.visibility, idea.held_because) == (Visibility.PENDING, "all")
    assert (rank.visibility, rank.awaits_answer, rank.answer_due) == (Visibility.PENDING, False, None)

    approve_idea(idea, by=house.mod, at=now + 2 * LATER)
    assert rank_of(idea).vote_count == 1
    assert rank_of(idea).answer_due == now + 2 * LATER + timedelta(days=14)
    assert len(rows(Vote)) == 1


def test_an_idea_that_waits_after_an_edit_keeps_its_clock_and_gets_no_vote_that_was_taken_back(
    house, now, waiting, rows
):
    idea = approve_idea(waiting, by=house.mod, at=now)
    due = rank_of(idea).answer_due
    withdraw_vote(idea, by=house.ben)
    idea.visibility, idea.held_because = Visibility.PENDING, "link"
    db.session.flush()

    approve_idea(idea, by=house.mod, at=now + LATER)

    assert (rank_of(idea).answer_due, rank_of(idea).vote_count) == (due, 0)


def test_an_approved_comment_counts(house, now, waiting_comment):
    assert waiting_comment.visibility is Visibility.PENDING
    idea = db.session.get_one(Idea, waiting_comment.idea_id)

    shown = approve_comment(waiting_comment, by=house.partner, at=now, trust=True)

    assert (shown.visibility, shown.held_because) == (Visibility.PUBLIC, None)
    assert rank_of(idea).comment_count == 1
    with pytest.raises(NotWaiting):
        approve_comment(shown, by=house.mod, at=now)
    back = comment_back_to_pending(shown, by=house.mod, at=now, held_because="all")
    assert (back.visibility, rank_of(idea).comment_count) == (Visibility.PENDING, 0)


def test_a_declined_idea_is_hidden_with_one_statement(house, now, waiting, rule, rows):
    decline_pending_idea(waiting, rule=rule, facts=FACTS, by=house.mod, at=now)

    (statement,) = rows(Statement)
    assert (statement.kind, statement.account_id, statement.rule_label, statement.facts) == (
        Limit.DECLINE,
        house.ben.id,
        rule.label,
        FACTS,
    )
    assert (waiting.visibility, waiting.held_because) == (Visibility.HIDDEN, None)
    assert rows(Vote) == rows(Ban) == []
    assert "idea.not_approved" in kinds()


def test_a_decline_can_be_taken_back(house, now, waiting, rule, rows):
    decline_pending_idea(waiting, rule=rule, facts=FACTS, by=house.mod, at=now)

    take_back_decline(waiting, by=house.mod, at=now, held_because="all")

    (statement,) = rows(Statement)
    assert statement.lifted_at == now
    assert (waiting.visibility, waiting.held_because) == (Visibility.PENDING, "all")
    with pytest.raises(NotWaiting):
        take_back_decline(waiting, by=house.mod, at=now)


@pytest.mark.parametrize("days", [7, None])
def test_decline_and_block_bans_its_author_with_a_statement_of_its_own(house, now, waiting, rule, rows, days):
    until = now + timedelta(days=days) if days else None

    decline_pending_idea(waiting, rule=rule, facts=FACTS, by=house.mod, at=now, block=Block(until))

    assert [statement.kind for statement in rows(Statement)] == [Limit.DECLINE, Limit.BAN]
    assert [(ban.account_id, ban.until) for ban in rows(Ban)] == [(house.ben.id, until)]
    assert rows(Membership, Membership.account_id == house.ben.id)[0].banned_until > now


def test_a_declined_comment_is_hidden_with_one_statement(house, now, waiting_comment, rule, rows):
    decline_pending_comment(waiting_comment, rule=rule, facts=FACTS, by=house.mod, at=now, block=Block())

    declined, banned = rows(Statement)
    assert (declined.kind, declined.comment_id, banned.kind) == (Limit.DECLINE, waiting_comment.id, Limit.BAN)
    assert waiting_comment.visibility is Visibility.HIDDEN
    take_back_decline(waiting_comment, by=house.mod, at=now)
    assert waiting_comment.visibility is Visibility.PENDING
