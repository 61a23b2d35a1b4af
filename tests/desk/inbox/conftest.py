"""Somebody at the desk, and how they press its buttons."""

import pytest

from ideas.community.board.queries import viewer_for
from ideas.desk.inbox.acts import perform
from ideas.desk.inbox.doing import Desk, Press
from ideas.desk.inbox.items import find_items, read_ref
from ideas.desk.inbox.queue import Filters, list_queue


@pytest.fixture
def desk(house, now):
    """`desk(mod)`: this person at the desk, at `at`."""

    def sit(person, at=now):
        return Desk(brand=house.brand, viewer=viewer_for(house.brand, person), by=person, at=at)

    return sit


@pytest.fixture
def press(house, desk, mod):
    """`press(Act.APPROVE, idea, text=…)`: the moderator does that to the queue's items of these ideas."""

    def act(kind, *tokens, person=mod, at=None, **typed):
        who = desk(person, at) if at else desk(person)
        return perform(
            Press(act=kind, **typed),
            [read_ref(token) for token in tokens],
            brand=who.brand,
            viewer=who.viewer,
            by=who.by,
            at=who.at,
        )

    return act


@pytest.fixture
def token(house, mod, now):
    """`token("answer", idea)`: what a page shown now sends for this item."""

    def name(kind, *rows):
        ref = read_ref(f"{kind}:" + "-".join(str(row.id) for row in rows))
        item = find_items([ref])[ref]
        return f"{ref}@{item.stamp}"

    return name


@pytest.fixture
def waits(house, mod):
    """Whether the queue holds this item."""

    def ask(text):
        ref = text.partition("@")[0]
        return ref in [item.ref for item in list_queue(viewer_for(house.brand, mod), Filters()).items]

    return ask
