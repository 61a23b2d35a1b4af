"""`flask idea`: repairs of what is derived from ideas, for the operator."""

from collections.abc import Callable

import click
from flask.cli import AppGroup
from sqlalchemy import select

from ideas.base import clock
from ideas.base.db import brand_scope, db, every_brand, writing
from ideas.ops.verify.actions import recount_ideas, recount_tags, render_answers, render_comments, render_ideas
from ideas.ops.verify.scores import recount_scores
from ideas.people.brand.models import Brand

group = AppGroup("idea", help="Repairs of what is derived from ideas.")


@group.command("recount")
def recount() -> None:
    """Count votes, comments, heat, tags and scores anew, and set right what is wrong."""
    ideas = 0
    after: int | None = 0
    while after is not None:
        with every_brand(), writing():
            wrong, after = recount_ideas(after=after, now=clock.now())
        ideas += wrong
    with every_brand(), writing():
        tags = recount_tags()
    scores = sum(_recount_scores(brand_id) for brand_id in _brand_ids())
    click.echo(f"Set right: {ideas:,} ideas, {tags:,} tags, {scores:,} scores.")


@group.command("render")
def render() -> None:
    """Render every text anew whose HTML was made by an older version of the app."""
    counts = {"ideas": render_ideas, "comments": render_comments, "answers": render_answers}
    done = {what: sum(_render_all(brand_id, step) for brand_id in _brand_ids()) for what, step in counts.items()}
    click.echo(f"Rendered: {', '.join(f'{count:,} {what}' for what, count in done.items())}.")


def _recount_scores(brand_id: int) -> int:
    with brand_scope(brand_id), writing():
        return recount_scores()


def _brand_ids() -> list[int]:
    return list(db.session.scalars(select(Brand.id).order_by(Brand.id)))


def _render_all(brand_id: int, step: Callable[[Brand], int]) -> int:
    """Batch after batch, each a transaction of its own, until none is left."""
    total = 0
    while True:
        with brand_scope(brand_id), writing():
            done = step(db.session.get_one(Brand, brand_id))
        if not done:
            return total
        total += done
