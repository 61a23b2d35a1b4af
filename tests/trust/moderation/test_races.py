"""Many at once: all who report share one case, and of many moderators who decide one does."""

import threading

import pytest

from ideas.base.db import brand_scope, db, writing
from ideas.base.refusal import Conflict
from ideas.ops.verify.queries import find_violations
from ideas.trust.moderation.actions import ban, decide_case, hide_idea, house_rules, report
from ideas.trust.moderation.models import Ban, Case, Report, Statement
from ideas.trust.moderation.rules import CaseAct
from tests.factories import _here
from tests.trust.moderation.conftest import FACTS

PEOPLE = 8


@pytest.fixture
def at_once(app, cast):
    """`at_once(acts)`: each in a thread and a transaction of its own; what came of each, «done» or «told»."""

    def run(acts):
        outcomes, barrier = [], threading.Barrier(len(acts))

        def one(act):
            with app.app_context(), brand_scope(cast.brand.id):
                barrier.wait(20)
                try:
                    with writing():
                        act()
                    outcomes.append("done")
                except Conflict:
                    outcomes.append("told")

        threads = [threading.Thread(target=one, args=(act,)) for act in acts]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join(60)
        with app.app_context():
            assert find_violations(now=cast.brand.created_at) == []
        return sorted(outcomes)

    return run


def test_all_who_report_at_once_share_one_case(cast, make, idea, now, rows, at_once):
    people = [make.account(f"Racer {number}") for number in range(PEOPLE)]

    def complain(person):
        rule = house_rules(_here(cast.brand))[0]
        return report(_here(idea), rule=rule, body="", by=_here(person), at=now)

    outcomes = at_once([lambda person=person: complain(person) for person in (*people, *people)])

    assert outcomes == ["done"] * PEOPLE * 2
    assert [case.report_count for case in rows(Case)] == [PEOPLE]
    assert len(rows(Report)) == PEOPLE


def test_of_many_who_decide_at_once_one_does(cast, make, idea, now, rows, at_once):
    comment = make.comment(idea)
    with make.at_work():
        report(idea, comment=comment, rule=house_rules(cast.brand)[0], body="", by=cast.ana, at=now)
    moderators = [cast.mod, cast.owner] * 4

    def decide(person, act):
        rule, case = house_rules(_here(cast.brand))[0], db.session.query(Case).one()
        decide_case(case, act=act, rule=rule, facts=FACTS, by=_here(person), at=now)

    acts = [CaseAct.DISMISS, CaseAct.HIDE, CaseAct.SPAM, CaseAct.BAN] * 2
    outcomes = at_once([lambda one=one: decide(*one) for one in zip(moderators, acts, strict=True)])

    assert outcomes == ["done", *["told"] * 7]
    (case,) = rows(Case)
    assert len(rows(Statement)) == {True: 0}.get(case.outcome == "dismissed", 1 + len(rows(Ban)))


def test_of_many_who_hide_or_ban_at_once_one_does(cast, make, idea, now, rows, at_once):
    from ideas.people.brand.queries import find_membership

    def hide(person):
        hide_idea(_here(idea), rule=house_rules(_here(cast.brand))[0], facts=FACTS, by=_here(person), at=now)

    def banish(person):
        rule, place = house_rules(_here(cast.brand))[0], find_membership(cast.ana)
        ban(place, rule=rule, facts=FACTS, until=None, by=_here(person), at=now)

    moderators = [cast.mod, cast.owner] * 2
    acts = [lambda person=person, act=act: act(person) for person in moderators for act in (hide, banish)]

    assert at_once(acts) == ["done", "done", *["told"] * 6]
    assert len(rows(Statement)) == 2
    assert len(rows(Ban)) == 1
