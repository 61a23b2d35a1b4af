"""Reports: one of each person, all of a thing in one case, decided once, and everybody hears of it."""

from datetime import timedelta

import pytest

from ideas.people.brand.queries import find_membership
from ideas.people.brand.rules import Role
from ideas.spine.activity.models import Activity
from ideas.trust.moderation.actions import (
    BadReport,
    CantReport,
    CaseClosed,
    OwnCase,
    close_case,
    decide_case,
    hide_idea,
    open_case_of,
    reopen_case,
    report,
    show_idea,
    update_rule,
)
from ideas.trust.moderation.models import Case, Report, Statement
from ideas.trust.moderation.rules import CaseAct, CaseOutcome, Limit
from tests.trust.moderation.conftest import FACTS


def test_all_reports_of_a_thing_join_one_case(house, said, complain, rows):
    idea, comment = said

    assert complain(idea, by=house.ana, comment=comment, body=" It hurts.\r\n")
    assert complain(idea, by=house.partner, comment=comment)
    assert complain(idea, by=house.ben)

    cases = rows(Case)
    assert [(case.thing, case.report_count, case.comment_id) for case in cases] == [
        (f"comment:{comment.id}", 2, comment.id),
        (f"idea:{idea.id}", 1, None),
    ]
    assert [(one.case_id, one.account_id, one.body) for one in rows(Report)] == [
        (cases[0].id, house.ana.id, " It hurts."),
        (cases[0].id, house.partner.id, ""),
        (cases[1].id, house.ben.id, ""),
    ]
    assert len(rows(Activity, Activity.kind == "report.created")) == 3


def test_a_second_report_of_the_same_person_keeps_the_first(house, said, complain, rows):
    idea, _ = said
    complain(idea, by=house.ben, body="First")

    assert complain(idea, by=house.ben, body="Second") is False
    assert [one.body for one in rows(Report)] == ["First"]
    assert [case.report_count for case in rows(Case)] == [1]


def test_nobody_reports_their_own_or_what_is_hidden(house, said, complain, hide, rows):
    idea, comment = said

    with pytest.raises(CantReport, match="your own"):
        complain(idea, by=house.ana)
    with pytest.raises(CantReport, match="your own"):
        complain(idea, by=house.ben, comment=comment)
    hide(comment)
    with pytest.raises(CantReport, match="not public"):
        complain(idea, by=house.ana, comment=comment)
    assert rows(Case) == []


def test_a_report_names_a_rule_that_holds_and_is_short(house, said, rule, now, rows):
    idea, _ = said

    with pytest.raises(BadReport, match="at most 1000"):
        report(idea, rule=rule, body="x" * 1001, by=house.ben, at=now)
    update_rule(rule, label="Be kind", text="", is_retired=True, by=house.owner, at=now)
    for named in (rule, None):
        with pytest.raises(BadReport, match="Choose the rule"):
            report(idea, rule=named, body="", by=house.ben, at=now)
    assert rows(Case) == []


def test_what_is_decided_can_be_reported_anew(house, said, complain, now, rows):
    idea, _ = said
    complain(idea, by=house.ben)
    close_case(open_case_of(idea), outcome=CaseOutcome.DISMISSED, by=house.mod, at=now)

    assert open_case_of(idea) is None
    assert complain(idea, by=house.partner)
    assert [case.closed_at for case in rows(Case)] == [now, None]


def test_nobody_reports_the_same_words_twice(house, said, complain, now, rows):
    """Somebody has looked at it; a comment on the same idea is another thing, and so are other words."""
    idea, comment = said
    for thing in (None, comment):
        complain(idea, by=house.partner, comment=thing)
        close_case(open_case_of(thing or idea), outcome=CaseOutcome.DISMISSED, by=house.mod, at=now)

        with pytest.raises(CantReport, match="Somebody looked at it and left it as it is"):
            complain(idea, by=house.partner, comment=thing)
    assert len(rows(Case)) == 2
    idea.edited_at = now + timedelta(hours=1)

    assert complain(idea, by=house.partner)


