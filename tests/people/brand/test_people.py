"""Finding people: by name in any script, by whole address, by role, a page at a time, in one brand."""

import pytest

from ideas.base.keyset import BadCursor
from ideas.people.brand.people import list_people, look_up_member
from ideas.people.brand.rules import Role


def names(page):
    return [person.display_name for _, person in page.people]


def test_list_people_shows_the_latest_first(house, make):
    make.member("Late Comer")

    assert names(list_people())[0] == "Late Comer"
    assert len(names(list_people())) == 6


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("olga", ["Olga Owner"]),
        ("OWNER", ["Olga Owner"]),
        ("elodie", ["Élodie Martin"]),
        ("ÉLODIE", ["Élodie Martin"]),
        ("ana@example.com", ["Ana Lopes"]),
        ("ANA@example.com", ["Ana Lopes"]),
        ("@example.com", []),
        ("%", []),
        ("_", []),
        ("Otto", []),
        ("", ["Élodie Martin", "Ben Okafor", "Ana Lopes", "Pia Partner", "Mo Derator", "Olga Owner"]),
    ],
)
def test_list_people_finds_by_part_of_a_name_or_whole_address(house, make, words, found):
    make.member("Élodie Martin")

    assert names(list_people(words=words)) == found


def test_list_people_by_role(house):
    assert names(list_people(role=Role.OWNER)) == ["Olga Owner"]
    assert names(list_people(role=Role.MEMBER, words="ana")) == ["Ana Lopes"]
    assert names(list_people(role=Role.OWNER, words="ana")) == []


def test_list_people_a_page_at_a_time_leaves_nobody_out(house):
    seen, after = [], None
    while True:
        page = list_people(after=after, limit=2)
        seen += names(page)
        after = page.after
        if after is None:
            break

    assert seen == names(list_people())
    assert len(seen) == 5


@pytest.mark.parametrize("after", ["", "x", "WyJhIl0", "%00", "W10"])
def test_list_people_refuses_a_cursor_that_is_none(house, after):
    with pytest.raises(BadCursor):
        list_people(after=after)


@pytest.mark.parametrize("text", ["ana-lopes", "@ana-lopes", "Ana-Lopes", "ana@example.com", "ANA@Example.com"])
def test_look_up_member_by_handle_or_address(house, ana, text):
    found = look_up_member(text)

    assert found is not None
    assert found[1] is ana


@pytest.mark.parametrize(
    "text", ["", "@", "ana", "otto-outsider", "outsider@example.com", "\0", "a\0@b.c", "ana-lopes "]
)
def test_look_up_member_knows_nobody_else(house, text):
    assert look_up_member(text) is None
