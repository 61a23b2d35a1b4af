"""The shape of an imported file: one idea a line, as JSON. Everything is checked here, so that nothing later can choke."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Annotated, Any, NoReturn, TypeAlias, TypeVar

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, ValidationError, ValidationInfo, model_validator

from ideas.base.text import many_lines, one_line
from ideas.community.comment.rules import BODY_MAX as COMMENT_MAX
from ideas.community.idea.rules import BODY_MAX
from ideas.ops.transfer.rules import KEY_MAX, SOURCE_MAX, loosen

TITLE_MOST = 1_000
AUTHOR_MAX = 200
WORD_MAX = 200
VOTES_MAX = 10_000_000
EARLIEST = datetime(1970, 1, 1, tzinfo=UTC)

_PLAIN_REASONS = {
    "missing": "is missing",
    "string_type": "is not text",
    "list_type": "is not a list",
    "int_type": "is not a whole number",
    "model_type": "is not an object",
    "dict_type": "is not an object",
    "string_too_short": "is empty",
    "string_too_long": "has more than {max_length} characters",
    "too_long": "has more than {max_length} entries",
    "greater_than_equal": "is below {ge}",
    "less_than_equal": "is above {le}",
}


class BadRow(Exception):
    """This row can't be used; the message says why."""


def _line(value: object) -> object:
    return one_line(_writable(value)) if isinstance(value, str) else value


def _body(value: object) -> object:
    return loosen(many_lines(_writable(value)).strip()) if isinstance(value, str) else value


def _id(value: object) -> object:
    """Ids may be numbers; they are compared as text."""
    return str(value) if isinstance(value, int) and not isinstance(value, bool) else _line(value)


def _moment(value: object, info: ValidationInfo) -> object:
    """A date, or a date and time in ISO 8601; UTC where no zone is named."""
    now: datetime = (info.context or {})["now"]
    if not isinstance(value, str):
        raise ValueError("is not a date as text, such as 2026-05-31 or 2026-05-31T10:30:00Z")
    try:
        moment = datetime.fromisoformat(value.strip())
        moment = (moment if moment.tzinfo else moment.replace(tzinfo=UTC)).astimezone(UTC)
    except (ValueError, OverflowError):
        raise ValueError(f"is not a date that can be read: {value[:40]!r}") from None
    if not EARLIEST <= moment <= now + timedelta(days=1):
        raise ValueError(f"is before 1970 or in the future: {value[:40]!r}")
    return min(moment, now)


def _writable(value: str) -> str:
    """Half a surrogate pair is legal JSON and no text."""
    try:
        value.encode()
    except UnicodeEncodeError:
        raise ValueError("holds a broken character") from None
    return value


Key: TypeAlias = Annotated[str, Field(min_length=1, max_length=KEY_MAX), BeforeValidator(_id)]
Source: TypeAlias = Annotated[str, Field(min_length=1, max_length=SOURCE_MAX), BeforeValidator(_line)]
Title: TypeAlias = Annotated[str, Field(min_length=1, max_length=TITLE_MOST), BeforeValidator(_line)]
Author: TypeAlias = Annotated[str, Field(max_length=AUTHOR_MAX), BeforeValidator(_line)]
Word: TypeAlias = Annotated[str, Field(max_length=WORD_MAX), BeforeValidator(_line)]
IdeaBody: TypeAlias = Annotated[str, Field(max_length=BODY_MAX), BeforeValidator(_body)]
CommentBody: TypeAlias = Annotated[str, Field(max_length=COMMENT_MAX), BeforeValidator(_body)]
Moment: TypeAlias = Annotated[datetime, BeforeValidator(_moment)]
Votes: TypeAlias = Annotated[int, Field(ge=0, le=VOTES_MAX)]


class _Row(BaseModel):
    model_config = ConfigDict(strict=True, extra="ignore", frozen=True)

    @model_validator(mode="before")
    @classmethod
    def _leave_out_nulls(cls, values: object) -> object:
        """A null says as much as an absent key."""
        return (
            {key: value for key, value in values.items() if value is not None} if isinstance(values, dict) else values
        )


class CommentRow(_Row):
    """A comment. `parent_id` names what it replies to; `votes` are read only to say that they are left out."""

    id: Key | None = None
    parent_id: Key | None = None
    author: Author | None = None
    created_at: Moment | None = None
    body: CommentBody = ""
    votes: Any = None


class IdeaRow(_Row):
    """An idea. `votes` is a count: who voted is not known."""

    id: Key
    title: Title
    source: Source | None = None
    body: IdeaBody = ""
    author: Author | None = None
    created_at: Moment | None = None
    status: Word | None = None
    category: Word | None = None
    tags: Annotated[list[Word], Field(max_length=100)] = []
    votes: Votes = 0
    comments: list[Any] = []


_AnyRow = TypeVar("_AnyRow", bound=_Row)


@dataclass(frozen=True, slots=True)
class ReadIdea:
    """A row that can be used, its comments that can be used, and the names of the others with what is wrong."""

    row: IdeaRow
    comments: tuple[CommentRow, ...]
    bad_comments: tuple[tuple[str, str], ...]
    unused_keys: frozenset[str]


def read_idea(raw: bytes, *, now: datetime) -> ReadIdea:
    """One line of the file. Raises BadRow."""
    values = _parse(raw)
    row = _validated(IdeaRow, values, now)
    comments: list[CommentRow] = []
    bad: list[tuple[str, str]] = []
    for number, item in enumerate(row.comments, 1):
        try:
            comments.append(_validated(CommentRow, item, now))
        except BadRow as why:
            bad.append((_named(item, number), str(why)))
    return ReadIdea(row, tuple(comments), tuple(bad), frozenset(values) - set(IdeaRow.model_fields))


def id_of(raw: bytes) -> str | None:
    """The id of a row that can't be used, for the report, if it can be told."""
    try:
        value = _parse(raw).get("id")
    except BadRow:
        return None
    return ascii(value).strip("'\"")[:40] if isinstance(value, str | int) else None


def _parse(raw: bytes) -> Mapping[str, Any]:
    try:
        values = json.loads(raw.decode("utf-8-sig"), parse_constant=_refuse_constant)
    except UnicodeDecodeError:
        raise BadRow("it is not UTF-8") from None
    except (ValueError, RecursionError):
        raise BadRow("it is not JSON") from None
    if not isinstance(values, dict):
        raise BadRow("it is not a JSON object")
    return values


def _refuse_constant(name: str) -> NoReturn:
    raise ValueError(name)


def _validated(kind: type[_AnyRow], values: object, now: datetime) -> _AnyRow:
    try:
        return kind.model_validate(values, context={"now": now})
    except ValidationError as error:
        raise BadRow("; ".join(_sentence(item) for item in error.errors(include_url=False))) from None


def _sentence(item: Any) -> str:
    where = " ".join(str(part) for part in item["loc"]) or "it"
    plain = _PLAIN_REASONS.get(item["type"])
    reason = plain.format(**item.get("ctx", {})) if plain else str(item["msg"]).removeprefix("Value error, ")
    return f"{where} {reason}"


def _named(item: object, number: int) -> str:
    known = item.get("id") if isinstance(item, dict) else None
    return ascii(known).strip("'\"")[:40] if isinstance(known, str | int) else f"number {number}"
