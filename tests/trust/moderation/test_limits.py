"""Hiding, marking as spam, closing discussions: each with exactly one statement, each reversible."""

from datetime import timedelta

import pytest

from ideas.community.board.queries import viewer_for
from ideas.community.comment.actions import CommentGone, remove_comment
from ideas.community.comment.queries import threads_of
from ideas.community.idea.actions import set_visibility, withdraw_idea
from ideas.community.idea.queries import find_idea
from ideas.community.idea.rules import Visibility
from ideas.ops.verify.queries import find_violations
from ideas.spine.audit.models import AuditEntry
from ideas.trust.moderation.actions import (
    AlreadyLimited,
    BadFacts,
    NotLimited,
    hide_idea,
    lock_idea_discussion,
    show_comment,
    show_idea,
    unlock_idea_discussion,
)
from ideas.trust.moderation.declining import take_back_decline
from ideas.trust.moderation.models import Statement
from ideas.trust.moderation.rules import Limit
from ideas.trust.posting.approval import NotWaiting
from tests.trust.moderation.conftest import FACTS


def test_a_hidden_idea_leaves_the_lists_and_stays_for_its_author(house, said, hide, rank_of, rows, now):
    idea, _ = said

    hide(idea)

    (statement,) = rows(Statement)
    assert (idea.visibility, rank_of(idea).visibility) == (Visibility.HIDDEN, Visibility.HIDDEN)
    assert (statement.kind, statement.account_id, statement.idea_id) == (Limit.HIDE, house.ana.id, idea.id)
    assert (statement.facts, statement.rule_label, statement.by_report) == (FACTS, "Be kind", False)
    assert (statement.is_mailed, statement.decided_by_id, statement.lifted_at) == (True, house.mod.id, None)
    assert statement.excerpt.startswith("Oat milk in every shop: ")
    seen = {
        name: find_idea(idea.number, viewer=viewer_for(house.brand, getattr(house, name))) is not None
        for name in ("ana", "ben", "partner", "mod")
    }
    assert seen == {"ana": True, "ben": False, "partner": True, "mod": True}
    assert find_violations(now=now) == []


def test_an_idea_is_shown_again_as_it_was(house, said, hide, rank_of, rows, now):
    idea, _ = said
    before = (rank_of(idea).vote_count, rank_of(idea).comment_count, rank_of(idea).heat, rank_of(idea).answer_due)
    hide(idea)

    show_idea(idea, by=house.owner, at=now + timedelta(hours=1))

    rank = rank_of(idea)
    assert (idea.visibility, rank.visibility) == (Visibility.PUBLIC, Visibility.PUBLIC)
    assert (rank.vote_count, rank.comment_count, rank.heat, rank.answer_due) == before
    (statement,) = rows(Statement)
    assert (statement.lifted_at, statement.lifted_by_id) == (now + timedelta(hours=1), house.owner.id)
    assert find_violations(now=now) == []
    hide(idea)
    assert len(rows(Statement)) == 2


def test_the_second_of_two_moderators_is_told(house, said, hide, rows, now):
    idea, comment = said
    hide(idea)
    hide(comment)

    for thing in (idea, comment):
        with pytest.raises(AlreadyLimited) as refusal:
            hide(thing, by=house.owner)
        assert refusal.value.status == 409
    show_idea(idea, by=house.mod, at=now)
    show_comment(comment, by=house.mod, at=now)
    with pytest.raises(NotLimited):
        show_idea(idea, by=house.owner, at=now)
    with pytest.raises(NotLimited):
        show_comment(comment, by=house.owner, at=now)
    assert len(rows(Statement)) == 2


@pytest.mark.parametrize("facts", ["", "Too short", "   \n  spaces  ", "x" * 2001])
def test_a_limit_says_what_happened(house, said, rule, now, rows, facts):
    idea, _ = said

    with pytest.raises(BadFacts) as refusal:
        hide_idea(idea, rule=rule, facts=facts, by=house.mod, at=now)
    assert refusal.value.field == "facts"
    assert (idea.visibility, rows(Statement)) == (Visibility.PUBLIC, [])


def test_spam_is_not_shown_to_its_author(house, said, hide, now, rows):
    idea, comment = said

    hide(idea, as_spam=True)
    hide(comment, as_spam=True)

    assert find_idea(idea.number, viewer=viewer_for(house.brand, house.ana)) is None
    assert [one.kind for one in rows(Statement)] == [Limit.SPAM, Limit.SPAM]
    assert find_violations(now=now) == []


def test_spam_by_a_new_account_is_not_mailed(house, make, hide, now):
    young, old = make.member("Yo Ung", at=now - timedelta(days=6)), make.member("O Ld", at=now - timedelta(days=8))

    mailed = {
        person.display_name: (
            hide(make.idea("Cheap watches from us", by=person), as_spam=True).is_mailed,
            hide(make.idea("A rude and angry idea", by=person)).is_mailed,
        )
        for person in (young, old)
    }

    assert mailed == {"Yo Ung": (False, True), "O Ld": (True, True)}


