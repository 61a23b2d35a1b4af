"""The rules that the project's own text keeps: size, docstrings, one clock, no chance, nothing of where it was written."""

import ast
import codecs
import re
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
SKIPPED = {".git", ".venv", "var", "node_modules", "vendor", "__pycache__", ".hypothesis", "dist"}
WRITTEN = {
    ".py",
    ".html",
    ".txt",
    ".css",
    ".js",
    ".md",
    ".toml",
    ".yml",
    ".yaml",
    ".sh",
    ".svg",
    ".ini",
    ".mako",
    ".json",
    "",
}
LINES_MAX = 300
FUNCTION_MAX = 40
# A migration is what a tool wrote.
LONG = ("migrations/versions/", "requirements/", "tests/")


def _files(*suffixes: str, under: str = ".") -> Iterator[Path]:
    for path in sorted((ROOT / under).rglob("*")):
        parts = path.relative_to(ROOT).parts
        if path.is_file() and path.suffix in suffixes and not any(p in SKIPPED or p.endswith("_cache") for p in parts):
            yield path


def _name(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


MODULES = list(_files(".py", under="ideas"))


def test_a_file_is_short():
    files = [path for path in _files(".py", ".html", ".css", ".js") if not _name(path).startswith(LONG)]
    sizes = {_name(path): len(path.read_text().splitlines()) for path in files}

    assert len(files) > 200
    assert {name: size for name, size in sizes.items() if size > LINES_MAX} == {}, (
        "past the budget: find the missing noun"
    )


def test_a_module_says_what_it_owns():
    silent = [_name(path) for path in MODULES if not ast.get_docstring(ast.parse(path.read_text()))]

    assert silent == [], "open it with a docstring"


def test_a_function_is_short():
    long = [
        f"{_name(path)}: {node.name}: {node.end_lineno - node.lineno + 1} lines"
        for path in MODULES
        for node in ast.walk(ast.parse(path.read_text()))
        if isinstance(node, ast.FunctionDef) and node.end_lineno - node.lineno + 1 > FUNCTION_MAX
    ]

    assert long == []


def test_only_the_clock_knows_the_time_and_nothing_is_left_to_chance():
    found = []
    for path in MODULES:
        source = path.read_text()
        if _name(path) != "ideas/base/clock.py":
            hours = r"datetime\.now\(|utcnow|date\.today\(|datetime\.today\(|fromtimestamp\("
            found += [(_name(path), hit) for hit in re.findall(hours, source)]
        found += [(_name(path), hit) for hit in re.findall(r"^\s*(?:import random\b|from random import)", source, re.M)]

    assert found == [], "the clock is passed in; secrets come from the secrets module"


def test_the_domain_is_told_the_time():
    """Actions, queries, policies and rules never ask the clock themselves."""
    told = ("actions", "queries", "policy", "models", "rules")
    asking = [
        _name(path)
        for path in MODULES
        if (path.stem in told or path.parent.name in told) and re.search(r"\bclock\.now\(", path.read_text())
    ]

    assert asking == []


def test_nothing_tells_where_or_with_what_it_was_written():
    """No path of a machine, no registry, no tool that wrote it. The words are turned round so as not to be found here."""
    words = [
        codecs.decode(word, "rot13")
        for word in (
            "/jbex/",
            "/ebbg/",
            "clcv.bet",
            "svyrf.clgubaubfgrq",
            "pynhqr",
            "naguebcvp",
            "bcranv",
            "pungtcg",
            "pbcvybg",
            "nv nffvfgnag",
            "ynathntr zbqry",
            "yyz",
        )
    ]
    pattern = re.compile(
        "|".join(rf"(?<![a-z]){re.escape(word)}{'' if word.endswith('/') else '(?![a-z])'}" for word in words), re.I
    )

    found = [
        f"{_name(path)}:{number}: {line.strip()[:80]}"
        for path in _files(*WRITTEN)
        for number, line in enumerate(path.read_text(errors="replace").splitlines(), 1)
        if pattern.search(line)
    ]

    assert found == []
