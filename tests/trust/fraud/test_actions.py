"""What is done about a finding: told once, held, released, declared false, taken back, and nothing lost on the way."""

from dataclasses import replace
from datetime import timedelta

import pytest
from sqlalchemy import select

from ideas.base.db import db
from ideas.community.idea.models import IdeaRank
from ideas.community.vote.models import Vote
from ideas.community.vote.rules import VoteState
from ideas.ops.verify.queries import find_violations
from ideas.spine.activity.models import Activity
from ideas.spine.audit.models import AuditEntry
from ideas.trust.fraud.actions import (
    AlertClosed,
    file_finding,
    give_votes_back,
    note_alert,
    release_alert,
    reopen_alert,
    void_alert,
)
from ideas.trust.fraud.choosing import Choice, ChoiceChanged, TooWide, check_unchanged, chosen_votes
from ideas.trust.fraud.findings import Finding
from ideas.trust.fraud.models import VoteAlert
from ideas.trust.fraud.rules import AlertOutcome, BadNetwork, Signal, read_networks
from ideas.trust.moderation.false_votes import count_again, declare_false, review_again
from ideas.trust.moderation.models import Statement


@pytest.fixture
def wanted(house, make):
    """An idea, inside the open transaction."""
    return make.idea("A kettle that whistles in tune")


def _finding(idea, people, at, **changes) -> Finding:
    pairs = tuple((idea.id, person.id) for person in people)
    found = Finding(
        Signal.NETWORK,
        f"network:{idea.id}:a",
        idea.id,
        tuple(person.id for person in people),
        at,
        at,
        pairs,
        {"votes": len(people), "allowed": 5, "of": 9},
    )
    return replace(found, **changes)


def _file(house, finding, at):
    held = file_finding(finding, brand_id=house.brand.id, at=at)
    return held, db.session.scalars(select(VoteAlert).order_by(VoteAlert.id)).all()


def _rank(idea) -> tuple[int, int, float]:
    rank = db.session.get(IdeaRank, idea.id, populate_existing=True)
    return rank.vote_count, rank.held_votes, round(rank.heat, 6)


def _states(idea, people) -> set[VoteState]:
    ids = [person.id for person in people]
    return set(db.session.scalars(select(Vote.state).where(Vote.idea_id == idea.id, Vote.account_id.in_(ids))))


def test_a_finding_is_told_once_and_its_votes_do_not_count(house, wanted, crowd, now):
    people = crowd(wanted, 7, at=now)

    held, (alert,) = _file(house, _finding(wanted, people, now), now)

    assert (held, alert.held_count, alert.signal) == (7, 7, Signal.NETWORK)
    assert (alert.board_id, alert.idea_id) == (wanted.board_id, wanted.id)
    assert _rank(wanted)[:2] == (1, 7)
    assert _states(wanted, people) == {VoteState.UNDER_REVIEW}


def test_what_goes_on_is_added_to_the_open_alert(house, wanted, crowd, now):
    people = crowd(wanted, 7, at=now)
    _file(house, _finding(wanted, people[:4], now), now)

    held, (alert,) = _file(house, _finding(wanted, people, now + timedelta(hours=1)), now + timedelta(hours=1))

    assert (held, alert.held_count, alert.found_at, alert.last_at) == (3, 7, now, now + timedelta(hours=1))
    assert alert.evidence["accounts"] == [person.id for person in people]


def test_holding_is_recorded_and_audited_as_an_act_of_the_house_itself(house, wanted, crowd, now, rows):
    _, (alert,) = _file(house, _finding(wanted, crowd(wanted, 7, at=now), now), now)

    activity = db.session.scalars(select(Activity).where(Activity.kind == "votes.held")).one()
    (entry,) = rows(AuditEntry, AuditEntry.kind == "votes.held")
    assert (activity.account_id, entry.account_id) == (None, None)
    assert entry.after == {"alert_id": alert.id, "signal": "network", "votes": 7}


def test_a_finding_with_nothing_left_to_hold_is_no_news(house, wanted, crowd, now):
    people = crowd(wanted, 7, at=now)
    _file(house, _finding(wanted, people, now), now)

    _, alerts = _file(house, _finding(wanted, people, now, key="clones:1", signal=Signal.CLONES), now)

    assert len(alerts) == 1


