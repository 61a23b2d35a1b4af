"""A case, a statement and an appeal in acme, for addresses that name one."""

from typing import Any

from flask import Flask
from sqlalchemy import select, update

from ideas.base.db import brand_scope, db, writing
from ideas.community.comment.actions import write_comment
from ideas.community.comment.models import Comment
from ideas.spine.activity.models import Activity
from ideas.trust.moderation.actions import appeal, house_rules, make_statement, open_case_of, report
from ideas.trust.moderation.models import Case, Statement
from ideas.trust.moderation.rules import Limit
from tests.cast import NOW, Cast


def decisions(app: Flask, cast: Cast, idea: Any) -> dict[str, int]:
    """Made unless they are there: a comment on the idea, a case about it, and a statement with its appeal."""
    with app.app_context(), brand_scope(cast.brand.id), writing():
        comment = db.session.scalar(select(Comment).where(Comment.idea_id == idea.id).order_by(Comment.id).limit(1))
        if comment is None:
            comment = write_comment(idea, brand=cast.brand, body="Me too.", by=cast.ben, at=NOW)
        rules = house_rules(cast.brand)
        if db.session.scalar(select(Case.id).limit(1)) is None:
            reporter = cast.mod if comment.author_id != cast.mod.id else cast.owner
            report(idea, comment=comment, rule=rules[0], body="", by=reporter, at=NOW)
        if db.session.scalar(select(Statement.id).limit(1)) is None:
            statement = make_statement(
                Limit.VOTES,
                brand_id=cast.brand.id,
                account_id=cast.ana.id,
                facts="Many votes came at once.",
                by=None,
                at=NOW,
                rule=rules[0],
            )
            appeal(statement, body="They are all mine, honestly.", by=cast.ana, at=NOW)
        # What the tests of the rules make is no work that waits: a job that is late makes the house not ready.
        db.session.execute(update(Activity).where(Activity.fanned_out_at.is_(None)).values(fanned_out_at=NOW))
        case = open_case_of(comment) or db.session.scalars(select(Case).order_by(Case.id).limit(1)).one()
        return {
            "comment_id": comment.id,
            "case_id": case.id,
            "statement_id": db.session.scalars(select(Statement.id).order_by(Statement.id).limit(1)).one(),
            "rule_id": rules[0].id,
        }
