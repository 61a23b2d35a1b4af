"""What owners type about stages and reasons."""

from collections.abc import Iterable

from flask_babel import lazy_gettext as _l
from wtforms import BooleanField, RadioField, SelectChoice, SelectField, SelectMultipleField

from ideas.community.stage.models import Stage
from ideas.community.stage.rules import NAME_MAX, REASON_MAX, Colour, Phase, StageShape
from ideas.rim.forms import Form, Line, Required, Size

PHASE_WORDS = {
    Phase.SUBMITTED: _l("Submitted"),
    Phase.REVIEWING: _l("Under review"),
    Phase.PLANNED: _l("Planned"),
    Phase.BUILDING: _l("In progress"),
    Phase.SHIPPED: _l("Shipped"),
    Phase.DECLINED: _l("Declined"),
}
PHASE_HINTS = {
    Phase.SUBMITTED.value: _l("New ideas begin in the first stage of this kind."),
    Phase.REVIEWING.value: _l("Somebody is looking into it."),
    Phase.PLANNED.value: _l("You mean to do it. On the roadmap."),
    Phase.BUILDING.value: _l("You are doing it. On the roadmap."),
    Phase.SHIPPED.value: _l("It is there. On the roadmap."),
    Phase.DECLINED.value: _l("A no: each idea that comes here gets a public reason."),
}
COLOUR_WORDS = {
    Colour.SLATE: _l("Slate"),
    Colour.RED: _l("Red"),
    Colour.ORANGE: _l("Orange"),
    Colour.AMBER: _l("Amber"),
    Colour.LIME: _l("Lime"),
    Colour.GREEN: _l("Green"),
    Colour.TEAL: _l("Teal"),
    Colour.CYAN: _l("Cyan"),
    Colour.BLUE: _l("Blue"),
    Colour.INDIGO: _l("Indigo"),
    Colour.VIOLET: _l("Violet"),
    Colour.PINK: _l("Pink"),
}


class StageForm(Form):
    """A stage: its name, what it means, how it looks, what it freezes, and the ways from and to it."""

    name = Line(_l("Name"), [Required(), Size(most=NAME_MAX)])
    phase = RadioField(
        _l("What it means"),
        choices=[SelectChoice(phase.value, words) for phase, words in PHASE_WORDS.items()],
        default=Phase.REVIEWING.value,
    )
    colour = RadioField(
        _l("Colour"),
        choices=[SelectChoice(colour.value, words) for colour, words in COLOUR_WORDS.items()],
        default=Colour.BLUE.value,
    )
    leads_to = SelectMultipleField(_l("From here an idea may go to"), coerce=int)
    comes_from = SelectMultipleField(_l("An idea may come here from"), coerce=int)
    freezes_votes = BooleanField(_l("Votes are closed"))
    freezes_comments = BooleanField(_l("Comments are closed"))
    freezes_edits = BooleanField(_l("Authors can't change their words any more"))

    def offer(self, others: Iterable[Stage]) -> None:
        """The other stages, as ways from and to this one."""
        self.leads_to.choices = self.comes_from.choices = {stage.id: stage.name for stage in others}

    def shape(self) -> StageShape:
        """What was said, for the actions."""
        return StageShape(
            name=self.name.data,
            phase=Phase(self.phase.data),
            colour=Colour(self.colour.data),
            leads_to=frozenset(self.leads_to.data),
            comes_from=frozenset(self.comes_from.data),
            freezes_votes=self.freezes_votes.data,
            freezes_comments=self.freezes_comments.data,
            freezes_edits=self.freezes_edits.data,
        )


class RemovalForm(Form):
    """Where the ideas of a stage go when it is removed."""

    into = SelectField(_l("Its ideas go to"))


class NewReasonForm(Form):
    """A reason for a no."""

    label = Line(_l("Reason"), [Required(), Size(most=REASON_MAX)])


class ReasonForm(NewReasonForm):
    """Its words, and whether it can still be given."""

    is_offered = BooleanField(
        _l("It can be given"),
        description=_l("Switched off, it stays on the ideas that it was given to and is not offered any more."),
    )
