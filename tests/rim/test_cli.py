"""`flask config`, and the page of the documentation that is made from the settings."""

from ideas.base.settings import Settings
from ideas.rim.cli import settings_page


def test_config_prints_what_is_in_force_with_secrets_masked(app):
    printed = app.test_cli_runner().invoke(args=["config"])

    lines = dict(line.split("=", 1) for line in printed.output.splitlines())
    assert printed.exit_code == 0
    assert set(lines) == {f"IDEAS_{name.upper()}" for name in Settings.model_fields}
    assert lines["IDEAS_SECRET_KEY"] == "********"
    assert lines["IDEAS_BASE_URL"] == "http://localhost"


def test_the_documentation_lists_every_setting_as_it_is(root):
    assert (root / "docs/settings.md").read_text() == settings_page(), "run `make docs`"


def test_every_setting_says_what_it_means():
    bare = [name for name, field in Settings.model_fields.items() if not field.description]

    assert bare == []
    assert all(f"`IDEAS_{name.upper()}`" in settings_page() for name in Settings.model_fields)
