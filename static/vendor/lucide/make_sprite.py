"""Put the Lucide glyphs we use into one SVG sprite.

    python static/vendor/lucide/make_sprite.py <folder with Lucide's icons/*.svg> > static/img/icons.svg

The folder is `icons/` of the `lucide-static` package, in the version named in VERSION. To add a glyph, add its name below.
"""

import re
import sys
from pathlib import Path

NAMES = """
arrow-down arrow-left arrow-right arrow-up badge-check ban bell bell-off bell-ring bookmark calendar calendar-clock chart-column chart-line
check chevron-down chevron-left chevron-right circle circle-alert circle-check circle-dashed circle-slash circle-x clock coffee columns-3
copy corner-down-right download ellipsis external-link eye eye-off flag folder gavel globe grip-vertical hammer
handshake heart history house inbox info key-round keyboard lightbulb link list list-checks lock log-in log-out mail
map megaphone menu merge message-circle notebook-pen package-check pencil pin plus printer refresh-cw reply rocket rss
scale search send settings shield shield-check sliders-horizontal smartphone split star tag telescope thumbs-up trash-2
triangle-alert undo-2 upload user user-plus user-x users vote webhook x
""".split()

LICENCE = "<!-- Lucide icons, ISC licence, see static/vendor/lucide/LICENSE -->"
SYMBOL = (
    '<symbol id="{name}" viewBox="0 0 24 24" fill="none" stroke="currentColor" '
    'stroke-linecap="round" stroke-linejoin="round">{shapes}</symbol>'
)


def symbol(folder: Path, name: str) -> str:
    """One glyph as a symbol: its shapes without the frame. The stroke's width comes from the page's style sheet."""
    glyph = (folder / f"{name}.svg").read_text()
    inside = re.search(r"<svg[^>]*>(.*)</svg>", glyph, re.DOTALL)
    if inside is None:
        raise SystemExit(f"{name}.svg is not a Lucide glyph")
    shapes = "".join(line.strip() for line in inside.group(1).splitlines()).replace(" />", "/>")
    return SYMBOL.format(name=name, shapes=shapes)


if __name__ == "__main__":
    glyphs = "\n".join(symbol(Path(sys.argv[1]), name) for name in NAMES)
    print(f'<svg xmlns="http://www.w3.org/2000/svg">\n{LICENCE}\n{glyphs}\n</svg>')
