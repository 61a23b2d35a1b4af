"""Structured logs: one line for each event, with the id of the request that caused it."""

import logging
import re
import secrets
import sys
import time

import structlog
from flask import Flask, g, request
from werkzeug.wrappers import Response

from ideas.base.settings import Settings

logger = structlog.get_logger()

_REQUEST_ID = re.compile(r"[A-Za-z0-9-]{8,64}")
_SECRET = re.compile(r"(?<=/)[A-Za-z0-9_-]{43}(?=/|$)")


def configure(settings: Settings) -> None:
    """JSON lines for machines, aligned text on a terminal; escape sequences in values never reach either."""
    as_json = settings.log_format == "json" or (settings.log_format == "auto" and not sys.stderr.isatty())
    renderer: structlog.types.Processor = (
        structlog.processors.JSONRenderer() if as_json else structlog.dev.ConsoleRenderer(colors=sys.stderr.isatty())
    )
    processors: list[structlog.types.Processor] = [
        structlog.contextvars.merge_contextvars,
        structlog.processors.add_log_level,
        structlog.processors.TimeStamper(fmt="iso", utc=True),
        structlog.processors.StackInfoRenderer(),
        _plain_values,
    ]
    if as_json:
        processors.append(structlog.processors.format_exc_info)
    structlog.configure(
        processors=[*processors, renderer],
        wrapper_class=structlog.make_filtering_bound_logger(logging.getLevelName(settings.log_level)),
        logger_factory=structlog.PrintLoggerFactory(sys.stderr),
        cache_logger_on_first_use=settings.env != "test",
    )


def init_app(app: Flask) -> None:
    """Give each request an id and log how it went."""

    @app.before_request
    def _begin() -> None:
        given = request.headers.get("X-Request-Id", "")
        g.request_id = given if _REQUEST_ID.fullmatch(given) else secrets.token_hex(8)
        g.began = time.perf_counter()
        structlog.contextvars.clear_contextvars()
        structlog.contextvars.bind_contextvars(request_id=g.request_id)

    @app.after_request
    def _end(response: Response) -> Response:
        response.headers["X-Request-Id"] = g.get("request_id", "-")
        if request.endpoint not in ("static", "health.show"):
            took = round((time.perf_counter() - g.get("began", time.perf_counter())) * 1000, 1)
            logger.info("request", method=request.method, path=shown_path(), status=response.status_code, ms=took)
        return response


def shown_path() -> str:
    """The path of this request as logs may show it: without anything shaped like one of our secrets."""
    if g.get("secret_address") and request.url_rule:
        return request.url_rule.rule
    return _SECRET.sub("…", request.path)


def _plain_values(_: object, __: str, event: structlog.types.EventDict) -> structlog.types.EventDict:
    for name, value in event.items():
        if isinstance(value, str) and name != "text":
            event[name] = "".join(char if char.isprintable() else repr(char)[1:-1] for char in value[:1024])
    return event
