"""Entries as the page and the file show them: with names, idea numbers and words."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from flask import g
from flask_babel import gettext

from ideas.desk.audit_log.staff.values import PERSONS, Named, names_for
from ideas.desk.audit_log.staff.words import act_words, field_words
from ideas.people.brand.queries import places_of
from ideas.rim.paths import idea_path, person_path
from ideas.spine.audit.models import AuditEntry


@dataclass(frozen=True, slots=True)
class Change:
    """One thing that an act changed, or that belongs to it. Numbers that mean nothing to a reader are only in the file."""

    name: str
    before: str
    after: str
    is_technical: bool


@dataclass(frozen=True, slots=True)
class EntryView:
    """An entry with what its numbers stand for. `idea_title` is empty where the idea is gone; `board` is where no idea is."""

    sequence: int
    kind: str
    act: str
    who: str
    who_href: str | None
    at: datetime
    idea_number: int | None
    idea_title: str
    idea_href: str | None
    board: str
    reason: str
    changes: Sequence[Change]
    hash: str


def view_entries(entries: Sequence[AuditEntry]) -> list[EntryView]:
    """The entries of a page; names, handles and ideas are read in three queries."""
    named = names_for(entries)
    places = places_of({entry.account_id for entry in entries if entry.account_id})
    boards = {board.id: board.name for board in g.viewer.boards}
    return [_view(entry, named, places, boards) for entry in entries]


def _view(entry: AuditEntry, named: Named, places: dict[int, Any], boards: dict[int, str]) -> EntryView:
    place, idea = places.get(entry.account_id or 0), named.ideas.get(entry.idea_id or 0)
    return EntryView(
        sequence=entry.sequence,
        kind=entry.kind,
        act=act_words(entry.kind),
        who=_who(entry, named),
        who_href=person_path(place.handle) if place else None,
        at=entry.created_at,
        idea_number=idea.number if idea else None,
        idea_title=idea.title if idea else "",
        idea_href=idea_path(idea) if idea else None,
        board=boards.get(entry.board_id or 0, "") if idea is None else "",
        reason=entry.reason,
        changes=list(_changes(entry, named)),
        hash=entry.hash.hex(),
    )


def _who(entry: AuditEntry, named: Named) -> str:
    if entry.account_id is None:
        return str(gettext("The house itself"))
    return named.people.get(entry.account_id) or str(gettext("Former member"))


def _changes(entry: AuditEntry, named: Named) -> Iterable[Change]:
    for name in sorted({*entry.before, *entry.after}):
        before, after = entry.before.get(name), entry.after.get(name)
        if before == after and name not in _TELLING:
            continue
        yield Change(
            field_words(name), named.value(entry, name, before), named.value(entry, name, after), _is_technical(name)
        )


def _is_technical(name: str) -> bool:
    return name == "version" or (name.endswith("_id") and name not in PERSONS)


_TELLING = frozenset({"account_id", "name", "label", "title"})
