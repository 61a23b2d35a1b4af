"""Somebody at the desk, and how they press its buttons."""

import pytest

from ideas.community.board.queries import viewer_for
from ideas.desk.acts.act import Desk
from ideas.desk.acts.items import find_items, read_ref
from ideas.desk.acts.perform import ActRequest, perform
from ideas.desk.inbox.queue import Filters, list_queue
from tests.desk.inbox.pressing import as_sent


@pytest.fixture
def desk(house, now):
    """`desk(mod)`: this person at the desk, at `at`."""

    def sit(person, at=now):
        return Desk(brand=house.brand, viewer=viewer_for(house.brand, person), by=person, at=at)

    return sit


@pytest.fixture
def press(house, desk, mod):
    """`press("approve", token, text=…)`: the moderator does that to these items."""

    def act(name, *tokens, person=mod, at=None, **typed):
        request = ActRequest(name, [read_ref(token) for token in tokens], as_sent(**typed))
        return perform(request, desk=desk(person, at) if at else desk(person))

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
