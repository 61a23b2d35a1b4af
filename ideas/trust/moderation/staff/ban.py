"""Banning a member from taking part, and lifting a ban."""

from flask import Blueprint, abort, flash, g, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from ideas.base import clock
from ideas.people.account.models import Account
from ideas.people.brand.models import Membership
from ideas.people.brand.queries import find_member
from ideas.people.brand.rules import Role
from ideas.rim.access import staff
from ideas.rim.forms import expect_nothing, read
from ideas.rim.writing import carry_out, writing
from ideas.trust.moderation.actions import (
    AlreadyBanned,
    BadFacts,
    CantBan,
    NotBanned,
    RuleMissing,
    ban,
    house_rules,
    lift_ban,
)
from ideas.trust.moderation.cases import history_of
from ideas.trust.moderation.forms import BanForm
from ideas.trust.moderation.queries import ban_of
from ideas.trust.moderation.staff.page import named_rule

bp = Blueprint("ban", __name__)


@bp.get("/<brand>/people/<handle>/ban")
@staff(Role.MODERATOR)
def new(handle: str) -> ResponseReturnValue:
    """The form, or the ban that is in force."""
    return _page(*_member(handle), _form())


@bp.post("/<brand>/people/<handle>/ban")
@staff(Role.MODERATOR)
def create(handle: str) -> ResponseReturnValue:
    """Ban them."""
    _member(handle)
    form, now = _form(), clock.now()

    def ban_them() -> str:
        membership, person = _member(handle)
        rule, until = named_rule(form), form.until(now)
        ban(membership, rule=rule, facts=form.facts.data, until=until, by=g.viewer.account, at=now)
        return person.display_name

    done = carry_out(form, ban_them, BadFacts, CantBan, AlreadyBanned, RuleMissing)
    if done.refused:
        return _page(*_member(handle), form, status=done.refused)
    flash(gettext("%(name)s can't take part any more, and is told why.", name=done.value), "success")
    return redirect(url_for("person.show", handle=handle), 303)


@bp.post("/<brand>/people/<handle>/ban/delete")
@staff(Role.MODERATOR)
def destroy(handle: str) -> ResponseReturnValue:
    """Lift the ban that is in force."""
    expect_nothing()
    with writing():
        _, person = _member(handle)
        standing = ban_of(person.id, at=clock.now())
        if standing is None:
            raise NotBanned(gettext("This person is not banned. Nothing was changed."))
        lift_ban(standing, by=g.viewer.account, at=clock.now())
    flash(gettext("%(name)s can take part again, and is told.", name=person.display_name), "success")
    return redirect(url_for("person.show", handle=handle), 303)


def _member(handle: str) -> tuple[Membership, Account]:
    membership, person = find_member(handle) or abort(404)
    return membership, person


def _form() -> BanForm:
    form = read(BanForm)
    form.offer(house_rules(g.brand))
    return form


def _page(membership: Membership, person: Account, form: BanForm, status: int = 200) -> ResponseReturnValue:
    return render_template(
        "trust/moderation/ban.html",
        person=person,
        form=form,
        href=url_for("person.show", handle=membership.handle),
        handle=membership.handle,
        is_staff=membership.role.is_staff,
        **_history(person),
    ), status


def _history(person: Account) -> dict[str, object]:
    found = history_of(person.id, viewer=g.viewer, at=clock.now())
    return {name: found[name] for name in ("ban", "earlier", "idea_count", "comment_count")}
