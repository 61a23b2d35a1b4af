"""The tags of a brand: how many ideas wear each, and keeping them in order."""

from typing import Any

from flask import Blueprint, abort, flash, g, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext, ngettext

from ideas.base import clock
from ideas.base.slug import slugify
from ideas.base.text import one_line
from ideas.community.idea.models import Tag
from ideas.community.idea.tags import BadTags
from ideas.community.stage.rules import Colour
from ideas.community.tag.forms import TagForm, TagMergeForm
from ideas.community.tag.merging import SameTag, Unmerged, find_tag_merge, latest_tag_merges, merge_tags, undo_tag_merge
from ideas.community.tag.upkeep import TagExists, TagInUse, TagPage, change_tag, find_tag, list_tags, remove_tag
from ideas.people.brand.rules import Role
from ideas.rim.access import staff
from ideas.rim.desk_frame import desk_page
from ideas.rim.forms import Form, expect_nothing, read
from ideas.rim.messages import message_of
from ideas.rim.respond import wants_fragment
from ideas.rim.writing import carry_out, writing

bp = Blueprint("tag", __name__)
merge = Blueprint("tag_merge", __name__)

WORDS_MAX = 40


@bp.get("/<brand>/desk/tags")
@staff(Role.MODERATOR)
def index() -> ResponseReturnValue:
    """A page of them, or for a script only the next rows."""
    words = one_line(request.args.get("q", ""))[:WORDS_MAX]
    found = list_tags(words=words, after=request.args.get("after"))
    if wants_fragment():
        return render_template("community/tag/_rows.html", **_rows(found, words))
    merges = [(one, message_of(one.why_not) if one.why_not else "") for one in latest_tag_merges()]
    return desk_page("community/tag/index.html", words=words, merges=merges, **_rows(found, words))


@bp.get("/<brand>/desk/tags/<tag>/edit")
@staff(Role.MODERATOR)
def edit(tag: str) -> ResponseReturnValue:
    """One of them."""
    found = _tag(tag)
    return _page(found, read(TagForm, obj=found))


@bp.post("/<brand>/desk/tags/<tag>/edit")
@staff(Role.MODERATOR)
def update(tag: str) -> ResponseReturnValue:
    """Change its name, description or colour."""
    form = read(TagForm)

    def change() -> None:
        try:
            change_tag(
                _tag(tag),
                name=form.name.data,
                description=form.description.data,
                colour=Colour(form.colour.data),
                by=g.viewer.account,
                at=clock.now(),
            )
        except (BadTags, TagExists) as refusal:
            refusal.field = "name"
            raise

    done = carry_out(form, change, BadTags, TagExists)
    if done.refused:
        return _page(_tag(tag), form, status=done.refused)
    flash(gettext("Your changes are saved."), "success")
    return redirect(url_for("tag.index"), 303)


@bp.post("/<brand>/desk/tags/<tag>/delete")
@staff(Role.MODERATOR)
def destroy(tag: str) -> ResponseReturnValue:
    """Delete it, if no idea wears it."""
    expect_nothing()
    try:
        with writing():
            found = _tag(tag)
            name = found.name
            remove_tag(found, by=g.viewer.account, at=clock.now())
    except TagInUse as refusal:
        form = TagMergeForm(None)
        form.refuse(refusal)
        found = _tag(tag)
        return _page(found, TagForm(None, obj=found), merging=form, status=422)
    flash(gettext("The tag “%(name)s” is gone.", name=name), "success")
    return redirect(url_for("tag.index"), 303)


@merge.post("/<brand>/desk/tags/<tag>/merge")
@staff(Role.MODERATOR)
def create(tag: str) -> ResponseReturnValue:
    """Let its ideas wear another one. Raises TagGone."""
    form = read(TagMergeForm)

    def merge_both() -> str:
        found, into = _tag(tag), find_tag(slugify(form.into.data.lstrip("# "), most=40))
        if into is None:
            raise SameTag("There is no other tag of that name.", field="into")
        names = found.name, into.name
        return _merged(*names, merge_tags(found, into, by=g.viewer.account, at=clock.now()))

    done = carry_out(form, merge_both, SameTag)
    if done.refused:
        found = _tag(tag)
        return _page(found, TagForm(None, obj=found), merging=form, status=done.refused)
    flash(done.value, "success")
    return redirect(url_for("tag.index", _anchor="merged"), 303)


@merge.post("/<brand>/desk/tags/merges/<int:merge_id>/delete", endpoint="destroy")
@staff(Role.MODERATOR)
def destroy_merge(merge_id: int) -> ResponseReturnValue:
    """Undo it: the tag is back on the ideas that wore it. Raises CantUnmerge, TagGone."""
    expect_nothing()
    with writing():
        found = find_tag_merge(merge_id) or abort(404)
        back = undo_tag_merge(found, by=g.viewer.account, at=clock.now())
    flash(_unmerged(back), "success")
    return redirect(url_for("tag.index", q=found.name), 303)


def _merged(name: str, into: str, changed: int) -> str:
    return str(
        ngettext(
            "“%(name)s” is “%(into)s” now: %(num)s idea got it.",
            "“%(name)s” is “%(into)s” now: %(num)s ideas got it.",
            changed,
            name=name,
            into=into,
        )
    )


def _unmerged(back: Unmerged) -> str:
    sentence = ngettext(
        "“%(name)s” is back, on %(num)s idea.", "“%(name)s” is back, on %(num)s ideas.", back.ideas, name=back.tag.name
    )
    if not back.changed_since:
        return str(sentence)
    kept = ngettext(
        "The tags of %(num)s idea were changed since: it keeps what it has.",
        "The tags of %(num)s ideas were changed since: they keep what they have.",
        back.changed_since,
    )
    return f"{sentence} {kept}"


def _tag(slug: str) -> Tag:
    return find_tag(slug) or abort(404)


def _rows(found: TagPage, words: str) -> dict[str, Any]:
    return {
        "tags": found.tags,
        "more": url_for("tag.index", q=words or None, after=found.after) if found.after else None,
    }


def _page(tag: Tag, form: TagForm, *, merging: Form | None = None, status: int = 200) -> ResponseReturnValue:
    others = [one.name for one in list_tags().tags if one.id != tag.id]
    return desk_page(
        "community/tag/edit.html",
        status=status,
        one=tag,
        form=form,
        merging=merging or TagMergeForm(None),
        others=others,
    )
