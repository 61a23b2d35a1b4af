"""Sharing an idea, as every door of the app does it."""

from collections.abc import Iterable
from datetime import datetime, timedelta

from ideas.account.actions import take_turns
from ideas.account.models import Account
from ideas.board.models import Board
from ideas.brand.actions import join
from ideas.brand.models import Brand
from ideas.follow.actions import follow
from ideas.idea.actions import submit_idea
from ideas.idea.models import Idea
from ideas.idea.queries import shared_before
from ideas.voting.actions import cast_vote

SAME_IDEA_WITHIN = timedelta(hours=1)


def submit(
    brand: Brand, *, board: Board, title: str, body: str, by: Account, at: datetime, tags: Iterable[str] = ()
) -> Idea:
    """Submit an idea; its author joins the brand, votes for it and follows it. Raises BadTitle, BadBody.

    The same words sent again within an hour (the back button, a double click) are the same idea.
    """
    join(brand, by, at=at)
    take_turns(by)
    sent = shared_before(board, title=title, body=body, by=by, since=at - SAME_IDEA_WITHIN)
    if sent is not None:
        return sent
    idea = submit_idea(brand, board=board, title=title, body=body, by=by, at=at, tags=tags)
    cast_vote(idea, by=by, at=at)
    follow(idea, by=by, at=at)
    return idea