def test_what_came_back_after_it_was_hidden_can_be_reported_again(house, said, complain, rule, now):
    idea, _ = said
    complain(idea, by=house.ben)
    decide_case(open_case_of(idea), act=CaseAct.HIDE, rule=rule, facts=FACTS, by=house.mod, at=now)
    show_idea(idea, by=house.owner, at=now)

    assert complain(idea, by=house.ben)


def test_a_case_is_decided_once(house, said, complain, now, rows):
    idea, _ = said
    complain(idea, by=house.ben)
    case = open_case_of(idea)
    close_case(case, outcome=CaseOutcome.DISMISSED, by=house.mod, at=now)

    with pytest.raises(CaseClosed) as refusal:
        close_case(case, outcome=CaseOutcome.UPHELD, by=house.owner, at=now)
    assert refusal.value.status == 409
    assert [(one.outcome, one.closed_by_id) for one in rows(Case)] == [(CaseOutcome.DISMISSED, house.mod.id)]


def test_hiding_a_thing_decides_its_case(house, said, complain, hide, rows):
    idea, _ = said
    complain(idea, by=house.ben)

    statement = hide(idea)

    (case,) = rows(Case)
    assert (case.outcome, case.closed_by_id, statement.case_id) == (CaseOutcome.UPHELD, house.mod.id, case.id)
    assert statement.by_report is True


def test_the_second_of_two_moderators_on_a_case_does_nothing(house, said, complain, rule, now, rows):
    idea, _ = said
    complain(idea, by=house.ben)
    case = open_case_of(idea)
    decide_case(case, act=CaseAct.DISMISS, by=house.mod, at=now)

    with pytest.raises(CaseClosed):
        decide_case(case, act=CaseAct.BAN, rule=rule, facts=FACTS, by=house.owner, at=now)
    with pytest.raises(CaseClosed):
        hide_idea(idea, rule=rule, facts=FACTS, by=house.owner, at=now, case=case)
    assert rows(Statement) == []


def test_a_case_can_end_with_two_limits(house, said, complain, rule, now, rows):
    idea, comment = said
    complain(idea, by=house.ana, comment=comment)

    decide_case(
        open_case_of(comment),
        act=CaseAct.BAN,
        rule=rule,
        facts=FACTS,
        until=now + timedelta(days=7),
        by=house.mod,
        at=now,
    )

    made = [(one.kind, one.account_id, one.by_report) for one in rows(Statement)]
    assert made == [(Limit.REMOVE, house.ben.id, True), (Limit.BAN, house.ben.id, True)]


def test_a_decision_can_be_undone(house, said, complain, now, rows):
    idea, _ = said
    complain(idea, by=house.ben)
    case = open_case_of(idea)
    close_case(case, outcome=CaseOutcome.DISMISSED, by=house.mod, at=now)

    assert reopen_case(case, by=house.mod, at=now)
    assert [(one.closed_at, one.outcome) for one in rows(Case)] == [(None, None)]
    close_case(case, outcome=CaseOutcome.DISMISSED, by=house.mod, at=now)
    complain(idea, by=house.mod)
    assert reopen_case(case, by=house.mod, at=now) is False


def test_nobody_dismisses_a_report_of_their_own_words_while_somebody_else_can(house, make, complain, now):
    idea = make.idea(by=house.mod)
    complain(idea, by=house.ben)
    case = open_case_of(idea)

    with pytest.raises(OwnCase, match="your own words"):
        close_case(case, outcome=CaseOutcome.DISMISSED, by=house.mod, at=now)
    assert open_case_of(idea) is not None
    close_case(case, outcome=CaseOutcome.DISMISSED, by=house.owner, at=now)

    assert open_case_of(idea) is None


def test_who_moderates_alone_decides_about_their_own_comment_too(house, make, complain, now):
    idea = make.idea()
    comment = make.comment(idea, by=house.owner)
    complain(idea, by=house.ben, comment=comment)
    find_membership(house.mod).role = Role.PARTNER

    close_case(open_case_of(comment), outcome=CaseOutcome.DISMISSED, by=house.owner, at=now)

    assert open_case_of(comment) is None
