"""Static files: one release for all, kept for a year under it, and the style sheets in one piece."""

import re

import pytest

from ideas.rim.assets import ONE_YEAR, Assets


@pytest.fixture
def files(tmp_path):
    (tmp_path / "css").mkdir()
    (tmp_path / "css/app.css").write_text('@layer a, b;\n@import url("one.css") layer(a);\n@import url("two.css");\n')
    (tmp_path / "css/one.css").write_text("p { color: red }")
    (tmp_path / "css/two.css").write_text("q { color: blue }")
    return tmp_path


def test_the_style_sheet_is_one_piece_in_its_layers(files):
    css = Assets(files, watches=False).style_sheet("css/app.css")

    assert css == "@layer a, b;\n@layer a {\np { color: red }\n}\n\nq { color: blue }\n"


def test_the_release_changes_with_any_file_its_name_or_its_words(files):
    first = Assets(files, watches=False).release
    (files / "css/one.css").write_text("p { color: green }")
    second = Assets(files, watches=False).release
    (files / "css/one.css").rename(files / "css/onf.css")
    third = Assets(files, watches=False).release

    assert len({first, second, third}) == 3
    assert all(re.fullmatch(r"[0-9a-f]{12}", release) for release in (first, second, third))


def test_production_looks_at_the_files_once_and_development_each_time(files):
    kept, watching = Assets(files, watches=False), Assets(files, watches=True)
    before = (kept.release, kept.style_sheet("css/app.css"))
    (files / "css/one.css").write_text("p { color: green }")

    assert (kept.release, kept.style_sheet("css/app.css")) == before
    assert watching.release != before[0]
    assert "green" in watching.style_sheet("css/app.css")


def test_a_file_is_kept_for_a_year_under_its_release_and_not_under_another(visitor, app):
    release = app.extensions["assets"].release

    mine, old = visitor.get(f"/static/{release}/css/app.css"), visitor.get("/static/000000000000/css/app.css")

    assert (mine.status_code, mine.headers["Cache-Control"]) == (200, ONE_YEAR)
    assert (old.status_code, old.headers["Cache-Control"]) == (200, "no-cache")
    assert mine.mimetype == "text/css"
    assert "@import" not in mine.text
    assert mine.headers.get("Set-Cookie") is None


@pytest.mark.parametrize(("name", "kind"), [("js/app.js", "text/javascript"), ("img/icons.svg", "image/svg+xml")])
def test_files_say_what_they_are(visitor, app, name, kind):
    response = visitor.get(f"/static/{app.extensions['assets'].release}/{name}")

    assert (response.status_code, response.mimetype) == (200, kind)


@pytest.mark.parametrize(
    "name",
    [
        "no.css",
        "css",
        "../wsgi.py",
        "%2e%2e/wsgi.py",
        "css/../../wsgi.py",
        "/etc/passwd",
        "vendor/lucide/README.md",
        "%00",
    ],
)
def test_nothing_else_is_served(visitor, app, name):
    assert visitor.get(f"/static/{app.extensions['assets'].release}/{name}").status_code in (404, 308)


def test_every_style_sheet_the_app_imports_is_there(app):
    css = app.extensions["assets"].style_sheet("css/app.css")

    assert css.count("{") == css.count("}")
    assert len(css) > 10_000
