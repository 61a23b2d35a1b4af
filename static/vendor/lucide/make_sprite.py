"""Put the Lucide glyphs we use into one SVG sprite.

    python static/vendor/lucide/make_sprite.py <folder with Lucide's icons/*.svg> > static/img/icons.svg

The folder is `icons/` of the `lucide-static` package, in the version named in VERSION. To add a glyph, add its name to glyphs.txt.
"""

import re
import sys
from pathlib import Path

NAMES = Path(__file__).with_name("glyphs.txt").read_text().split()

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
    sys.stdout.write(f'<svg xmlns="http://www.w3.org/2000/svg">\n{LICENCE}\n{glyphs}\n</svg>\n')
