"""A working address for every route, so that the tests of the rules can walk all of them."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from flask import Flask
from werkzeug.routing import Rule

from ideas.base.db import brand_scope, db, insert_ignoring, writing
from tests.cast import NOW, Cast
from tests.house.decisions import decisions


@dataclass(frozen=True, slots=True)
class Route:
    """One rule of the address map, and one method that it takes."""

    rule: Rule
    method: str

    @property
    def endpoint(self) -> str:
        return str(self.rule.endpoint)

    def __str__(self) -> str:
        return f"{self.method} {self.rule.rule}"


def all_routes(app: Flask) -> Iterator[Route]:
    """Every rule with each of its methods but HEAD and OPTIONS."""
    for rule in sorted(app.url_map.iter_rules(), key=lambda rule: rule.rule):
        for method in sorted((rule.methods or set()) - {"HEAD", "OPTIONS"}):
            yield Route(rule, method)


def values_for(app: Flask, cast: Cast, idea: Any, extra: dict[str, Any] | None = None) -> Callable[[Rule], str]:
    """A function that fills a rule with the names of things that exist: acme's, and this idea's."""
    known = {
        "brand": cast.brand.slug,
        "number": idea.number,
        "slug": idea.slug,
        "board": cast.board.slug,
        "handle": "ana-lopes",
        "token": "no-such-token",
        "release": app.extensions["assets"].release,
        "filename": "css/app.css",
        "comment_id": 1,
        "session_id": 1,
        "revision_id": 1,
        "version": 1,
        "stage": "new",
        "tag": "milk",
        "membership_id": 1,
        "invitation_id": 1,
        "reason_id": 1,
        "pause": 1,
        "account_id": cast.ben.id,
        "act_id": 1,
        "note_id": 1,
        "recorded_id": 1,
        **({} if extra and "case_id" in extra else {**things(app, cast), **decisions(app, cast, idea)}),
        **(extra or {}),
    }

    def fill(rule: Rule) -> str:
        missing = rule.arguments - known.keys()
        assert not missing, f"give tests/house/addresses.py a value for {missing} of {rule.rule}"
        with app.test_request_context():
            built = rule.build({name: known[name] for name in rule.arguments})
        assert built is not None, rule.rule
        return built[1]

    return fill


def things(app: Flask, cast: Cast) -> dict[str, Any]:
    """Rows that pages of the desk are about, made for acme unless they are there: their ids, as the addresses name them."""
    from sqlalchemy import select

    from ideas.community.idea.models import Tag, TagAlias, TagMerge
    from ideas.community.pipeline.checklist import add_item, all_items
    from ideas.community.stage.queries import first_stage
    from ideas.desk.saved_answer.actions import save_answer
    from ideas.desk.saved_answer.queries import all_saved_answers
    from ideas.desk.score.actions import add_criterion
    from ideas.desk.score.queries import all_criteria
    from ideas.trust.fraud.models import VoteAlert
    from ideas.trust.fraud.rules import Signal

    told: dict[str, Any] = {"by": cast.owner, "at": NOW}
    with app.app_context(), brand_scope(cast.brand.id), writing():
        if not all_saved_answers():
            save_answer(cast.brand, title="Thank you", body="Thank you, {author}.", **told)
            add_criterion(cast.brand, name="Reach", hint="", weight=3, **told)
            add_item(cast.board, first_stage(), "The shops were asked", **told)
            db.session.add(
                VoteAlert(
                    brand_id=cast.brand.id,
                    key="burst:1",
                    board_id=cast.board.id,
                    signal=Signal.BURST,
                    evidence={"accounts": [cast.ben.id]},
                    found_at=NOW,
                    last_at=NOW,
                )
            )
        if db.session.scalar(select(TagMerge.id).limit(1)) is None:
            insert_ignoring(Tag, brand_id=cast.brand.id, slug="milk", name="Milk", idea_count=0)
            milk_id = db.session.scalars(select(Tag.id).where(Tag.slug == "milk")).one()
            db.session.add(
                TagMerge(
                    brand_id=cast.brand.id,
                    slug="soya",
                    name="Soya",
                    description="",
                    colour="slate",
                    aliases="",
                    into_id=milk_id,
                    created_at=NOW,
                )
            )
            insert_ignoring(TagAlias, brand_id=cast.brand.id, slug="soya", tag_id=milk_id)
        items = [item for items in all_items(cast.board).values() for item in items]
        alert_id = db.session.scalars(select(VoteAlert.id).order_by(VoteAlert.id).limit(1)).one()
        return {
            "saved_id": all_saved_answers()[0].id,
            "criterion_id": all_criteria()[0].id,
            "item_id": items[0].id,
            "alert_id": alert_id,
            "merge_id": db.session.scalars(select(TagMerge.id).limit(1)).one(),
        }
