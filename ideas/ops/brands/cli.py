"""`flask brand`: for the operator of a deployment with several brands."""

import click
from flask.cli import AppGroup

from ideas.base import clock
from ideas.base.db import brand_scope, writing
from ideas.base.refusal import Refusal
from ideas.community.board.actions import create_board
from ideas.community.stage.actions import set_up_stages
from ideas.people.account.actions import create_account
from ideas.people.brand.actions import create_brand, join
from ideas.people.brand.queries import all_brands
from ideas.people.brand.rules import Role
from ideas.rim.addresses import absolute_path
from ideas.trust.moderation.actions import set_up_rules

group = AppGroup("brand", help="The brands of this deployment.")


@group.command("create")
@click.argument("slug")
@click.argument("name")
@click.option(
    "--owner", "email", required=True, help="E-mail address of its first owner; an account is made if need be."
)
@click.option("--owner-name", "person", default="", help="What others call the owner, if the account is new.")
@click.option("--colour", default="#7a4a2b", show_default=True, help="The brand's colour.")
@click.option("--board", default="Ideas", show_default=True, help="Name of its first board.")
def create(slug: str, name: str, email: str, person: str, colour: str, board: str) -> None:
    """Found a brand at /SLUG with its stages, a public board and an owner."""
    try:
        owner = _create(slug, name, email, person, colour, board)
    except Refusal as refusal:
        raise click.ClickException(refusal.sentence) from None
    click.echo(
        f"{absolute_path(f'/{slug}')} is open. `flask account link {owner}` prints a sign-in link for its owner."
    )


@group.command("list")
def show() -> None:
    """Print every brand: its address and its name."""
    for brand in all_brands():
        click.echo(f"{brand.slug}\t{brand.name}")


def _create(slug: str, name: str, email: str, person: str, colour: str, board: str) -> str:
    now = clock.now()
    with writing():
        brand = create_brand(slug, name, colour=colour, at=now)
        owner = create_account(email, name=person, at=now, verified=False)
        with brand_scope(brand.id):
            set_up_stages(brand)
            set_up_rules(brand)
            join(brand, owner, at=now, role=Role.OWNER)
            create_board(brand, name=board, by=owner, at=now)
        return owner.email
