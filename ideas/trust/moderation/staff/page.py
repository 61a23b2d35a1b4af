"""The page on which somebody limits an idea or a comment: the words that it is about, the form, and what holds already."""

from typing import TypeVar

from flask import g, render_template
from flask.typing import ResponseReturnValue

from ideas.base.html import trusted
from ideas.community.comment.models import Comment
from ideas.community.idea.models import Idea
from ideas.rim.forms import read
from ideas.rim.paths import comment_path, path_to
from ideas.trust.moderation.actions import RuleMissing, house_rules
from ideas.trust.moderation.forms import LimitForm
from ideas.trust.moderation.models import HouseRule, Statement

AnyLimit = TypeVar("AnyLimit", bound=LimitForm)


def limit_form(form_class: type[AnyLimit]) -> AnyLimit:
    """The form as it was sent, with the brand's rules to choose from."""
    form = read(form_class)
    form.offer(house_rules(g.brand))
    return form


def named_rule(form: LimitForm) -> HouseRule:
    """The rule that the form names. Raises RuleMissing when it does not hold any more."""
    rule = form.chosen(house_rules(g.brand))
    if rule is None:
        raise RuleMissing("Choose the rule that it breaks.", field="rule")
    return rule


def limit_page(
    idea: Idea,
    comment: Comment | None,
    form: LimitForm,
    *,
    kind: str,
    noun: str,
    standing: Statement | None,
    status: int,
) -> ResponseReturnValue:
    """The form; where the limit stands already, what it is and how to lift it. `noun` ends the address: «hiding», «lock»."""
    at = {"number": idea.number, "comment_id": comment.id} if comment else {"number": idea.number}
    noun = f"comment_{noun}" if comment else noun
    return render_template(
        "trust/moderation/limit.html",
        idea=idea,
        comment=comment,
        form=form,
        kind=kind,
        action=path_to(f"{noun}.create", **at),
        lift_action=path_to(f"{noun}.destroy", **at),
        href=comment_path(idea, comment),
        standing=standing,
        quoted=trusted(comment.body_html) if comment else "",
    ), status
