"""Asking the author before a merge, in the browser: the question, their answer, taking it back, and the setting."""

import pytest
from sqlalchemy import update

from ideas.base import clock
from ideas.base.db import db
from ideas.community.merge.actions import merge_ideas
from ideas.community.merge.models import Merge
from ideas.community.merge.rules import MergeState
from ideas.people.brand.models import Brand
from tests.community.merge.family import page


@pytest.fixture
def asked(make, cast, idea):
    """Ben is asked whether his idea may be merged into ana's."""
    duplicate = make.idea("Milk made of oats", by=cast.ben)
    with make.at_work():
        db.session.execute(update(Brand).values(asks_before_merge=True))
        db.session.expire_all()
        merge_ideas(duplicate, idea, by=cast.mod, at=clock.now(), reason="The same wish")
    return duplicate


@pytest.mark.parametrize(("agrees", "state"), [("yes", MergeState.DONE), ("no", MergeState.REFUSED)])
def test_the_author_answers(client_for, ben, asked, rows, agrees, state):
    client, home = client_for(ben), f"/acme/ideas/{asked.number}/merge-question"
    assert "Answer the question" in page(client, f"/acme/ideas/{asked.reference}")
    assert "The same wish" in page(client, home)
    assert client.send(home, {"words": "Hm"}).status_code == 422

    answer = client.send(home, {"agrees": agrees, "words": "Since you ask"})

    assert (answer.status_code, [(one.state, one.words) for one in rows(Merge)]) == (303, [(state, "Since you ask")])
    assert client.get(home).status_code == 302
    assert client.send(home, {"agrees": "no"}).status_code == 409


def test_nobody_else_answers_for_the_author(client_for, visitor, cast, asked, rows):
    home = f"/acme/ideas/{asked.number}/merge-question"

    assert visitor.get(home).headers["Location"].startswith("/sign-in")
    for person in (cast.ana, cast.mod, cast.outsider):
        assert client_for(person).get(home).status_code == 403
        assert client_for(person).send(home, {"agrees": "yes"}).status_code == 403
    assert "May your idea" not in page(visitor, f"/acme/ideas/{asked.reference}")
    assert [one.state for one in rows(Merge)] == [MergeState.ASKED]


def test_staff_take_the_question_back(client_for, mod, asked, rows):
    client = client_for(mod)
    assert "The author is asked" in page(client, f"/acme/ideas/{asked.number}/merge")

    assert client.send(f"/acme/ideas/{asked.number}/merge/delete").status_code == 303
    assert [one.state for one in rows(Merge)] == [MergeState.UNDONE]


def test_an_owner_decides_whether_authors_are_asked(client_for, owner, reload, brand):
    fields = {"name": "Acme", "colour": "#7a4a2b", "tagline": ""}
    client = client_for(owner)

    assert client.send("/acme/settings", fields | {"asks_before_merge": "y", "merge_wait_days": "3"}).status_code == 303
    assert (reload(brand).asks_before_merge, reload(brand).merge_wait_days) == (True, 3)
    assert client.send("/acme/settings", fields | {"merge_wait_days": "0"}).status_code == 422
