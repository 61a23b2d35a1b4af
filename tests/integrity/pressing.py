"""What the processes do when several people act on many items at once: one act, or the undo of one, in a transaction."""

from dataclasses import dataclass

from flask import Flask

from ideas.base import clock
from ideas.base.db import brand_scope, db, writing
from ideas.community.board.queries import viewer_for
from ideas.desk.acts.act import Desk
from ideas.desk.acts.items import find_items, read_ref
from ideas.desk.acts.models import DeskAct
from ideas.desk.acts.perform import ActRequest, perform
from ideas.desk.acts.undo import undo
from ideas.people.account.models import Account
from ideas.people.brand.models import Brand
from ideas.trust.moderation.actions import house_rules
from tests.integrity.desk_tasks import _outcome

FACTS = "It sells watches, which have nothing to do with coffee."


@dataclass(frozen=True, slots=True)
class Pressing:
    """Do this to these items at once, and take it back; each of several times."""

    brand_id: int
    account_id: int
    act: str
    items: tuple[str, ...]
    rounds: int = 1
    add_tags: tuple[str, ...] = ()
    remove_tags: tuple[str, ...] = ()


def press_and_undo(app: Flask, work: Pressing) -> list[str]:
    """Returns what became of each press and each undo."""
    with app.app_context():
        log: list[str] = []
        for _ in range(work.rounds):
            log.append(_outcome(_press, work))
            log.append(_outcome(_undo, work))
        return log


def _press(work: Pressing) -> str:
    with brand_scope(work.brand_id), writing():
        brand, by = db.session.get_one(Brand, work.brand_id), db.session.get_one(Account, work.account_id)
        there = find_items([read_ref(name) for name in work.items])
        refs = [read_ref(f"{ref}@{item.stamp}") for ref, item in there.items()]
        typed = {"rule": str(house_rules(brand)[0].id), "facts": FACTS, "block": "1" if work.act == "decline" else ""}
        typed |= {"add_tags": ", ".join(work.add_tags), "remove_tags": ", ".join(work.remove_tags)}
        desk = Desk(brand=brand, viewer=viewer_for(brand, by), by=by, at=clock.now())
        outcome = perform(ActRequest(work.act, refs, typed), desk=desk)
        return "pressed" if len(outcome.done) == len(work.items) else f"refused {outcome.refused[0].refusal!r}"


def _undo(work: Pressing) -> str:
    with brand_scope(work.brand_id), writing():
        brand, by = db.session.get_one(Brand, work.brand_id), db.session.get_one(Account, work.account_id)
        mine = [act for act in db.session.query(DeskAct).order_by(DeskAct.id.desc()) if _is_of(act, work)]
        outcome = undo(mine[0].id, desk=Desk(brand=brand, viewer=viewer_for(brand, by), by=by, at=clock.now()))
        return "undone" if len(outcome.done) == len(work.items) else f"kept {outcome.refused[0].refusal!r}"


def _is_of(act: DeskAct, work: Pressing) -> bool:
    return act.undone_at is None and act.done["items"][0]["ref"] == work.items[0]
