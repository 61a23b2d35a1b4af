"""What the votes of one idea show: bursts and who made them, one network, one mail domain."""

from datetime import datetime, timedelta
from itertools import count

from ideas.trust.fraud.crowds import bursts, look_at_idea
from ideas.trust.fraud.findings import Ballot
from ideas.trust.fraud.rules import Signal
from tests.cast import NOW

OLD, NEW = timedelta(days=100), timedelta(days=1)
_ids = count(1)


class Usual:
    """A quiet community of mostly older accounts, unless told otherwise."""

    def __init__(self, *, hourly: float = 0.0, young: float = 0.2, network: float = 0.0, domain: float = 0.0) -> None:
        self.hourly, self.young, self.network, self.domain = hourly, young, network, domain

    def hourly_votes(self, idea_id: int, *, before: datetime) -> float:
        return self.hourly

    def young_share(self, idea_id: int) -> float:
        return self.young

    def network_share(self, network: str) -> float:
        return self.network

    def domain_share(self, domain: str) -> float:
        return self.domain


def _ballot(at: datetime, age: timedelta = OLD, **more) -> Ballot:
    return Ballot(1, next(_ids), at, at - age, **{"domain": "gmail.com", **more})


def _crowd(size: int, *, minutes: float, age: timedelta = OLD, start: datetime = NOW, **more) -> list[Ballot]:
    return [_ballot(start + timedelta(minutes=minutes * n / size), age, **more) for n in range(size)]


def _in_order(*crowds: list[Ballot]) -> list[Ballot]:
    return sorted((ballot for crowd in crowds for ballot in crowd), key=lambda ballot: ballot.at)


def _signals(ballots: list[Ballot], usual: Usual | None = None) -> list[Signal]:
    return [finding.signal for finding in look_at_idea(ballots, usual or Usual(), since=NOW - timedelta(hours=1))]


def test_twenty_votes_within_ten_minutes_are_a_burst_and_nineteen_are_not():
    assert [len(run) for run in bursts(_crowd(20, minutes=9.5))] == [20]
    assert bursts(_crowd(19, minutes=9.5)) == []


def test_forty_votes_within_an_hour_are_a_burst_too():
    assert [len(run) for run in bursts(_crowd(40, minutes=55))] == [40]
    assert bursts(_crowd(39, minutes=55)) == []


def test_a_burst_takes_in_no_vote_that_came_alone():
    alone = _ballot(NOW - timedelta(hours=3))

    (run,) = bursts([alone, *_crowd(25, minutes=9)])

    assert alone not in run
    assert len(run) == 25


def test_two_bursts_hours_apart_are_two():
    both = [*_crowd(25, minutes=9), *_crowd(30, minutes=9, start=NOW + timedelta(hours=4))]

    assert [len(run) for run in bursts(both)] == [25, 30]


def test_a_burst_of_people_known_here_is_shown_and_not_held():
    (finding,) = look_at_idea(_crowd(30, minutes=9), Usual(), since=NOW)

    assert finding.signal is Signal.BURST
    assert finding.holds == ()


def test_a_burst_that_is_usual_for_its_idea_is_none():
    assert _signals(_crowd(30, minutes=9), Usual(hourly=6.0)) == []
    assert _signals(_crowd(31, minutes=9), Usual(hourly=6.0)) == [Signal.BURST]


def test_a_crowd_of_new_accounts_is_held_and_the_older_ones_in_it_are_not():
    crowd = _in_order(_crowd(24, minutes=9, age=NEW), _crowd(8, minutes=9))

    (finding,) = look_at_idea(crowd, Usual(), since=NOW)

    assert finding.signal is Signal.YOUNG_CROWD
    assert {account_id for _, account_id in finding.holds} == {ballot.account_id for ballot in crowd if ballot.is_young}


def test_a_crowd_of_new_accounts_is_no_sign_where_nearly_everybody_is_new():
    crowd = _in_order(_crowd(24, minutes=9, age=NEW), _crowd(3, minutes=9))

    assert _signals(crowd, Usual(young=0.9)) == [Signal.BURST]
    assert _signals(crowd, Usual(young=0.6)) == [Signal.YOUNG_CROWD]


