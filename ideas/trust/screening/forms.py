"""What a form tells about who filled it in, by a stamp and by fields that only machines see; and what staff decide."""

from datetime import datetime, timedelta

from flask import current_app, request
from flask_babel import lazy_gettext as _l
from itsdangerous import BadSignature, URLSafeSerializer
from wtforms import BooleanField, HiddenField, RadioField, SelectChoice, SelectField, StringField

from ideas.base import clock
from ideas.rim.forms import Body, Form, Line, Required, Size
from ideas.trust.moderation.forms import LimitForm
from ideas.trust.moderation.rules import FACTS_MAX, FACTS_MIN
from ideas.trust.screening.rules import TYPED_MOST, Signals
from ideas.trust.screening.words import LEVEL_WORDS

CLOCK_SLACK = timedelta(seconds=5)
BLOCKS = {
    "": (_l("May go on taking part"), None),
    "7": (_l("Takes no part for a week"), timedelta(days=7)),
    "30": (_l("Takes no part for 30 days"), timedelta(days=30)),
    "always": (_l("Takes no part any more"), None),
}


class ScreenedForm(Form):
    """A form that is screened. Each of its fields may be missing: what that means is for the one who screens.

    `begun_at` is set where the words were kept from before, so that sending them at once is no sign of a machine.
    """

    begun_at: datetime | None = None
    shown = HiddenField()
    homepage = StringField()
    subject = StringField()

    def stamp(self) -> str:
        """The stamp for the page: the one that the form was sent with while it is good, so that its time goes on."""
        sent = self.shown.data or ""
        if _age(sent) is not None:
            return sent
        return str(_serializer().dumps((self.begun_at or clock.now()).timestamp()))

    @property
    def signs(self) -> Signals:
        """What the form tells."""
        return Signals(
            typed_for=_age(self.shown.data or ""),
            is_trapped=bool(self.homepage.data or self.subject.data),
            site=request.host,
        )


class ApprovalForm(Form):
    """Approving: also whether its author is trusted from now on."""

    trust = BooleanField()


class DeclineForm(LimitForm):
    """Why a post stays out of sight: the author reads it."""

    rule = SelectField(_l("Which rule it breaks"), [Required()])
    facts = Body(
        _l("What is wrong with it"),
        [Required(), Size(FACTS_MIN, FACTS_MAX)],
        description=_l("One or two sentences of facts. The author reads them."),
    )


class DeclineAndBlockForm(DeclineForm):
    """As moderators get it: they may also ban whoever wrote it."""

    block = RadioField(
        _l("And whoever wrote it"),
        choices=[SelectChoice(key, words) for key, (words, _) in BLOCKS.items()],
        default="",
    )


class TrustForm(Form):
    """How far staff trust somebody at least."""

    level = RadioField(
        _l("Trust at least as"), choices=[SelectChoice(str(level), words) for level, words in LEVEL_WORDS.items()]
    )
    reason = Line(_l("Why"), [Size(most=300)])


def _age(stamp: str) -> timedelta | None:
    """How long ago the stamp was made; None where it is not ours, too old, or of the future."""
    try:
        made_at = float(_serializer().loads(stamp))
    except (BadSignature, TypeError, ValueError):
        return None
    age = timedelta(seconds=clock.now().timestamp() - made_at)
    return age if -CLOCK_SLACK <= age <= TYPED_MOST else None


def _serializer() -> URLSafeSerializer:
    return URLSafeSerializer(current_app.config["SETTINGS"].secret_key, salt="shown")
