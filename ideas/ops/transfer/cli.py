"""`flask ideas import`: bring ideas over from another place."""

import sys
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import click
from flask.cli import AppGroup
from sqlalchemy import select
from sqlalchemy.exc import IntegrityError, OperationalError

from ideas.base import clock
from ideas.base.db import brand_scope, db, writing
from ideas.base.text import one_line
from ideas.community.board.models import Board
from ideas.community.stage.queries import all_stages
from ideas.ops.transfer.planning import Entry, Target, plan_batch
from ideas.ops.transfer.reading import LINE_MAX, FileLine, read_lines
from ideas.ops.transfer.report import Report
from ideas.ops.transfer.rules import SOURCE_MAX
from ideas.ops.transfer.schemas import BadRow, ReadIdea, id_of, read_idea
from ideas.ops.transfer.writing import write_plan
from ideas.people.brand.queries import find_brand

BATCH_IDEAS = 200
BATCH_COMMENTS = 2_000
TRIES = 3

group = AppGroup("ideas", help="Ideas in bulk.")


@group.command("import")
@click.argument("path", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--brand", "brand_slug", required=True, help="The brand's address, such as acme.")
@click.option("--board", "board_slug", required=True, help="The board's address, such as ideas.")
@click.option("--dry-run", is_flag=True, help="Write nothing; report the same.")
def import_ideas(path: Path, brand_slug: str, board_slug: str, dry_run: bool) -> None:
    """Add the ideas in PATH: one JSON object a line.

    What was imported before is left alone, and its new comments are added. Exits with 1 if any row was refused.
    """
    target = _find_target(brand_slug, board_slug)
    report = Report()
    met: set[str] = set()
    with brand_scope(target.brand.id), path.open("rb") as file, _bar(path) as bar:
        rows = _usable(_shown(read_lines(file), bar), one_line(path.stem)[:SOURCE_MAX], target, report)
        for batch in _batches(rows):
            report.add(_import_batch(batch, target, met, dry_run=dry_run))
    if dry_run:
        click.echo("A dry run: nothing was written.")
    for line in report.in_words():
        click.echo(line)
    if report.refused:
        raise SystemExit(1)


def _find_target(brand_slug: str, board_slug: str) -> Target:
    brand = find_brand(brand_slug)
    if brand is None:
        raise click.BadParameter(f"there is no brand {brand_slug}", param_hint="--brand")
    with brand_scope(brand.id):
        board = db.session.scalar(select(Board).where(Board.slug == board_slug))
        if board is None:
            raise click.BadParameter(f"{brand.name} has no board {board_slug}", param_hint="--board")
        return Target(brand, board, all_stages(), clock.now())


def _bar(path: Path) -> Any:
    """A bar of the bytes read, shown where somebody looks on."""
    return click.progressbar(
        length=path.stat().st_size, label="Importing", file=sys.stderr, hidden=not sys.stderr.isatty()
    )


def _shown(lines: Iterable[FileLine], bar: Any) -> Iterator[FileLine]:
    for line in lines:
        yield line
        bar.update(line.size)


def _usable(lines: Iterable[FileLine], source: str, target: Target, report: Report) -> Iterator[Entry]:
    """The rows that can be used; why the others can't goes into the report. `source` is for rows that name none."""
    first_seen: dict[tuple[str, str], int] = {}
    for line in lines:
        if line.raw is not None and not line.raw.strip():
            continue
        report.lines += 1
        try:
            read = _read(line, target)
            entry = Entry(f"line {line.number}, id {read.row.id}", read.row.source or source, read)
            before = first_seen.setdefault((entry.source, read.row.id), line.number)
            if before != line.number:
                raise BadRow(f"line {before} has the same source and id")
        except BadRow as why:
            name = id_of(line.raw) if line.raw is not None else None
            report.refused.append(f"line {line.number}{f', id {name}' if name else ''}: {why}")
        else:
            yield entry


def _read(line: FileLine, target: Target) -> ReadIdea:
    if line.raw is None:
        raise BadRow(f"it has {line.size:,} bytes; at most {LINE_MAX:,} are read")
    return read_idea(line.raw, now=target.now)


def _batches(entries: Iterable[Entry]) -> Iterator[list[Entry]]:
    batch: list[Entry] = []
    comments = 0
    for entry in entries:
        batch.append(entry)
        comments += len(entry.read.comments)
        if len(batch) >= BATCH_IDEAS or comments >= BATCH_COMMENTS:
            yield batch
            batch, comments = [], 0
    if batch:
        yield batch


def _import_batch(batch: list[Entry], target: Target, met: set[str], *, dry_run: bool) -> Report:
    """Plan and write a batch in a transaction of its own; again where it met somebody else's change."""
    for attempt in range(1, TRIES + 1):
        plan = plan_batch(batch, target, met=met)
        db.session.rollback()
        try:
            if not dry_run:
                with writing():
                    write_plan(plan, target)
            break
        except (IntegrityError, OperationalError) as error:
            if attempt == TRIES:
                raise click.ClickException(
                    f"Stopped before {batch[0].where}: {error.orig}. What came before it is kept; "
                    "run the same command again to go on."
                ) from error
    met.update(plan.people)
    return plan.report
