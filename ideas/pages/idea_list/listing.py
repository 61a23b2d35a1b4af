"""The list's address: it holds the whole state, is read strictly, and leads to the next page."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from flask import g, redirect, render_template, request
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from ideas.base.refusal import Refusal
from ideas.base.text import one_line
from ideas.community.board.models import Board
from ideas.community.board.queries import find_board
from ideas.community.idea.listing import Filters, list_ideas, read_words
from ideas.community.idea.models import Tag
from ideas.community.idea.routes.cards import present
from ideas.community.idea.routes.due import rule_of
from ideas.community.idea.rules import Sort
from ideas.community.idea.tags import common_tags
from ideas.community.pause.routes.pause_line import pauses_on
from ideas.community.stage.models import Stage
from ideas.community.stage.queries import all_stages
from ideas.community.tag.upkeep import renamed_tag
from ideas.community.vote.queries import votes_of
from ideas.pages.idea_list.hosts import hosts_on
from ideas.rim.paths import board_path, path_to, requested_path
from ideas.rim.respond import wants_fragment
from ideas.rim.throttle import network, spend

QUERY_MAX = 200
SHOWN_TAGS = 10
PAUSES_SHOWN = 5


class BadListAddress(Refusal):
    """The address asks for an order or a filter that does not exist."""

    status = 400


@dataclass(frozen=True, slots=True)
class Asked:
    """What the address asks for, read and checked."""

    sort: Sort
    board: Board | None
    stage: Stage | None
    tag: Tag | None
    mine: bool
    voted: bool
    q: str
    after: str | None

    @property
    def is_filtered(self) -> bool:
        return bool(self.board or self.stage or self.tag or self.mine or self.voted or self.q)


def show_list(board: Board | None = None) -> ResponseReturnValue:
    """A page of the list, or for a script only its next cards."""
    stages = all_stages()
    tags = common_tags(g.viewer, most=0 if wants_fragment() else SHOWN_TAGS, also=request.args.get("tag", ""))
    elsewhere = _renamed(tags)
    if elsewhere is not None:
        return elsewhere
    asked = _read(request.args, stages, tags, board)
    found = list_ideas(g.viewer, _filters(asked))
    cards = present(found.cards, {stage.id: stage for stage in stages})
    more = _address(asked, board, after=found.after) if found.after else None
    if wants_fragment():
        return render_template("community/idea/_cards.html", cards=cards, more=more)
    return render_template(
        "pages/idea_list/index.html",
        asked=asked,
        cards=cards,
        more=more,
        stages=stages,
        board=board,
        tabs=_tabs(asked, board),
        tags=[_tag_link(tag, asked, board) for tag in tags],
        clear=_path(board),
        rule=rule_of(board) if board else None,
        pauses=pauses_on(board, most=PAUSES_SHOWN) if board else (),
        hosts=hosts_on(board) if board else (),
    )


def _renamed(tags: Sequence[Tag]) -> ResponseReturnValue | None:
    """The way to the same list by the tag's name of today, where the address knows it by an old one."""
    slug = request.args.get("tag")
    if not slug or any(tag.slug == slug for tag in tags):
        return None
    tag = renamed_tag(slug)
    if tag is None or not common_tags(g.viewer, most=0, also=tag.slug):
        return None
    return redirect(f"{requested_path()}?{urlencode(request.args.to_dict() | {'tag': tag.slug})}")


def _read(args: Mapping[str, str], stages: Any, tags: Sequence[Tag], board: Board | None) -> Asked:
    sorts = {sort.value: sort for sort in Sort}
    sort = sorts.get(args.get("sort", "popular"))
    if sort is None:
        raise BadListAddress(gettext("Ideas can be sorted as popular, top or new."))
    return Asked(
        sort=sort,
        board=board or _named(args.get("board"), lambda slug: find_board(g.viewer, slug), gettext("board")),
        stage=_named(args.get("stage"), {stage.slug: stage for stage in stages}.get, gettext("stage")),
        tag=_named(args.get("tag"), {tag.slug: tag for tag in tags}.get, gettext("tag")),
        mine=args.get("mine") == "1" and g.viewer.is_signed_in,
        voted=args.get("voted") == "1" and g.viewer.is_signed_in,
        q=_read_search(args.get("q", "")),
        after=args.get("after"),
    )


def _named(slug: str | None, find: Any, what: str) -> Any:
    if not slug:
        return None
    found = find(slug)
    if found is None:
        raise BadListAddress(gettext("There is no %(what)s named “%(slug)s” here.", what=what, slug=slug[:40]))
    return found


def _read_search(text: str) -> str:
    text = one_line(text)[:QUERY_MAX]
    if text:
        spend("search", network())
    return text


def _filters(asked: Asked) -> Filters:
    account = g.viewer.account
    return Filters(
        sort=asked.sort,
        board_id=asked.board.id if asked.board else None,
        stage_id=asked.stage.id if asked.stage else None,
        tag=asked.tag,
        author_id=account.id if asked.mine else None,
        ids=votes_of(account) if asked.voted else None,
        words=read_words(asked.q),
        after=asked.after,
    )


def _tabs(asked: Asked, board: Board | None) -> list[dict[str, Any]]:
    labels = {Sort.POPULAR: gettext("Popular"), Sort.TOP: gettext("Top"), Sort.NEW: gettext("New")}
    return [
        {"label": label, "href": _address(asked, board, sort=sort), "current": sort is asked.sort}
        for sort, label in labels.items()
    ]


def _tag_link(tag: Tag, asked: Asked, board: Board | None) -> tuple[str, str, bool, str]:
    selected = asked.tag is not None and asked.tag.id == tag.id
    return tag.name, _address(asked, board, tag=None if selected else tag.slug), selected, tag.colour.value


def _address(asked: Asked, board: Board | None, **changes: Any) -> str:
    state: dict[str, Any] = {
        "sort": asked.sort,
        "board": asked.board.slug if asked.board and not board else None,
        "stage": asked.stage.slug if asked.stage else None,
        "tag": asked.tag.slug if asked.tag else None,
        "mine": 1 if asked.mine else None,
        "voted": 1 if asked.voted else None,
        "q": asked.q,
    } | changes
    query = urlencode({name: value for name, value in state.items() if value and value != Sort.POPULAR})
    return _path(board) + (f"?{query}" if query else "")


def _path(board: Board | None) -> str:
    return board_path(board.slug) if board else path_to("idea.index")
