"""The verbs of scores: give one's marks, take them back, keep the criteria and what follows from them."""

from ideas.desk.score.actions.criterion import (
    BadCriterion,
    CriterionExists,
    add_criterion,
    change_criterion,
    move_criterion,
    set_up_criteria,
)
from ideas.desk.score.actions.keeping import keep_scores, lock_criteria
from ideas.desk.score.actions.scoring import BadScore, score_idea, take_back_score

__all__ = [
    "BadCriterion",
    "BadScore",
    "CriterionExists",
    "add_criterion",
    "change_criterion",
    "keep_scores",
    "lock_criteria",
    "move_criterion",
    "score_idea",
    "set_up_criteria",
    "take_back_score",
]
