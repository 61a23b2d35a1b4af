"""The rules that style sheets and scripts keep: one direction for all languages, no force, nothing from elsewhere."""

import re
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2] / "static"
SHEETS = sorted((ROOT / "css").rglob("*.css"))
SCRIPTS = sorted((ROOT / "js").rglob("*.js"))
PHYSICAL = re.compile(
    r"(?<![\w-])(?:margin|padding|border|inset|scroll-margin|scroll-padding)-(?:left|right|top|bottom)\b"
    r"|(?<![\w-])border-(?:top|bottom)-(?:left|right)-radius"
    r"|(?<=[{;\s])(?:left|right|top|bottom)\s*:"
    r"|(?:text-align|float|clear)\s*:\s*(?:left|right)\b"
)


def _name(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


def _css(path: Path) -> str:
    return re.sub(r"/\*.*?\*/", "", path.read_text(), flags=re.S)


def test_style_sheets_read_both_ways():
    found = [(_name(path), hit) for path in SHEETS for hit in PHYSICAL.findall(_css(path))]

    assert len(SHEETS) > 30
    assert found == [], "use the logical property"


def test_style_sheets_use_no_force_and_no_ids():
    forced = [_name(path) for path in SHEETS if "!important" in _css(path)]
    selectors = [(_name(path), part.strip()) for path in SHEETS for part in re.findall(r"([^{};]+)\{", _css(path))]

    assert forced == []
    assert [(name, selector) for name, selector in selectors if re.search(r"#[a-zA-Z]", selector)] == []


def test_style_sheets_fetch_nothing_from_elsewhere():
    addresses = [(_name(path), url) for path in SHEETS for url in re.findall(r"url\(\s*['\"]?([^'\")]+)", _css(path))]

    assert [(name, address) for name, address in addresses if re.match(r"(?:[a-z]+:)?//", address)] == []


def test_every_style_sheet_is_in_the_bundle():
    imported = set(re.findall(r'@import url\("([^"]+)"\)', (ROOT / "css/app.css").read_text()))
    there = {path.relative_to(ROOT / "css").as_posix() for path in SHEETS} - {"app.css"}

    assert imported == there


def test_every_layer_comes_in_its_order():
    css = (ROOT / "css/app.css").read_text()

    assert re.search(r"@layer reset, tokens, base, layout, components, features, utilities\b", css)


def test_scripts_make_no_markup_of_text():
    doors = r"innerHTML|outerHTML|insertAdjacentHTML|document\.write|\beval\(|new Function\("

    assert len(SCRIPTS) > 5
    assert [(_name(path), hit) for path in SCRIPTS for hit in re.findall(doors, path.read_text())] == []


def test_scripts_fetch_nothing_from_elsewhere():
    assert [_name(path) for path in SCRIPTS if re.search(r"['\"`](?:https?:)?//[a-z]", path.read_text())] == []
