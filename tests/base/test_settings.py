"""Settings: read once, checked whole, every mistake at once, secrets kept to themselves."""

import stat

import pytest
from pydantic import ValidationError

from ideas.base.settings import Settings, SettingsError, ensure_secret_key, load_settings, shown


def test_nothing_is_required():
    settings = load_settings({})

    assert settings.env == "production"
    assert settings.database.startswith("sqlite:////")
    assert settings.database.endswith("/var/ideas.db")
    assert settings.origin == "http://127.0.0.1:8000"


def test_every_mistake_is_listed_at_once():
    with pytest.raises(SettingsError) as error:
        load_settings(
            {
                "PORT": "0",
                "IDEAS_ENV": "staging",
                "IDEAS_BASE_URL": "ideas.example.com",
                "IDEAS_SECRET_KEY": "short",
                "IDEAS_DATABASE_URL": "mysql://x",
                "IDEAS_COLOUR": "red",
                "IDEAS_SMTP_PASSWORD_FILE": "/no/such/file",
            }
        )

    lines = str(error.value).splitlines()[1:]
    named = ("PORT", "ENV", "BASE_URL", "SECRET_KEY", "DATABASE_URL", "COLOUR", "SMTP_PASSWORD_FILE")
    assert len(lines) == len(named)
    for name in named:
        assert [line for line in lines if f"IDEAS_{name}" in line], name
    assert "short" not in str(error.value)


def test_settings_are_checked_together():
    with pytest.raises(SettingsError, match="IDEAS_REDIS_URL"):
        load_settings({"IDEAS_WORKERS": "2"})
    assert load_settings({"IDEAS_WORKERS": "2", "REDIS_URL": "redis://x"}).workers == 2


def test_other_programs_variables_are_left_alone():
    assert load_settings({"PATH": "/bin", "IDEAS_TEST_DATABASE_URL": "postgresql://x"}) == load_settings({})


@pytest.mark.parametrize(
    ("short", "name"), [("PORT", "port"), ("DATABASE_URL", "database_url"), ("REDIS_URL", "redis_url")]
)
def test_the_plain_names_that_hosts_set_work_and_ours_wins(short, name):
    value, other = ("81", "82") if name == "port" else ("postgresql://plain", "postgresql://ours")
    ours = f"IDEAS_{name.upper()}"

    assert str(getattr(load_settings({short: value}), name)) == value
    assert str(getattr(load_settings({short: value, ours: other}), name)) == other


def test_a_value_is_read_from_a_file(tmp_path):
    file = tmp_path / "password"
    file.write_text("open sesame\n")

    assert load_settings({"IDEAS_SMTP_PASSWORD_FILE": str(file)}).smtp_password == "open sesame"


def test_settings_are_frozen():
    settings = load_settings({})

    with pytest.raises(ValidationError):
        settings.port = 1


@pytest.mark.parametrize(
    ("base_url", "host", "served"),
    [
        ("", "127.0.0.1:8000", True),
        ("", "localhost:9", True),
        ("", "[::1]:8000", True),
        ("", "localhost", True),
        ("", "evil.example", False),
        ("", "localhost.evil.example", False),
        ("", "", False),
        ("https://ideas.example.com", "ideas.example.com", True),
        ("https://ideas.example.com", "127.0.0.1:8000", False),
        ("https://ideas.example.com", "ideas.example.com:8443", False),
        ("https://ideas.example.com:8443", "ideas.example.com:8443", True),
    ],
)
def test_only_our_own_names_are_served(base_url, host, served):
    assert Settings(base_url=base_url).is_served_as(host) is served


@pytest.mark.parametrize(
    ("given", "mails"),
    [("", "ideas@localhost"), ("https://ideas.example.com", "ideas@ideas.example.com")],
)
def test_mails_come_from_the_site(given, mails):
    assert Settings(base_url=given).sender == mails
    assert Settings(base_url=given, mail_from="us@example.org").sender == "us@example.org"


def test_a_secret_key_is_made_once_and_is_for_the_owner_alone(tmp_path):
    settings = Settings(var=tmp_path / "var")

    first, second = ensure_secret_key(settings), ensure_secret_key(settings)

    assert first.secret_key == second.secret_key
    assert len(first.secret_key) >= 32
    assert stat.S_IMODE((tmp_path / "var/secret_key").stat().st_mode) == 0o600
    assert ensure_secret_key(Settings(secret_key="k" * 32)).secret_key == "k" * 32


def test_shown_masks_what_is_secret():
    hidden = "correct horse battery staple and more"
    settings = Settings(
        secret_key=hidden,
        smtp_password=hidden,
        database_url=f"postgresql://me:{hidden}@db/x",
        redis_url=f"redis://:{hidden}@r",
    )

    lines = shown(settings)

    assert set(lines) == {f"IDEAS_{name.upper()}" for name in Settings.model_fields}
    assert hidden not in str(lines)
    assert lines["IDEAS_SECRET_KEY"] == "********"
    assert lines["IDEAS_PORT"] == "8000"
