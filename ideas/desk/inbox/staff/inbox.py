"""The inbox: everything that wants a person, the latest first; one item of it opened; and what can be done with it."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from flask import Blueprint, g, render_template, request
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from ideas.base import clock
from ideas.base.db import db
from ideas.community.board.queries import find_board
from ideas.desk.acts.every import ACTS
from ideas.desk.acts.items import BadRef, Ref, read_ref
from ideas.desk.acts.models import DeskAct
from ideas.desk.acts.rules import SELECTED_MAX, Kind
from ideas.desk.inbox.queue import Filters, count_queue, hosted_boards, list_queue
from ideas.desk.inbox.rules import COUNTED, UNDO_FOR
from ideas.desk.inbox.staff.pane import open_item, open_many
from ideas.desk.inbox.staff.rows import Row, labels, rows_of
from ideas.desk.inbox.staff.summary import Message, message_of_act
from ideas.people.brand.rules import Role
from ideas.rim.access import staff
from ideas.rim.desk_frame import desk_page
from ideas.rim.paths import path_to
from ideas.rim.respond import wants_fragment

bp = Blueprint("inbox", __name__)


@dataclass(frozen=True, slots=True)
class Asked:
    """What the address asks for: which part of the queue, which item of it, which ones are selected."""

    filters: Filters
    query: dict[str, str]
    item: Ref | None = None
    selected: tuple[Ref, ...] = ()

    def href(self, **changes: str | None) -> str:
        """The address of the same list with these changes; None takes a part away."""
        wanted = {key: value for key, value in {**self.query, **changes}.items() if value}
        return path_to("inbox.index") + (f"?{urlencode(wanted)}" if wanted else "")


@bp.get("/<brand>/desk")
@staff(Role.PARTNER)
def index() -> ResponseReturnValue:
    """The queue, one item of it, and what can be done with it."""
    return show_desk(read_asked(request.args), said=_done_before())


def read_asked(values: Any) -> Asked:
    """What an address (or the address in a form) asks for. What can't be read is left out."""
    kind = values.get("kind") if values.get("kind") in set(Kind) else None
    board = find_board(g.viewer, values.get("board", "")) if values.get("board") else None
    mine, by_score = values.get("mine") == "1", values.get("sort") == "score"
    after = values.get("after") or None
    query = {
        "kind": kind or "",
        "board": board.slug if board else "",
        "mine": "1" if mine else "",
        "sort": "score" if by_score else "",
        "after": after or "",
    }
    filters = Filters(
        kind=Kind(kind) if kind else None,
        board_id=board.id if board else None,
        assignee_id=g.viewer.account_id if mine else None,
        by_score=by_score,
        after=after,
    )
    selected = tuple(read_ref(text) for text in values.getlist("selected")[:SELECTED_MAX])
    return Asked(filters, query, _readable(values.get("item")), selected)


def show_desk(
    asked: Asked, *, said: Message | None = None, status: int = 200, failed: Any = None, prefer: Sequence[str] = ()
) -> ResponseReturnValue:
    """The whole desk, or for a script its inside. `failed` is a form that was refused; `prefer` names what to open then."""
    page = list_queue(g.viewer, asked.filters)
    rows = rows_of(page.items)
    pane = _pane(asked, rows, prefer)
    context = {
        "asked": asked,
        "rows": rows,
        "pane": pane,
        "said": said,
        "failed": failed,
        "selected": {str(ref) for ref in asked.selected},
        "views": _views(asked),
        "boards": _boards(),
        "more": asked.href(after=page.after) if page.after else None,
        "is_open": _is_open(asked, prefer),
        "neighbours": _neighbours(rows, pane),
        "all_href": _select_all(asked, rows),
        "mixed": len({row.kind for row in rows}) > 1,
        "keys": [(act.key, act.help) for act in ACTS if act.help],
    }
    if wants_fragment():
        return render_template("desk/inbox/_desk.html", **context), status
    return desk_page("desk/inbox/inbox.html", status=status, **context)


def _pane(asked: Asked, rows: Sequence[Row], prefer: Sequence[str]) -> dict[str, Any] | None:
    """What is opened: the selection, what the address names, what should come next, or else the first."""
    if asked.selected:
        return open_many(asked.selected)
    if asked.item is not None:
        return open_item(asked.item) or {"gone": True}
    there = {row.ref for row in rows}
    ref = next((ref for ref in prefer if ref in there), rows[0].ref if rows else None)
    return open_item(read_ref(ref)) if ref else None


def _is_open(asked: Asked, prefer: Sequence[str]) -> bool:
    """Whether somebody opened an item: on a phone it then stands alone."""
    return bool(asked.item or asked.selected or prefer)


def _neighbours(rows: Sequence[Row], pane: Any) -> dict[str, str]:
    """The items before and after the open one, by `next` and `previous`."""
    refs = [row.ref for row in rows]
    ref = pane.get("ref") if pane else None
    if ref not in refs:
        return {"next": refs[0] if refs else "", "previous": ""}
    place = refs.index(ref)
    after = refs[place + 1] if place + 1 < len(refs) else (refs[place - 1] if place else "")
    return {"next": after, "previous": refs[place - 1] if place else ""}


def _views(asked: Asked) -> list[dict[str, Any]]:
    """The kinds that wait, as tabs with counts; those of which nothing waits are left out."""
    counts, words = count_queue(g.viewer, board_id=asked.filters.board_id), labels()
    shown = [kind for kind in Kind if counts.get(kind) or asked.filters.kind is kind]
    everything = {
        "label": gettext("Everything"),
        "href": asked.href(kind=None, after=None),
        "current": asked.filters.kind is None,
        "count": sum(counts.values()),
        "is_more": COUNTED in counts.values(),
    }
    return [everything] + [
        {
            "label": words[kind],
            "href": asked.href(kind=kind.value, after=None, sort=None),
            "current": asked.filters.kind is kind,
            "count": counts.get(kind, 0),
            "is_more": counts.get(kind) == COUNTED,
        }
        for kind in shown
    ]


def _boards() -> list[Any]:
    mine = set(hosted_boards(g.viewer))
    return [board for board in g.viewer.boards if board.id in mine]


def _select_all(asked: Asked, rows: Sequence[Row]) -> str:
    address = asked.href()
    selected = urlencode([("selected", row.token) for row in rows])
    return f"{address}{'&' if '?' in address else '?'}{selected}"


def _done_before() -> Message | None:
    """What was done just before, where the browser came here by a redirect: `done` in the address names it."""
    text = request.args.get("done", "")
    if not (text.isascii() and text.isdigit() and len(text) < 18):
        return None
    act = db.session.get(DeskAct, int(text))
    if act is None or act.account_id != g.viewer.account_id or act.undone_at is not None:
        return None
    if clock.now() - act.created_at > 6 * UNDO_FOR:
        return None
    return message_of_act(act)


def _readable(text: str | None) -> Ref | None:
    try:
        return read_ref(text) if text else None
    except BadRef:
        return None
