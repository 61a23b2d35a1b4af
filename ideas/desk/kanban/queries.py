"""The board of the desk: every stage a column, and on each card what whoever moves it needs to know.

A page costs one query for each stage and four more, however many ideas there are.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from sqlalchemy import select

from ideas.base.db import db
from ideas.community.idea.listing import Card, Filters, list_ideas
from ideas.community.idea.models import Idea
from ideas.community.idea.rules import Sort
from ideas.community.pipeline.checklist import open_items
from ideas.community.stage.models import Stage
from ideas.community.stage.queries import routes_between
from ideas.community.stage.rules import Phase
from ideas.people.account.models import Account
from ideas.people.brand.viewer import Viewer

PER_COLUMN = 20


@dataclass(frozen=True, slots=True)
class Way:
    """A stage that a card may go to. `asks` says that more is needed than a press: a reason, or ticks."""

    slug: str
    name: str
    asks: bool


@dataclass(frozen=True, slots=True)
class KanbanCard:
    """An idea on the board."""

    card: Card
    stage_version: int
    assignee_id: int | None
    assignee: str | None
    open_items: int
    ways: tuple[Way, ...]


@dataclass(frozen=True, slots=True)
class Column:
    """A stage, its first ideas (of those that came to an end the newest, else the most wanted), and where to go on."""

    stage: Stage
    cards: Sequence[KanbanCard]
    after: str | None


def hosted(viewer: Viewer) -> Viewer:
    """The same person, seeing only the boards that they host."""
    return replace(viewer, boards=tuple(board for board in viewer.boards if viewer.hosts(board.id)))


def columns(viewer: Viewer, stages: Sequence[Stage], *, board_id: int | None = None) -> list[Column]:
    """Every stage with its first ideas, on the boards that this person hosts or on one of them."""
    desk = hosted(viewer)
    pages = {stage.id: list_ideas(desk, _filters(stage, board_id), limit=PER_COLUMN) for stage in stages}
    cards = dress([card for page in pages.values() for card in page.cards], stages)
    by_stage: dict[int, list[KanbanCard]] = {stage.id: [] for stage in stages}
    for card in cards:
        by_stage[card.card.stage_id].append(card)
    return [Column(stage, by_stage[stage.id], pages[stage.id].after) for stage in stages]


def column(viewer: Viewer, stage: Stage, stages: Sequence[Stage], *, board_id: int | None, after: str) -> Column:
    """The next ideas of one stage. Raises BadCursor."""
    page = list_ideas(hosted(viewer), _filters(stage, board_id, after), limit=PER_COLUMN)
    return Column(stage, dress(page.cards, stages), page.after)


def one_card(viewer: Viewer, idea: Idea, stages: Sequence[Stage]) -> KanbanCard | None:
    """The card of this idea as it is now; None where it is in no list."""
    wanted = select(Idea.id).where(Idea.id == idea.id)
    page = list_ideas(hosted(viewer), Filters(sort=Sort.TOP, ids=wanted), limit=1)
    return next(iter(dress(page.cards, stages)), None)


def dress(cards: Sequence[Card], stages: Sequence[Stage]) -> list[KanbanCard]:
    """The cards with whose they are, what is left to tick, and where they may go."""
    ids = [card.id for card in cards]
    standing, waiting, ways = _standing(ids), open_items(ids), _ways(stages)
    dressed = []
    for card in cards:
        version, assignee_id, assignee = standing[card.id]
        left = waiting.get(card.id, 0)
        dressed.append(
            KanbanCard(card, version, assignee_id, assignee, left, tuple(_asking(ways.get(card.stage_id, ()), left)))
        )
    return dressed


def _filters(stage: Stage, board_id: int | None, after: str | None = None) -> Filters:
    sort = Sort.NEW if stage.phase.is_final else Sort.TOP
    return Filters(sort=sort, stage_id=stage.id, board_id=board_id, after=after)


def _standing(ids: Sequence[int]) -> Mapping[int, tuple[int, int | None, str | None]]:
    """The version of each idea's stage, and who sees to it. One query."""
    rows = db.session.execute(
        select(Idea.id, Idea.stage_version, Idea.assignee_id, Account.display_name)
        .outerjoin(Account, Account.id == Idea.assignee_id)
        .where(Idea.id.in_(ids))
    )
    return {row.id: (row.stage_version, row.assignee_id, row.display_name) for row in rows}


def _ways(stages: Sequence[Stage]) -> dict[int, list[Way]]:
    """Where an idea may go from each stage, in the stages' order."""
    routes = routes_between()
    return {
        start.id: [
            Way(end.slug, end.name, end.phase is Phase.DECLINED) for end in stages if (start.id, end.id) in routes
        ]
        for start in stages
    }


def _asking(ways: Iterable[Way], left: int) -> Iterable[Way]:
    return (replace(way, asks=True) for way in ways) if left else ways
