"""The transaction around an act: the viewer is found again inside it, and the jobs are woken after it."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from flask import g

from ideas.base import db as base
from ideas.base import html
from ideas.base.refusal import Refusal
from ideas.people.brand.queries import mention_links
from ideas.rim.access import check_access
from ideas.rim.context import find_viewer
from ideas.rim.forms import Form, Markdown, is_sent
from ideas.rim.signing_in import forget_user
from ideas.spine.job.queue import wake_after


@contextmanager
def writing() -> Iterator[None]:
    """One write transaction around an act of this request: commits at the end, rolls back on an exception.

    Inside, `g.brand` and `g.viewer` are read again and the view's marker asks again who may call it, so that rights taken
    away since the page was read count. Nothing that
    was found outside is used inside but ids; what the answer needs is drawn afterwards. Raises what `base.db.writing`
    raises; Forbidden or NotFound where the viewer may not act or see any more, and for whoever was signed out the way to
    sign in.
    """
    was_signed_in = g.viewer.is_signed_in
    with base.writing():
        forget_user()
        find_viewer()
        check_access(was_signed_in=was_signed_in)
        yield
        wake_jobs = wake_after(base.db.session())
    wake_jobs()


@dataclass(frozen=True, slots=True)
class Done:
    """How an act from a form went: what it returned, or its refusal and the status of the answer that shows the form again."""

    value: Any = None
    refused: int = 0


def carry_out(
    form: Form, act: Callable[[], Any], *refusals: type[Refusal], but: type[Refusal] | tuple[()] = ()
) -> Done:
    """Do what a form asks for, in a transaction of its own, if every field holds what it should.

    A refusal of these kinds, `but` one, is shown on the form, and nothing was changed; another one is raised.
    """
    if not is_sent(form):
        return Done(refused=422)
    render_ahead(form)
    try:
        with writing():
            return Done(act())
    except refusals as refusal:
        if isinstance(refusal, but):
            raise
        form.refuse(refusal)
        return Done(refusal, refusal.status)


def render_ahead(form: Form) -> None:
    """Render the Markdown of a form that is sent, before the act's transaction: inside, the result is there already."""
    for field in form:
        if isinstance(field, Markdown):
            render_text_ahead(field.data or "", excerpt=field.excerpt)


def render_text_ahead(text: str, *, excerpt: int = 0) -> None:
    """Render a text as an act will: with its mentions, without them where its links are looked at, and its excerpt."""
    html.render(text)
    html.render(text, mentions=mention_links(g.brand, text))
    if excerpt:
        html.excerpt(text, length=excerpt)
