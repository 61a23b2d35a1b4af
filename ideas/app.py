"""The application: settings, then the database, then the web rim, then the tables of `wiring`."""

from pathlib import Path
from typing import Any

from flask import Flask, abort, request
from flask_migrate import Migrate
from werkzeug.middleware.proxy_fix import ProxyFix

from ideas import wiring
from ideas.base.db import db, engine_options, set_up_engine
from ideas.base.settings import Settings, ensure_secret_key, load_settings
from ideas.people.account import passwords
from ideas.rim import assets, context, csrf, errors, headers, i18n, jinja, logs, pagecache, paths, signing_in, throttle
from ideas.rim.access import require
from ideas.rim.transaction import SAFE_METHODS, ScopedFlask
from ideas.spine.job.queue import Queue
from ideas.spine.outbox.runner import Outbox, work_on_outbox

ROOT = Path(__file__).resolve().parent.parent
KIB = 1024


def create_app(settings: Settings | None = None) -> Flask:
    """Build the WSGI application. Raises SettingsError when the environment can't be used."""
    settings = ensure_secret_key(settings or load_settings())
    logs.configure(settings)
    app = ScopedFlask("ideas", root_path=str(ROOT), template_folder=str(ROOT / "templates"), static_folder=None)
    app.config.from_mapping(_flask_config(settings))
    app.wsgi_app = _behind_proxies(app.wsgi_app, settings.proxy_hops)  # type: ignore[method-assign]
    _mount_database(app)
    _mount_rim(app, settings)
    _mount_wiring(app, settings)
    return app


def _flask_config(settings: Settings) -> dict[str, Any]:
    return {
        "SETTINGS": settings,
        "ROOT": ROOT,
        "SECRET_KEY": settings.secret_key,
        "TESTING": settings.env == "test",
        "SQLALCHEMY_DATABASE_URI": settings.database.replace("postgresql://", "postgresql+psycopg://"),
        "SQLALCHEMY_ENGINE_OPTIONS": engine_options(settings.database),
        "SESSION_COOKIE_NAME": "__Host-session" if settings.is_https else "session",
        "SESSION_COOKIE_SECURE": settings.is_https,
        "SESSION_COOKIE_HTTPONLY": True,
        "SESSION_COOKIE_SAMESITE": "Lax",
        "SESSION_COOKIE_PATH": "/",
        "PERMANENT_SESSION_LIFETIME": 90 * 86_400,
        "SESSION_REFRESH_EACH_REQUEST": False,
        "MAX_CONTENT_LENGTH": 256 * KIB,
        "MAX_FORM_MEMORY_SIZE": 256 * KIB,
        "MAX_FORM_PARTS": 100,
        "WTF_CSRF_TIME_LIMIT": None,
        "WTF_CSRF_SSL_STRICT": False,
        "WTF_CSRF_CHECK_DEFAULT": False,
    }


def _behind_proxies(wsgi_app: Any, hops: int) -> Any:
    """Believe the n-th address from the right, and nothing where no proxy is configured."""
    return ProxyFix(wsgi_app, x_for=hops, x_proto=hops, x_host=0) if hops else wsgi_app


def _mount_database(app: Flask) -> None:
    db.init_app(app)
    Migrate(app, db, directory=str(ROOT / "migrations"), render_as_batch=True)
    with app.app_context():
        set_up_engine(db.engine)


def _mount_rim(app: Flask, settings: Settings) -> None:
    logs.init_app(app)
    headers.init_app(app, settings)
    _guard_requests(app, settings)
    throttle.init_app(app, settings)
    signing_in.init_app(app)
    pagecache.init_app(app, settings)
    context.init_app(app)
    csrf.init_app(app)
    errors.init_app(app)
    i18n.init_app(app, settings)
    assets.init_app(app, ROOT / "static", watches=settings.env == "development")
    jinja.init_app(app, settings)
    paths.init_app(app)
    if settings.env == "test":
        passwords.use_cheap_hashes()


def _guard_requests(app: Flask, settings: Settings) -> None:
    """Refuse what no page of ours sends, before any work is done for it."""

    @app.before_request
    def _guard() -> None:
        if not settings.is_served_as(request.host):
            abort(421)
        if request.headers.get("Content-Encoding"):
            abort(415)
        if len(request.full_path) > 4096:
            abort(414)
        if request.method not in SAFE_METHODS:
            require(headers.comes_from_here(settings), "This form was sent from another site, so nothing was changed.")


def _mount_wiring(app: Flask, settings: Settings) -> None:
    for blueprint in wiring.BLUEPRINTS:
        app.register_blueprint(blueprint)
    if not settings.is_production:
        for blueprint in wiring.DEVELOPMENT_BLUEPRINTS:
            app.register_blueprint(blueprint)
    for command in wiring.COMMANDS:
        app.cli.add_command(command)
    app.extensions["seams"] = wiring.SEAMS
    app.extensions["subscribers"] = wiring.SUBSCRIBERS
    app.extensions["outbox"] = Outbox(wiring.OUTBOX)
    app.extensions["queue"] = Queue(app, wiring.JOBS, look=work_on_outbox)
