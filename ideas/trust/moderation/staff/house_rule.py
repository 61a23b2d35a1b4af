"""The owner's rules of the house: another one, other words, or one that no longer holds."""

from typing import Any

from flask import Blueprint, abort, flash, g, redirect, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from ideas.base import clock
from ideas.people.brand.rules import Role
from ideas.rim.access import staff
from ideas.rim.forms import read
from ideas.rim.settings_frame import settings_page
from ideas.rim.writing import carry_out
from ideas.trust.moderation.actions import LastRule, RuleExists, create_rule, update_rule
from ideas.trust.moderation.forms import LogForm, NewRuleForm, RuleForm
from ideas.trust.moderation.models import HouseRule
from ideas.trust.moderation.queries import all_rules, find_rule

bp = Blueprint("house_rule", __name__)

ONE = "<int(max=9007199254740991):rule_id>"


@bp.get("/<brand>/settings/rules")
@staff(Role.OWNER)
def index() -> ResponseReturnValue:
    """All rules, the form for another, and whether the log is open."""
    return list_page()


@bp.post("/<brand>/settings/rules")
@staff(Role.OWNER)
def create() -> ResponseReturnValue:
    """Add one."""
    form = read(NewRuleForm)
    words = {"label": form.label.data, "text": form.text.data}
    done = carry_out(form, lambda: create_rule(g.brand, **words, by=g.viewer.account, at=clock.now()), RuleExists)
    if done.refused:
        return list_page(form, status=done.refused)
    flash(gettext("The rule is on the list."), "success")
    return redirect(url_for("house_rule.index"), 303)


@bp.get(f"/<brand>/settings/rules/{ONE}/edit")
@staff(Role.OWNER)
def edit(rule_id: int) -> ResponseReturnValue:
    """One rule."""
    rule = rule_or_404(rule_id)
    return _one(rule, read(RuleForm, label=rule.label, text=rule.text, is_named=not rule.is_retired))


@bp.post(f"/<brand>/settings/rules/{ONE}/edit")
@staff(Role.OWNER)
def update(rule_id: int) -> ResponseReturnValue:
    """Change its words, retire it, or bring it back."""
    form = read(RuleForm)

    def change() -> None:
        update_rule(
            rule_or_404(rule_id),
            label=form.label.data,
            text=form.text.data,
            is_retired=not form.is_named.data,
            by=g.viewer.account,
            at=clock.now(),
        )

    done = carry_out(form, change, RuleExists, LastRule)
    if done.refused:
        return _one(rule_or_404(rule_id), form, status=done.refused)
    flash(gettext("Your changes are saved."), "success")
    return redirect(url_for("house_rule.index"), 303)


def rule_or_404(rule_id: int) -> HouseRule:
    """The rule, also one that no longer holds; else 404."""
    return find_rule(rule_id) or abort(404)


def list_page(form: NewRuleForm | None = None, *, status: int = 200) -> ResponseReturnValue:
    """The rules in order, a form for another, and the switch of the log."""
    values: dict[str, Any] = {"opens_log": g.brand.opens_log}
    return settings_page(
        "trust/moderation/rules_settings.html",
        status=status,
        rules=all_rules(),
        form=form or NewRuleForm(None),
        log_form=LogForm(None, **values),
    )


def _one(rule: HouseRule, form: RuleForm, status: int = 200) -> ResponseReturnValue:
    return settings_page("trust/moderation/rule_settings.html", status=status, rule=rule, form=form)
