"""A brand's home, and its owners' page to change how it presents itself."""

from flask import Blueprint, flash, g, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from ideas.base import clock
from ideas.community.idea.listing import Filters, board_counts, list_ideas
from ideas.community.idea.routes.cards import present
from ideas.community.merge.actions import set_merge_rules
from ideas.community.pipeline.latest import latest_answers
from ideas.community.stage.queries import all_stages
from ideas.people.brand.actions import set_reopening, update_brand
from ideas.people.brand.forms import BrandForm
from ideas.people.brand.rules import COLOUR, Role, contrast, ink_on
from ideas.rim.access import public, staff
from ideas.rim.forms import read
from ideas.rim.pagecache import same_for_visitors
from ideas.rim.settings_frame import settings_page
from ideas.rim.writing import carry_out

bp = Blueprint("brand", __name__)
colour = Blueprint("brand_colour", __name__)

POPULAR = 5
LATEST = 4


@bp.get("/<brand>")
@same_for_visitors
@public
def show() -> ResponseReturnValue:
    """The boards that this viewer sees, what is popular on them, and what the brand answered last."""
    stages = {stage.id: stage for stage in all_stages()}
    popular = list_ideas(g.viewer, Filters(), limit=POPULAR)
    return render_template(
        "pages/home/show.html",
        boards=g.viewer.boards,
        counts=board_counts(g.viewer),
        stages=stages,
        more=None,
        cards=present(popular.cards, stages),
        latest=latest_answers(g.viewer, most=LATEST),
    )


@bp.get("/<brand>/settings")
@staff(Role.OWNER)
def edit() -> ResponseReturnValue:
    """How the brand presents itself."""
    return _page(read(BrandForm, obj=g.brand))


@bp.post("/<brand>/settings")
@staff(Role.OWNER)
def update() -> ResponseReturnValue:
    """Change it."""
    form = read(BrandForm)
    done = carry_out(form, lambda: _change(form))
    if done.refused:
        return _page(form, status=done.refused)
    flash(gettext("Your changes are saved."), "success")
    return redirect(url_for("brand.edit"), 303)


def _change(form: BrandForm) -> None:
    update_brand(
        g.brand,
        name=form.name.data,
        tagline=form.tagline.data,
        colour=form.colour.data,
        shows_voters=form.shows_voters.data,
        by=g.viewer.account,
        at=clock.now(),
    )
    people, months = form.reopen_people, form.reopen_months
    set_reopening(
        g.brand,
        people=g.brand.reopen_people if people.data is None else people.data,
        months=g.brand.reopen_months if months.data is None else months.data,
        by=g.viewer.account,
        at=clock.now(),
    )
    days = form.merge_wait_days.data
    set_merge_rules(
        g.brand,
        asks=form.asks_before_merge.data,
        wait_days=g.brand.merge_wait_days if days is None else days,
        by=g.viewer.account,
        at=clock.now(),
    )


@colour.get("/<brand>/settings/colour", endpoint="show")
@staff(Role.OWNER)
def show_colour() -> ResponseReturnValue:
    """A fragment: how a button in the colour of the address would look, and how well it can be read."""
    return render_template("pages/home/_colour.html", sample=_sample(request.args.get("colour", "")))


def _page(form: BrandForm, status: int = 200) -> ResponseReturnValue:
    form.colour.render_kw = {
        "hx-get": url_for("brand_colour.show"),
        "hx-trigger": "input delay:150ms",
        "hx-target": "#sample",
        "hx-swap": "innerHTML",
    }
    return settings_page("pages/home/settings.html", status=status, form=form, sample=_sample(form.colour.data))


def _sample(wanted: str | None) -> dict[str, str | float]:
    shown = wanted if wanted and COLOUR.fullmatch(wanted) else g.brand.colour
    ink = ink_on(shown)
    return {"colour": shown, "ink": ink, "contrast": contrast(shown, ink)}
