"""The checks: each asks the tables, by plain SQL, for what can't be, and names it."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from typing import Any

from sqlalchemy import ForeignKeyConstraint, Select, and_, select, text

from ideas.base.db import db, every_brand, is_postgres
from ideas.community.idea.models import IdeaRank
from ideas.community.merge.tally import tally
from ideas.ops.verify.answers import ANSWERS
from ideas.ops.verify.chain import broken_chains, missing_guards
from ideas.ops.verify.limits import LIMITS
from ideas.ops.verify.scores import wrong_scores
from ideas.ops.verify.votes import VOTES

BATCH = 500
COUNTED = ("brand", "idea", "vote", "comment", "move", "answer")


@dataclass(frozen=True, slots=True)
class Violation:
    """Something that can't be: which check found it, and what it is, with ids."""

    check: str
    sentence: str


def find_violations(*, now: datetime) -> list[Violation]:
    """Everything that every check finds, in every brand."""
    with every_brand():
        by_sql = [Violation(name, sentence) for name, sql, words in STATEMENTS for sentence in _ask(sql, words)]
        by_walk = [Violation(name, sentence) for name, walk in WALKS for sentence in walk(now)]
    return by_sql + by_walk


def lock_tables() -> None:
    """Let all checks see one moment, however long they take: first in a transaction. SQLite's do so anyway."""
    if is_postgres():
        db.session.execute(text("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY"))


def count_rows() -> dict[str, int]:
    """How many rows the checks looked at, by table."""
    return {table: db.session.scalar(text(f"SELECT count(*) FROM {table}")) or 0 for table in COUNTED}  # noqa: S608


def _ask(sql: str, words: str) -> Iterator[str]:
    for row in db.session.execute(text(sql)).mappings():
        yield words.format(**row)


# --- by one statement ------------------------------------------------------------------------------------------------

# Name, what can't be, and how it is told.
STATEMENTS: tuple[tuple[str, str, str], ...] = (
    *VOTES,
    *LIMITS,
    *ANSWERS,
    (
        "comment count",
        """
        SELECT rank.idea_id, rank.comment_count, count(comment.id) AS comments
        FROM idea_rank AS rank LEFT JOIN comment ON comment.idea_id = rank.idea_id AND comment.removed_at IS NULL
             AND comment.visibility = 'public'
        GROUP BY rank.idea_id, rank.comment_count HAVING rank.comment_count <> count(comment.id)
        ORDER BY rank.idea_id
        """,
        "idea {idea_id} says {comment_count} comments; there are {comments}",
    ),
    (
        "rank",
        """
        SELECT idea.id FROM idea LEFT JOIN idea_rank AS rank ON rank.idea_id = idea.id
        WHERE rank.idea_id IS NULL OR rank.board_id <> idea.board_id OR rank.stage_id <> idea.stage_id
           OR rank.visibility <> CASE WHEN idea.merged_into_id IS NOT NULL AND idea.visibility = 'public'
                                      THEN 'hidden' ELSE idea.visibility END OR rank.created_at <> idea.created_at
        ORDER BY idea.id
        """,
        "idea {id} and its rank differ in board, stage, visibility or date, or it has none",
    ),
    (
        "tag count",
        """
        SELECT tag.id, tag.idea_count, count(idea_tag.idea_id) AS ideas
        FROM tag LEFT JOIN idea_tag ON idea_tag.tag_id = tag.id
        GROUP BY tag.id, tag.idea_count HAVING tag.idea_count <> count(idea_tag.idea_id) ORDER BY tag.id
        """,
        "tag {id} says {idea_count} ideas; there are {ideas}",
    ),
    (
        "idea numbers",
        """
        SELECT idea.id, idea.number, brand.next_idea_number
        FROM idea JOIN brand ON brand.id = idea.brand_id WHERE idea.number >= brand.next_idea_number ORDER BY idea.id
        """,
        "idea {id} has number {number}, and its brand gives {next_idea_number} next",
    ),
    (
        "one activity a move",
        """
        SELECT move.id, move.idea_id, count(activity.id) AS activities
        FROM move LEFT JOIN activity ON activity.kind = 'idea.moved' AND activity.idea_id = move.idea_id
             AND CAST(activity.detail ->> 'move_id' AS BIGINT) = move.id
        GROUP BY move.id, move.idea_id HAVING count(activity.id) <> 1 ORDER BY move.id
        """,
        "move {id} of idea {idea_id} has {activities} activities",
    ),
    (
        "one move an activity",
        """
        SELECT activity.id, activity.idea_id FROM activity
        LEFT JOIN move ON move.idea_id = activity.idea_id AND move.id = CAST(activity.detail ->> 'move_id' AS BIGINT)
        WHERE activity.kind = 'idea.moved' AND activity.idea_id IS NOT NULL AND move.id IS NULL ORDER BY activity.id
        """,
        "activity {id} tells of a move of idea {idea_id} that is not there",
    ),
    (
        "moves without gaps",
        """
        SELECT idea.id, idea.stage_version, count(move.id) AS moves, max(move.version) AS latest
        FROM idea LEFT JOIN move ON move.idea_id = idea.id
        GROUP BY idea.id, idea.stage_version
        HAVING idea.stage_version <> count(move.id) + 1 OR min(move.version) <> 1 OR max(move.version) <> count(move.id)
        ORDER BY idea.id
        """,
        "idea {id} is at stage version {stage_version} after {moves} moves, the latest {latest}",
    ),
    (
        "moves lead on",
        """
        SELECT move.id, move.idea_id FROM move
        JOIN move AS before ON before.idea_id = move.idea_id AND before.version = move.version - 1
        WHERE before.to_stage_id <> move.from_stage_id ORDER BY move.id
        """,
        "move {id} of idea {idea_id} does not begin where the one before it led",
    ),
    (
        "last move",
        """
        SELECT idea.id, idea.stage_id, move.to_stage_id
        FROM idea JOIN move ON move.idea_id = idea.id AND move.version = idea.stage_version - 1
        WHERE move.to_stage_id IS NULL OR move.to_stage_id <> idea.stage_id ORDER BY idea.id
        """,
        "idea {id} is in stage {stage_id}, and its last move led to {to_stage_id}",
    ),
    (
        "answered",
        """
        SELECT idea.id, idea.answered_at FROM idea LEFT JOIN answer ON answer.idea_id = idea.id
        WHERE (idea.answered_at IS NULL) <> (answer.idea_id IS NULL) ORDER BY idea.id
        """,
        "idea {id} says that it was answered at {answered_at}, and its answer says otherwise",
    ),
    (
        "answer revisions",
        """
        SELECT answer.idea_id, answer.version, count(revision.id) AS revisions
        FROM answer LEFT JOIN answer_revision AS revision ON revision.idea_id = answer.idea_id
        GROUP BY answer.idea_id, answer.version
        HAVING answer.version <> count(revision.id) + 1 OR min(revision.version) <> 1
            OR max(revision.version) <> count(revision.id)
        ORDER BY answer.idea_id
        """,
        "the answer to idea {idea_id} is version {version} and has {revisions} earlier ones",
    ),
    (
        "idea revisions",
        """
        SELECT idea.id, idea.version, count(revision.id) AS revisions
        FROM idea LEFT JOIN idea_revision AS revision ON revision.idea_id = idea.id
        GROUP BY idea.id, idea.version
        HAVING idea.version <> count(revision.id) + 1 OR min(revision.version) <> 1
            OR max(revision.version) <> count(revision.id)
        ORDER BY idea.id
        """,
        "idea {id} is version {version} and has {revisions} earlier ones",
    ),
    (
        "threads one level deep",
        """
        SELECT comment.id, parent.id AS parent_id FROM comment JOIN comment AS parent ON parent.id = comment.parent_id
        WHERE parent.parent_id IS NOT NULL OR parent.idea_id <> comment.idea_id ORDER BY comment.id
        """,
        "comment {id} replies to {parent_id}, which is a reply itself or about another idea",
    ),
    (
        "owners",
        """
        SELECT id, slug FROM brand
        WHERE NOT EXISTS (SELECT 1 FROM membership WHERE membership.brand_id = brand.id AND membership.role = 'owner')
        ORDER BY id
        """,
        "brand {id} ({slug}) has no owner",
    ),
)


