"""Telling people: whom a limit concerns, whoever reported, whoever appealed; each once, in their own language."""

from typing import Any

from flask_babel import gettext
from sqlalchemy import select

from ideas.base.db import db
from ideas.community.comment.models import Comment
from ideas.community.idea.models import Idea
from ideas.people.account.models import Account
from ideas.people.brand.models import Brand
from ideas.people.brand.rules import name_in_mail
from ideas.rim.addresses import absolute
from ideas.rim.mailing import in_language_of, mail_person
from ideas.spine.activity.models import Activity
from ideas.spine.mail.models import Mail
from ideas.trust.moderation.models import Appeal, Case, Report, Statement
from ideas.trust.moderation.rules import APPEAL_WITHIN, AppealOutcome, CaseOutcome, Limit


def tell_statement(activity: Activity) -> None:
    """Post a statement to the person whom it concerns, unless the limit was undone before anybody could know of it."""
    statement = db.session.get(Statement, activity.detail["statement_id"])
    if statement is None or statement.is_lifted or not statement.is_mailed:
        return
    person = _reachable(statement.account_id)
    if person is None:
        return
    brand = db.session.get_one(Brand, statement.brand_id)
    with in_language_of(person):
        mail_person(
            "statement",
            person,
            brand,
            subject=_subject(statement, brand),
            dedupe_key=f"statement:{statement.id}",
            link=_page(brand, statement),
            open_until=statement.created_at + APPEAL_WITHIN,
            **_about(statement, brand),
        )


def tell_lifting(activity: Activity) -> None:
    """Tell whoever was told of a limit that it is over; who appealed gets the answer to the appeal instead."""
    statement = db.session.get(Statement, activity.detail["statement_id"])
    if statement is None or not statement.is_lifted or not _was_told(statement) or _is_answered(statement):
        return
    person = _reachable(statement.account_id)
    if person is None:
        return
    brand = db.session.get_one(Brand, statement.brand_id)
    with in_language_of(person):
        mail_person(
            "statement_lifted",
            person,
            brand,
            subject=gettext("A decision about you is lifted"),
            dedupe_key=f"statement:{statement.id}:lifted",
            link=_page(brand, statement),
            **_about(statement, brand),
        )


def tell_reporters(activity: Activity) -> None:
    """Tell everybody who reported what became of it, unless the decision was undone meanwhile."""
    case = db.session.get(Case, activity.detail["case_id"])
    if case is None or case.closed_at is None or case.outcome is None:
        return
    brand, idea = db.session.get_one(Brand, case.brand_id), db.session.get_one(Idea, case.idea_id)
    comment = db.session.get(Comment, case.comment_id) if case.comment_id else None
    reporters = (
        select(Account)
        .join(Report, Report.account_id == Account.id)
        .where(Report.case_id == case.id, Account.verified_at.is_not(None))
        .order_by(Account.id)
    )
    for person in db.session.scalars(reporters).all():
        with in_language_of(person):
            mail_person(
                "report_outcome",
                person,
                brand,
                subject=gettext("What became of your report"),
                dedupe_key=f"case:{case.id}:{activity.id}:{person.id}",
                is_upheld=case.outcome is CaseOutcome.UPHELD,
                title=idea.title,
                is_comment=comment is not None,
                rules=absolute("rules.show", brand=brand.slug),
            )


def tell_appellant(activity: Activity) -> None:
    """Post the answer to an appeal."""
    appeal = db.session.get(Appeal, activity.detail["statement_id"])
    statement = db.session.get(Statement, activity.detail["statement_id"])
    if appeal is None or statement is None or appeal.outcome is None:
        return
    person = _reachable(statement.account_id)
    if person is None:
        return
    brand = db.session.get_one(Brand, statement.brand_id)
    is_lifted = appeal.outcome is AppealOutcome.LIFTED
    with in_language_of(person):
        subject = (
            gettext("Your appeal: the decision is lifted") if is_lifted else gettext("Your appeal: the decision stands")
        )
        mail_person(
            "appeal_outcome",
            person,
            brand,
            subject=subject,
            dedupe_key=f"appeal:{statement.id}",
            words=appeal.words,
            is_lifted=is_lifted,
            link=_page(brand, statement),
            **_about(statement, brand),
        )


def _about(statement: Statement, brand: Brand) -> dict[str, Any]:
    """What the mails say of a statement."""
    idea = db.session.get(Idea, statement.idea_id) if statement.idea_id else None
    return {"statement": statement, "title": idea.title if idea else "", "brand_name": name_in_mail(brand.name)}


def _subject(statement: Statement, brand: Brand) -> str:
    if statement.kind is Limit.BAN:
        ends = statement.until is not None
        return str(gettext("You can't take part for a while") if ends else gettext("You can't take part any more"))
    if statement.kind is Limit.VOTES:
        return str(gettext("Your vote is not counted"))
    if statement.comment_id is not None:
        return str(gettext("A decision about your comment"))
    return str(gettext("A decision about your idea"))


def _page(brand: Brand, statement: Statement) -> str:
    return absolute("statement.show", brand=brand.slug, statement_id=statement.id)


def _reachable(account_id: int | None) -> Account | None:
    """The person, if they ever confirmed their address. What they are told here, the law says, whatever mails they want."""
    person = db.session.get(Account, account_id) if account_id else None
    return person if person is not None and person.is_verified else None


def _was_told(statement: Statement) -> bool:
    return db.session.scalar(select(Mail.id).where(Mail.dedupe_key == f"statement:{statement.id}")) is not None


def _is_answered(statement: Statement) -> bool:
    appeal = db.session.get(Appeal, statement.id)
    return appeal is not None and appeal.outcome is AppealOutcome.LIFTED
