"""`flask demo`: an invented community to look at."""

import click
from flask.cli import AppGroup

from ideas.base import clock
from ideas.base.db import writing
from ideas.ops.demo.actions import perform
from ideas.ops.demo.script import the_script
from ideas.people.brand.actions import SlugTaken

group = AppGroup("demo", help="An invented community to look at.")


@group.command("fill")
def fill() -> None:
    """Fill the database with the demo: a coffee roaster, forty people and sixty ideas. Once."""
    slug = the_script().brand.slug
    try:
        with writing():
            brand = perform(now=clock.now())
    except SlugTaken:
        raise click.ClickException(f"The demo is here already: see /{slug}. Nothing was changed.") from None
    click.echo(f"{brand.name} is open at {brand.href}.")
