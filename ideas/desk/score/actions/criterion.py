"""Criteria: what a brand's staff score ideas by. Changing one changes the scores that are kept of every idea."""

from datetime import datetime

from sqlalchemy import func, select

from ideas.base.db import db
from ideas.base.order import is_taken, move_in_list
from ideas.base.refusal import Refusal
from ideas.base.text import one_line
from ideas.desk.score.actions.keeping import keep_all_scores
from ideas.desk.score.models import Criterion
from ideas.desk.score.queries import all_criteria
from ideas.desk.score.rules import CRITERIA_MAX, FIRST_CRITERIA, HINT_MAX, NAME_MAX, WEIGHTS
from ideas.people.account.models import Account
from ideas.people.brand.actions import lock_brand
from ideas.people.brand.models import Brand
from ideas.spine.activity.actions import record


class CriterionExists(Refusal):
    """Two criteria of a brand can't have one name."""


class BadCriterion(Refusal):
    """It has no name, a weight that is none, or there are too many."""


def set_up_criteria(brand: Brand, *, by: Account, at: datetime) -> int:
    """Give a brand that has none the usual ones. Returns how many."""
    lock_brand(brand.id)
    if all_criteria():
        return 0
    for name, hint, weight in FIRST_CRITERIA:
        add_criterion(brand, name=name, hint=hint, weight=weight, by=by, at=at)
    return len(FIRST_CRITERIA)


def add_criterion(brand: Brand, *, name: str, hint: str, weight: int, by: Account, at: datetime) -> Criterion:
    """Add one at the end. Ideas keep their scores until somebody scores them by it. Raises CriterionExists, BadCriterion."""
    name, hint = _checked(name, hint, weight)
    lock_brand(brand.id)
    _check_name(name)
    count, last = db.session.execute(select(func.count(Criterion.id), func.max(Criterion.position))).one()
    if count >= CRITERIA_MAX:
        raise BadCriterion("There are %(most)s criteria. Use one of them again.", most=CRITERIA_MAX)
    criterion = Criterion(
        brand_id=brand.id, name=name, hint=hint, weight=weight, position=(last or 0) + 1, is_retired=False
    )
    db.session.add(criterion)
    db.session.flush()
    record(
        "criterion.created",
        brand_id=brand.id,
        by=by.id,
        at=at,
        detail={"criterion_id": criterion.id},
        after={"criterion_id": criterion.id, "name": name, "weight": weight},
    )
    return criterion


def change_criterion(
    criterion: Criterion, *, name: str, hint: str, weight: int, is_retired: bool, by: Account, at: datetime
) -> None:
    """Change it, or use it no more; the kept score of each idea follows. Raises CriterionExists, BadCriterion."""
    name, hint = _checked(name, hint, weight)
    lock_brand(criterion.brand_id)
    _check_name(name, but=criterion.id)
    # Whoever scores an idea meanwhile holds the criteria: they come before this change, or after it.
    held = select(Criterion).where(Criterion.id == criterion.id).with_for_update()
    db.session.execute(held.execution_options(populate_existing=True))
    before = _known(criterion)
    criterion.name, criterion.hint, criterion.weight, criterion.is_retired = name, hint, weight, is_retired
    db.session.flush()
    keep_all_scores()
    record(
        "criterion.updated",
        brand_id=criterion.brand_id,
        by=by.id,
        at=at,
        detail={"criterion_id": criterion.id},
        before=before,
        after=_known(criterion),
    )


def move_criterion(criterion: Criterion, *, up: bool, by: Account, at: datetime) -> None:
    """Let it change places with the one before (or after) it; at the end of the list nothing happens."""
    lock_brand(criterion.brand_id)
    if move_in_list(criterion, up=up):
        record(
            "criterion.reordered", brand_id=criterion.brand_id, by=by.id, at=at, detail={"criterion_id": criterion.id}
        )


def _known(criterion: Criterion) -> dict[str, object]:
    return {
        "criterion_id": criterion.id,
        "name": criterion.name,
        "weight": criterion.weight,
        "is_retired": criterion.is_retired,
    }


def _checked(name: str, hint: str, weight: int) -> tuple[str, str]:
    name, hint = one_line(name), one_line(hint)[:HINT_MAX]
    if not 0 < len(name) <= NAME_MAX:
        raise BadCriterion("A name has 1 to %(most)s characters.", field="name", most=NAME_MAX)
    if weight not in WEIGHTS:
        raise BadCriterion("A criterion weighs from 1 to 5.", field="weight")
    return name, hint


def _check_name(name: str, *, but: int = 0) -> None:
    if is_taken(Criterion.name, name, but=but):
        raise CriterionExists("Another criterion has this name.", field="name")
