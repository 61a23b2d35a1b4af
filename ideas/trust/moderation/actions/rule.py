"""The brand's rules for what people write here, and whether everybody may read how they are kept."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import func, select

from ideas.base.db import db, insert_ignoring
from ideas.base.order import is_taken, move_in_list
from ideas.base.refusal import Refusal
from ideas.base.text import many_lines, one_line
from ideas.people.account.models import Account
from ideas.people.brand.actions import lock_brand
from ideas.people.brand.models import Brand
from ideas.spine.activity.actions import record
from ideas.trust.moderation.models import HouseRule
from ideas.trust.moderation.queries import all_rules
from ideas.trust.moderation.rules import FIRST_RULES, LABEL_MAX, TEXT_MAX


class RuleExists(Refusal):
    """Two rules of a brand can't have the same name."""


class LastRule(Refusal):
    """Without a rule nobody could report anything or be told what they broke."""


def set_up_rules(brand: Brand) -> None:
    """Give a brand the rules that every brand starts with. Two requests that do so at once make them once."""
    for position, (label, text) in enumerate(FIRST_RULES, 1):
        insert_ignoring(HouseRule, brand_id=brand.id, label=label, text=text, position=position, is_retired=False)


def house_rules(brand: Brand) -> Sequence[HouseRule]:
    """The rules that can be named now, in order."""
    return [rule for rule in all_rules() if not rule.is_retired]


def create_rule(brand: Brand, *, label: str, text: str, by: Account, at: datetime) -> HouseRule:
    """Add a rule at the end of the list. Raises RuleExists."""
    lock_brand(brand.id)
    label = _free_label(label)
    last = db.session.scalar(select(func.max(HouseRule.position))) or 0
    rule = HouseRule(
        brand_id=brand.id, label=label, text=many_lines(text)[:TEXT_MAX], position=last + 1, is_retired=False
    )
    db.session.add(rule)
    db.session.flush()
    record("house_rule.created", brand_id=brand.id, by=by.id, at=at, after={"rule_id": rule.id, "label": label})
    return rule


def update_rule(rule: HouseRule, *, label: str, text: str, is_retired: bool, by: Account, at: datetime) -> None:
    """Change a rule's words, or whether it can be named from now on. Statements keep the words of their day.

    Raises RuleExists, LastRule.
    """
    lock_brand(rule.brand_id)
    label = _free_label(label, but=rule.id)
    if is_retired and not rule.is_retired:
        _keep_a_rule(rule)
    before = {"rule_id": rule.id, "label": rule.label, "is_retired": rule.is_retired}
    rule.label, rule.text, rule.is_retired = label, many_lines(text)[:TEXT_MAX], is_retired
    db.session.flush()
    record(
        "house_rule.updated",
        brand_id=rule.brand_id,
        by=by.id,
        at=at,
        before=before,
        after={"rule_id": rule.id, "label": label, "is_retired": is_retired},
    )


def move_rule(rule: HouseRule, *, up: bool, by: Account, at: datetime) -> None:
    """Let the rule change places with the one before (or after) it; at the end of the list nothing happens."""
    lock_brand(rule.brand_id)
    if move_in_list(rule, up=up):
        record("house_rule.reordered", brand_id=rule.brand_id, by=by.id, at=at, detail={"rule_id": rule.id})


def open_log(brand: Brand, *, is_open: bool, by: Account, at: datetime) -> None:
    """Let everybody read the moderation log, or nobody but staff."""
    if brand.opens_log is is_open:
        return
    brand.opens_log = is_open
    db.session.flush()
    record("brand.log_opened" if is_open else "brand.log_closed", brand_id=brand.id, by=by.id, at=at)


def _free_label(label: str, *, but: int = 0) -> str:
    label = one_line(label)[:LABEL_MAX]
    if is_taken(HouseRule.label, label, but=but):
        raise RuleExists("Another rule has this name.", field="label")
    return label


def _keep_a_rule(rule: HouseRule) -> None:
    others = select(HouseRule.id).where(HouseRule.id != rule.id, HouseRule.is_retired.is_(False))
    if db.session.scalar(others.limit(1)) is None:
        raise LastRule(
            "This is the last rule. Whoever is limited is told which one they broke: add another first.",
            field="is_named",
        )
