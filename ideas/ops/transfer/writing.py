"""Writing a planned batch: bulk inserts in one short transaction, with everything that the ordinary actions keep up."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from sqlalchemy import insert, select, update

from ideas.base import html, token
from ideas.base.db import db, insert_ignoring
from ideas.base.slug import ascii_slug, slugify
from ideas.community.board.models import Board
from ideas.community.board.rules import Pause, due_at, due_by_votes
from ideas.community.comment.models import Comment
from ideas.community.idea.actions import take_numbers
from ideas.community.idea.answer_clock import pauses_of
from ideas.community.idea.models import Idea, IdeaRank, IdeaTag, Tag
from ideas.community.idea.rules import COMMENT_HEAT, TAG_MAX, VOTE_HEAT, Visibility, heat_of
from ideas.ops.transfer.models import Imported
from ideas.ops.transfer.planning import Addition, NewComment, NewIdea, Person, Plan, Target
from ideas.people.account.actions.account import clean_name
from ideas.people.account.models import Account
from ideas.people.account.rules import email_key
from ideas.people.brand.models import Brand, Membership
from ideas.people.brand.rules import Role
from ideas.spine.activity.models import Activity


def write_plan(plan: Plan, target: Target) -> None:
    """Add what was planned. Raises IntegrityError where somebody added the same meanwhile: plan again, then write."""
    people = _ensure_people(target, plan.people)
    ids = _add_ideas(target, plan.ideas, people)
    _add_tags(target.brand.id, plan.ideas, ids)
    additions = [Addition(idea.source, ids[idea.source, idea.source_id], idea.comments) for idea in plan.ideas]
    _add_comments(target, [*additions, *plan.additions], people)
    _count_comments(plan.additions)


# --- people ----------------------------------------------------------------------------------------------------------


def _ensure_people(target: Target, people: Mapping[str, Person]) -> dict[str, int]:
    """The account of each address. Nobody can sign in with one, and none is written to."""
    ids = _accounts_of(people)
    rows = [
        {
            "email": address,
            "email_key": email_key(address),
            "display_name": clean_name(person.name),
            "mails_on": False,
            "created_at": person.since,
        }
        for address, person in people.items()
        if address not in ids
    ]
    if rows:
        db.session.execute(insert(Account), rows)
        ids = _accounts_of(people)
    _ensure_members(target.brand, {ids[address]: person for address, person in people.items()})
    return ids


def _accounts_of(addresses: Iterable[str]) -> dict[str, int]:
    found = select(Account.email_key, Account.id).where(Account.email_key.in_(addresses))
    return dict(db.session.execute(found).all())


def _ensure_members(brand: Brand, people: Mapping[int, Person]) -> None:
    members = set(db.session.scalars(select(Membership.account_id).where(Membership.account_id.in_(people))))
    new = {account_id: person for account_id, person in people.items() if account_id not in members}
    stems = {account_id: ascii_slug(clean_name(person.name)) for account_id, person in new.items()}
    taken = set(db.session.scalars(select(Membership.handle).where(Membership.handle.in_(set(stems.values())))))
    rows = []
    for account_id, person in new.items():
        handle = stems[account_id]
        while handle in taken:
            handle = f"{stems[account_id]}-{token.new_code()}"
        taken.add(handle)
        rows.append(
            {
                "brand_id": brand.id,
                "account_id": account_id,
                "role": Role.MEMBER,
                "handle": handle,
                "joined_at": person.since,
            }
        )
    if rows:
        db.session.execute(insert(Membership), rows)


# --- ideas -----------------------------------------------------------------------------------------------------------


def _add_ideas(target: Target, ideas: Sequence[NewIdea], people: Mapping[str, int]) -> dict[tuple[str, str], int]:
    """The new ideas' ids by their source and id there."""
    if not ideas:
        return {}
    first = take_numbers(target.brand, len(ideas))
    whose = {"brand_id": target.brand.id, "board_id": target.board.id}
    rows = [_idea_row(idea, people) | whose | {"number": first + offset} for offset, idea in enumerate(ideas)]
    # Holds the board as well, so that no pause of it slips in before the ranks are written.
    made = db.session.execute(insert(Idea).returning(Idea.id, Idea.number), rows)
    by_number = {number: idea_id for idea_id, number in made}
    ids = {(idea.source, idea.source_id): by_number[first + offset] for offset, idea in enumerate(ideas)}
    pauses = pauses_of([target.board.id], after=min(idea.at for idea in ideas)).get(target.board.id, ())
    db.session.execute(
        insert(IdeaRank),
        [
            _rank_of(idea)
            | _clock_of(idea, target.board, pauses)
            | whose
            | {"idea_id": ids[idea.source, idea.source_id]}
            for idea in ideas
        ],
    )
    happened = [
        {
            **whose,
            "kind": "idea.submitted",
            "idea_id": by_number[row["number"]],
            "account_id": row["author_id"],
            "detail": {"imported": True},
            "created_at": row["created_at"],
            "fanned_out_at": target.now,
        }
        for row in rows
    ]
    db.session.execute(insert(Activity), happened)
    origins = [_origin(target, "idea", source, key, idea_id, None) for (source, key), idea_id in ids.items()]
    db.session.execute(insert(Imported), origins)
    return ids


