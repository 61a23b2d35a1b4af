"""Who may call a view. Every view wears one marker; a house test fails on a view without."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from flask import abort, current_app, g, redirect, request, url_for
from flask.typing import ResponseReturnValue

from ideas.base import clock
from ideas.base.refusal import Forbidden
from ideas.people.brand.rules import Role
from ideas.rim.paths import requested_path
from ideas.rim.transaction import SAFE_METHODS

View = Callable[..., ResponseReturnValue]


def public(view: View) -> View:
    """Anyone; what they see is for the lookup to say."""
    return _mark(view, "public", lambda: None)


def signed_in(view: View) -> View:
    """People who are signed in; the others are asked to sign in first and come back."""
    return _mark(view, "signed_in", _ask_to_sign_in)


def staff(least: Role) -> Callable[[View], View]:
    """Staff of the brand, from this role up: to other signed-in people the page does not exist."""

    def decorate(view: View) -> View:
        def check() -> ResponseReturnValue | None:
            if not g.viewer.is_signed_in:
                raise Forbidden("This page is for the people who run this community. Sign in if you are one of them.")
            if g.viewer.role is None or g.viewer.role.rank < least.rank:
                abort(404)
            return None

        return _mark(view, f"staff:{least.value}", check)

    return decorate


def also_banned(view: View) -> View:
    """Mark a view that banned people may still use, such as an appeal. Every other one that changes something refuses them."""
    view.also_banned = True  # type: ignore[attr-defined]
    return view


def refuse_banned() -> None:
    """Raise Forbidden for a banned person who would take part; before a view that may write."""
    viewer, view = g.viewer, current_app.view_functions.get(request.endpoint or "")
    if request.method in SAFE_METHODS or getattr(view, "also_banned", False) or not viewer.is_banned(clock.now()):
        return
    raise Forbidden(BANNED)


def check_access(*, was_signed_in: bool) -> None:
    """Ask again whether this viewer may call this view. Raises what turns them away, also a redirect to sign in."""
    check = getattr(current_app.view_functions.get(request.endpoint or ""), "check_access", None)
    is_signed_out = was_signed_in and not g.viewer.is_signed_in
    turned_away = to_sign_in() if is_signed_out else check() if check is not None else None
    if turned_away is not None:
        abort(current_app.make_response(turned_away))


BANNED = "You can read here, but not take part for now. “Decisions about you” says why, until when, and how to object."


def require(allowed: bool, sentence: str = "You can see this, but you can't change it.") -> None:
    """Raise Forbidden (403) unless allowed."""
    if not allowed:
        raise Forbidden(sentence)


def _mark(view: View, name: str, check: Callable[[], ResponseReturnValue | None]) -> View:
    @wraps(view)
    def guarded(*args: Any, **kwargs: Any) -> ResponseReturnValue:
        turned_away = check()
        return view(*args, **kwargs) if turned_away is None else turned_away

    guarded.access = name  # type: ignore[attr-defined]
    guarded.check_access = check  # type: ignore[attr-defined]
    return guarded


def _ask_to_sign_in() -> ResponseReturnValue | None:
    if g.viewer.is_signed_in:
        return None
    return to_sign_in()


def to_sign_in() -> ResponseReturnValue:
    """Send a visitor to sign in, and back here afterwards; scripts get a 401 with the address."""
    here = requested_path(query=True) if request.method == "GET" else _page_before()
    address = url_for("sign_in.new", next=here)
    if request.headers.get("HX-Request"):
        return "", 401, {"HX-Redirect": address}
    return redirect(address, 303)


def _page_before() -> str:
    """The page a form was sent from, if it is ours."""
    from ideas.rim.addresses import local_path

    return local_path(request.referrer) or url_for("home.show")
