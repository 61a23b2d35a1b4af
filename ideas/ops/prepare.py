"""Before serving: the database reached and brought up to date, the demo filled, and the links that lead in."""

import fcntl
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import click
from flask import current_app
from flask_migrate import upgrade
from sqlalchemy import create_engine, select
from sqlalchemy.exc import OperationalError

from ideas.app import create_app
from ideas.base import clock
from ideas.base.db import db, every_brand, writing
from ideas.base.settings import Settings, SettingsError
from ideas.ops.demo.actions import perform
from ideas.ops.demo.script import the_script
from ideas.people.account.actions import new_setup_token, print_link
from ideas.people.account.models import Account
from ideas.people.account.rules import PRINTED_LINK_LIFETIME
from ideas.people.brand.models import Brand, Membership
from ideas.people.brand.queries import all_brands
from ideas.people.brand.rules import Role


def prepare(settings: Settings) -> list[str]:
    """Migrate, fill the demo where it is wanted, and return what to print once the server answers.

    Raises SettingsError when the database can't be reached.
    """
    _try_database(settings)
    app = create_app(settings)
    with app.app_context():
        with _locked(settings.var / "prepare.lock"):
            upgrade()
            if settings.demo and _is_empty():
                click.echo("Filling the demo community; this happens once.")
                with writing():
                    perform(now=clock.now())
        lines = _ways_in(settings)
        db.engine.dispose()
    return lines


def _try_database(settings: Settings) -> None:
    engine = create_engine(settings.database.replace("postgresql://", "postgresql+psycopg://"))
    try:
        engine.connect().close()
    except OperationalError as error:
        raise SettingsError(f"The database can't be reached: {str(error.orig).splitlines()[0]}") from None
    finally:
        engine.dispose()


@contextmanager
def _locked(path: Path) -> Iterator[None]:
    """One process at a time; the others wait."""
    with path.open("w") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        yield


def _is_empty() -> bool:
    empty = not all_brands(most=1)
    db.session.rollback()
    return empty


def _ways_in(settings: Settings) -> list[str]:
    """The links that the operator gets: the demo's, or the one that sets up the first brand."""
    if _is_empty():
        return _way_to_set_up(settings)
    return _ways_into_the_demo(settings) if settings.demo else []


def _way_to_set_up(settings: Settings) -> list[str]:
    with writing():
        secret = new_setup_token(at=clock.now())
    return ["Set up the first brand here; the link works once:", f"  {_address(settings, 'setup.new', token=secret)}"]


def _ways_into_the_demo(settings: Settings) -> list[str]:
    lines: list[str] = []
    for role in (Role.OWNER, Role.MODERATOR):
        with writing():
            person = _demo_person(role)
            if person is None:
                continue
            ask = print_link(person, at=clock.now(), lifetime=PRINTED_LINK_LIFETIME, key=settings.secret_key)
        lines.append(f"Sign in as the demo's {role.value}, {person.display_name}:")
        lines.append(f"  {_address(settings, 'sign_in_link.show', token=ask.secret)}")
    return [*lines, "Each link works once, within the hour; the next start prints new ones."] if lines else []


def _demo_person(role: Role) -> Account | None:
    """The first person of this role at the demo's brand, if it is here."""
    with every_brand():
        return db.session.scalar(
            select(Account)
            .join(Membership, Membership.account_id == Account.id)
            .join(Brand, Brand.id == Membership.brand_id)
            .where(Brand.slug == the_script().brand.slug, Membership.role == role)
            .order_by(Membership.id)
            .limit(1)
        )


def _address(settings: Settings, endpoint: str, **values: Any) -> str:
    with current_app.test_request_context():
        return settings.origin + current_app.url_for(endpoint, **values)
