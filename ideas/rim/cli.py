"""`flask config`: the settings in force, and the page of the documentation that lists them all."""

import click
from flask import current_app
from flask.cli import with_appcontext
from pydantic.fields import FieldInfo

from ideas.base.settings import ALIASES, PREFIX, Settings, shown

INTRODUCTION = """\
# Settings

All settings are environment variables; none is required. `flask config` prints what is in force. A variable with
`_FILE` at its end, such as `IDEAS_SMTP_PASSWORD_FILE`, names a file to read the value from. A mistake stops the start,
and every mistake is listed at once.

This page is made by `make docs` from `ideas/base/settings.py`.

| variable | default | meaning |
|---|---|---|
"""


@click.command("config")
@click.option("--as-docs", is_flag=True, help="Print docs/settings.md instead.")
@with_appcontext
def config(as_docs: bool) -> None:
    """Print the settings in force, with secrets masked."""
    if as_docs:
        click.echo(settings_page(), nl=False)
        return
    for name, value in shown(current_app.config["SETTINGS"]).items():
        click.echo(f"{name}={value}")


def settings_page() -> str:
    """docs/settings.md, from the settings themselves."""
    return INTRODUCTION + "".join(_row(name, field) for name, field in Settings.model_fields.items())


def _row(name: str, field: FieldInfo) -> str:
    variable = PREFIX + name.upper()
    names = [f"`{variable}`", *(f"`{short}`" for short, long in ALIASES.items() if long == variable)]
    default = f"`{field.default}`" if str(field.default) else ""
    meaning = f"{field.description} {_choices(field)}".strip().replace("|", "\\|")
    return f"| {' or '.join(names)} | {default} | {meaning} |\n"


def _choices(field: FieldInfo) -> str:
    """The values of a setting that has just a few."""
    options = getattr(field.annotation, "__args__", ())
    return f"({', '.join(f'`{option}`' for option in options)})" if options else ""