# --- by walking through the rows -------------------------------------------------------------------------------------


def _wrong_heat(now: datetime) -> Iterator[str]:
    last = 0
    ranks = select(IdeaRank.idea_id, IdeaRank.heat).order_by(IdeaRank.idea_id).limit(BATCH)
    while kept := db.session.execute(ranks.where(IdeaRank.idea_id > last)).all():
        last = kept[-1].idea_id
        right = tally([row.idea_id for row in kept])
        for idea_id, heat in kept:
            if not right[idea_id].has_heat(heat, now=now):
                yield f"idea {idea_id} has heat {heat!r}; its votes and comments give {right[idea_id].heat!r}"


def _mixed_brands(now: datetime) -> Iterator[str]:
    """Rows of one brand that point at rows of another, by any foreign key that there is."""
    for table in db.metadata.sorted_tables:
        for key in table.foreign_key_constraints:
            if "brand_id" in table.c and "brand_id" in key.referred_table.c:
                for row in db.session.execute(_strays(key)):
                    where = ", ".join(str(value) for value in row)
                    yield f"{table.name} ({where}) points at a {key.referred_table.name} that is not its brand's"


@cache
def _strays(key: ForeignKeyConstraint) -> Select[Any]:
    """The primary keys of rows whose target is another brand's, or, where the key holds the brand too, is not there."""
    child, parent = key.table, key.referred_table.alias("target")
    same = and_(*(element.parent == parent.c[element.column.name] for element in key.elements))
    found = select(*child.primary_key.columns).order_by(*child.primary_key.columns)
    if "brand_id" not in key.column_keys:
        return found.join(parent, same).where(parent.c.brand_id != child.c.brand_id)
    points = and_(*(element.parent.is_not(None) for element in key.elements))
    missing = parent.c[key.elements[0].column.name].is_(None)
    return found.select_from(child).outerjoin(parent, same).where(points, missing)


WALKS: tuple[tuple[str, Callable[[datetime], Iterator[str]]], ...] = (
    ("heat", _wrong_heat),
    ("scores", wrong_scores),
    ("brands apart", _mixed_brands),
    ("audit chain", broken_chains),
    ("audit guard", missing_guards),
)

CHECKS = len(STATEMENTS) + len(WALKS)
