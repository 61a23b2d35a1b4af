"""The order in which acts lock rows, and locks that can be let go of again.

PostgreSQL locks rows one by one; SQLite has one lock for all. Two acts that each wait for what the other one has locked
stop each other: PostgreSQL ends one of them. That can't happen as long as every act locks in the order below, rows of
one table by ascending id, each row once and at the strength that it needs in the end: shared by an act that needs the row
to stay as it is, exclusive by the act that changes it. tests/locks.py checks it in every test.
"""

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from typing import Any

from sqlalchemy import Select

from ideas.base.db import db, is_postgres
from ideas.base.refusal import Conflict

LOCK_ORDER: tuple[tuple[str, str], ...] = (
    ("account_token", "a link or code is used before anything is known of the person behind it"),
    ("account", "what one person sends twice at once waits here, before anything else is looked at"),
    ("account_session", "ends with a new password, so after the account"),
    ("brand", "changes of a brand's set-up come one after the other; the next number of an idea is taken here"),
    ("invitation", "gives a role, and whoever gives roles has locked the brand"),
    ("idea", "most acts are about ideas: all that an act changes, and their canonical ones, before anything of theirs"),
    ("stage", "a move knows by its idea which stages it is between; to close a stage, its ideas are locked first"),
    ("report_case", "what waits at the desk is found with its idea"),
    ("likely_duplicate", "as a case"),
    ("vote_alert", "as a case"),
    ("appeal", "as a case"),
    ("desk_act", "an act of the desk is undone with its ideas locked"),
    ("comment", "written and hidden beside an idea that is locked shared"),
    ("vote", "the row first, then the count"),
    ("recorded_vote", "the row first, then the count"),
    ("criterion", "a change of a criterion rewrites the scores in the ranks"),
    ("idea_rank", "counters and the answer clock: the row that all wait for, so it is taken late"),
    ("board", "keeps pauses and set-up away from clocks that start: taken with the ranks at hand"),
    ("membership", "a role, trust and bans, which follow from what was decided"),
    ("board_member", "a seat on a board follows from the role"),
    ("ban", "has its copy in the membership"),
    ("statement", "says what was decided, and is lifted with it"),
    ("tag", "an idea is tagged at the end, when it is in its place"),
    ("activity", "what is not to be told any more"),
    ("audit_head", "the end of the audit log's chain, for which a whole brand waits: at commit, the last of all"),
)
"""Tables whose rows more than one kind of act locks, from first to last, each with the reason for its place."""

COVERED: dict[str, tuple[str, ...]] = {
    "report_case": ("idea",),
    "vote_alert": ("idea",),
    "comment": ("idea",),
    "vote": ("idea",),
    "recorded_vote": ("idea",),
    "statement": ("idea", "membership"),
    "ban": ("membership",),
    "tag_alias": ("brand",),
    "tag_merge": ("brand",),
}
"""Rows that nobody else waits for while their idea (membership, brand) is locked exclusively: then they come in any order."""

TRIES = 8


class Attempt:
    """Locks taken for a try: `give_up` lets go of them."""

    def __init__(self) -> None:
        self.failed = False

    def give_up(self) -> None:
        """Let go of what was locked since the try began."""
        self.failed = True


@contextmanager
def try_locks() -> Iterator[Attempt]:
    """Take locks that can be let go of again: PostgreSQL does so at a savepoint; SQLite has one lock for all and keeps it."""
    attempt = Attempt()
    if not is_postgres():
        yield attempt
        return
    with db.session.begin_nested() as savepoint:
        yield attempt
        if attempt.failed:
            savepoint.rollback()


def lock_all(rows: Select[int], *, then: Callable[[], object]) -> Sequence[int]:
    """Lock the rows of this select of ids, then what keeps further ones from coming. Returns the ids. Raises Conflict.

    Where further rows came in between, everything is let go of and locked anew, so that rows are never locked after it.
    """
    exclusive: Select[Any] = rows.with_for_update(key_share=True)
    for _ in range(TRIES):
        with try_locks() as attempt:
            locked = db.session.scalars(exclusive).all()
            then()
            now = db.session.scalars(rows).all()
            if set(now) <= set(locked):
                return now
            attempt.give_up()
    raise Conflict(
        "Somebody else changed the same thing at the same moment, and nothing of yours was saved. Reload and try again."
    )
