"""The shape of a comment as it is typed."""

from flask import g
from flask_babel import lazy_gettext as _l
from wtforms import BooleanField

from ideas.community.comment.rules import BODY_MAX
from ideas.community.idea.models import Idea
from ideas.rim.forms import Markdown, Required, Size, read
from ideas.trust.screening.forms import ScreenedForm


class CommentForm(ScreenedForm):
    """A comment."""

    body = Markdown(_l("Your comment"), [Required(), Size(most=BODY_MAX)])


class HostCommentForm(CommentForm):
    """A comment by a host of the board, who may speak for the brand."""

    official = BooleanField(_l("Mark it as an official reply"))


def comment_form_for(idea: Idea, *, body: str = "") -> CommentForm:
    """The form that this viewer gets on this idea, as it was sent or empty."""
    kind = HostCommentForm if g.viewer.hosts(idea.board_id) else CommentForm
    return read(kind, data={"body": body} if body else None)
