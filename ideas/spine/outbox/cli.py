"""`flask outbox`: the rows that failed for good, for the operator."""

from collections.abc import Callable, Collection, Sequence

import click
from flask import current_app
from flask.cli import AppGroup

from ideas.base import clock
from ideas.spine.outbox.actions import drop_parked, retry_parked
from ideas.spine.outbox.queries import ParkedRow, count_parked, list_parked
from ideas.spine.outbox.runner import outbox_of
from ideas.spine.outbox.work import Work

SHOWN = 100

group = AppGroup("outbox", help="Work that failed for good: emails, news for followers, what follows from activities.")
_rows = click.argument("rows", nargs=-1, metavar="[mail:17 activity:3 …]")
_all = click.option("--all", "is_all", is_flag=True, help="All parked rows.")


@group.command("show")
def show() -> None:
    """Print each parked row: what it is, its brand, how often it failed, since when it is parked, and why."""
    for work in outbox_of(current_app).works.values():
        for row in list_parked(work, limit=SHOWN):
            click.echo(_line(row))
        click.echo(f"{work.name}: {count_parked(work):,} parked")


@group.command("retry")
@_rows
@_all
def retry(rows: tuple[str, ...], is_all: bool) -> None:
    """Try parked rows again at once, as often as new ones."""
    now = clock.now()
    _do(rows, is_all, lambda work, ids: retry_parked(work, ids, now=now), "Tried again")


@group.command("drop")
@_rows
@_all
def drop(rows: tuple[str, ...], is_all: bool) -> None:
    """Give parked rows up for good: the email is not sent, nobody is told."""
    _do(rows, is_all, drop_parked, "Dropped")


def _do(rows: Sequence[str], is_all: bool, act: Callable[[Work, list[int] | None], list[int]], done_words: str) -> None:
    works = outbox_of(current_app).works
    if is_all == bool(rows):
        raise click.UsageError("Name rows as `flask outbox show` prints them, such as mail:17, or say --all.")
    named = dict.fromkeys(works) if is_all else _read(rows, works.keys())
    done = [f"{name}:{row_id}" for name, ids in named.items() for row_id in act(works[name], ids)]
    missing = [] if is_all else [row for row in rows if row not in done]
    click.echo(f"{done_words}: {' '.join(done) or 'nothing'}.")
    if missing:
        raise click.ClickException(f"Not parked: {' '.join(missing)}")


def _read(rows: Sequence[str], names: Collection[str]) -> dict[str, list[int] | None]:
    read: dict[str, list[int] | None] = {}
    for row in rows:
        name, _, number = row.partition(":")
        if name not in names or not number.isdecimal():
            raise click.UsageError(f"{row} names no row. Rows are named such as mail:17.")
        read[name] = [*(read.get(name) or []), int(number)]
    return read


def _line(row: ParkedRow) -> str:
    brand = f"brand {row.brand_id}" if row.brand_id else "no brand"
    since = row.parked_at.isoformat(timespec="seconds")
    return f"{row.work}:{row.id}\t{row.kind}\t{brand}\t{row.failures} failures\tsince {since}\t{row.problem or ''}"
