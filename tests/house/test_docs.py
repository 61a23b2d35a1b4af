"""The documentation names files that exist, and a decision is in the list of decisions."""

import re
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
DOCS = sorted([*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md"), *(ROOT / "ideas").rglob("*.md")])
TOP = "ideas|tests|templates|static|docs|migrations|benchmarks"
# A path from the top of the repository, or one with a folder and a file's ending; `<feature>` and a star stand for many.
PATHS = re.compile(rf"(?<![\w/.<>-])(?:(?:{TOP})/[\w.*/<>-]*|[\w-]+/[\w/-]+\.(?:py|html|txt|css|js|md|toml))", re.ASCII)
LINKS = re.compile(r"\]\(([^)#\s]+)")


def paths_in(text: str) -> set[str]:
    return {found.rstrip(".") for found in PATHS.findall(text) if "<" not in found}


def links_in(text: str) -> set[str]:
    return {link for link in LINKS.findall(text) if ":" not in link}


def exists(path: str, *folders: Path) -> bool:
    return any(next(folder.glob(path), None) is not None for folder in folders)


def named() -> Iterator[tuple[str, str, bool]]:
    for doc in DOCS:
        name, text = doc.relative_to(ROOT).as_posix(), doc.read_text()
        for path in paths_in(text):
            yield name, path, exists(path, ROOT, ROOT / "ideas", doc.parent)
        for link in links_in(text):
            yield name, link, (doc.parent / link).exists()


def test_every_path_that_the_docs_name_exists():
    found = list(named())

    assert len(found) > 100
    assert [(doc, path) for doc, path, is_there in found if not is_there] == []


def test_every_decision_is_in_the_list():
    decisions = ROOT / "docs/decisions"

    listed = re.findall(r"\((\d{4}-[\w-]+\.md)\)", (decisions / "README.md").read_text())

    assert listed == sorted(path.name for path in decisions.glob("0*.md"))


def test_every_room_is_in_the_table_of_districts():
    text = (ROOT / "docs/architecture.md").read_text()
    rows = dict(re.findall(r"^\| `(ideas/\w+/)` \|[^|]*\|(.*)\|$", text, re.M))

    districts = {path for path in (ROOT / "ideas").iterdir() if (path / "__init__.py").exists()}
    rooms = {
        (f"ideas/{district.name}/", room.stem if room.is_file() else room.name)
        for district in districts - {ROOT / "ideas/rim", ROOT / "ideas/base"}
        for room in district.iterdir()
        if not room.name.startswith("__") and (room.suffix == ".py" or (room / "__init__.py").exists())
    }

    assert set(rows) == {f"ideas/{district.name}/" for district in districts}
    assert {(district, room) for district, room in rooms if not re.search(rf"\b{room}\b", rows[district])} == set()
