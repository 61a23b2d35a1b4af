"""Rows to import, what is told about them, and everything that there is."""

from datetime import UTC, datetime

from ideas.base.db import db

POSTED = datetime(2025, 3, 1, 10, 30, tzinfo=UTC)
OAT = {
    "source": "old",
    "id": "7",
    "title": "Oat milk in every shop",
    "body": "Please **do**.\n\n<script>alert(1)</script>",
    "author": "u1",
    "created_at": "2025-03-01T10:30:00Z",
    "status": "planned",
    "category": "Drinks",
    "tags": ["milk", "oat"],
    "votes": 12,
    "comments": [
        {"id": "1", "author": "u2", "created_at": "2025-03-02", "body": "Yes!", "votes": 3},
        {"id": "2", "parent_id": "1", "author": "u1", "created_at": "2025-03-03", "body": "Thank you"},
        {"id": "3", "parent_id": "2", "author": "u3", "created_at": "2025-03-04", "body": "And soy"},
    ],
}
SOY = {"source": "old", "id": "8", "title": "Soy milk in every shop", "created_at": "2025-04-01"}


def snapshot(app):
    """Every row of every table, so that nothing can change unseen."""
    with app.app_context(), db.engine.connect() as connection:
        return {
            table.name: sorted(map(repr, connection.execute(table.select()).all()))
            for table in db.metadata.sorted_tables
        }


def said(result):
    return [line for line in result.output.splitlines() if line != "A dry run: nothing was written."]
