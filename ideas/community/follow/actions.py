"""Following an idea and letting go of it; noting what followers are to be told."""

from datetime import datetime

from sqlalchemy import delete, func, select, update

from ideas.base.db import db, insert_ignoring
from ideas.community.follow.models import Follow, News
from ideas.community.idea.family import canonical_of, family_of
from ideas.community.idea.models import Idea
from ideas.people.account.models import Account
from ideas.spine.activity.models import Activity
from ideas.spine.job.queue import wake


def follow(idea: Idea, *, by: Account, at: datetime) -> bool:
    """Hear of the idea's answers and moves; of a merged one, of its canonical idea's. Returns whether that is new."""
    return insert_ignoring(Follow, brand_id=idea.brand_id, idea_id=canonical_of(idea), account_id=by.id, created_at=at)


def unfollow(idea: Idea, *, by: Account) -> None:
    """Hear no more of it, nor of those that it is merged with."""
    _let_go(by.id, canonical_of(idea))


def stop_mails(account_id: int, idea_id: int, *, everything: bool) -> None:
    """What the link in a mail does: follow this idea no more, or take no more mails about any."""
    root_id = db.session.scalar(select(func.coalesce(Idea.canonical_id, Idea.id)).where(Idea.id == idea_id))
    if root_id is not None:
        _let_go(account_id, root_id)
    if everything:
        db.session.execute(update(Account).where(Account.id == account_id).values(mails_on=False))


def note_news(activity: Activity, *, at: datetime) -> None:
    """Let the followers be told of this by the job that does so in batches; noted twice, it is told once."""
    insert_ignoring(News, brand_id=activity.brand_id, activity_id=activity.id, after_id=0, attempts=0, next_at=at)
    wake(db.session())


def _let_go(account_id: int, root_id: int) -> None:
    db.session.execute(
        delete(Follow)
        .where(Follow.account_id == account_id, Follow.idea_id.in_(family_of(root_id)))
        .execution_options(synchronize_session=False)
    )
