"""The demo's data files: TOML in `data/`, read into the dataclasses that say what may stand in them."""

import tomllib
from pathlib import Path
from typing import Annotated, TypeVar

from pydantic import AfterValidator, ConfigDict, TypeAdapter, ValidationError

from ideas.ops.demo.prose import prose

DATA = Path(__file__).parent / "data"
STRICT = ConfigDict(extra="forbid")

Text = Annotated[str, AfterValidator(prose)]
"""Markdown whose lines may be wrapped in the file."""

Shape = TypeVar("Shape")


def read_file(name: str, shape: type[Shape]) -> Shape:
    """The file's content in this shape. Raises TOMLDecodeError or ValidationError with the file's name in a note."""
    try:
        return TypeAdapter(shape).validate_python(tomllib.loads((DATA / name).read_text(encoding="utf-8")))
    except (tomllib.TOMLDecodeError, ValidationError) as error:
        error.add_note(f"In {DATA / name}")
        raise


def in_folder(folder: str) -> list[str]:
    """The names of the files in a folder of the data, in alphabetical order."""
    return sorted(path.relative_to(DATA).as_posix() for path in (DATA / folder).glob("*.toml"))
