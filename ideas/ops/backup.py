"""Copy the embedded database while it is in use: `python -m ideas.backup FILE`."""

import sys
from pathlib import Path

import click

from ideas.base.db import sqlite
from ideas.base.settings import SettingsError, load_settings


def back_up(source: Path, target: Path) -> int:
    """Copy a SQLite database by its own online backup, check the copy, and return its size in bytes.

    Raises FileExistsError when the target is there already, OSError when it can't be written.
    """
    if target.exists():
        raise FileExistsError(f"{target} exists already; choose another name")
    part = target.with_name(target.name + ".part")
    part.unlink(missing_ok=True)
    reader, writer = sqlite.connect(source), sqlite.connect(part)
    try:
        with writer:
            reader.backup(writer)
        (answer,) = writer.execute("PRAGMA integrity_check").fetchone()
    finally:
        reader.close()
        writer.close()
    if answer != "ok":
        raise OSError(f"the copy is damaged: {answer}")
    part.chmod(0o600)
    part.rename(target)
    return target.stat().st_size


def main() -> int:
    """The command. Returns the exit code."""
    try:
        settings = load_settings()
        if len(sys.argv) != 2 or not settings.uses_sqlite:
            click.echo("Usage: python -m ideas.backup FILE (for SQLite; on PostgreSQL use pg_dump)", err=True)
            return 2
        size = back_up(Path(settings.database.removeprefix("sqlite:///")), Path(sys.argv[1]))
    except (SettingsError, OSError) as error:
        click.echo(str(error), err=True)
        return 1
    click.echo(f"{sys.argv[1]}: {size:,} bytes, checked.")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
