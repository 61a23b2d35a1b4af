"""`flask duplicate`: for the operator."""

import click
from flask.cli import AppGroup

from ideas.base import clock
from ideas.base.db import brand_scope, writing
from ideas.community.duplicate.actions import note_duplicates
from ideas.community.duplicate.queries import public_ideas
from ideas.community.duplicate.rules import COMPARED_AT_ONCE
from ideas.people.brand.queries import find_brand

group = AppGroup("duplicate", help="Ideas that are likely the same.")


@group.command("find")
@click.argument("slug")
def find(slug: str) -> None:
    """Look for likely duplicates among a brand's newest ideas, such as imported ones. Run again, it finds only new pairs."""
    brand = find_brand(slug)
    if brand is None:
        raise click.ClickException(f"There is no brand with the address “{slug}”.")
    found = 0
    with brand_scope(brand.id), writing():
        for ideas in public_ideas(most=COMPARED_AT_ONCE):
            found += len(note_duplicates(ideas, at=clock.now()))
    click.echo(f"Found: {found:,} ideas that are likely the same as an older one.")
