"""Reads of saved answers, and what an idea puts in their places."""

from collections.abc import Sequence

from sqlalchemy import select

from ideas.base.db import db
from ideas.community.idea.models import Idea, IdeaRank
from ideas.community.stage.models import Stage
from ideas.desk.saved_answer.models import SavedAnswer
from ideas.people.account.models import Account
from ideas.people.brand.models import Brand


def all_saved_answers() -> Sequence[SavedAnswer]:
    """Those of the brand in scope, in order."""
    return db.session.scalars(select(SavedAnswer).order_by(SavedAnswer.position, SavedAnswer.id)).all()


def find_saved_answer(saved_id: int) -> SavedAnswer | None:
    return db.session.scalar(select(SavedAnswer).where(SavedAnswer.id == saved_id))


def values_of(idea: Idea, *, brand: Brand, no_author: str) -> dict[str, str]:
    """What this idea puts in the places, in one query; `no_author` stands for somebody who has no account any more."""
    name, stage, votes = db.session.execute(
        select(Account.display_name, Stage.name, IdeaRank.vote_count)
        .select_from(Idea)
        .join(Stage, Stage.id == Idea.stage_id)
        .join(IdeaRank, IdeaRank.idea_id == Idea.id)
        .outerjoin(Account, Account.id == Idea.author_id)
        .where(Idea.id == idea.id)
    ).one()
    return {
        "author": name or no_author,
        "title": idea.title,
        "stage": stage,
        "votes": str(votes),
        "brand": brand.name,
    }
