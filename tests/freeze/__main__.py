"""Write down what must stay: `python -m tests.freeze OUT_DIR`, then `diff -r` with what another commit writes."""

import argparse
import shutil
import sys
import time
from collections.abc import Callable, Sequence
from pathlib import Path

from ideas.base.db import writing
from tests.cast import make_cast
from tests.databases import migrate, new_database, start_server, stop_servers
from tests.freeze import lists
from tests.freeze.demo import write_demo
from tests.freeze.doors import write_doors
from tests.freeze.faults import write_faults
from tests.freeze.house import House, open_house
from tests.freeze.mails import listening
from tests.freeze.pages import write_pages
from tests.freeze.posts import write_posts
from tests.freeze.schema import schema_of
from tests.freeze.still import standing_still
from tests.freeze.story import BEGIN, END, tell
from tests.freeze.telling import Teller
from tests.freeze.words import words


class Run:
    """One run: where it writes, and in what house."""

    def __init__(self, folder: Path, house: House) -> None:
        self.folder, self.house = folder, house

    def names(self) -> None:
        """What outsiders know by name, and every word."""
        app = self.house.new_app("names")
        for name, write in (("routes", lists.routes), ("commands", lists.commands), ("settings", lists.settings)):
            self._write(f"{name}.txt", write(app))
        self._write("schema.txt", schema_of(app.config["SQLALCHEMY_DATABASE_URI"]))
        self._write("msgids.txt", words())

    def world(self) -> None:
        """The story, what everybody sees of it, what becomes of each form; and all mails."""
        app = self.house.new_app("story")
        with standing_still(BEGIN) as clock, listening() as outbox:
            with app.app_context(), writing():
                cast = make_cast()
            story = Teller(app, cast, clock)
            tell(story)
            _say(f"{write_pages(story, self.folder / 'pages')} pages")
            self._write("mails.txt", outbox.book())
            self._write("commands-run.txt", lists.printed(app))
            _say(f"{write_posts(story, self.folder / 'posts')} forms")

    def doors(self) -> None:
        """The ways in, with their mails, and everything that can be wrong."""
        with standing_still(END) as clock, listening() as outbox:
            write_doors(self.house, self.folder / "doors", clock, outbox)
            self._write("mails-doors.txt", outbox.book())
            write_faults(self.house, self.folder / "faults", clock)

    def demo(self) -> None:
        """The demo."""
        with standing_still(END):
            write_demo(self.house, self.folder / "demo")

    def postgres(self) -> None:
        """The schema on PostgreSQL."""
        start_server()
        try:
            url = new_database("ideas_freeze")
            migrate(url, self.folder)
            self._write("schema-postgres.txt", schema_of(url))
        finally:
            stop_servers()

    def _write(self, name: str, text: str) -> None:
        (self.folder / name).write_text(text)


PARTS: dict[str, Callable[[Run], None]] = {
    "names": Run.names,
    "world": Run.world,
    "doors": Run.doors,
    "demo": Run.demo,
}
WRITTEN = ("pages", "posts", "doors", "faults", "demo")


def main(arguments: Sequence[str] | None = None) -> int:
    """Write the parts that are asked for."""
    asked = _read(arguments)
    folder: Path = asked.folder
    folder.mkdir(parents=True, exist_ok=True)
    for old in (folder / name for name in WRITTEN):
        shutil.rmtree(old, ignore_errors=True)
    for old in folder.glob("*.txt"):
        old.unlink()
    with open_house() as house:
        run = Run(folder, house)
        for name in asked.only or PARTS:
            began = time.monotonic()
            PARTS[name](run)
            _say(f"{name}: {time.monotonic() - began:.0f} s")
        if asked.postgres:
            run.postgres()
    return 0


def _read(arguments: Sequence[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m tests.freeze", description=__doc__)
    parser.add_argument("folder", type=Path, help="where to write; what an earlier run wrote there is removed")
    parser.add_argument("--only", nargs="+", choices=PARTS, help="these parts alone")
    parser.add_argument("--postgres", action="store_true", help="also the schema on PostgreSQL")
    return parser.parse_args(arguments)


def _say(words_: str) -> None:
    print(words_, file=sys.stderr)


if __name__ == "__main__":
    sys.exit(main())