def _idea_row(idea: NewIdea, people: Mapping[str, int]) -> dict[str, Any]:
    return {
        "stage_id": idea.stage_id,
        "visibility": Visibility.PUBLIC,
        "author_id": people[idea.author] if idea.author else None,
        "created_at": idea.at,
        "is_imported": True,
        **idea.words,
    }


def _rank_of(idea: NewIdea) -> dict[str, Any]:
    """Votes without voters count as cast when the idea was posted."""
    return {
        "stage_id": idea.stage_id,
        "visibility": Visibility.PUBLIC,
        "created_at": idea.at,
        "vote_count": idea.votes,
        "retained_votes": idea.votes,
        "comment_count": _living(idea.comments),
        "heat": idea.votes * heat_of(VOTE_HEAT, idea.at) + _heat(idea.comments),
    }


def _clock_of(idea: NewIdea, board: Board, pauses: Sequence[Pause]) -> dict[str, Any]:
    """Each waits for an answer, due by its own date; its votes were there from the beginning."""
    due = due_at(idea.at, board.answer_days, pauses)
    has_votes = board.answer_votes is not None and idea.votes >= board.answer_votes
    if has_votes:
        due = min(due, due_by_votes(idea.at, pauses))
    return {"awaits_answer": True, "answer_due": due, "due_votes": None if has_votes else board.answer_votes}


def _add_tags(brand_id: int, ideas: Sequence[NewIdea], ids: Mapping[tuple[str, str], int]) -> None:
    names = {slugify(name, most=40): name for idea in ideas for name in idea.tags}
    for slug in sorted(set(names) - set(_tags_of(names))):
        insert_ignoring(Tag, brand_id=brand_id, slug=slug, name=names[slug][:TAG_MAX], idea_count=0)
    tags = _tags_of(names)
    worn = [
        {"brand_id": brand_id, "tag_id": tag_id, "idea_id": ids[idea.source, idea.source_id]}
        for idea in ideas
        for tag_id in {tags[slugify(name, most=40)] for name in idea.tags}
    ]
    if worn:
        db.session.execute(insert(IdeaTag), worn)
    for tag_id, count in sorted(Counter(row["tag_id"] for row in worn).items()):
        db.session.execute(
            update(Tag)
            .where(Tag.id == tag_id)
            .values(idea_count=Tag.idea_count + count)
            .execution_options(synchronize_session=False)
        )


def _tags_of(slugs: Iterable[str]) -> dict[str, int]:
    return dict(db.session.execute(select(Tag.slug, Tag.id).where(Tag.slug.in_(slugs))).all())


# --- comments --------------------------------------------------------------------------------------------------------


def _add_comments(target: Target, additions: Sequence[Addition], people: Mapping[str, int]) -> None:
    """Those that stand alone first, so that the others know their parents' ids."""
    ids: dict[tuple[int, str], int] = {}
    for is_reply in (False, True):
        rows, keys = [], []
        for addition in additions:
            for comment in addition.comments:
                if (comment.top is not None) is is_reply:
                    top = ids[addition.idea_id, comment.top] if isinstance(comment.top, str) else comment.top
                    rows.append(_row_of(target, addition, comment, top, people))
                    keys.append((addition, comment.key))
        if not rows:
            continue
        made = db.session.scalars(insert(Comment).returning(Comment.id, sort_by_parameter_order=True), rows).all()
        ids |= {(addition.idea_id, key): own_id for (addition, key), own_id in zip(keys, made, strict=True)}
        origins = [
            _origin(target, "comment", addition.source, key, addition.idea_id, own_id)
            for (addition, key), own_id in zip(keys, made, strict=True)
        ]
        db.session.execute(insert(Imported), origins)


def _row_of(
    target: Target, addition: Addition, comment: NewComment, top: int | None, people: Mapping[str, int]
) -> dict[str, Any]:
    return {
        "brand_id": target.brand.id,
        "idea_id": addition.idea_id,
        "parent_id": top,
        "author_id": people[comment.author] if comment.author else None,
        "body": comment.body,
        "body_html": comment.body_html,
        "render_version": html.RENDER_VERSION,
        "counts_heat": comment.counts_heat,
        "created_at": comment.at,
        "removed_at": None if comment.body else comment.at,
    }


def _count_comments(additions: Sequence[Addition]) -> None:
    """Keep up the ranks of ideas that were here already, in the order of their ids."""
    for addition in sorted(additions, key=lambda addition: addition.idea_id):
        db.session.execute(
            update(IdeaRank)
            .where(IdeaRank.idea_id == addition.idea_id)
            .values(
                comment_count=IdeaRank.comment_count + _living(addition.comments),
                heat=IdeaRank.heat + _heat(addition.comments),
            )
            .execution_options(synchronize_session=False)
        )


def _living(comments: Iterable[NewComment]) -> int:
    return sum(1 for comment in comments if comment.body)


def _heat(comments: Iterable[NewComment]) -> float:
    return sum(heat_of(COMMENT_HEAT, comment.at) for comment in comments if comment.body and comment.counts_heat)


def _origin(target: Target, kind: str, source: str, key: str, idea_id: int, comment_id: int | None) -> dict[str, Any]:
    return {
        "brand_id": target.brand.id,
        "kind": kind,
        "source": source,
        "source_id": key,
        "idea_id": idea_id,
        "comment_id": comment_id,
        "imported_at": target.now,
    }
