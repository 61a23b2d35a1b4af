"""What is to be done, to what: a sent form, read against what there is."""

from typing import Any

from flask import g
from sqlalchemy import select
from wtforms import Field

from ideas.base.db import db
from ideas.base.refusal import Refusal
from ideas.community.idea.models import Idea
from ideas.community.idea.queries import find_idea
from ideas.community.idea.tags import read_tags
from ideas.community.stage.models import Stage
from ideas.community.stage.queries import all_stages, open_reasons
from ideas.community.stage.rules import Phase
from ideas.desk.inbox.doing import Press, SomethingMissing
from ideas.desk.inbox.forms import ActForm
from ideas.desk.inbox.items import Ref, read_ref
from ideas.desk.inbox.rules import Act
from ideas.people.account.models import Account
from ideas.people.brand.models import Membership
from ideas.trust.moderation.actions import house_rules


class BadAct(Refusal):
    """No button of ours sends this."""

    status = 400


def read_press(form: ActForm) -> tuple[Press, list[Ref]]:
    """What is to be done, to what. Raises BadAct, BadRef, BadTags, SomethingMissing."""
    if form.act.data not in set(Act):
        raise BadAct("This button does not exist. Reload the page and try again.")
    refs = [read_ref(token) for token in form.item.data or ()]
    if not refs:
        raise BadAct("Nothing is selected.")
    act = Act(form.act.data)
    return Press(
        act=act,
        text=form.text.data or "",
        stage=_stage(form, act),
        reason=next((one for one in _if(form.reason, open_reasons) if str(one.id) == form.reason.data), None),
        explanation=form.explanation.data or "",
        rule=next((one for one in _if(form.rule, _rules) if str(one.id) == form.rule.data), None),
        facts=form.facts.data or "",
        as_spam=bool(form.as_spam.data),
        block=bool(form.block.data),
        into_id=_into(form) if act is Act.MERGE else None,
        add_tags=read_tags(form.add_tags.data or ""),
        remove_tags=read_tags(form.remove_tags.data or ""),
        to_id=_to(form) if act is Act.TAKE else None,
    ), refs


def _if(field: Field, read: Any) -> Any:
    return read() if field.data else ()


def _rules() -> Any:
    return house_rules(g.brand)


def _stage(form: ActForm, act: Act) -> Stage | None:
    """The stage that was chosen; for a no without one, the brand's first for that."""
    if form.stage.data:
        found = next((stage for stage in all_stages() if stage.slug == form.stage.data), None)
        if found is None:
            raise SomethingMissing("Somebody changed the stages meanwhile; choose again.", field="stage")
        return found
    if act is Act.DECLINE:
        return next((stage for stage in all_stages() if stage.phase is Phase.DECLINED), None)
    return None


def _into(form: ActForm) -> int | None:
    """The idea that was named by its number (`12`, `#12`, or its address)."""
    text = (form.into.data or "").strip().rstrip("/").rpartition("/")[2].lstrip("#").partition("-")[0]
    if not text:
        return None
    idea: Idea | None = (
        find_idea(int(text), viewer=g.viewer) if text.isascii() and text.isdigit() and len(text) < 18 else None
    )
    if idea is None:
        raise SomethingMissing("There is no idea with this number that you can see.", field="into")
    return idea.id


def _to(form: ActForm) -> int | None:
    """Whose it is to be: a handle; `me`; or nobody's."""
    if form.to.data in ("", None):
        return None
    if form.to.data == "@me":
        account: Account = g.viewer.account
        return account.id
    place = db.session.scalar(select(Membership).where(Membership.handle == form.to.data[:40]))
    if place is None:
        raise SomethingMissing("There is nobody here with this name.", field="to")
    return place.account_id
