"""Likely duplicates: which titles are alike, and that a pair is asked about once."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from ideas.base import clock
from ideas.base.db import db
from ideas.community.board.actions import create_board
from ideas.community.duplicate.actions import close_duplicates, note_duplicate, note_duplicates
from ideas.community.duplicate.models import LikelyDuplicate
from ideas.community.duplicate.rules import LIKE_FROM, common_words, likeness, words_of
from ideas.community.idea.actions import set_visibility
from ideas.community.idea.rules import Visibility


@pytest.fixture
def share(house, make):
    """An idea by the moderator, who may say the same twice."""
    return lambda title, **wishes: make.idea(title, by=house.mod, **wishes)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Oat milk in every shop", "Oat milk, in every shop!"),
        ("Oat milk in all shops", "OAT MILK IN ALL THE SHOPS"),
        ("A loyalty card made of wood", "Loyalty cards made of wood"),
        ("Café opening hours on Sunday", "Cafe: opening hours on Sundays, please"),
    ],
)
def test_titles_that_say_the_same_are_alike(one, other):
    assert likeness(words_of(one), words_of(other)) >= LIKE_FROM


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Oat milk in every shop", "A bin for dogs outside"),
        ("Coffee", "Coffee"),
        ("More sockets", "More umbrellas"),
        ("Oat milk in every shop", "Soy cream for every cake"),
        ("", ""),
    ],
)
def test_titles_that_share_little_are_not(one, other):
    assert likeness(words_of(one), words_of(other)) < LIKE_FROM


def test_a_word_that_every_title_holds_says_nothing():
    titles = [words_of(f"Please bring back number {number}") for number in range(40)]

    assert {"please", "bring", "back", "number"} <= common_words(titles)


def test_a_new_idea_is_compared_with_those_that_are_there(house, share, now):
    old, _, new = share("Oat milk in every shop"), share("A bin for dogs"), share("Oat milk in each shop")

    assert note_duplicate(new, at=now) == (new.id, old.id)
    assert note_duplicate(old, at=now) is None, "the pair is known"
    assert [row.board_id for row in db.session.scalars(select(LikelyDuplicate))] == [house.board.id]


def test_what_was_dismissed_never_comes_back(share, now, mod):
    share("Oat milk in every shop")
    new = share("Oat milk in each shop")
    note_duplicate(new, at=now)
    close_duplicates([new.id], by=mod, at=now)

    assert note_duplicate(new, at=now) is None


def test_what_the_public_does_not_see_is_compared_with_nothing(house, share, now):
    hidden, inner = share("Oat milk in every shop"), share("Oat milk for every shop", board=house.inner_board)
    set_visibility(hidden, Visibility.HIDDEN, at=now)
    new = share("Oat milk in each shop")

    assert note_duplicate(new, at=now) is None
    assert note_duplicate(hidden, at=now) is None
    assert note_duplicate(inner, at=now) is None, "whoever hosts the other one's board can't see it"


def test_a_pair_is_for_those_who_host_the_younger_ones_board(house, share, make, now):
    with make.at_work():
        tea = create_board(house.brand, name="Tea", by=house.owner, at=now)
    approved_late, younger = share("Oat milk in every shop", board=tea), share("Oat milk in each shop")

    assert note_duplicate(approved_late, at=now) == (younger.id, approved_late.id)
    assert [row.board_id for row in db.session.scalars(select(LikelyDuplicate))] == [younger.board_id]


def test_imported_ideas_are_compared_with_each_other(share, now):
    ideas = [
        share(title)
        for title in (
            "Oat milk in every shop",
            "A bin for dogs",
            "Oat milk in each shop",
            "Bins for dogs outside the shop",
            "An open fire in winter",
        )
    ]

    assert note_duplicates(ideas, at=now) == [(ideas[2].id, ideas[0].id), (ideas[3].id, ideas[1].id)]
    assert note_duplicates(ideas, at=now) == []


def test_a_shared_idea_is_looked_at_by_itself(client_for, make, mod, ben, run_jobs, rows):
    make.idea("Oat milk in every shop")
    make.idea("Oat milk in each shop", by=ben)

    run_jobs()

    assert len(rows(LikelyDuplicate)) == 1
    page = client_for(mod).get("/acme/desk?kind=duplicate").get_data(as_text=True)
    assert "like “Oat milk in every shop”" in page


def test_a_merge_elsewhere_leaves_nothing_to_look_at(make, mod, ben, run_jobs, rows):
    from ideas.community.merge.actions import merge_ideas

    old, new = make.idea("Oat milk in every shop"), make.idea("Oat milk in each shop", by=ben)
    run_jobs()
    with make.at_work():
        merge_ideas(
            db.session.merge(new, load=False),
            db.session.merge(old, load=False),
            by=mod,
            at=clock.now() - timedelta(minutes=10),
        )
    run_jobs()

    assert [row.closed_at is None for row in rows(LikelyDuplicate)] == [False]
