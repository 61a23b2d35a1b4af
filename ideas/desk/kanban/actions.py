"""Moving a card."""

from datetime import datetime

from ideas.base.db import db
from ideas.community.idea.models import Idea
from ideas.community.pipeline.actions import move_idea
from ideas.community.stage.models import Stage
from ideas.desk.inbox.acts import hold_back
from ideas.desk.inbox.items import answer_versions, idea_stamp, state_of
from ideas.desk.inbox.models import DeskAct
from ideas.desk.inbox.rules import Act, Kind
from ideas.people.account.models import Account
from ideas.people.brand.models import Brand


def move_card(idea: Idea, to: Stage, *, brand: Brand, stage_version: int, by: Account, at: datetime) -> DeskAct:
    """Move the idea as one act of the desk, which can be undone, and of which nobody is told before that is over.

    Raises what `move_idea` raises.
    """
    move = move_idea(idea, brand=brand, to=to, stage_version=stage_version, by=by, at=at)
    stamp = state_of(idea_stamp(idea, answer_versions([idea.id]).get(idea.id, 0)), idea)
    item = {"ref": f"{Kind.ANSWER}:{idea.id}", "idea": idea.id, "undo": {"move": move.id}, "stamp": stamp}
    act = DeskAct(brand_id=brand.id, kind=Act.MOVE.value, account_id=by.id, done={"items": [item]}, created_at=at)
    db.session.add(act)
    db.session.flush()
    hold_back([idea.id], by=by, at=at)
    return act
