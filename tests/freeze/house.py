"""A house to look at: an app on a SQLite file of its own, which can be put back as it was."""

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from flask import Flask

from ideas.base.db import db
from tests.databases import Databases


class House:
    """Databases in a folder of their own, and apps on them."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._databases = Databases(Folders(folder), "freeze")  # type: ignore[arg-type]
        self._empty = Path(self._databases.url("sqlite").removeprefix("sqlite:///"))

    def new_app(self, name: str, **wishes: Any) -> Flask:
        """An app with settings of its own on a new, migrated database of this name."""
        path = self._folder / f"{name}.db"
        if not path.exists():
            shutil.copy(self._empty, path)
        return self._databases.new_app(f"sqlite:///{path}", **wishes)

    def close(self) -> None:
        """Close every connection."""
        self._databases.close()


class Folders:
    """New folders, as pytest's factory makes them."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def mktemp(self, name: str) -> Path:
        """A new folder of this name."""
        made = next(path for number in range(100) if not (path := self._folder / f"{name}{number}").exists())
        made.mkdir()
        return made


class Snapshot:
    """An app's database as it is now, to be put back as often as need be."""

    def __init__(self, app: Flask) -> None:
        self._app = app
        self._path = Path(app.config["SQLALCHEMY_DATABASE_URI"].removeprefix("sqlite:///"))
        self._let_go()
        self._kept = self._path.read_bytes()

    def put_back(self) -> None:
        """The database as it was."""
        self._let_go()
        self._path.write_bytes(self._kept)

    def _let_go(self) -> None:
        """Close the connections: the last one writes the journal into the file."""
        with self._app.app_context():
            db.engine.dispose()
        left = [path for path in self._path.parent.glob(f"{self._path.name}-*") if path.stat().st_size]
        assert not left, f"somebody still reads {self._path.name}"


def let_jobs_work(app: Flask) -> None:
    """Let the jobs do whatever waits by now."""
    app.extensions["queue"].work()


@contextmanager
def open_house() -> Iterator[House]:
    """A house in a temporary folder."""
    with TemporaryDirectory(prefix="freeze-") as folder:
        house = House(Path(folder))
        try:
            yield house
        finally:
            house.close()
