"""The brand and the person as they were read at the start of a request: what an error page shows of them.

After a failed transaction the rows themselves are read again at the first use, and the database may be what is broken.
"""

from dataclasses import replace
from typing import Any

from flask import g


def take_snapshot() -> None:
    """Remember the values of the brand's and the account's rows, before anything changes them."""
    rows = (g.brand, g.viewer.account)
    g.snapshot = [dict(vars(row)) if row is not None else None for row in rows]


def show_snapshot() -> None:
    """Let the rest of this request see copies that belong to no session, so that showing them asks for nothing."""
    if "snapshot" not in g:
        return
    brand, account = g.snapshot
    if g.get("brand") is not None:
        g.brand = _copy(g.brand, brand)
    if g.get("viewer") is not None and g.viewer.account is not None:
        g.viewer = replace(g.viewer, account=_copy(g.viewer.account, account))


def _copy(row: Any, values: dict[str, Any]) -> Any:
    model = type(row)
    return model(**{name: values[name] for name in model.__mapper__.column_attrs.keys() if name in values})  # noqa: SIM118
