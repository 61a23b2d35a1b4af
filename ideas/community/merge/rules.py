"""What a merge may be, and how an idea is named by whoever looks for one."""

import re
from datetime import timedelta
from enum import StrEnum

REASON_MAX = 300
TOLD_AFTER = timedelta(minutes=2)

_NUMBER = re.compile(r"#?\s*(\d{1,9})|.*/ideas/(\d{1,9})(?:[-/?#].*)?")


class MergeState(StrEnum):
    """Where a merge stands: its author is asked, it is done, the author said no, or it was undone or given up."""

    ASKED = "asked"
    DONE = "done"
    REFUSED = "refused"
    UNDONE = "undone"


def read_number(text: str) -> int | None:
    """The number of the idea that somebody names as `12`, `#12` or by its address."""
    found = _NUMBER.fullmatch(text.strip())
    return int(found[1] or found[2]) if found else None
