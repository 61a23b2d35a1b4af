"""The rules that templates keep: nothing inline, one door to HTML, every word translated, components without a context."""

import re
from html.parser import HTMLParser
from pathlib import Path

import pytest
from jinja2 import Environment, nodes

ROOT = Path(__file__).resolve().parents[2] / "templates"
TEMPLATES = sorted(path for path in ROOT.rglob("*") if path.suffix in (".html", ".txt"))
PAGES = [path for path in TEMPLATES if path.suffix == ".html" and path.relative_to(ROOT).parts[0] != "mail"]
# /design shows samples to developers; its words are not translated.
SPOKEN = [path for path in TEMPLATES if path.suffix == ".html" and path.parent.name != "design"]
COMPONENTS = sorted((ROOT / "components").glob("*.html"))
CONTEXT = {"g", "current_user", "viewer", "request", "session", "config", "brand", "lang", "dir", "flashes", "nav"}
SPOKEN_ATTRIBUTES = {"title", "alt", "placeholder", "aria-label", "aria-description", "aria-roledescription"}


def _name(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


def test_nothing_is_inline():
    patterns = {
        "style attribute": r"<[^>]*\sstyle\s*=",
        "style or handler": r"<style\b|<[^>]*\son[a-z]+\s*=|javascript:",
        "script": r"<script\b(?![^>]*\bsrc=)[^>]*>",
    }
    found = [
        (_name(path), what)
        for path in PAGES
        for what, pattern in patterns.items()
        if re.search(pattern, path.read_text(), re.I)
    ]

    assert found == []


def test_html_comes_through_the_one_door():
    doors = r"\|\s*safe\b|\bMarkup\(|autoescape\s+false"

    assert [_name(path) for path in TEMPLATES if re.search(doors, path.read_text())] == []


def test_a_fragment_is_named_so():
    """What extends no layout is a fragment, and its name begins with _."""
    pages = [path for path in PAGES if path.relative_to(ROOT).parts[0] not in ("components", "layout", "error")]
    odd = [_name(path) for path in pages if path.name.startswith("_") is ("{% extends" in path.read_text())]

    assert odd == []


@pytest.mark.parametrize("path", COMPONENTS, ids=_name)
def test_a_component_reads_no_context(path):
    tree = Environment(extensions=["jinja2.ext.i18n", "jinja2.ext.do"], autoescape=True).parse(path.read_text())
    macros = list(tree.find_all(nodes.Macro))
    own = {argument.name for macro in macros for argument in macro.args}

    read = {name.name for name in tree.find_all(nodes.Name) if name.ctx == "load"} & CONTEXT - own

    assert read == set(), "give it as a parameter"
    assert path.stem in {macro.name for macro in macros}, "the macro is named as its file"


def test_every_word_is_translated():
    found = []
    for path in SPOKEN:
        words = _Words()
        words.feed(_without_jinja(path.read_text()))
        found += [(_name(path), text) for text in words.found]

    assert found == [], "put it through _() or {% trans %}"


class _Words(HTMLParser):
    """Collects text and spoken attributes that hold letters."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []
        self._silent = 0

    def handle_starttag(self, tag, attributes):
        self._silent += tag in ("script", "style", "code")
        for name, value in attributes:
            if name in SPOKEN_ATTRIBUTES and value and re.search(r"[^\W\d_]{2}", value):
                self.found.append(f"{name}={value}")

    def handle_endtag(self, tag):
        self._silent -= tag in ("script", "style", "code")

    def handle_data(self, text):
        if not self._silent and re.search(r"[^\W\d_]{2}", text):
            self.found.append(text.strip())


def _without_jinja(source: str) -> str:
    source = re.sub(r"\{%-?\s*trans\b.*?endtrans\s*-?%\}", "", source, flags=re.S)
    source = re.sub(r"\{#.*?#\}", "", source, flags=re.S)
    source = re.sub(r"\{%-?.*?%\}", "", source, flags=re.S)
    source = re.sub(r"(</?)\{\{.*?\}\}", r"\1p", source)
    return re.sub(r"\{\{.*?\}\}", "", source, flags=re.S)
