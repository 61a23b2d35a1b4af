"""Records which rows each act locks, and in which order: what `ideas.base.locks` declares is checked here.

It reads SQLAlchemy's statements, not their text, so that it sees on SQLite what would be locked on PostgreSQL. An act is
what one call from a test into `ideas` does in one transaction.
"""

import sys
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from types import FrameType
from typing import Any

from sqlalchemy import Connection, Delete, Engine, Select, Table, Update, event, inspect
from sqlalchemy.orm import Session
from sqlalchemy.sql import operators, visitors
from sqlalchemy.sql.elements import BinaryExpression, BindParameter

from ideas.base.locks import COVERED, LOCK_ORDER

HOUSE = str(Path(__file__).resolve().parent.parent / "ideas") + "/"
PLACES = {table: place for place, (table, _) in enumerate(LOCK_ORDER)}
KEY_SHARE, SHARE, NO_KEY_UPDATE, UPDATE = range(1, 5)
LAST = len(PLACES)
_STATE = "tests.locks"


@dataclass(frozen=True, slots=True)
class Lock:
    """Rows of a table that one statement locks; `ids` is None where the statement does not name them."""

    table: str
    ids: frozenset[Any] | None
    strength: int
    where: str


@dataclass(slots=True)
class Act:
    """The locks of one act, in order, and the rows that it made itself: nobody else can wait for those."""

    frame: FrameType | None = None
    locks: list[Lock] = field(default_factory=list)
    own: set[tuple[str, Any]] = field(default_factory=set)
    exclusive: set[str] = field(default_factory=set)
    savepoints: list[int] = field(default_factory=list)


class LockRecorder:
    """Listens to every engine from `start` to `stop`; `faults` says what went against the order."""

    def __init__(self) -> None:
        self.faults: list[str] = []
        self._listeners: tuple[tuple[Any, str, Any], ...] = (
            (Engine, "begin", self._forget),
            (Engine, "commit", self._forget),
            (Engine, "rollback", self._forget),
            (Engine, "savepoint", self._savepoint),
            (Engine, "rollback_savepoint", self._back_to_savepoint),
            (Engine, "release_savepoint", self._release_savepoint),
            (Engine, "before_execute", self._statement),
            (Session, "pending_to_persistent", self._made),
        )

    def start(self) -> None:
        for target, name, listener in self._listeners:
            event.listen(target, name, listener)

    def stop(self) -> None:
        for target, name, listener in self._listeners:
            event.remove(target, name, listener)

    def _forget(self, connection: Connection) -> None:
        connection.info.pop(_STATE, None)

    def _savepoint(self, connection: Connection, name: Any) -> None:
        act = _act_on(connection)
        act.savepoints.append(len(act.locks))

    def _back_to_savepoint(self, connection: Connection, name: Any, context: Any) -> None:
        act = _act_on(connection)
        if act.savepoints:
            del act.locks[act.savepoints.pop() :]

    def _release_savepoint(self, connection: Connection, name: Any, context: Any) -> None:
        act = _act_on(connection)
        if act.savepoints:
            act.savepoints.pop()

    def _made(self, session: Session, row: Any) -> None:
        outermost, _ = _outermost(sys._getframe())
        if outermost is not None:
            act = _act_of(outermost, session.connection())
            act.own.add((inspect(row).mapper.local_table.name, inspect(row).identity[0]))
            act.exclusive.add(inspect(row).mapper.local_table.name)

    def _statement(self, connection: Connection, statement: Any, many: Any, one: Any, options: Any) -> None:
        found = locks_of(statement, many or ([one] if one else []))
        if not found:
            return
        outermost, where = _outermost(sys._getframe())
        if outermost is None:
            return
        act = _act_of(outermost, connection)
        for table, ids, strength in found:
            self._take(act, Lock(table, ids, strength, where))

    def _take(self, act: Act, lock: Lock) -> None:
        if lock.strength >= NO_KEY_UPDATE:
            act.exclusive.add(lock.table)
        if lock.ids is not None:
            ids = frozenset(one for one in lock.ids if (lock.table, one) not in act.own)
            if not ids:
                return
            lock = Lock(lock.table, ids, lock.strength, lock.where)
        if _is_known(act, lock) or _is_covered(act, lock):
            return
        for before in act.locks:
            fault = fault_of(before, lock)
            if fault:
                self.faults.append(f"{fault}\n    {before.table}: {before.where}\n    {lock.table}: {lock.where}")
                break
        act.locks.append(lock)


