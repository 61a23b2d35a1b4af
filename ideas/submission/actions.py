"""Sharing an idea, as every door of the app does it."""

from collections.abc import Iterable
from datetime import datetime

from ideas.account.models import Account
from ideas.board.models import Board
from ideas.brand.actions import join
from ideas.brand.models import Brand
from ideas.follow.actions import follow
from ideas.idea.actions import submit_idea
from ideas.idea.models import Idea
from ideas.voting.actions import cast_vote


def submit(
    brand: Brand, *, board: Board, title: str, body: str, by: Account, at: datetime, tags: Iterable[str] = ()
) -> Idea:
    """Submit an idea; its author joins the brand, votes for it and follows it. Raises BadTitle, BadBody."""
    join(brand, by, at=at)
    idea = submit_idea(brand, board=board, title=title, body=body, by=by, at=at, tags=tags)
    cast_vote(idea, by=by, at=at)
    follow(idea, by=by, at=at)
    return idea
