"""Tables as CSV files that are safe to open in a spreadsheet."""

import csv
import io
import re
from collections.abc import Iterable, Sequence

# What a spreadsheet takes for the beginning of a formula, also in full width: where a cell begins, and behind what some
# take for its end, such as the semicolon in the countries that write 1,5.
_FORMULA = re.compile("(^|[;\t\r\n])([ \u00a0\u200b\ufeff]*)(?=[=+\\-@＝＋－＠])")
_BREAKS = ("\t", "\r", "\n")


def csv_text(headers: Sequence[str], rows: Iterable[Sequence[object]]) -> str:
    """The rows as RFC 4180 CSV with a byte order mark, so that spreadsheets read UTF-8.

    A text that a spreadsheet would take for a formula gets an apostrophe in front; numbers stay numbers.
    """
    file = io.StringIO()
    file.write("\ufeff")
    writer = csv.writer(file, lineterminator="\r\n")
    writer.writerow([_cell(header) for header in headers])
    writer.writerows([_cell(value) for value in row] for row in rows)
    return file.getvalue()


def _cell(value: object) -> object:
    if value is None:
        return ""
    if isinstance(value, int | float):
        return value
    text = _FORMULA.sub(r"\1\2'", str(value))
    return f"'{text}" if text.startswith(_BREAKS) else text