def _is_known(act: Act, lock: Lock) -> bool:
    """Whether these rows are locked at least as firmly already. A lock that names no rows is taken for one of all."""
    same = [one for one in act.locks if one.table == lock.table and one.strength >= lock.strength]
    if any(one.ids is None for one in same):
        return True
    known: set[Any] = set().union(*(one.ids for one in same if one.ids is not None))
    return lock.ids is not None and lock.ids <= known


def _is_covered(act: Act, lock: Lock) -> bool:
    """Whether nobody else waits for these rows, because of a row that the act has locked."""
    return not act.exclusive.isdisjoint(COVERED.get(lock.table, ()))


def fault_of(before: Lock, lock: Lock) -> str:
    """What is wrong with taking this lock after that one, or nothing."""
    if before.table != lock.table:
        is_back = PLACES.get(before.table, 0) > PLACES.get(lock.table, LAST)
        return f"{lock.table} is locked after {before.table}" if is_back else ""
    if before.ids is None or lock.ids is None:
        return ""
    if before.ids & lock.ids:
        return f"a lock of {lock.table} is made stronger" if before.strength < lock.strength else ""
    return f"{lock.table} {min(lock.ids)} is locked after {max(before.ids)}" if min(lock.ids) < max(before.ids) else ""


def locks_of(
    statement: Any, parameters: Sequence[Mapping[str, Any]]
) -> Iterable[tuple[str, frozenset[Any] | None, int]]:
    """Table, ids and strength of what a statement locks."""
    if isinstance(statement, (Update, Delete)) and isinstance(statement.table, Table):
        strength = UPDATE if isinstance(statement, Delete) else NO_KEY_UPDATE
        return [(statement.table.name, _ids(statement, statement.table, parameters), strength)]
    if isinstance(statement, Select) and statement._for_update_arg is not None:
        how = statement._for_update_arg
        if how.skip_locked or how.nowait:
            return []
        strength = {(True, True): KEY_SHARE, (True, False): SHARE, (False, True): NO_KEY_UPDATE}.get(
            (bool(how.read), bool(how.key_share)), UPDATE
        )
        tables = [_table(one) for one in how.of or ()] or [
            one for one in statement.get_final_froms() if isinstance(one, Table)
        ]
        return [(table.name, _ids(statement, table, parameters), strength) for table in tables]
    return []


def _table(target: Any) -> Table:
    found = inspect(target, raiseerr=False)
    return getattr(found, "local_table", None) if hasattr(found, "local_table") else getattr(target, "table", target)


def _ids(statement: Any, table: Table, parameters: Sequence[Mapping[str, Any]]) -> frozenset[Any] | None:
    """The keys that the statement compares the table's key with, where there is a single key column."""
    keys = list(table.primary_key)
    if len(keys) != 1 or statement.whereclause is None:
        return None
    for part in visitors.iterate(statement.whereclause):
        if not isinstance(part, BinaryExpression) or part.operator not in (operators.eq, operators.in_op):
            continue
        left, right = part.left, part.right
        if (
            getattr(left, "name", None) != keys[0].name
            or getattr(getattr(left, "table", None), "name", "") != table.name
        ):
            continue
        if isinstance(right, BindParameter):
            return frozenset(_values(right, parameters))
    return None


def _values(bind: BindParameter[Any], parameters: Sequence[Mapping[str, Any]]) -> Iterator[Any]:
    if parameters and bind.key in parameters[0]:
        yield from (one[bind.key] for one in parameters)
    elif isinstance(bind.value, (list, tuple, set, frozenset)):
        yield from bind.value
    else:
        yield bind.value


def _act_on(connection: Connection) -> Act:
    act: Act = connection.info.setdefault(_STATE, Act())
    return act


def _act_of(outermost: FrameType, connection: Connection) -> Act:
    """The act that this call from a test began: an earlier one in the same transaction is another act."""
    act = _act_on(connection)
    if act.frame is not outermost:
        act = connection.info[_STATE] = Act(outermost, savepoints=[0 for _ in act.savepoints])
    return act


def _outermost(frame: FrameType | None) -> tuple[FrameType | None, str]:
    """The frame of `ideas` that a test called, and the names of the functions from there down to this statement."""
    outermost, names = None, []
    while frame is not None:
        if frame.f_code.co_filename.startswith(HOUSE):
            outermost = frame
            names.append(f"{Path(frame.f_code.co_filename).stem}.{frame.f_code.co_name}:{frame.f_lineno}")
        frame = frame.f_back
    return outermost, " < ".join(names[:6])
