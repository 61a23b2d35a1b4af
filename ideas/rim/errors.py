"""Errors: every «no» becomes a page or a fragment with a sentence and what to do."""

import structlog
from flask import Flask, g, render_template, request
from flask.typing import ResponseReturnValue
from flask_babel import gettext
from flask_wtf.csrf import CSRFError
from sqlalchemy.exc import IntegrityError, OperationalError
from sqlalchemy.exc import TimeoutError as PoolTimeout
from sqlalchemy.orm.exc import StaleDataError
from werkzeug.exceptions import HTTPException, MethodNotAllowed

from ideas.base.db import db
from ideas.base.refusal import Refusal
from ideas.people.brand.viewer import Viewer
from ideas.rim.logs import shown_path
from ideas.rim.messages import message_of
from ideas.rim.snapshot import show_snapshot

logger = structlog.get_logger()


def init_app(app: Flask) -> None:
    """Register one handler for each kind of no."""
    app.register_error_handler(Refusal, _refused)
    app.register_error_handler(CSRFError, _stale_form)
    app.register_error_handler(HTTPException, _http_error)
    app.register_error_handler(IntegrityError, _overtaken)
    app.register_error_handler(StaleDataError, _overtaken)
    app.register_error_handler(OperationalError, _database_busy)
    app.register_error_handler(PoolTimeout, _database_busy)
    app.register_error_handler(Exception, _fault)


def error_page(status: int, title: str, sentence: str, headers: dict[str, str] | None = None) -> ResponseReturnValue:
    """A page, or for a script that asked for a fragment just the sentence. It asks the database for nothing."""
    g.draws_error_page = True
    show_snapshot()
    headers = {"Cache-Control": "no-store", **(headers or {})}
    if request.headers.get("HX-Request"):
        return render_template("error/_sentence.html", sentence=sentence), status, headers
    return render_template("error/show.html", status=status, title=title, sentence=sentence), status, headers


def _refused(refusal: Refusal) -> ResponseReturnValue:
    titles = {
        400: gettext("That address does not work"),
        403: gettext("Not yours to do"),
        409: gettext("Something changed meanwhile"),
        429: gettext("A little slower, please"),
        503: gettext("Very busy right now"),
    }
    retry = getattr(refusal, "retry_after", 5 if refusal.status == 503 else None)
    headers = {"Retry-After": str(retry)} if retry else {}
    return error_page(
        refusal.status, titles.get(refusal.status, gettext("That did not work")), message_of(refusal), headers
    )


def _stale_form(error: CSRFError) -> ResponseReturnValue:
    return error_page(
        400,
        gettext("This page was open too long"),
        gettext(
            "Nothing was changed. Go back, reload the page and send it again; what you typed is kept in your browser."
        ),
    )


def _http_error(error: HTTPException) -> ResponseReturnValue:
    code = error.code or 500
    if code in (301, 302, 303, 304, 307, 308):
        return error.get_response()
    title, sentence = _words(code)
    headers = {"Allow": ", ".join(error.valid_methods or ())} if isinstance(error, MethodNotAllowed) else {}
    return error_page(code, title, sentence, headers)


def _words(code: int) -> tuple[str, str]:
    known = {
        400: (
            gettext("That request does not make sense"),
            gettext("Something in it can't be read. Go back and try again."),
        ),
        403: (gettext("Not yours to do"), gettext("You can't do that here.")),
        404: (
            gettext("Nothing here"),
            gettext(
                "There is no page at this address, or it is not open to you. If it is for members, sign in to see it."
            ),
        ),
        405: (gettext("That can't be done here"), gettext("This address does not take that kind of request.")),
        413: (
            gettext("That is too much at once"),
            gettext("What you sent is larger than this form takes. Shorten it and try again."),
        ),
        421: (
            gettext("Wrong address"),
            gettext("This site does not go by that name. Its operator sets the name with IDEAS_BASE_URL."),
        ),
    }
    return known.get(code, (gettext("That did not work"), gettext("The request was refused. Go back and try again.")))


def _overtaken(error: IntegrityError | StaleDataError) -> ResponseReturnValue:
    """Two requests wanted what only one could have, or what one built on was gone: the database refused the second."""
    logger.warning("database.refused", error=str(getattr(error, "orig", error)).splitlines()[0][:300])
    return error_page(
        409,
        gettext("Something changed meanwhile"),
        gettext(
            "Somebody else changed the same thing at the same moment, and nothing of yours was saved. Reload and try again."
        ),
    )


def _forget_who() -> None:
    """What was read of the brand and the person went with the transaction, and the database may be what is broken."""
    db.session.rollback()
    g.brand, g.viewer = None, Viewer.nobody()


def _database_busy(error: Exception) -> ResponseReturnValue:
    if "readonly" in str(error):  # Something was written outside of `writing()`: to try again would not help.
        return _fault(error)
    logger.warning("database.busy", error=str(error).splitlines()[0][:300])
    _forget_who()
    return error_page(
        503,
        gettext("Very busy right now"),
        gettext(
            "Your change was not saved. Please try again in a few seconds; what you typed is kept in your browser."
        ),
        {"Retry-After": "5"},
    )


def _fault(error: Exception) -> ResponseReturnValue:
    logger.exception("request.failed", path=shown_path())
    _forget_who()
    return error_page(
        500,
        gettext("Our mistake"),
        gettext(
            "Something went wrong on our side and nothing was changed. It is in the log under %(id)s.",
            id=g.get("request_id", "-"),
        ),
    )
