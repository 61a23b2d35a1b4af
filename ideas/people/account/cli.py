"""`flask account`: for the operator, where no mail arrives or nobody can sign in."""

import click
from flask import current_app
from flask.cli import AppGroup

from ideas.base import clock
from ideas.base.db import writing
from ideas.base.refusal import Refusal
from ideas.people.account.actions import create_account, print_link
from ideas.people.account.queries import find_account
from ideas.people.account.rules import PRINTED_LINK_LIFETIME
from ideas.rim.addresses import absolute

group = AppGroup("account", help="People's accounts.")


@group.command("link")
@click.argument("email")
def print_sign_in_link(email: str) -> None:
    """Print a link that signs EMAIL in: once, within an hour."""
    with writing():
        account = find_account(email)
        if account is None:
            raise click.ClickException(f"No account has the address {email}. `flask account create` makes one.")
        key = current_app.config["SETTINGS"].secret_key
        asked = print_link(account, at=clock.now(), lifetime=PRINTED_LINK_LIFETIME, key=key)
    click.echo(absolute("sign_in_link.show", token=asked.secret))


@group.command("create")
@click.argument("email")
@click.option("--name", required=True, help="What others see.")
def create(email: str, name: str) -> None:
    """Make an account for EMAIL. It counts as proven: you vouch for the address."""
    with writing():
        if find_account(email) is not None:
            raise click.ClickException(f"{email} has an account.")
        try:
            account = create_account(email, name=name, at=clock.now())
        except Refusal as refusal:
            raise click.ClickException(refusal.sentence) from None
    click.echo(f"{account.display_name} can sign in as {account.email}: flask account link {account.email}")
