"""`flask verify`: says whether everything that is kept in two places agrees."""

import time

import click
from flask.cli import with_appcontext

from ideas.base import clock
from ideas.base.db import db
from ideas.ops.verify.queries import CHECKS, count_rows, find_violations, lock_tables


@click.command("verify")
@with_appcontext
def verify() -> None:
    """Recompute what is kept in two places, print each violation, and exit with 1 if there is any."""
    began = time.monotonic()
    db.session.rollback()
    lock_tables()
    violations = find_violations(now=clock.now())
    counts = ", ".join(f"{count:,} {table}{'' if count == 1 else 's'}" for table, count in count_rows().items())
    db.session.rollback()
    for violation in violations:
        click.echo(f"{violation.check}: {violation.sentence}")
    if violations:
        raise click.ClickException(
            f"{len(violations):,} violations. `flask idea recount` repairs counts, heat and ranks."
        )
    click.echo(f"No violations: {counts}. {CHECKS} checks took {time.monotonic() - began:.1f} s.")