def test_what_was_released_is_never_held_again(house, wanted, crowd, now):
    people = crowd(wanted, 7, at=now)
    before = _rank(wanted)
    _, (alert,) = _file(house, _finding(wanted, people, now), now)

    assert release_alert(alert, by=house.mod, at=now) == 7
    held, alerts = _file(house, _finding(wanted, people, now, key="burst:1", signal=Signal.YOUNG_CROWD), now)

    assert (held, len(alerts)) == (0, 1)
    assert _rank(wanted) == before
    assert alert.outcome is AlertOutcome.RELEASED


def test_staff_are_not_asked_about_the_same_again_for_two_weeks(house, wanted, crowd, now):
    people = crowd(wanted, 12, at=now)
    _, (alert,) = _file(house, _finding(wanted, people[:6], now), now)
    release_alert(alert, by=house.mod, at=now)

    soon = _file(house, _finding(wanted, people[6:], now), now + timedelta(days=13))
    later = _file(house, _finding(wanted, people[6:], now), now + timedelta(days=15))

    assert (soon[0], len(soon[1])) == (0, 1)
    assert (later[0], len(later[1])) == (6, 2)


def test_declaring_false_and_taking_it_back_changes_nothing_in_the_end(house, wanted, crowd, now):
    people = crowd(wanted, 9, at=now)
    _, (alert,) = _file(house, _finding(wanted, people, now), now)
    before = _rank(wanted)

    assert void_alert(alert, by=house.mod, at=now) == [person.id for person in people]
    assert _rank(wanted)[:2] == (1, 0)
    reopen_alert(alert, by=house.mod, at=now)

    assert _rank(wanted) == before
    assert _states(wanted, people) == {VoteState.UNDER_REVIEW}
    assert (alert.outcome, alert.closed_at) == (None, None)
    assert find_violations(now=now) == []


def test_what_was_released_meanwhile_is_not_declared_false_unseen(house, wanted, crowd, now):
    people = crowd(wanted, 9, at=now)
    before = _rank(wanted)
    _, (alert,) = _file(house, _finding(wanted, people, now), now)

    release_alert(alert, by=house.mod, at=now)
    with pytest.raises(AlertClosed):
        void_alert(alert, by=house.mod, at=now)
    assert _rank(wanted) == before

    reopen_alert(alert, by=house.mod, at=now)
    void_alert(alert, by=house.mod, at=now)
    release_alert(alert, by=house.mod, at=now)
    assert _rank(wanted) == before


def test_a_decision_is_not_taken_back_while_the_same_waits_anew(house, wanted, crowd, now):
    _, (alert,) = _file(house, _finding(wanted, crowd(wanted, 6, at=now), now), now)
    void_alert(alert, by=house.mod, at=now)
    _, (_, anew) = _file(house, _finding(wanted, crowd(wanted, 6, at=now), now), now)

    with pytest.raises(AlertClosed, match="The same came up again since"):
        review_again(alert, by=house.mod, at=now)
    void_alert(anew, by=house.mod, at=now)
    review_again(alert, by=house.mod, at=now)

    assert (alert.closed_at, find_violations(now=now)) == (None, [])


def test_the_second_of_two_who_decide_the_same_is_told(house, wanted, crowd, now):
    _, (alert,) = _file(house, _finding(wanted, crowd(wanted, 6, at=now), now), now)
    release_alert(alert, by=house.mod, at=now)

    with pytest.raises(AlertClosed):
        release_alert(alert, by=house.owner, at=now)


def test_noting_changes_no_vote(house, wanted, crowd, now):
    people = crowd(wanted, 6, at=now)
    before = _rank(wanted)
    _, (alert,) = _file(house, _finding(wanted, people, now, holds=(), signal=Signal.CAMPAIGN, key="burst:1"), now)

    note_alert(alert, by=house.mod, at=now)

    assert (alert.outcome, _rank(wanted)) == (AlertOutcome.NOTED, before)


