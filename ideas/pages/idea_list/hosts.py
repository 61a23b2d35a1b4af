"""A board's hosts as visitors see them: a face, what they do, and how they have answered lately."""

import math
from dataclasses import dataclass

from flask_babel import gettext, ngettext

from ideas.base import clock
from ideas.community.board.models import Board
from ideas.community.board.queries import hosts_of
from ideas.people.brand.forms import ROLE_WORDS
from ideas.public.promise.queries import AnswerRecord, answer_records
from ideas.rim.jinja import number
from ideas.rim.paths import person_path


@dataclass(frozen=True, slots=True)
class HostView:
    """One host."""

    name: str
    href: str
    title: str
    record: str


def hosts_on(board: Board) -> list[HostView]:
    """Everybody who hosts the board, and their record of the last twelve months: two queries."""
    hosts = hosts_of(board)
    records = answer_records(board, [account.id for account, _ in hosts], at=clock.now())
    return [
        HostView(
            name=account.display_name,
            href=person_path(membership.handle),
            title=membership.title or str(ROLE_WORDS[membership.role]),
            record=_told(records.get(account.id)),
        )
        for account, membership in hosts
    ]


def _told(record: AnswerRecord | None) -> str:
    if record is None:
        return str(gettext("No answers here in the last 12 months"))
    days = math.ceil(record.median_days)
    parts = [
        ngettext("%(num)s answer in 12 months", "%(num)s answers in 12 months", record.answers),
        ngettext("usually within %(num)s day", "usually within %(num)s days", max(days, 1)),
    ]
    if record.share is not None:
        parts.append(gettext("%(share)s%% in time", share=number(math.floor(record.share * 100))))
    return " · ".join(str(part) for part in parts)