def test_a_hidden_comment_keeps_its_words_and_counts_no_more(house, said, make, hide, rank_of, now, rows):
    idea, comment = said
    before = (rank_of(idea).comment_count, rank_of(idea).heat)

    hide(comment)

    assert (comment.visibility, comment.body) == (Visibility.HIDDEN, "You are all fools.")
    assert (before[0], rank_of(idea).comment_count) == (1, 0)
    assert rank_of(idea).heat < before[1]
    assert find_violations(now=now) == []
    show_comment(comment, by=house.mod, at=now)
    assert rank_of(idea).comment_count == 1
    assert rank_of(idea).heat == pytest.approx(before[1])
    assert find_violations(now=now) == []


def test_who_sees_a_hidden_comment(house, said, make, hide):
    idea, comment = said
    hide(comment)

    def seen():
        found = {}
        for name in ("ana", "ben", "partner", "mod", None):
            viewer = viewer_for(house.brand, getattr(house, name) if name else None)
            threads, _ = threads_of(idea, viewer=viewer)
            found[name] = [(thread.comment.id, [reply.id for reply in thread.replies]) for thread in threads]
        return found

    nobody, there = [], [(comment.id, [])]
    assert seen() == {"ana": nobody, "ben": there, "partner": there, "mod": there, None: nobody}
    show_comment(comment, by=house.mod, at=comment.created_at)
    reply = make.comment(idea, "Be nice, please.", by=house.ana, parent=comment)
    hide(comment)
    assert set(map(str, seen().values())) == {str([(comment.id, [reply.id])])}
    with pytest.raises(CommentGone):
        make.comment(idea, "Indeed.", by=house.ana, parent=comment)


def test_an_author_may_remove_what_is_hidden(house, said, hide, rank_of, now):
    idea, comment = said
    hide(comment)

    remove_comment(comment, by=house.ben, at=now)

    assert rank_of(idea).comment_count == 0
    assert find_violations(now=now) == []
    show_comment(comment, by=house.mod, at=now)
    assert (rank_of(idea).comment_count, comment.removed_at) == (0, now)
    assert find_violations(now=now) == []


def test_what_its_author_withdrew_stays_withdrawn(house, said, hide, now):
    idea, _ = said
    withdraw_idea(idea, by=house.ana, at=now)

    with pytest.raises(AlreadyLimited):
        hide(idea)
    assert idea.visibility is Visibility.WITHDRAWN


def test_a_closed_discussion_says_why_and_opens_again(house, said, rule, now, rows):
    idea, _ = said

    lock_idea_discussion(idea, rule=rule, facts=FACTS, by=house.mod, at=now)

    (statement,) = rows(Statement)
    assert (statement.kind, statement.account_id) == (Limit.LOCK, house.ana.id)
    assert (idea.locked_at, idea.takes_comments, idea.takes_votes) == (now, False, True)
    with pytest.raises(AlreadyLimited):
        lock_idea_discussion(idea, rule=rule, facts=FACTS, by=house.owner, at=now)
    assert find_violations(now=now) == []
    unlock_idea_discussion(idea, by=house.mod, at=now)
    assert (idea.locked_at, idea.takes_comments) == (None, True)
    with pytest.raises(NotLimited):
        unlock_idea_discussion(idea, by=house.mod, at=now)
    assert find_violations(now=now) == []


def test_every_act_is_in_the_audit_log_once(house, said, rule, hide, now, rows):
    idea, comment = said
    start = len(rows(AuditEntry))

    hide(idea)
    show_idea(idea, by=house.mod, at=now)
    hide(comment)
    show_comment(comment, by=house.mod, at=now)
    lock_idea_discussion(idea, rule=rule, facts=FACTS, by=house.mod, at=now)
    unlock_idea_discussion(idea, by=house.mod, at=now)

    entries = rows(AuditEntry)[start:]
    assert [entry.kind for entry in entries] == [
        "idea.hidden",
        "idea.shown",
        "comment.hidden",
        "comment.shown",
        "idea.locked",
        "idea.unlocked",
    ]
    assert (entries[0].before, entries[0].after["visibility"], entries[0].reason) == (
        {"visibility": "public"},
        "hidden",
        FACTS,
    )


# --- what waited for approval -----------------------------------------------------------------------------------------


@pytest.fixture
def waiting(said, now):
    """The idea, waiting for approval."""
    idea, _ = said
    idea.held_because = "link"
    set_visibility(idea, Visibility.PENDING, at=now)
    return idea


def test_what_is_hidden_waits_no_more(waiting, hide):
    """Why it waited is no more said of it: it would be told to its author beside the statement."""
    hide(waiting)

    assert (waiting.visibility, waiting.held_because) == (Visibility.HIDDEN, None)


def test_only_a_decline_is_taken_back_as_one(house, waiting, hide, now):
    """An idea that somebody hid meanwhile does not come back to the queue because an older no is undone."""
    statement = hide(waiting, as_spam=True)

    with pytest.raises(NotWaiting, match="was changed meanwhile"):
        take_back_decline(waiting, by=house.owner, at=now)

    assert (waiting.visibility, statement.lifted_at) == (Visibility.SPAM, None)
