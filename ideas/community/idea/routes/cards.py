"""Cards: what a list shows of each idea, put together for the whole page at once, and rendered once for everybody."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from flask import g
from flask_babel import gettext
from markupsafe import Markup

from ideas.base import clock
from ideas.community.idea.listing import Card
from ideas.community.idea.models import Tag
from ideas.community.idea.routes.due import DueFace, dues_of
from ideas.community.idea.rules import Visibility
from ideas.community.idea.tags import tags_of
from ideas.community.stage.models import Stage
from ideas.community.vote.queries import vote_states
from ideas.community.vote.recording import recorded_authors
from ideas.community.vote.rules import VoteState
from ideas.rim.cached import CachedPart
from ideas.rim.paths import idea_path, path_to, person_path

_card = CachedPart("community/idea/_card.html", most=4_096)


@dataclass(frozen=True, slots=True)
class StageFace:
    """How a stage looks: what its badge needs."""

    name: str
    phase: str
    colour: str


@dataclass(frozen=True, slots=True)
class CardView:
    """A card with its addresses, its stage and whether the viewer voted. Equal cards look alike."""

    id: int
    title: str
    href: str
    excerpt: str
    author_name: str
    author_href: str | None
    author_role: str | None
    created_at: datetime
    stage: StageFace
    stage_id: int
    comment_count: int
    tags: tuple[tuple[str, str, str], ...]
    answered: bool
    due: DueFace | None
    visibility: str
    vote_action: str
    vote_undo: str
    vote_count: int
    voted: bool
    vote_waits: bool
    takes_votes: bool
    is_limited: bool
    board_name: str | None

    @property
    def brief(self) -> "CardView":
        """The card without its excerpt, tags and due, for a column."""
        return replace(self, excerpt="", tags=(), due=None)


def present(cards: Sequence[Card], stages: Mapping[int, Stage]) -> list[CardView]:
    """Cards for a page: the tags of all of them, the viewer's votes and the boards' pauses are read in three queries."""
    ids = [card.id for card in cards]
    tags, voted = tags_of(ids), vote_states(g.viewer.account, ids)
    boards = {board.id: board.name for board in g.viewer.boards} if len(g.viewer.boards) > 1 else {}
    noted = recorded_authors([card.id for card in cards if card.author_name is None])
    dues = dues_of((card.id, card.board_id, card.answer_due) for card in cards)
    views = [
        _present(card, stages[card.stage_id], tags[card.id], voted.get(card.id), boards, dues.get(card.id))
        for card in cards
    ]
    return [replace(view, author_name=noted[view.id].name) if view.id in noted else view for view in views]


def card_html(view: CardView, *, level: int = 2) -> Markup:
    """The HTML of a card; `level` is that of its heading."""
    return _card.html(view, created_at=view.created_at, level=level)


def _present(
    card: Card,
    stage: Stage,
    tags: Sequence[Tag],
    voted: VoteState | None,
    boards: Mapping[int, str],
    due: DueFace | None,
) -> CardView:
    return CardView(
        id=card.id,
        title=card.title,
        href=idea_path(card),
        excerpt=card.excerpt,
        author_name=card.author_name or gettext("Former member"),
        author_href=person_path(card.author_handle) if card.author_handle else None,
        author_role=card.author_role.value if card.author_role else None,
        created_at=card.created_at,
        stage=StageFace(stage.name, stage.phase.value, stage.colour.value),
        stage_id=stage.id,
        comment_count=card.comment_count,
        tags=tuple((tag.name, f"{path_to('idea.index')}?tag={tag.slug}", tag.colour.value) for tag in tags),
        answered=card.answered_at is not None,
        due=due,
        visibility=card.visibility.value,
        vote_action=path_to("vote.create", number=card.number),
        vote_undo=path_to("vote.destroy", number=card.number),
        vote_count=card.vote_count,
        voted=voted is not None,
        vote_waits=voted in (VoteState.UNDER_REVIEW, VoteState.VOID),
        takes_votes=card.visibility is Visibility.PUBLIC and not stage.freezes_votes,
        is_limited=g.viewer.is_banned(clock.now()),
        board_name=boards.get(card.board_id),
    )
