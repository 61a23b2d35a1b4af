"""Writing a comment and changing it, as every door of the app does it: screened like an idea."""

from datetime import datetime

from ideas.base.db import db
from ideas.community.board.models import Board
from ideas.community.comment.actions import edit_comment, set_comment_visibility, write_comment
from ideas.community.comment.models import Comment
from ideas.community.idea.models import Idea
from ideas.community.idea.rules import Visibility
from ideas.people.account.actions import lock_account
from ideas.people.account.models import Account
from ideas.people.brand.models import Brand
from ideas.spine.activity.actions import record
from ideas.trust.screening.actions import has_new_links, learn_hosts, refuse_repeated_comment, screen
from ideas.trust.screening.queries import reputation_of
from ideas.trust.screening.rules import PendingReason, Signals, links_in


def comment(
    idea: Idea,
    *,
    brand: Brand,
    body: str,
    by: Account,
    at: datetime,
    parent: Comment | None = None,
    as_host: bool = False,
    is_official: bool = False,
    signs: Signals | None = None,
) -> Comment:
    """Comment on an idea, or reply; where it has to wait for approval it is pending, and in no count.

    Raises BadComment, CommentsClosed, CommentGone, PostedAlready.
    """
    board = db.session.get_one(Board, idea.board_id)
    standing = reputation_of(by, at=at)
    if not standing.is_staff:
        lock_account(by)
        refuse_repeated_comment(idea, body, by=by, at=at)
    held = screen(board.comment_approval, "", body, standing=standing, signs=signs)
    written = write_comment(
        idea,
        brand=brand,
        body=body,
        by=by,
        at=at,
        parent=parent,
        as_host=as_host,
        is_official=is_official,
        held_because=held,
    )
    if written.is_shown:
        learn_hosts("", written.body_html, brand_id=brand.id, at=at)
    return written


def edit(
    comment: Comment,
    *,
    brand: Brand,
    body: str,
    by: Account,
    at: datetime,
    as_host: bool = False,
    signs: Signals | None = None,
) -> Comment:
    """Change one's own comment. A link to an unknown site, set by somebody new, sends it to wait.

    Returns the comment, pending where it has to wait. Raises BadComment, CommentGone, CommentsClosed.
    """
    site = signs.site if signs else ""
    before = set(links_in("", comment.body_html, site=site))
    edit_comment(comment, brand=brand, body=body, by=by, at=at, as_host=as_host)
    if comment.visibility is not Visibility.PUBLIC:
        return comment
    added = [host for host in links_in("", comment.body_html, site=site) if host not in before]
    if added and reputation_of(by, at=at).level == 0 and has_new_links(added):
        comment = _send_back_to_wait(comment, at=at)
    elif added:
        learn_hosts("", comment.body_html, brand_id=brand.id, at=at)
    return comment


def _send_back_to_wait(comment: Comment, *, at: datetime) -> Comment:
    comment = set_comment_visibility(comment, Visibility.PENDING)
    comment.held_because = PendingReason.LINK
    db.session.flush()
    record(
        "comment.held",
        brand_id=comment.brand_id,
        by=None,
        at=at,
        idea_id=comment.idea_id,
        detail={"comment_id": comment.id, "because": PendingReason.LINK.value},
    )
    return comment
