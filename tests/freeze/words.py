"""Every word that people may read, as the templates and the code hold it: messages to translate, refusals, other sentences."""

import ast
import json
import re
from collections.abc import Iterable, Iterator
from pathlib import Path

from jinja2.ext import babel_extract

ROOT = Path(__file__).resolve().parents[2]
KEYWORDS = ("gettext", "ngettext", "pgettext", "npgettext", "lazy_gettext", "lazy_ngettext", "lazy_pgettext", "_")
OPTIONS = {
    "extensions": "jinja2.ext.do",
    "trim_blocks": "true",
    "lstrip_blocks": "true",
    "newstyle_gettext": "true",
    "silent": "false",
}
_SENTENCE = re.compile(r"[^\W\d_a-z].*\s.*[.!?…:»”]", re.DOTALL)


def words() -> str:
    """Four lists, each sorted, each message once and in quotes. Where it stands is not said: that may change."""
    trees = [ast.parse(path.read_text()) for path in sorted((ROOT / "ideas").rglob("*.py"))]
    lists = {
        "in templates": set(_in_templates()),
        "in code": {message for tree in trees for message in _messages(tree)},
        "refusals": {sentence for tree in trees for sentence in _refusals(tree)},
        "other sentences in code": {sentence for tree in trees for sentence in _sentences(tree)},
    }
    return "\n".join(line for name, found in lists.items() for line in _listed(name, found))


def _listed(name: str, found: Iterable[str]) -> Iterator[str]:
    lines = sorted(json.dumps(text, ensure_ascii=False) for text in found)
    yield from (f"== {name}: {len(lines)}", *lines, "")


def _in_templates() -> Iterator[str]:
    for path in sorted((ROOT / "templates").rglob("*")):
        if path.suffix not in (".html", ".txt"):
            continue
        with path.open("rb") as file:
            for _, _, message, _ in babel_extract(file, KEYWORDS, (), OPTIONS):
                yield _joined(message if isinstance(message, tuple) else (message,))


def _messages(tree: ast.Module) -> Iterator[str]:
    """What goes through gettext, under whatever name it was imported."""
    names = {alias.asname or alias.name for alias in _imported(tree) if alias.name in KEYWORDS} | {"_"}
    for call in _calls(tree):
        if _name(call.func) in names:
            texts = [text for text in map(_text, call.args) if text]
            if texts:
                yield _joined(texts)


def _refusals(tree: ast.Module) -> Iterator[str]:
    """The sentences of whatever is raised, and of what is required."""
    raised = [node.exc for node in ast.walk(tree) if isinstance(node, ast.Raise) and isinstance(node.exc, ast.Call)]
    required = [call for call in _calls(tree) if _name(call.func) == "require"]
    for call in (*raised, *required):
        for argument in call.args:
            yield from (_joined([text]) for text in _texts(argument))


def _sentences(tree: ast.Module) -> Iterator[str]:
    """Whatever else looks like a sentence and is no docstring."""
    docstrings = {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)}
    for node in ast.walk(tree):
        if id(node) not in docstrings and _SENTENCE.fullmatch(_text(node)):
            yield _text(node)


def _imported(tree: ast.Module) -> Iterator[ast.alias]:
    for node in ast.walk(tree):
        if isinstance(node, ast.ImportFrom):
            yield from node.names


def _calls(tree: ast.Module) -> Iterator[ast.Call]:
    return (node for node in ast.walk(tree) if isinstance(node, ast.Call))


def _texts(argument: ast.expr) -> Iterator[str]:
    """The texts in an argument; a text with holes is given as it is written."""
    for node in ast.walk(argument):
        if isinstance(node, ast.JoinedStr):
            yield ast.unparse(node)
            return
    yield from (_text(node) for node in ast.walk(argument) if " " in _text(node))


def _text(node: ast.AST) -> str:
    """The text that this is; of anything else, nothing."""
    return node.value if isinstance(node, ast.Constant) and isinstance(node.value, str) else ""


def _name(function: ast.expr) -> str:
    return (
        function.id if isinstance(function, ast.Name) else function.attr if isinstance(function, ast.Attribute) else ""
    )


def _joined(texts: Iterable[str | None]) -> str:
    return " | ".join(text for text in texts if text)
