"""Who is told what: each once, late enough to be undone, in their own language."""

from datetime import timedelta

import pytest

from ideas.base import clock
from ideas.base.db import db
from ideas.community.board.queries import viewer_for
from ideas.community.comment.models import Comment
from ideas.community.idea.actions import lock_idea, set_visibility
from ideas.community.idea.models import Idea
from ideas.community.idea.rules import Visibility
from ideas.desk.acts.act import Desk
from ideas.desk.acts.items import find_items, read_ref
from ideas.desk.acts.perform import ActRequest, perform
from ideas.desk.acts.undo import undo
from ideas.people.account.models import Account
from ideas.people.brand.models import Brand
from ideas.people.brand.queries import find_membership
from ideas.spine.activity.models import Activity
from ideas.trust.moderation.actions import (
    appeal,
    ban,
    close_case,
    decide_appeal,
    hide_comment,
    hide_idea,
    house_rules,
    open_case_of,
    reopen_case,
    report,
    show_comment,
    show_idea,
)
from ideas.trust.moderation.models import Appeal, Case, Statement
from ideas.trust.moderation.rules import TOLD_AFTER, AppealOutcome, CaseOutcome
from tests.trust.moderation.conftest import FACTS

WORDS = "We read it again, and here is what we think."


@pytest.fixture
def do(make, cast):
    """`do(act)`: `act(rule, at)` in acme, committed."""

    def one(act):
        with make.at_work():
            return act(house_rules(cast.brand)[0], clock.now())

    return one


@pytest.fixture
def told(run_jobs, mails):
    """`told()`: after all jobs, the mails of moderation as (kind, address)."""

    def read():
        run_jobs()
        kinds = ("statement", "statement_lifted", "report_outcome", "appeal_outcome")
        return [(mail.kind, mail.address) for mail in mails() if mail.kind in kinds]

    return read


@pytest.fixture
def later(monkeypatch):
    """`later()`: the time in which an act can be undone is over."""

    def pass_by():
        moment = clock.now() + TOLD_AFTER + timedelta(seconds=1)
        monkeypatch.setattr(clock, "now", lambda: moment)

    return pass_by


def test_the_author_gets_the_statement_once(cast, idea, do, told, later, mails):
    do(lambda rule, at: hide_idea(idea, rule=rule, facts=FACTS, by=cast.mod, at=at))

    assert told() == []
    later()
    assert told() == told() == [("statement", "ana@example.com")]
    (mail,) = [mail for mail in mails() if mail.kind == "statement"]
    assert mail.subject == "[Acme Coffee] A decision about your idea"


def test_the_mail_says_what_the_law_wants_said(cast, idea, do, later, run_jobs, app, monkeypatch, mails):
    monkeypatch.setattr("ideas.spine.mail.jobs._to_file", _refuse)
    do(lambda rule, at: hide_idea(idea, rule=rule, facts=FACTS, by=cast.mod, at=at))
    later()
    run_jobs()

    (mail,) = [mail for mail in mails() if mail.kind == "statement"]
    for part in (
        "Your idea is hidden.",
        "Oat milk in every shop",
        "For good, unless it is lifted",
        "Which rule: Be kind",
        FACTS,
        "We came upon it ourselves. No program had a part in it",
        "You can appeal once, until",
        "/acme/statements/",
        "a dispute body or a court",
    ):
        assert part in mail.text, part
    assert FACTS in mail.html
    assert 'href="http' in mail.html


def test_what_is_undone_at_once_is_told_to_nobody(cast, idea, do, told, later):
    do(lambda rule, at: report(idea, rule=rule, body="", by=cast.ben, at=at))
    do(lambda rule, at: hide_idea(idea, rule=rule, facts=FACTS, by=cast.mod, at=at))

    def undo(rule, at):
        show_idea(idea, by=cast.mod, at=at)
        case = db.session.query(Case).one()
        assert reopen_case(case, by=cast.mod, at=at)

    do(undo)
    later()

    assert told() == []