def test_everybody_who_loses_a_vote_gets_one_statement_and_it_is_lifted_with_the_decision(house, wanted, crowd, now):
    people = crowd(wanted, 6, at=now)
    _, (alert,) = _file(house, _finding(wanted, people, now), now)

    declare_false(alert, facts="These came from one network within minutes.", by=house.mod, at=now)
    statements = db.session.scalars(select(Statement).order_by(Statement.account_id)).all()
    assert [statement.account_id for statement in statements] == [person.id for person in people]
    assert {(one.kind.value, one.idea_id, one.by_machine, one.lifted_at) for one in statements} == {
        ("votes", wanted.id, True, None)
    }

    review_again(alert, by=house.owner, at=now + timedelta(minutes=1))
    assert {one.lifted_at for one in statements} == {now + timedelta(minutes=1)}


def test_letting_declared_votes_count_lifts_the_statements_too(house, wanted, crowd, now):
    people = crowd(wanted, 6, at=now)
    before = _rank(wanted)
    _, (alert,) = _file(house, _finding(wanted, people, now), now)
    declare_false(alert, facts="These came from one network within minutes.", by=house.mod, at=now)

    assert count_again(alert, by=house.owner, at=now + timedelta(minutes=1)) == 6

    assert _rank(wanted) == before
    assert {one.is_lifted for one in db.session.scalars(select(Statement))} == {True}


def test_one_person_can_get_every_vote_back(house, make, wanted, crowd, now):
    people = crowd(wanted, 6, at=now)
    _, (alert,) = _file(house, _finding(wanted, people, now), now)
    void_alert(alert, by=house.mod, at=now)

    assert give_votes_back(people[0].id) == 1
    assert _rank(wanted)[0] == 2


def test_a_filter_that_says_nothing_is_refused(house, wanted):
    for empty in (Choice(), Choice(board_id=wanted.board_id)):
        with pytest.raises(TooWide):
            chosen_votes(empty)


def test_a_filter_takes_in_only_what_is_like_all_that_it_says(house, make, wanted, crowd, now):
    other = make.idea("Another kettle altogether")
    crowd(wanted, 3, at=now, domain="corp.example", network="a" * 32)
    crowd(wanted, 2, at=now, domain="notcorp.example", network="a" * 32)
    crowd(other, 4, at=now + timedelta(days=1), domain="corp.example", age=timedelta(days=1))

    def size(**wishes) -> int:
        return len(chosen_votes(Choice(**wishes)))

    assert size(domain="corp.example") == 7
    assert size(domain="corp.example", idea_id=wanted.id) == 3
    assert size(network="a" * 32) == 5
    assert size(domain="corp.example", since=now + timedelta(hours=5)) == 4
    assert size(domain="corp.example", until=now + timedelta(hours=5)) == 3
    assert size(born_since=now - timedelta(days=2), board_id=wanted.board_id, domain="corp.example") == 4
    assert size(domain="_orp.example") == 0


def test_a_filter_leaves_out_what_staff_let_count_and_what_does_not(house, wanted, crowd, now):
    """Whose vote was looked at and released is not told that it is false: the look says as many as the act changes."""
    released, held, free = (crowd(wanted, 2, at=now + timedelta(hours=hours)) for hours in (0, 1, 2))
    for key, people in (("a:1", released), ("b:1", held)):
        _file(house, _finding(wanted, people, now, key=key), now)
    release_alert(db.session.scalars(select(VoteAlert).where(VoteAlert.key == "a:1")).one(), by=house.mod, at=now)

    chosen = chosen_votes(Choice(idea_id=wanted.id, since=now))

    assert {account_id for _, account_id in chosen} >= {person.id for person in free}
    assert not {account_id for _, account_id in chosen} & {person.id for person in (*released, *held)}


def test_what_changed_since_the_look_is_not_acted_on():
    check_unchanged([(1, 1)], 1)
    with pytest.raises(ChoiceChanged):
        check_unchanged([(1, 1)], 2)


def test_networks_are_read_one_a_line_and_the_impossible_is_refused():
    assert read_networks(" 192.0.2.7/24\n\n2001:db8:7::1\n192.0.2.0/24") == ["192.0.2.0/24", "2001:db8:7::1/128"]
    for wrong in ("everywhere", "0.0.0.0/0", "10.0.0.0/8", "2000::/3", "192.0.2.0/33"):
        with pytest.raises(BadNetwork):
            read_networks(wrong)
