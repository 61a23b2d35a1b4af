"""Accounts that vote as one, and voters of one author."""

from datetime import timedelta

from ideas.trust.fraud.clones import Others, Person, are_linked, find_clones, find_favourite, vote_alike
from tests.cast import NOW

SHARED = frozenset(range(1, 11))
LATER = timedelta(days=40)


def _person(account_id: int, *, born=NOW, networks=(), first=NOW + timedelta(hours=1)) -> Person:
    return Person(account_id, born, frozenset(networks), first, first)


def _find(votes, people, *, shared_by=0, crowd=50, known=None, new=None):
    voters = {}
    for account_id, ideas in votes.items():
        for idea in ideas:
            voters.setdefault(idea, []).append(account_id)
    return find_clones(
        votes,
        voters,
        {person.account_id: person for person in people},
        new or votes,
        lambda group, core: Others(crowd, dict.fromkeys(core, shared_by)),
        known=known or {},
    )


def test_people_vote_alike_who_share_nearly_all_or_half_of_enough():
    assert vote_alike(SHARED, SHARED) == 2
    assert vote_alike(SHARED, SHARED | {20, 21}) == 2
    assert vote_alike(SHARED, SHARED | {20, 21, 22}) == 1
    assert vote_alike(SHARED, SHARED | set(range(20, 31))) == 0
    assert vote_alike(frozenset(range(7)), frozenset(range(7))) == 0


def test_people_are_linked_by_when_they_came_where_from_or_when_they_woke():
    assert are_linked(_person(1), _person(2, born=NOW + timedelta(hours=71)))
    assert not are_linked(_person(1), _person(2, born=NOW + LATER))
    assert are_linked(_person(1, networks=("a",)), _person(2, born=NOW + LATER, networks=("a", "b")))
    asleep = [_person(n, born=NOW - n * LATER, first=NOW + timedelta(hours=n)) for n in (1, 2)]
    assert are_linked(*asleep)
    assert not are_linked(asleep[0], _person(3, born=NOW - 5 * LATER, first=NOW + LATER))


def test_of_three_clones_all_but_the_oldest_are_held():
    people = [_person(n, born=NOW + timedelta(hours=n)) for n in (1, 2, 3)]

    (finding,) = _find({1: SHARED, 2: SHARED, 3: SHARED | {99}}, people)

    assert finding.key == "clones:1"
    assert {account_id for _, account_id in finding.holds} == {2, 3}
    assert (99, 3) in finding.holds
    assert len(finding.holds) == 21


def test_two_are_a_coincidence():
    assert _find({1: SHARED, 2: SHARED}, [_person(1), _person(2)]) == []


def test_clones_in_disguise_are_found_where_they_are_five():
    votes = {n: SHARED | {100 * n + k for k in range(8)} for n in range(1, 6)}

    assert [len(finding.accounts) for finding in _find(votes, [_person(n) for n in votes])] == [5]
    assert _find({n: votes[n] for n in range(1, 5)}, [_person(n) for n in range(1, 5)]) == []


def test_people_who_share_what_everybody_likes_are_no_clones():
    people = [_person(n) for n in (1, 2, 3)]
    votes = dict.fromkeys((1, 2, 3), SHARED)

    assert _find(votes, people, shared_by=13) == []
    assert len(_find(votes, people, shared_by=12)) == 1


def test_nothing_is_said_where_too_few_others_are_there_to_compare_with():
    assert _find(dict.fromkeys((1, 2, 3), SHARED), [_person(n) for n in (1, 2, 3)], crowd=9) == []


def test_strangers_who_vote_alike_are_no_clones():
    people = [_person(n, born=NOW + n * LATER, first=NOW + n * LATER) for n in (1, 2, 3)]

    assert _find(dict.fromkeys((1, 2, 3), SHARED), people) == []


def test_whoever_joins_a_known_group_belongs_to_its_story_and_the_spared_one_stays_spared():
    people = [_person(n, born=NOW + timedelta(hours=n)) for n in (1, 2, 3, 4)]

    (finding,) = _find(dict.fromkeys((1, 2, 3, 4), SHARED), people, known={3: "clones:2", 4: "clones:2"}, new=[1])

    assert finding.key == "clones:2"
    assert {account_id for _, account_id in finding.holds} == {1, 3, 4}


def test_a_favourite_gets_more_than_half_and_more_than_their_part_of_all_ideas():
    authors = [7] * 6 + [8, 9, 10, 11]

    assert find_favourite(1, authors, lambda author: 0.05) == (7, 6)
    assert find_favourite(1, authors, lambda author: 0.4) is None
    assert find_favourite(1, authors[:-1], lambda author: 0.05) is None
    assert find_favourite(1, [7] * 5 + [8] * 5, lambda author: 0.05) is None
    assert find_favourite(7, authors, lambda author: 0.05) is None


def test_one_person_between_two_groups_does_not_make_them_one():
    other = frozenset(range(51, 61))
    votes = dict.fromkeys(range(1, 5), SHARED) | dict.fromkeys(range(5, 9), other) | {9: SHARED | other}

    findings = _find(votes, [_person(n) for n in votes])

    assert {1, 2, 3, 4, 5, 6, 7, 8} not in [set(finding.accounts) for finding in findings]
    assert {account_id for finding in findings for _, account_id in finding.holds} >= {2, 3, 4, 6, 7, 8}
