"""`flask setup`: the link to the set-up again, for an operator who lost the log."""

import click
from flask.cli import AppGroup

from ideas.base import clock
from ideas.base.db import writing
from ideas.ops.setup.actions import offer_setup
from ideas.rim.addresses import absolute

group = AppGroup("setup", help="The first start.")


@group.command("link")
def print_link() -> None:
    """Print a new link to the set-up. Earlier ones die."""
    with writing():
        secret = offer_setup(at=clock.now())
    if secret is None:
        raise click.ClickException("This place is set up already.")
    click.echo(absolute("setup.new", token=secret))
