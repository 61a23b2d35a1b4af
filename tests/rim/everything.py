"""One of everything that an address or a form of the desk can name, in one brand and on one board."""

from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import func, select, update

from ideas.base.db import db
from ideas.community.board.models import Board
from ideas.community.board.queries import viewer_for
from ideas.community.comment.actions import write_comment
from ideas.community.idea.models import Idea, Tag, TagMerge
from ideas.community.pause.actions import add_pause
from ideas.community.pipeline.checklist import add_item
from ideas.community.stage.queries import find_stage, open_reasons
from ideas.community.tag.merging import merge_tags
from ideas.community.vote.recording import record_vote
from ideas.desk.acts.act import Desk
from ideas.desk.acts.items import read_ref
from ideas.desk.acts.perform import ActRequest, perform
from ideas.desk.note.actions import write_note
from ideas.desk.saved_answer.actions import save_answer
from ideas.desk.score.actions import add_criterion
from ideas.people.account.models import Account
from ideas.people.brand.invitations import invite
from ideas.people.brand.models import Brand, Membership
from ideas.people.brand.rules import Role
from ideas.trust.fraud.models import VoteAlert
from ideas.trust.fraud.rules import Signal
from ideas.trust.moderation.actions import appeal, hide_idea, house_rules, report
from ideas.trust.moderation.models import Case
from ideas.trust.posting.actions import submit
from tests.factories import Factories

FACTS = "It names somebody who did not agree to that."
FAR = 5_000


def everything(
    make: Factories, *, brand: Brand, board: Board, author: Account, staff: Account, at: datetime
) -> dict[str, Any]:
    """Make it, and tell what each is called, by the name that addresses have for it. Numbers and words are nobody else's."""
    with make.at_work(brand):
        brand, board, author, staff = (db.session.merge(row, load=False) for row in (brand, board, author, staff))
        told: dict[str, Any] = {"by": staff, "at": at}
        db.session.execute(update(Brand).where(Brand.id == brand.id).values(next_idea_number=FAR + 1000 * brand.id))
        rule = house_rules(brand)[0]
        idea, hidden, pending = (_idea(brand, board, author, word, at) for word in ("bench", "lamp", "rug"))
        comment = write_comment(idea, brand=brand, body="A comment that can be named.", by=author, at=at)
        report(idea, rule=rule, body="", by=staff, at=at)
        statement = hide_idea(hidden, rule=rule, facts=FACTS, **told)
        appeal(statement, body="I meant it as a joke, really.", by=author, at=at)
        items = [add_item(board, find_stage("planned"), f"Asked {who}", **told) for who in ("the shops", "the roaster")]
        saved = [save_answer(brand, title=title, body="Thanks, {author}.", **told) for title in ("Thanks", "Sorry")]
        marks = [add_criterion(brand, name=name, hint="", weight=3, **told) for name in ("Joy", "Warmth")]
        alert = VoteAlert(
            brand_id=brand.id,
            key="burst:9",
            board_id=board.id,
            idea_id=idea.id,
            signal=Signal.BURST,
            evidence={"accounts": [author.id]},
            found_at=at,
            last_at=at,
        )
        db.session.add(alert)
        db.session.flush()
        recorded = record_vote(idea, name="Kim", said_where="At the counter", **told)
        pause = add_pause(
            board, starts_at=at + timedelta(days=30), ends_at=at + timedelta(days=33), reason="Away", **told
        )
        invitation, _ = invite(brand, role=Role.MEMBER, **told)
        note = write_note(idea, brand=brand, body="Ask the shops.", **told)
        desk = Desk(brand=brand, viewer=viewer_for(brand, staff), by=staff, at=at)
        taken = perform(ActRequest("take", [read_ref(f"answer:{pending.id}@1.1.0")], {"to": "@me"}), desk=desk)
        assert taken.act is not None
        return {
            "brand": brand.slug,
            "board": board.slug,
            "number": idea.number,
            "idea_id": idea.id,
            "slug": idea.slug,
            "hidden_number": hidden.number,
            "other_number": pending.number,
            "comment_id": comment.id,
            "case_id": db.session.scalars(select(Case.id).where(Case.thing == f"idea:{idea.id}")).one(),
            "statement_id": statement.id,
            "item_id": items[0].id,
            "saved_id": saved[0].id,
            "criterion_id": marks[0].id,
            "alert_id": alert.id,
            "recorded_id": recorded.id,
            "pause": pause.id,
            "invitation_id": invitation.id,
            "note_id": note.id,
            "act_id": taken.act.id,
            "rule_id": rule.id,
            "reason_id": open_reasons()[0].id,
            "tag": "zebra-bench",
            "stage_id": find_stage("planned").id,
            "merge_id": _tag_merge(staff, at),
            "membership_id": db.session.scalars(select(Membership.id).where(Membership.account_id == author.id)).one(),
            "handle": db.session.scalars(select(Membership.handle).where(Membership.account_id == author.id)).one(),
            "staff_handle": db.session.scalars(
                select(Membership.handle).where(Membership.account_id == staff.id)
            ).one(),
        }


def _idea(brand: Brand, board: Board, author: Account, word: str, at: datetime) -> Idea:
    return submit(
        brand, board=board, title=f"Put a zebra {word} by the door", body="", by=author, at=at, tags=(f"zebra {word}",)
    )


def _tag_merge(staff: Account, at: datetime) -> int:
    lamp, rug = (db.session.scalars(select(Tag).where(Tag.slug == f"zebra-{word}")).one() for word in ("lamp", "rug"))
    merge_tags(lamp, rug, by=staff, at=at)
    return db.session.scalars(select(func.max(TagMerge.id))).one()