@pytest.mark.parametrize("in_time", [True, False])
def test_a_decline_with_a_ban_is_undone_without_contradiction(cast, idea, do, told, later, in_time):
    """In time nobody hears of either; later the end of both is told to whom both were told."""

    def desk_of(person, at):
        return Desk(
            brand=db.session.get_one(Brand, cast.brand.id), viewer=viewer_for(cast.brand, person), by=person, at=at
        )

    def decline(rule, at):
        waiting = lock_idea(idea.id)
        waiting.held_because = "all"
        set_visibility(waiting, Visibility.PENDING, at=at)
        ref = read_ref(f"approve:{idea.id}")
        ref = read_ref(f"{ref}@{find_items([ref])[ref].stamp}")
        desk = desk_of(cast.mod, at)
        typed = {"rule": str(rule.id), "facts": FACTS, "block": "1"}
        return perform(ActRequest("decline", [ref], typed), desk=desk).act

    act = do(decline)
    if not in_time:
        later()
        assert told() == [("statement", "ana@example.com")] * 2
    do(lambda rule, at: undo(act.id, desk=desk_of(cast.owner, at)))
    later()

    assert told() == (
        [] if in_time else [("statement", "ana@example.com")] * 2 + [("statement_lifted", "ana@example.com")] * 2
    )


def test_whoever_was_told_hears_when_it_is_lifted(cast, idea, make, do, told, later):
    comment = make.comment(idea)
    do(lambda rule, at: hide_comment(comment, rule=rule, facts=FACTS, by=cast.mod, at=at))
    later()
    assert told() == [("statement", "ben@example.com")]

    do(lambda rule, at: show_comment(db.session.get_one(Comment, comment.id), by=cast.mod, at=at))
    later()

    assert told() == told() == [("statement", "ben@example.com"), ("statement_lifted", "ben@example.com")]


def test_everybody_who_reported_hears_the_outcome_once(cast, idea, do, told, later, rows, make):
    def decide(outcome):
        do(lambda rule, at: close_case(open_case_of(idea), outcome=outcome, by=cast.mod, at=at))
        later()

    for person in (cast.ben, cast.partner):
        do(lambda rule, at, person=person: report(idea, rule=rule, body="", by=person, at=at))
    decide(CaseOutcome.DISMISSED)
    first = [("report_outcome", "ben@example.com"), ("report_outcome", "partner@example.com")]
    assert told() == told() == first
    with make.at_work():
        db.session.query(Activity).filter_by(kind="case.closed").update({"fanned_out_at": None, "lease_until": None})
    later()
    assert told() == first, "run again after a crash, it posts none twice"
    do(lambda rule, at: report(idea, rule=rule, body="", by=cast.owner, at=at))
    decide(CaseOutcome.UPHELD)

    assert told() == [*first, ("report_outcome", "owner@example.com")]


def test_an_appeal_is_answered_by_one_mail(cast, idea, do, told, later):
    do(lambda rule, at: hide_idea(idea, rule=rule, facts=FACTS, by=cast.mod, at=at))
    later()
    told()

    def object_and_decide(rule, at):
        statement = db.session.query(Statement).one()
        appeal(statement, body="I meant it as a joke.", by=cast.ana, at=at)
        decide_appeal(db.session.query(Appeal).one(), outcome=AppealOutcome.LIFTED, words=WORDS, by=cast.owner, at=at)

    do(object_and_decide)
    later()

    assert told() == [("statement", "ana@example.com"), ("appeal_outcome", "ana@example.com")]


def test_spam_by_a_new_account_and_people_without_an_address_get_no_mail(cast, make, do, told, later):
    young = make.member("Yo Ung", at=clock.now() - timedelta(days=1))
    spam, orphan = make.idea("Cheap watches from us", by=young), make.idea("An idea of somebody who left")

    def act(rule, at):
        hide_idea(spam, rule=rule, facts=FACTS, by=cast.mod, at=at, as_spam=True)
        lock_idea(orphan.id).author_id = None
        db.session.flush()
        hide_idea(db.session.get_one(Idea, orphan.id), rule=rule, facts=FACTS, by=cast.mod, at=at)
        db.session.get_one(Account, cast.ben.id).verified_at = None
        ban(find_membership(cast.ben), rule=rule, facts=FACTS, until=None, by=cast.mod, at=at)

    do(act)
    later()

    assert told() == []


def test_a_mail_is_in_the_language_of_who_gets_it(cast, idea, make, do, later, run_jobs, mails, monkeypatch):
    monkeypatch.setattr("ideas.spine.mail.jobs._to_file", _refuse)
    with make.at_work():
        db.session.get_one(Account, cast.ana.id).locale = "ar-XB"
    do(lambda rule, at: hide_idea(idea, rule=rule, facts=FACTS, by=cast.mod, at=at))
    later()
    run_jobs()

    (mail,) = [mail for mail in mails() if mail.kind == "statement"]
    assert 'dir="' in mail.html
    assert 'lang="ar' in mail.html


def _refuse(message, settings):
    """The mail stays in the outbox, where its words can be read."""
    raise OSError("no mail leaves this test")
