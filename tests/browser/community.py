"""A small community with everything in it that a page can show: long words, other scripts, answers, a no, removed words."""

from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from ideas.base import clock
from ideas.base.db import db, every_brand
from ideas.community.comment.actions import edit_comment, remove_comment, write_comment
from ideas.community.idea.actions import edit_idea
from ideas.community.pipeline.actions import answer_idea, move_idea
from ideas.community.stage.queries import find_stage, open_reasons
from ideas.community.vote.actions import cast_vote
from ideas.people.brand.invitations import invite
from ideas.people.brand.rules import Role
from ideas.spine.activity.models import Activity
from tests.cast import Cast
from tests.factories import Factories

LONG = "Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaft"
BODY = f"""Every shop should have it. **Really.**

> Somebody said that once.

1. First, the {LONG}
2. Second, https://example.com/{"a-very-long-address/" * 6}

| shop | cups |
|------|-----:|
| Cork | 1,200 |

```
a line of code that is much, much longer than any phone is wide, and that must not widen the page at all
```
"""


@dataclass(frozen=True, slots=True)
class Community:
    """What a walk over the pages needs to name."""

    idea: Any
    declined: Any
    comment_id: int
    invitation_id: int
    invitation: str
    reason_id: int


def settle(make: Factories, cast: Cast) -> Community:
    """Fill acme. Everything is committed; no job is left waiting."""
    now = clock.now()
    with make.at_work():
        idea = make.idea(
            "Oat milk in every shop, at no extra charge, from Cork to Ballincollig",
            body=BODY,
            at=now,
            tags=("oat milk", "prices"),
        )
        make.idea(f"{LONG} for everybody", by=cast.ben, at=now)
        make.idea("قهوة عربية في كل فرع من فضلكم", body="من اليمين إلى اليسار", by=cast.ben, at=now, tags=("عربي",))
        declined = make.idea("A robot that brings the cup to the table", at=now)
        for person in (cast.ben, cast.mod, cast.partner):
            cast_vote(idea, by=_here(person), at=now)
        comment_id = _discuss(idea, cast, now)
        edit_idea(
            idea,
            brand=_here(cast.brand),
            title=idea.title,
            body=BODY + "\n\nAlso decaf.",
            by=_here(cast.ana),
            at=now,
            tags=("oat milk",),
            version=idea.version,
        )
        _decide(idea, declined, cast, now)
        reason_id = open_reasons()[0].id
        invitation, secret = invite(
            _here(cast.brand), role=Role.PARTNER, by=_here(cast.owner), at=now, email="new@example.com"
        )
        with every_brand():
            db.session.execute(db.update(Activity).values(fanned_out_at=now))
    return Community(idea, declined, comment_id, invitation.id, secret, reason_id)


def _discuss(idea: Any, cast: Cast, now: Any) -> int:
    brand = _here(cast.brand)
    first = write_comment(
        idea, brand=brand, body="Yes, please. @mo-derator, what do you think?", by=_here(cast.ana), at=now
    )
    write_comment(idea, brand=brand, body=f"A reply with a {LONG}.", by=_here(cast.ben), at=now, parent=first)
    write_comment(
        idea, brand=brand, body="We read every one.", by=_here(cast.mod), at=now, as_host=True, is_official=True
    )
    gone = write_comment(idea, brand=brand, body="Oops", by=_here(cast.ben), at=now)
    write_comment(idea, brand=brand, body="I answered that.", by=_here(cast.ana), at=now, parent=gone)
    remove_comment(gone, by=_here(cast.ben), at=now)
    edit_comment(first, brand=brand, body=first.body + " Really.", by=_here(cast.ana), at=now + timedelta(minutes=1))
    return int(first.id)


def _decide(idea: Any, declined: Any, cast: Cast, now: Any) -> None:
    brand, mod = _here(cast.brand), _here(cast.mod)
    for slug in ("under-review", "planned"):
        move_idea(idea, brand=brand, to=find_stage(slug), stage_version=idea.stage_version, by=mod, at=now)
    answer_idea(idea, brand=brand, body="We will do it, beginning in **Cork**.", by=mod, at=now)
    answer_idea(idea, brand=brand, body="We will do it, beginning in **Cork**, in spring.", by=mod, at=now)
    move_idea(
        declined,
        brand=brand,
        to=find_stage("not-planned"),
        stage_version=declined.stage_version,
        by=mod,
        at=now,
        reason=open_reasons()[0],
        explanation="A robot costs more than the whole shop, and it can't say hello to you.",
    )


def _here(row: Any) -> Any:
    return row if row in db.session else db.session.merge(row, load=False)
