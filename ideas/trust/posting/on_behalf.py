"""Writing down a whole idea for a customer met elsewhere: without an author here until that person joins."""

from collections.abc import Iterable
from datetime import datetime

from ideas.community.board.models import Board
from ideas.community.idea.actions import submit_idea
from ideas.community.idea.models import Idea
from ideas.community.idea.story import record_on
from ideas.community.vote.recording import record_vote
from ideas.people.account.models import Account
from ideas.people.brand.models import Brand
from ideas.trust.screening.actions import learn_hosts


def submit_on_behalf(
    brand: Brand,
    *,
    board: Board,
    title: str,
    body: str,
    name: str,
    said_where: str,
    by: Account,
    at: datetime,
    tags: Iterable[str] = (),
    email: str = "",
    link: str = "",
) -> Idea:
    """Submit an idea for somebody who is not here, with their vote. Raises BadTitle, BadBody, BadRecord.

    It is theirs, with the vote, once the address is proven here, or at once where it is already.
    """
    idea = submit_idea(brand, board=board, title=title, body=body, by=None, at=at, tags=tags)
    record_on("idea.recorded", idea, by=by, at=at)
    record_vote(idea, name=name, said_where=said_where, email=email, link=link, by=by, at=at, is_author=True)
    learn_hosts(idea.title, idea.body_html, brand_id=brand.id, at=at)
    return idea
