"""What several acts ask: a stage, a reason for a no, a house rule."""

from collections.abc import Callable

from flask_babel import lazy_gettext as _l

from ideas.community.pipeline.rules import EXPLANATION_MAX
from ideas.community.stage.models import DeclineReason, Stage
from ideas.community.stage.queries import find_stage, open_reasons
from ideas.desk.acts.act import Desk, SomethingMissing
from ideas.desk.acts.fields import Field, Pane, Typed, Widget
from ideas.desk.acts.items import Item
from ideas.trust.moderation.actions import house_rules
from ideas.trust.moderation.models import Case, HouseRule


def is_post(pane: Pane) -> bool:
    """Whether what is open waits for approval."""
    return bool(pane["is_post"])


def comment_id_of(item: Item) -> int | None:
    """Which comment waits or was reported, where it is one."""
    if item.comment is not None:
        return item.comment.id
    return item.row.comment_id if isinstance(item.row, Case) else None


def rule_fields(is_shown: Callable[[Pane], bool] = lambda pane: True) -> tuple[Field, Field]:
    """Which rule something breaks, and how."""
    return (
        Field(
            "rule",
            Widget.CHOICE,
            _l("Which rule it breaks"),
            choices="rule_choices",
            first=_l("Choose a rule"),
            is_shown=is_shown,
        ),
        Field(
            "facts",
            Widget.TEXT,
            _l("What happened, in a sentence"),
            rows=3,
            most=EXPLANATION_MAX,
            hint=_l("Its author reads this, and can object."),
            is_shown=is_shown,
        ),
    )


def chosen_stage(typed: Typed) -> Stage | None:
    """Raises SomethingMissing for one that is gone."""
    if not typed.get("stage"):
        return None
    stage = find_stage(typed["stage"])
    if stage is None:
        raise SomethingMissing("Somebody changed the stages meanwhile; choose again.", field="stage")
    return stage


def chosen_reason(typed: Typed) -> DeclineReason | None:
    if not typed.get("reason"):
        return None
    return next((reason for reason in open_reasons() if str(reason.id) == typed["reason"]), None)


def chosen_rule(desk: Desk, typed: Typed) -> HouseRule | None:
    if not typed.get("rule"):
        return None
    return next((rule for rule in house_rules(desk.brand) if str(rule.id) == typed["rule"]), None)


def need_rule(rule: HouseRule | None) -> HouseRule:
    """Raises SomethingMissing."""
    if rule is None or rule.is_retired:
        raise SomethingMissing("Choose the rule that it breaks. The person is told which one.", field="rule")
    return rule
