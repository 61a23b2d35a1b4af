"""What the log keeps in numbers and codes, as a reader reads it: names, titles, moments and the words of the product."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from flask_babel import gettext
from flask_babel import lazy_gettext as _l
from sqlalchemy import select

from ideas.base.db import db
from ideas.community.board.forms import ACCESS_WORDS, APPROVAL_WORDS
from ideas.community.idea.models import Idea
from ideas.people.account.models import Account
from ideas.people.brand.forms import ROLE_WORDS
from ideas.rim.jinja import moment
from ideas.spine.audit.models import AuditEntry
from ideas.trust.fraud.staff.words import OUTCOMES, TITLES
from ideas.trust.screening.rules import PendingReason
from ideas.trust.screening.words import LEVEL_WORDS, why_held

PERSONS = frozenset({"account_id", "assignee_id", "author_id"})
MERGES = frozenset({"idea.merged", "idea.unmerged"})

_VISIBILITY = {
    "public": _l("public"),
    "pending": _l("waiting for approval"),
    "hidden": _l("hidden"),
    "spam": _l("spam"),
    "withdrawn": _l("withdrawn"),
}
_OUTCOMES: dict[str, Any] = {
    "upheld": _l("action was taken"),
    "dismissed": _l("left as it is"),
    "kept": _l("it stands"),
    "lifted": _l("lifted"),
    "open": _l("open"),
    **{outcome.value: words for outcome, words in OUTCOMES.items()},
}
_CODES: dict[str, Mapping[Any, Any]] = {
    "visibility": _VISIBILITY,
    "outcome": _OUTCOMES,
    "signal": TITLES,
    "role": ROLE_WORDS,
    "access": ACCESS_WORDS,
    "ideas": APPROVAL_WORDS,
    "comments": APPROVAL_WORDS,
    "level": LEVEL_WORDS,
}
_MOMENTS = frozenset({"from", "until", "since"})


@dataclass(frozen=True, slots=True)
class Named:
    """The names of the people and the ideas that a page of the log speaks of."""

    people: Mapping[int, str]
    ideas: Mapping[int, Any]

    def value(self, entry: AuditEntry, name: str, value: Any) -> str:
        """One value of an entry, to read; empty for nothing."""
        if value is None or value == "":
            return ""
        if name in PERSONS and isinstance(value, int):
            return self.people.get(value, f"#{value}")
        if name == "into" and entry.kind in MERGES and value in self.ideas:
            idea = self.ideas[value]
            return f"#{idea.number} {idea.title}"
        if name in _MOMENTS and isinstance(value, str):
            return _moment(value)
        if isinstance(value, bool):
            return str(gettext("yes") if value else gettext("no"))
        if isinstance(value, list | tuple):
            return ", ".join(str(one) for one in value)
        if name == "because" and value in set(PendingReason):
            return why_held(value)
        return str(_CODES.get(name, {}).get(value, value))


def names_for(entries: Sequence[AuditEntry]) -> Named:
    """Whom and what these entries speak of, in two queries."""
    people = {entry.account_id for entry in entries if entry.account_id}
    ideas = {entry.idea_id for entry in entries if entry.idea_id}
    return Named(
        _names(people | {value for _, name, value in _numbers(entries) if name in PERSONS}),
        _ideas(ideas | {value for entry, name, value in _numbers(entries) if name == "into" and entry.kind in MERGES}),
    )


def _numbers(entries: Sequence[AuditEntry]) -> Iterable[tuple[AuditEntry, str, int]]:
    for entry in entries:
        for values in (entry.before, entry.after):
            yield from ((entry, name, value) for name, value in values.items() if isinstance(value, int))


def _moment(value: str) -> str:
    try:
        return moment(datetime.fromisoformat(value))
    except ValueError:
        return value


def _names(ids: set[int]) -> dict[int, str]:
    if not ids:
        return {}
    return dict(db.session.execute(select(Account.id, Account.display_name).where(Account.id.in_(ids))).all())


def _ideas(ids: set[int]) -> dict[int, Any]:
    if not ids:
        return {}
    rows = db.session.execute(select(Idea.id, Idea.number, Idea.slug, Idea.title).where(Idea.id.in_(ids)))
    return {row.id: row for row in rows}
