"""A house in which something of everything has happened."""

from datetime import timedelta

import pytest

from ideas.base.db import db
from ideas.community.comment.actions import remove_comment, write_comment
from ideas.community.idea.actions import edit_idea
from ideas.community.idea.models import Idea
from ideas.community.pipeline.actions import answer_idea, move_idea
from ideas.community.stage.queries import find_stage
from ideas.community.vote.actions import cast_vote, withdraw_vote
from ideas.trust.posting.actions import submit
from tests.cast import NOW


def live(cast):
    """Ideas, votes, comments, answers and moves in acme's scope, by the actions that people use. Returns two ideas."""
    brand, ana, ben, mod = cast.brand, cast.ana, cast.ben, cast.mod
    oat, soy = (
        submit(
            brand, board=cast.board, title=f"{milk} milk in every shop", body="", by=ana, at=NOW, tags=("milk", milk)
        )
        for milk in ("Oat", "Soy")
    )
    for person in (ben, mod, cast.owner):
        cast_vote(oat, by=person, at=NOW + timedelta(days=1))
    withdraw_vote(oat, by=ben)
    top = write_comment(oat, brand=brand, body="Yes!", by=ben, at=NOW)
    write_comment(oat, brand=brand, body="Thank you", by=ana, at=NOW, parent=top)
    remove_comment(write_comment(oat, brand=brand, body="Oops", by=mod, at=NOW), by=mod, at=NOW)
    edit_idea(oat, brand=brand, title="Oat milk, everywhere", body="Please.", tags=("milk",), version=1, by=ana, at=NOW)
    for version, (slug, answer) in enumerate((("under-review", "We look into it."), ("planned", "")), 1):
        move_idea(oat, brand=brand, to=find_stage(slug), stage_version=version, by=mod, at=NOW, answer=answer)
    answer_idea(oat, brand=brand, body="It is planned, from the autumn on.", by=mod, at=NOW)
    db.session.flush()
    return oat, soy


@pytest.fixture
def lived(house):
    """Two ideas, in the house's own transaction."""
    return live(house)


@pytest.fixture
def lived_in(make, cast, rows):
    """The same, committed: the ids of both."""
    with make.at_work():
        live(cast)
    return [idea.id for idea in rows(Idea)]
