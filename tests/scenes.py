"""How a test database is put back to a scene that was kept: quickly, and only when something was committed since.

A scene is every row of a database at one moment. SQLite's is an image in memory that its backup API copies over the
file. PostgreSQL's is a copy of each table that is not empty, in temporary tables of one session, and a function there
that replaces, in one round trip, the tables that are no longer as the scene has them.

Whoever committed, in whatever process or thread, is noticed: SQLite's `data_version` moves with the commits of every
other connection, and a row that PostgreSQL has put back carries the number of the transaction that put it there.
"""

import pickle
from abc import ABC, abstractmethod
from collections.abc import Iterable
from typing import Any

import psycopg
from sqlalchemy import Table

from ideas.base.db import sqlite

EMPTY = "empty"
SECONDS = 10


class Stage(ABC):
    """A test database, and the scenes that it can be put back to."""

    shown: str
    """The scene that it was put back to last."""

    def __init__(self) -> None:
        self._objects: dict[str, bytes] = {}

    def __contains__(self, scene: str) -> bool:
        return scene in self._objects

    def keep(self, scene: str, objects: Any = None) -> None:
        """Remember what is there now under this name, with the objects that stand for it."""
        self._objects[scene] = pickle.dumps(objects)
        self._keep(scene)
        self.shown = scene

    def show(self, scene: str) -> Any:
        """Put the database back to the scene. Returns new copies of its objects, detached."""
        self._show(scene)
        self.shown = scene
        return self.objects()

    def objects(self) -> Any:
        """New copies of the objects of the scene that is shown."""
        return pickle.loads(self._objects[self.shown])

    @abstractmethod
    def close(self) -> None:
        """Let go of every connection."""

    @abstractmethod
    def _keep(self, scene: str) -> None: ...

    @abstractmethod
    def _show(self, scene: str) -> None: ...


class SqliteStage(Stage):
    """A file, and an image in memory for each scene."""

    def __init__(self, path: str) -> None:
        super().__init__()
        self._file: Any = sqlite.connect(path, timeout=SECONDS, check_same_thread=False)
        self._file.execute("PRAGMA synchronous=OFF")
        self._images: dict[str, Any] = {}
        self._version = -1
        self.keep(EMPTY)

    def close(self) -> None:
        for connection in (*self._images.values(), self._file):
            connection.close()

    def _keep(self, scene: str) -> None:
        self._images[scene] = sqlite.connect(":memory:", check_same_thread=False)
        self._file.backup(self._images[scene])
        self._version = self._data_version()

    def _show(self, scene: str) -> None:
        if (self.shown, self._version) != (scene, self._data_version()):
            self._images[scene].backup(self._file, progress=_Patience())
            self._version = self._data_version()

    def _data_version(self) -> int:
        return int(self._file.execute("PRAGMA data_version").fetchone()[0])


class _Patience:
    """What a backup reports to after each try: it would go on for ever while somebody holds the file's lock."""

    TRIES = 3

    def __init__(self) -> None:
        self._tries = 0

    def __call__(self, status: int, remaining: int, total: int) -> None:
        self._tries += 1
        if self._tries > self.TRIES:
            raise TimeoutError("the test database stays locked: an earlier test left a transaction open")


class PostgresStage(Stage):
    """A database, and a session in which foreign keys and the audit log's guards sleep."""

    def __init__(self, url: str, tables: Iterable[Table]) -> None:
        super().__init__()
        self._session = psycopg.connect(
            url, autocommit=True, options=f"-c session_replication_role=replica -c lock_timeout={SECONDS * 1000}"
        )
        self._tables = [table.name for table in tables]
        self._session.execute("CREATE TEMP TABLE put_back (scene text, name text, by xid, PRIMARY KEY (scene, name))")
        self.keep(EMPTY)

    def close(self) -> None:
        self._session.close()

    def _keep(self, scene: str) -> None:
        steps = "\n".join(self._step(scene, name) for name in self._tables)
        self._session.execute(
            f"CREATE FUNCTION pg_temp.show_{scene}() RETURNS void LANGUAGE plpgsql AS $$ BEGIN\n{steps}\nEND $$"
        )

    def _show(self, scene: str) -> None:
        self._session.execute(f"SELECT pg_temp.show_{scene}()")

    def _step(self, scene: str, name: str) -> str:
        """How to put one table back: nothing is done where it is as the scene has it."""
        rows = self._session.execute(f'CREATE TEMP TABLE "{scene}_{name}" AS SELECT * FROM public."{name}"').rowcount
        if not rows:
            self._session.execute(f'DROP TABLE "{scene}_{name}"')
            return f'IF EXISTS (SELECT FROM public."{name}") THEN DELETE FROM public."{name}"; END IF;'
        mine = f"(SELECT by FROM pg_temp.put_back WHERE scene = '{scene}' AND name = '{name}')"
        return f"""
            IF (SELECT count(*) <> {rows} OR count(*) FILTER (WHERE t.xmin = {mine}) <> {rows} FROM public."{name}" t) THEN
                DELETE FROM public."{name}";
                INSERT INTO public."{name}" OVERRIDING SYSTEM VALUE SELECT * FROM pg_temp."{scene}_{name}";
                INSERT INTO pg_temp.put_back VALUES ('{scene}', '{name}', pg_current_xact_id()::xid)
                    ON CONFLICT ON CONSTRAINT put_back_pkey DO UPDATE SET by = excluded.by;
            END IF;"""
