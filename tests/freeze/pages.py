"""Every address that can be read, by everybody who may look, and as a script asks for it."""

from collections.abc import Iterable, Iterator, Mapping
from itertools import product
from pathlib import Path

from tests.clients import Client
from tests.freeze import plain
from tests.freeze.known import addresses
from tests.freeze.people import browsers
from tests.freeze.telling import Teller
from tests.freeze.variations import variations
from tests.house.addresses import all_routes

SCRIPT = {"HX-Request": "true"}
SCRIPTED = ("member", "moderator")
# A page in another language is read by those who see least and most of it.
SPEAKERS = ("visitor", "author", "owner")
# Who may do something about an idea in some state, or might be thought to.
CONCERNED = ("author", "moderator")
# The states of an idea that make a difference to what can be done about it.
STATES = (
    "asked",
    "crowded",
    "declined",
    "hidden",
    "inner",
    "late",
    "locked",
    "members",
    "merged",
    "on_behalf",
    "pending",
    "refused",
    "shipped",
    "withdrawn",
)
# What is for staff is read with a query by those who may.
INNER = ("/acme/desk", "/acme/settings")
STAFF = ("partner_here", "partner_elsewhere", "moderator", "owner")
# Files, the same for everybody: one is enough.
FILES = ("static",)


def write_pages(story: Teller, folder: Path) -> int:
    """Write each answer into a file named after its address and its reader. Returns how many."""
    reading = Reading(browsers(story.app, story), folder)
    about_main = list(_about(story, "main"))
    reading.read(about_main, reading.everybody)
    reading.read(about_main, SCRIPTED, SCRIPT)
    for key in sorted(story.ideas.keys() - {"main", "rival"}):
        pages = list(_about(story, key, named=True))
        reading.read((path for path in pages if _is_its_page(path)), reading.everybody)
        reading.read((path for path in pages if _is_its_short_address(path)), CONCERNED[:1])
        if key in STATES:
            reading.read((path for path in pages if path.count("/") > 3), CONCERNED)
    for path in variations(story):
        reading.read([path], _readers_of(path) or reading.everybody)
    return reading.count


class Reading:
    """People who read, each in their own browser, and the folder that their pages are kept in."""

    def __init__(self, people: Mapping[str, Client], folder: Path) -> None:
        self._people, self._folder = people, folder
        self.everybody = tuple(people)
        self.count = 0

    def read(self, paths: Iterable[str], readers: Iterable[str], headers: Mapping[str, str] | None = None) -> None:
        """Each of these pages by each of these people, unless it was read before."""
        for path, reader in product(paths, readers):
            place = self._folder / place_of(path, is_scripted=headers is not None)
            file = place / f"{reader}.txt"
            if file.exists():
                continue
            place.mkdir(parents=True, exist_ok=True)
            file.write_text(plain.answer(self._people[reader].get(path, headers=headers)))
            self.count += 1


def _about(story: Teller, key: str, named: bool = False) -> Iterator[str]:
    """Every address that can be read, or those that are about one idea, filled for it."""
    fill = addresses(story, key)
    has_comments = story.value(f"SELECT count(*) FROM comment WHERE idea_id = {story.idea_id(key)}")
    for route in all_routes(story.app):
        about = route.rule.arguments
        if route.method != "GET" or route.endpoint in FILES or (named and "number" not in about):
            continue
        if has_comments or "comment_id" not in about:
            yield fill(route.rule)


def _is_its_page(path: str) -> bool:
    return path.count("/") == 3 and "-" in path


def _is_its_short_address(path: str) -> bool:
    return path.count("/") == 3 and "-" not in path


def _readers_of(path: str) -> tuple[str, ...]:
    """Who reads this variation, if not everybody."""
    if path.startswith(INNER) or path.endswith("/ban"):
        return STAFF
    return SPEAKERS if "lang=" in path else ()


def place_of(path: str, *, is_scripted: bool = False) -> str:
    """A folder's name for an address: as it is, its query behind one more slash."""
    path, _, query = path.partition("?")
    parts = [plain.plain(part) for part in path.strip("/").split("/")]
    return (
        "/".join([*filter(None, parts), *([f"_{query}"] if query else []), *(["_script"] if is_scripted else [])])
        or "_"
    )