def test_a_post_elsewhere_that_brings_new_people_and_known_ones_is_a_campaign():
    crowd = _in_order(
        _crowd(45, minutes=9, age=NEW, referrer="forum.example"),
        _crowd(6, minutes=9, age=NEW),
        _crowd(9, minutes=9, referrer="forum.example"),
    )

    (finding,) = look_at_idea(crowd, Usual(), since=NOW)

    assert finding.signal is Signal.CAMPAIGN
    assert finding.holds == ()
    assert (finding.figures["referrer"], finding.figures["sent"]) == ("forum.example", 54)


def test_a_referrer_alone_does_not_excuse_a_large_crowd_in_which_everybody_is_new():
    assert _signals(_crowd(60, minutes=9, age=NEW, referrer="forum.example")) == [Signal.YOUNG_CROWD]


def test_a_small_crowd_that_one_page_sent_is_not_judged_by_its_ages_yet():
    assert _signals(_crowd(30, minutes=9, age=NEW, referrer="forum.example")) == [Signal.CAMPAIGN]


def test_from_the_sixth_vote_of_one_network_on_they_are_held():
    crowd = _crowd(8, minutes=300, network="a" * 32)

    (finding,) = look_at_idea(crowd, Usual(), since=NOW)

    assert finding.signal is Signal.NETWORK
    assert [account_id for _, account_id in finding.holds] == [ballot.account_id for ballot in crowd[5:]]
    assert _signals(crowd[:5]) == []


def test_a_network_where_many_of_the_people_are_may_send_many():
    others = _crowd(20, minutes=600)
    crowd = _in_order(others, _crowd(6, minutes=600, network="a" * 32))

    assert _signals(crowd, Usual(network=0.1)) == []
    assert _signals(crowd, Usual(network=0.01)) == [Signal.NETWORK]


def test_where_a_network_sends_far_too_many_its_new_accounts_are_all_held():
    crowd = _crowd(14, minutes=300, age=NEW, network="a" * 32)

    (finding,) = look_at_idea(crowd, Usual(), since=NOW)

    assert len(finding.holds) == 14


def test_what_still_comes_from_a_farm_is_held_on_other_days_too():
    before = _crowd(12, minutes=60, start=NOW - timedelta(days=3), network="a" * 32, held_for=Signal.NETWORK)
    late = _ballot(NOW, network="a" * 32)
    elsewhere = _ballot(NOW, network="b" * 32)

    (finding,) = look_at_idea([*before, late, elsewhere], Usual(), since=NOW)

    assert finding.holds == ((1, late.account_id),)


def test_what_is_held_or_was_cleared_is_not_held_again():
    crowd = _crowd(8, minutes=300, network="a" * 32)
    crowd[6] = Ballot(1, 998, crowd[6].at, crowd[6].born, "a" * 32, held_for=Signal.NETWORK)
    crowd[7] = Ballot(1, 999, crowd[7].at, crowd[7].born, "a" * 32, is_cleared=True)

    (finding,) = look_at_idea(crowd, Usual(), since=NOW)

    assert [account_id for _, account_id in finding.holds] == [crowd[5].account_id]


def test_votes_without_a_network_are_no_group():
    assert _signals(_crowd(15, minutes=600)) == []


def test_eleven_votes_of_one_company_are_shown_and_not_held():
    crowd = _crowd(11, minutes=600, domain="corp.example")

    (finding,) = look_at_idea(crowd, Usual(), since=NOW)

    assert (finding.signal, finding.holds, finding.figures["domain"]) == (Signal.MAIL_DOMAIN, (), "corp.example")
    assert _signals(crowd[:10]) == []


def test_a_free_mail_domain_says_nothing():
    assert _signals(_crowd(15, minutes=600, domain="gmail.com")) == []


def test_of_what_is_over_nothing_is_said_again():
    crowd = _crowd(30, minutes=9, start=NOW - timedelta(hours=5))

    assert look_at_idea([*crowd, _ballot(NOW)], Usual(), since=NOW) == []


def test_whom_a_network_betrays_is_not_shown_for_their_address_as_well():
    crowd = _crowd(14, minutes=300, age=NEW, network="a" * 32, domain="corp.example")

    assert _signals(crowd) == [Signal.NETWORK]
