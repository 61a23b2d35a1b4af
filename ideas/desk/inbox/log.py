"""What was done at the desk, for whoever may undo it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import aliased

from ideas.base.db import db
from ideas.community.idea.models import Idea
from ideas.desk.acts.models import DeskAct
from ideas.desk.inbox.queue import hosted_boards
from ideas.desk.inbox.rules import ACTS_PAGE
from ideas.people.account.models import Account
from ideas.people.brand.viewer import Viewer

NAMED = 3


@dataclass(frozen=True, slots=True)
class Acted:
    """One act: by whom, when, on what, and whether it was undone."""

    row: DeskAct
    by: str | None
    undone_by: str | None
    ideas: Sequence[Any]
    done: int
    refused: int

    @property
    def id(self) -> int:
        return self.row.id

    @property
    def kind(self) -> str:
        return self.row.kind

    @property
    def at(self) -> datetime:
        return self.row.created_at


def list_acts(
    viewer: Viewer, *, before_id: int | None = None, limit: int = ACTS_PAGE
) -> tuple[list[Acted], int | None]:
    """A page of what was done, the latest first: by everybody for a moderator, for a partner their own. Two queries.

    Ideas on boards that this person hosts no more are not named.
    """
    undoer = aliased(Account)
    found = (
        select(DeskAct, Account.display_name, undoer.display_name)
        .outerjoin(Account, Account.id == DeskAct.account_id)
        .outerjoin(undoer, undoer.id == DeskAct.undone_by_id)
        .order_by(DeskAct.id.desc())
        .limit(limit + 1)
    )
    if before_id is not None:
        found = found.where(DeskAct.id < before_id)
    if not viewer.is_moderator:
        found = found.where(DeskAct.account_id == viewer.account_id)
    rows = db.session.execute(found).all()
    ideas = _ideas([act for act, _, _ in rows[:limit]], hosted_boards(viewer))
    acts = [_acted(act, by, undone_by, ideas) for act, by, undone_by in rows[:limit]]
    return acts, acts[-1].id if len(rows) > limit else None


def _acted(act: DeskAct, by: str | None, undone_by: str | None, ideas: dict[int, Any]) -> Acted:
    entries = act.done["items"]
    done = [entry for entry in entries if "undo" in entry]
    named = list(dict.fromkeys(entry["idea"] for entry in done if entry["idea"] in ideas))[:NAMED]
    return Acted(act, by, undone_by, [ideas[idea_id] for idea_id in named], len(done), len(entries) - len(done))


def _ideas(acts: Sequence[DeskAct], board_ids: Sequence[int]) -> dict[int, Any]:
    wanted: set[int] = set()
    for act in acts:
        ids = [entry["idea"] for entry in act.done["items"] if entry.get("idea")]
        wanted |= set(ids[:NAMED])
    if not wanted:
        return {}
    found = select(Idea.id, Idea.number, Idea.slug, Idea.title).where(Idea.id.in_(sorted(wanted)))
    rows = db.session.execute(found.where(Idea.board_id.in_(board_ids)))
    return {row.id: row for row in rows}
