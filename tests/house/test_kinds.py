"""Kinds of activities: each is declared once and recorded somewhere, and what is told of them is told of all of them."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from ideas import wiring
from ideas.base.db import db
from ideas.community.merge import subscribers as merge_subscribers
from ideas.desk.audit_log.staff.words import ACTS
from ideas.pages.idea_page.timeline import STORY
from ideas.spine.kinds import _DECLARED, KINDS, STORY_KINDS, Logged, UnknownKind, kind_named

ROOT = Path(__file__).resolve().parents[2]
SOURCES = {
    path.relative_to(ROOT).as_posix(): path.read_text()
    for path in sorted((ROOT / "ideas").rglob("*.py"))
    if path.name != "kinds.py"
}
TREES = {name: ast.parse(source) for name, source in SOURCES.items()}
# These say something of each kind that they list, and are held against the declarations below. All other lists are derived.
TABLES = {
    "ideas/desk/audit_log/staff/words.py",
    "ideas/pages/idea_page/timeline.py",
    "ideas/community/merge/subscribers.py",
}


def calls_in(tree: ast.Module) -> Iterator[tuple[str, ast.Call]]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name):
            yield node.func.id, node


def recorders_in(tree: ast.Module) -> dict[str, int]:
    """Functions that pass one of their own parameters on as the kind, `record` among them, and which parameter that is."""
    found = {"record": 0, "record_on": 0}
    functions = [node for node in ast.walk(tree) if isinstance(node, ast.FunctionDef)]
    for function in functions:
        names = [argument.arg for argument in function.args.args]
        for called, call in calls_in(ast.Module(function.body, [])):
            if called in ("record", "record_on") and isinstance(call.args[0], ast.Name) and call.args[0].id in names:
                found[function.name] = names.index(call.args[0].id)
    return found


def recorded_in(tree: ast.Module) -> Iterator[str]:
    """The kinds that a module records; whatever is neither a string nor a recorder's own parameter is shown as it is."""
    recorders = recorders_in(tree)
    own = {
        (function.args.args[place].arg)
        for function in ast.walk(tree)
        if isinstance(function, ast.FunctionDef) and (place := recorders.get(function.name)) is not None
    }
    for called, call in calls_in(tree):
        if called in recorders:
            kind = call.args[recorders[called]]
            for choice in (kind.body, kind.orelse) if isinstance(kind, ast.IfExp) else (kind,):
                if isinstance(choice, ast.Constant):
                    yield choice.value
                elif not (isinstance(choice, ast.Name) and choice.id in own):
                    yield ast.unparse(choice)


RECORDED = {kind for name, tree in TREES.items() if "/spine/" not in name for kind in recorded_in(tree)}


def test_no_kind_is_declared_twice_and_no_two_have_one_webhook():
    webhooks = [kind.webhook for kind in _DECLARED if kind.webhook]

    assert len(KINDS) == len(_DECLARED) > 90
    assert len(set(webhooks)) == len(webhooks)


def test_what_is_recorded_is_declared_and_what_is_declared_is_recorded():
    assert set(KINDS) == RECORDED


def test_what_looks_like_a_kind_is_one(app):
    """In a query, a comparison, or rows that are written many at once: a typing error would be found by nobody."""
    subjects = "|".join(sorted({name.partition(".")[0] for name in KINDS}))
    pages = {rule.endpoint for rule in app.url_map.iter_rules()}
    columns = {f"{table}.{column}" for table, one in db.metadata.tables.items() for column in one.c.keys()}  # noqa: SIM118
    strange = {
        (name, found)
        for name, source in SOURCES.items()
        for found in re.findall(rf"""["']((?:{subjects})\.[a-z_]+)["']""", source)
        if found not in {*KINDS, *pages, *columns}
    }

    assert strange == set()


def test_only_the_tables_list_kinds():
    found = set()
    for name, tree in TREES.items():
        for node in ast.walk(tree):
            parts = node.keys if isinstance(node, ast.Dict) else getattr(node, "elts", ())
            if len({part.value for part in parts if isinstance(part, ast.Constant) and part.value in KINDS}) > 2:
                found.add(name)

    assert found == TABLES


def test_every_kind_in_the_audit_log_has_words_and_every_word_has_a_kind():
    assert set(ACTS) == {kind.name for kind in _DECLARED if kind.logged is not Logged.NEVER}


def test_every_kind_in_the_story_has_an_icon_and_words_and_every_word_has_a_kind():
    assert set(STORY) == set(STORY_KINDS)
    assert [name for name, (icon, _) in STORY.items() if not icon] == ["idea.moved"]


def test_who_is_told_is_there_and_everybody_who_tells_is_asked():
    asked = {name for kind in _DECLARED for name in kind.subscribers}

    assert set(wiring._SUBSCRIBERS) == asked
    assert set(merge_subscribers._STATES) == {kind.name for kind in _DECLARED if "tell_of_merge" in kind.subscribers}


def test_a_kind_that_nobody_declared_is_refused():
    with pytest.raises(UnknownKind, match=r"idea\.painted"):
        kind_named("idea.painted")


def test_a_kind_says_what_an_activity_lacks():
    moved = kind_named("idea.moved")

    assert moved.missing(board_id=1, idea_id=None, detail={"move_id": 1, "from": "New"}) == {"idea_id", "to", "phase"}


def test_what_never_is_an_act_of_staff_cant_be_recorded_as_one():
    assert kind_named("idea.edited").is_logged(as_staff=True)
    assert not kind_named("idea.edited").is_logged(as_staff=False)
    with pytest.raises(ValueError, match="never an act of staff"):
        kind_named("comment.created").is_logged(as_staff=True)
