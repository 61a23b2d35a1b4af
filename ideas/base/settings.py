"""Every setting, its default and its meaning: read from the environment once, checked whole, then frozen."""

import os
import secrets
from collections.abc import Mapping
from pathlib import Path
from typing import Any, Literal
from urllib.parse import urlsplit

from pydantic import BaseModel, ConfigDict, Field, ValidationError, field_validator, model_validator

PREFIX = "IDEAS_"
ALIASES = {"PORT": "IDEAS_PORT", "DATABASE_URL": "IDEAS_DATABASE_URL", "REDIS_URL": "IDEAS_REDIS_URL"}
SECRET_FIELDS = frozenset({"secret_key", "smtp_password", "database_url", "redis_url"})


class SettingsError(Exception):
    """The environment holds settings that can't be used; the message lists every one."""


class Settings(BaseModel):
    """What an operator can set. Each name is the environment variable without its ``IDEAS_`` prefix."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    env: Literal["production", "development", "test"] = Field(
        "production", description="`development` and `test` show `/design` and the pseudo-locales."
    )
    var: Path = Field(Path("var"), description="Folder for the embedded database, secrets and mail.")
    host: str = Field("127.0.0.1", description="Address that the server listens on.")
    port: int = Field(8000, ge=1, le=65535, description="Port that the server listens on; plain `PORT` works too.")
    base_url: str = Field(
        "",
        description="Address that people type, such as `https://ideas.example.com`; every link in a mail starts "
        "with it, and requests for another host are refused. Empty: `http://127.0.0.1:PORT`.",
    )
    database_url: str = Field(
        "",
        description="`postgresql://…`, or empty for the SQLite file `VAR/ideas.db`; plain `DATABASE_URL` works too.",
    )
    redis_url: str = Field("", description="`redis://…` for limits shared by several workers; empty: kept in memory.")
    secret_key: str = Field(
        "", description="Signs cookies; at least 32 characters. Empty: made once in `VAR/secret_key`."
    )
    role: Literal["all", "web", "worker"] = Field("all", description="What this process runs: pages, jobs, or both.")
    workers: int = Field(1, ge=1, le=64, description="Server processes. More than one needs `IDEAS_REDIS_URL`.")
    threads: int = Field(4, ge=1, le=64, description="Threads in each server process; 1 to 4 is best.")
    proxy_hops: int = Field(
        0, ge=0, le=5, description="Reverse proxies in front that set `X-Forwarded-For` and `-Proto`; 0 trusts none."
    )
    sign_up: Literal["open", "invited"] = Field("open", description="Who may make an account.")
    mail_from: str = Field("", description="Sender of mails. Empty: `ideas@` and the host of the base URL.")
    smtp_host: str = Field("", description="Mail server. Empty: mails go to the log and to `VAR/mail/*.eml`.")
    smtp_port: int = Field(587, ge=1, le=65535, description="Port of the mail server.")
    smtp_security: Literal["starttls", "tls", "none"] = Field("starttls", description="How the connection is secured.")
    smtp_username: str = Field("", description="Leave empty for a relay without sign-in.")
    smtp_password: str = Field("", description="Password for the mail server.")
    log_level: Literal["DEBUG", "INFO", "WARNING", "ERROR"] = Field("INFO", description="Least level that is logged.")
    log_format: Literal["auto", "json", "console"] = Field(
        "auto", description="`auto`: readable on a terminal, JSON lines elsewhere."
    )
    limits: Literal["on", "off"] = Field("on", description="`off` only for load tests: nothing is rate limited.")
    demo: bool = Field(True, description="`make run` fills an empty database with the demo community.")

    @field_validator("base_url")
    @classmethod
    def _check_base_url(cls, value: str) -> str:
        if not value:
            return value
        parts = urlsplit(value)
        if parts.scheme not in ("http", "https") or not parts.hostname or parts.path.strip("/") or parts.query:
            raise ValueError("must look like https://ideas.example.com, with no path")
        return f"{parts.scheme}://{parts.netloc}"

    @field_validator("database_url")
    @classmethod
    def _check_database_url(cls, value: str) -> str:
        if value.startswith("postgres://"):
            value = "postgresql://" + value.removeprefix("postgres://")
        if value and not value.startswith(("sqlite:///", "postgresql://", "postgresql+psycopg://")):
            raise ValueError("must start with sqlite:/// or postgresql://")
        return value

    @field_validator("secret_key")
    @classmethod
    def _check_secret_key(cls, value: str) -> str:
        if value and len(value) < 32:
            raise ValueError("must have at least 32 characters, or be left out")
        return value

    @model_validator(mode="after")
    def _check_together(self) -> "Settings":
        if self.workers > 1 and not self.redis_url:
            raise ValueError("IDEAS_WORKERS above 1 needs IDEAS_REDIS_URL, so that limits hold across workers")
        return self

    @property
    def is_production(self) -> bool:
        return self.env == "production"

    @property
    def origin(self) -> str:
        """Scheme and host that links start with."""
        return self.base_url or f"http://127.0.0.1:{self.port}"

    @property
    def is_https(self) -> bool:
        return self.origin.startswith("https://")

    def is_served_as(self, host: str) -> bool:
        """Whether requests may name this host: the base URL's, or this machine's own names where none is set."""
        if self.base_url:
            return host == urlsplit(self.base_url).netloc
        name = host.rsplit(":", 1)[0] if not host.endswith("]") else host
        return name in ("127.0.0.1", "localhost", "[::1]", self.host)

    @property
    def sender(self) -> str:
        host = urlsplit(self.origin).hostname or "localhost"
        return self.mail_from or f"ideas@{'localhost' if host.startswith('127.') else host}"

    @property
    def database(self) -> str:
        """The database address in force."""
        return self.database_url or f"sqlite:///{(self.var / 'ideas.db').resolve()}"

    @property
    def uses_sqlite(self) -> bool:
        return self.database.startswith("sqlite")


def load_settings(environ: Mapping[str, str] | None = None) -> Settings:
    """Read the settings from the environment; `NAME_FILE` reads a value from a file.

    Raises SettingsError with every mistake at once.
    """
    environ = os.environ if environ is None else environ
    values, problems = _collect(environ)
    try:
        settings = Settings(**values)
    except ValidationError as error:
        problems += [_sentence(item) for item in error.errors()]
    if problems:
        raise SettingsError("These settings can't be used:\n" + "\n".join(f"  - {problem}" for problem in problems))
    return settings


def ensure_secret_key(settings: Settings) -> Settings:
    """The same settings with a secret key: the configured one, else one made once in the var folder (mode 0600)."""
    if settings.secret_key:
        return settings
    return settings.model_copy(update={"secret_key": _secret_from(settings.var / "secret_key")})


def shown(settings: Settings) -> dict[str, str]:
    """What `flask config` prints: each variable and its value, secrets masked."""
    return {PREFIX + name.upper(): _masked(name, value) for name, value in settings.model_dump().items()}


def _collect(environ: Mapping[str, str]) -> tuple[dict[str, Any], list[str]]:
    values: dict[str, Any] = {}
    problems: list[str] = []
    named = {ALIASES[name]: value for name, value in environ.items() if name in ALIASES}
    named |= {name: value for name, value in environ.items() if name.startswith(PREFIX)}
    for name, value in sorted(named.items()):
        field = name.removeprefix(PREFIX).lower()
        if field.endswith("_file") and field.removesuffix("_file") in Settings.model_fields:
            field, value = field.removesuffix("_file"), _read_file(name, value, problems)
        if field in Settings.model_fields:
            values[field] = value
        elif not name.startswith("IDEAS_TEST_"):
            problems.append(f"{name} is not a setting; `flask config` lists them")
    return values, problems


def _read_file(name: str, path: str, problems: list[str]) -> str:
    try:
        return Path(path).read_text().strip()
    except OSError as error:
        problems.append(f"{name} names a file that can't be read: {error.strerror}")
        return ""


def _sentence(item: Any) -> str:
    reason = str(item["msg"]).removeprefix("Value error, ")
    return f"{PREFIX}{str(item['loc'][0]).upper()}: {reason}" if item["loc"] else reason


def _secret_from(path: Path) -> str:
    path.parent.mkdir(parents=True, exist_ok=True)
    try:
        descriptor = os.open(path, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600)
    except FileExistsError:
        return path.read_text().strip()
    with os.fdopen(descriptor, "w") as file:
        file.write(secrets.token_urlsafe(48))
    return path.read_text().strip()


def _masked(name: str, value: object) -> str:
    if name in SECRET_FIELDS and value:
        return "********"
    return str(value)
