"""Pages for visitors without a cookie, kept for two seconds: a crowd that follows one link costs one page.

Only views marked `@same_for_visitors` are kept, only a GET that brings no cookie, and only an answer of 200 that sets none.
What a visitor reads may thus be two seconds old; whoever is signed in always reads what is.
"""

import threading
import time
from collections import OrderedDict
from dataclasses import dataclass

from flask import Flask, current_app, g, request, session
from werkzeug.wrappers import Response

from ideas.base.settings import Settings
from ideas.rim.access import View
from ideas.rim.i18n import language
from ideas.rim.paths import requested_path

KEPT_SECONDS = 2.0
MOST_PAGES = 200
LARGEST_PAGE = 256 * 1024

Key = tuple[str, str, str, bool]


@dataclass(frozen=True, slots=True)
class Kept:
    """A page and until when it may be shown, on the monotonic clock."""

    until: float
    body: bytes
    content_type: str


class PageCache:
    """The last pages that visitors asked for."""

    def __init__(self, seconds: float = KEPT_SECONDS) -> None:
        self.seconds = seconds
        self._pages: OrderedDict[Key, Kept] = OrderedDict()
        self._lock = threading.Lock()

    def get(self, key: Key) -> Kept | None:
        """The page, if it is still fresh."""
        with self._lock:
            kept = self._pages.get(key)
        return kept if kept is not None and kept.until > time.monotonic() else None

    def put(self, key: Key, response: Response) -> None:
        """Keep the page; the ones that were kept first go first."""
        kept = Kept(time.monotonic() + self.seconds, response.get_data(), response.content_type or "text/html")
        with self._lock:
            self._pages[key] = kept
            self._pages.move_to_end(key)
            while len(self._pages) > MOST_PAGES:
                self._pages.popitem(last=False)


def same_for_visitors(view: View) -> View:
    """Outermost mark of a view whose page is the same for everybody without a cookie."""
    view.same_for_visitors = True  # type: ignore[attr-defined]
    return view


def init_app(app: Flask, settings: Settings) -> None:
    """Answer from the cache before anything is read. Off while developing and in tests."""
    app.extensions["pages"] = cache = PageCache(KEPT_SECONDS if settings.is_production else 0.0)

    @app.before_request
    def _answer() -> Response | None:
        g.page_key = _key()
        kept = cache.get(g.page_key) if g.page_key else None
        if kept is None:
            return None
        g.page_key = None
        return current_app.response_class(kept.body, content_type=kept.content_type)

    @app.after_request
    def _keep(response: Response) -> Response:
        key = g.get("page_key")
        small = (response.content_length or 0) <= LARGEST_PAGE
        # Flask writes the session's cookie only after this.
        sets_a_cookie = session.modified or "Set-Cookie" in response.headers
        if key and cache.seconds and response.status_code == 200 and small and not sets_a_cookie:
            cache.put(key, response)
        return response


def _key() -> Key | None:
    view = current_app.view_functions.get(request.endpoint or "")
    if request.method != "GET" or request.cookies or not getattr(view, "same_for_visitors", False):
        return None
    return (request.host, requested_path(query=True), language(), bool(request.headers.get("HX-Request")))
