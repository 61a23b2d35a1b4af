"""Eight people post at once: no number twice, none left out. And two operators import one file at once."""

import json
import time

from ideas.community.idea.models import Idea, Tag
from ideas.people.brand.models import Brand
from tests.integrity import tasks
from tests.integrity.crew import SIZE
from tests.integrity.tasks import Posting, tally

EACH = 25


def test_ideas_posted_at_once_get_each_number_once(crew, cast, make, rows, database_url, violations, say):
    authors = [make.member(f"Author {number}").id for number in range(SIZE)]
    titles = [tuple(f"Wish {number} of process {own}" for number in range(EACH)) for own in range(SIZE)]

    began = time.monotonic()
    logs = crew.work(
        tasks.post,
        database_url,
        [Posting(cast.brand.id, cast.board.id, author, own) for author, own in zip(authors, titles, strict=True)],
    )
    took = time.monotonic() - began

    assert tally([answer for log in logs for answer in log]) == {True: SIZE * EACH}
    assert sorted(idea.number for idea in rows(Idea)) == list(range(1, SIZE * EACH + 1))
    assert rows(Brand, Brand.id == cast.brand.id)[0].next_idea_number == SIZE * EACH + 1
    assert {tag.slug: tag.idea_count for tag in rows(Tag)} == {"milk": SIZE * EACH, "wish": SIZE * EACH}
    assert violations() == []
    say(f"ideas: {SIZE * EACH} by {SIZE} processes in {took:.1f} s; numbers 1 to {SIZE * EACH}, 0 errors, 0 violations")


def test_one_file_imported_by_all_at_once_arrives_once(crew, cast, rows, database_url, violations, tmp_path):
    path = tmp_path / "ideas.jsonl"
    path.write_text("\n".join(json.dumps(_row(number)) for number in range(60)))

    results = crew.work(
        tasks.import_file, database_url, [[str(path), "--brand", "acme", "--board", "ideas"] for _ in range(SIZE)]
    )

    assert [code for code, _ in results] == [0] * SIZE, results
    assert sum("Ideas: 60 added, 0 here already" in words for _, words in results) == 1, results
    assert sum("Ideas: 0 added, 60 here already" in words for _, words in results) == SIZE - 1
    assert len(rows(Idea)) == 60
    assert violations() == []


def _row(number: int) -> dict[str, object]:
    comments = [{"id": "1", "author": "u1", "body": "Yes"}, {"id": "2", "parent_id": "1", "author": "u2", "body": "No"}]
    return {
        "source": "old",
        "id": number,
        "title": f"A wish from before, {number}",
        "author": f"u{number % 9}",
        "votes": number,
        "tags": ["milk", f"t{number % 5}"],
        "comments": comments,
        "created_at": "2026-01-01",
    }
