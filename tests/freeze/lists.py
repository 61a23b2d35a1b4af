"""What outsiders know by name: the addresses, the commands, the settings."""

import ast
import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import click
from flask import Flask

from ideas.base.settings import SECRET_FIELDS, Settings, SettingsError, load_settings
from tests.freeze import plain
from tests.house.addresses import all_routes

ROOT = Path(__file__).resolve().parents[2]
WIDTH = 100
RUN = (
    "verify",
    "brand list",
    "brand create acme Acme --owner owner@example.com",
    "brand create sign-in Other --owner owner@example.com",
    "account link nobody@example.com",
    "account link ana@example.com",
    "account create ana@example.com --name Ana",
    "account create no-address --name Ana",
    "setup link",
    "idea recount",
    "idea render",
    "duplicate find acme",
    "duplicate find no-such",
    "ideas import no-such-file --brand acme --board ideas",
    "no-such",
)
_TOOK = re.compile(r"took [\d.]+ s")
MARKS = ("also_banned", "takes_no_token", "same_for_visitors")

BAD_ENVIRONMENTS: tuple[dict[str, str], ...] = (
    {"IDEAS_COLOUR": "red"},
    {"PORT": "0"},
    {"IDEAS_PORT": "65536"},
    {"IDEAS_PORT": "eighty"},
    {"IDEAS_SECRET_KEY": "short"},
    {"IDEAS_WORKERS": "2"},
    {"IDEAS_WORKERS": "0"},
    {"IDEAS_THREADS": "65"},
    {"IDEAS_PROXY_HOPS": "-1"},
    {"IDEAS_BASE_URL": "ideas.example.com"},
    {"IDEAS_BASE_URL": "https://ideas.example.com/path"},
    {"IDEAS_DATABASE_URL": "mysql://x"},
    {"DATABASE_URL": "ideas.db"},
    {"IDEAS_SMTP_PASSWORD_FILE": "/no/such/file"},
    {"IDEAS_NO_SUCH_FILE": "/no/such/file"},
    {"IDEAS_ENV": "staging"},
    {"IDEAS_ROLE": "cook"},
    {"IDEAS_SIGN_UP": "closed"},
    {"IDEAS_SMTP_PORT": "0"},
    {"IDEAS_SMTP_SECURITY": "some"},
    {"IDEAS_LOG_LEVEL": "LOUD"},
    {"IDEAS_LOG_FORMAT": "xml"},
    {"IDEAS_LIMITS": "sometimes"},
    {"IDEAS_DEMO": "perhaps"},
    {"PORT": "0", "IDEAS_ENV": "staging", "IDEAS_SECRET_KEY": "short", "IDEAS_COLOUR": "red", "IDEAS_WORKERS": "2"},
)


def routes(app: Flask) -> str:
    """Every address with its method, its endpoint, who may call it, and what else is said of it."""
    found = []
    for route in all_routes(app):
        view = app.view_functions[route.endpoint]
        marks = [getattr(view, "access", "NONE"), *(mark for mark in MARKS if getattr(view, mark, False))]
        found.append(f"{route.method:4} {route.rule.rule}  {route.endpoint}  {' '.join(marks)}")
    return "\n".join(found) + "\n"


def commands(app: Flask) -> str:
    """Every command with its parameters and its help, and every module that is meant to be run."""
    return "\n".join([*_commands("flask", app.cli), *_runnable()]) + "\n"


def _commands(path: str, command: click.Command) -> Iterator[str]:
    with click.Context(command, info_name=path, terminal_width=WIDTH, max_content_width=WIDTH) as context:
        yield f"== {path}\n{command.get_help(context) if path != 'flask' else ''}"
    for parameter in command.params:
        told = {name: value for name, value in parameter.to_info_dict().items() if name not in ("default", "name")}
        default = "computed" if callable(parameter.default) else str(parameter.default)
        yield f"  {told} default {default}"
    if isinstance(command, click.Group):
        for name in sorted(command.commands):
            yield from _commands(f"{path} {name}", command.commands[name])


def _runnable() -> Iterator[str]:
    """What `python -m` takes."""
    for path in sorted((ROOT / "ideas").rglob("*.py")):
        source = path.read_text()
        if path.stem == "__main__" or '__name__ == "__main__"' in source:
            module = ".".join(path.relative_to(ROOT).with_suffix("").parts)
            yield f"== python -m {module}\n{ast.get_docstring(ast.parse(source))}"


def printed(app: Flask) -> str:
    """What some commands print in this app's world, and with what code they end."""
    runner, found = app.test_cli_runner(), []
    for line in RUN:
        result = runner.invoke(args=line.split())
        text = plain.without_secrets(_TOOK.sub("took … s", result.output))
        found.append(f"== flask {line}: {result.exit_code}\n{text}")
    return "\n".join(found)


def settings(app: Flask) -> str:
    """Every setting with its default and its meaning, the page of the documentation, and what a bad environment is told."""
    fields = [_field(name, field) for name, field in Settings.model_fields.items()]
    page = app.test_cli_runner().invoke(args=["config", "--as-docs"]).output
    return "\n".join([*fields, "", page, *(_told(environment) for environment in BAD_ENVIRONMENTS)])


def _field(name: str, field: Any) -> str:
    secret = " secret" if name in SECRET_FIELDS else ""
    return f"{name} {field.annotation} default {field.default!r}{secret}: {field.description} {field.metadata or ''}".strip()


def _told(environment: Mapping[str, str]) -> str:
    try:
        load_settings(environment)
    except SettingsError as error:
        return f"{dict(environment)}\n{error}\n"
    return f"{dict(environment)}\n(accepted)\n"
