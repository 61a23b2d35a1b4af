"""Reads of criteria and scores: what ideas are scored by, every mark, and what one person may know of them."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy import select

from ideas.base.db import db
from ideas.community.idea.models import Idea
from ideas.desk.score.models import Criterion, Score
from ideas.desk.score.rules import Summary, personal_mean, summary
from ideas.people.account.models import Account
from ideas.people.brand.viewer import Viewer

BATCH = 500

Marks = dict[int, dict[int, int]]


@dataclass(frozen=True, slots=True)
class Opinion:
    """What one person thinks of the idea."""

    name: str
    mean: float


@dataclass(frozen=True, slots=True)
class Scorecard:
    """An idea's scores as one person may see them: their own, and the others' once they have given theirs."""

    criteria: Sequence[Criterion]
    mine: Mapping[int, int]
    own_mean: float | None
    together: Summary | None
    opinions: Sequence[Opinion]
    people: int


def scorecard(idea: Idea, *, viewer: Viewer) -> Scorecard:
    """What this person may know of the idea's scores. Ask first whether they host the idea's board."""
    criteria = criteria_in_use()
    marks = marks_of([idea.id]).get(idea.id, {})
    means = means_of(marks, {criterion.id: criterion.weight for criterion in criteria})
    me = viewer.account_id or 0
    mine = {criterion.id: marks[me][criterion.id] for criterion in criteria if criterion.id in marks.get(me, {})}
    knows = me in means
    return Scorecard(
        criteria=criteria,
        mine=mine,
        own_mean=means.get(me),
        together=summary(means.values()) if knows else None,
        opinions=_opinions(means) if knows else (),
        people=len(means),
    )


def all_criteria() -> Sequence[Criterion]:
    """Those of the brand in scope in order, also the retired."""
    return db.session.scalars(select(Criterion).order_by(Criterion.position, Criterion.id)).all()


def criteria_in_use() -> Sequence[Criterion]:
    """The criteria of the brand in scope that ideas are scored by now, in order."""
    in_use = select(Criterion).where(Criterion.is_retired.is_(False))
    return db.session.scalars(in_use.order_by(Criterion.position, Criterion.id)).all()


def find_criterion(criterion_id: int) -> Criterion | None:
    return db.session.scalar(select(Criterion).where(Criterion.id == criterion_id))


def right_scores(idea_ids: Sequence[int]) -> dict[int, float | None]:
    """What the rank of each of these ideas must say: the mean over the people, None where nobody scored it."""
    weights, marks = weights_in_use(), marks_of(idea_ids)
    found: dict[int, float | None] = {}
    for idea_id in sorted(idea_ids):
        together = summary(means_of(marks.get(idea_id, {}), weights).values())
        found[idea_id] = together.mean if together else None
    return found


def scored_ids(*, after: int) -> list[int]:
    """The next ideas that somebody scored, in id order."""
    ids = select(Score.idea_id).where(Score.idea_id > after).distinct().order_by(Score.idea_id).limit(BATCH)
    return list(db.session.scalars(ids))


def means_of(marks: Marks, weights: dict[int, int]) -> dict[int, float]:
    """What each person thinks of an idea, by account id."""
    means = ((account_id, personal_mean(given, weights)) for account_id, given in marks.items())
    return {account_id: mean for account_id, mean in means if mean is not None}


def weights_in_use() -> dict[int, int]:
    """The weights of the criteria in use, by id."""
    in_use = select(Criterion.id, Criterion.weight).where(Criterion.is_retired.is_(False))
    return dict(db.session.execute(in_use).all())


def marks_of(idea_ids: Iterable[int]) -> dict[int, Marks]:
    """Every mark of these ideas: by idea, by account, by criterion. One query."""
    found: dict[int, Marks] = {}
    rows = db.session.execute(
        select(Score.idea_id, Score.account_id, Score.criterion_id, Score.value).where(
            Score.idea_id.in_(list(idea_ids))
        )
    )
    for idea_id, account_id, criterion_id, value in rows:
        found.setdefault(idea_id, {}).setdefault(account_id, {})[criterion_id] = value
    return found


def _opinions(means: Mapping[int, float]) -> list[Opinion]:
    names = (
        select(Account.id, Account.display_name).where(Account.id.in_(means)).order_by(Account.display_name, Account.id)
    )
    return [Opinion(name, means[account_id]) for account_id, name in db.session.execute(names)]
