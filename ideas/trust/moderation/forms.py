"""What people type about rules, reports, limits and appeals."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from flask_babel import gettext
from flask_babel import lazy_gettext as _l
from wtforms import BooleanField, RadioField, SelectChoice, SelectField

from ideas.rim.forms import Body, Form, Line, Required, Size
from ideas.trust.moderation.models import HouseRule
from ideas.trust.moderation.rules import (
    APPEAL_MAX,
    APPEAL_MIN,
    FACTS_MAX,
    FACTS_MIN,
    LABEL_MAX,
    REPORT_MAX,
    TEXT_MAX,
    WORDS_MAX,
    WORDS_MIN,
    AppealOutcome,
)

TERMS = {
    "1": _l("One day"),
    "7": _l("One week"),
    "30": _l("30 days"),
    "90": _l("90 days"),
    "365": _l("One year"),
    "for-good": _l("For good"),
}


class _NamesARule(Form):
    """A form that names one of the house rules."""

    def offer(self, rules: Sequence[HouseRule]) -> None:
        """The rules that can be named."""
        self.rule.choices = [SelectChoice(str(rule.id), rule.label) for rule in rules]

    def chosen(self, rules: Sequence[HouseRule]) -> HouseRule | None:
        """The one that was."""
        return next((rule for rule in rules if str(rule.id) == self.rule.data), None)


class ReportForm(_NamesARule):
    """What is wrong with it."""

    rule = RadioField(_l("Which rule does it break?"), [Required()])
    body = Body(
        _l("What should we know?"),
        [Size(most=REPORT_MAX)],
        description=_l("If it is not plain to see. The author does not read this, and is not told who reported it."),
    )


class LimitForm(_NamesARule):
    """Why somebody's words or part here are limited."""

    rule = SelectField(_l("Which rule"), [Required()])
    facts = Body(
        _l("What happened"),
        [Required(), Size(FACTS_MIN, FACTS_MAX)],
        description=_l("In your own words, to the person: what they wrote or did, and why that breaks the rule."),
    )

    def offer(self, rules: Sequence[HouseRule]) -> None:
        """The rules, and none chosen for the reader."""
        super().offer(rules)
        self.rule.choices = [SelectChoice("", gettext("Choose a rule")), *self.rule.choices]


class HideForm(LimitForm):
    """Hide it, or mark it as spam."""

    act = RadioField(
        _l("What to do"),
        choices=[SelectChoice("hide", _l("Hide it")), SelectChoice("spam", _l("Mark it as spam"))],
        default="hide",
    )


class BanForm(LimitForm):
    """Keep somebody from taking part."""

    term = SelectField(_l("For how long"), choices=[SelectChoice(*term) for term in TERMS.items()], default="7")

    def until(self, at: datetime) -> datetime | None:
        """When the ban ends; None for good."""
        return None if self.term.data == "for-good" else at + timedelta(days=int(self.term.data))


class CaseForm(BanForm):
    """What becomes of a case. A dismissal needs neither rule nor facts."""

    act = RadioField(_l("Your decision"), [Required()])

    def offer_acts(self, *, on_comment: bool, may_ban: bool) -> None:
        """What can be done here, by this person."""
        self.rule.flags.required = self.facts.flags.required = False  # whether they are, the act says
        acts = [
            SelectChoice("dismiss", gettext("Leave it as it is")),
            SelectChoice("hide", gettext("Hide the comment") if on_comment else gettext("Hide the idea")),
            SelectChoice("spam", gettext("Mark it as spam")),
        ]
        self.act.choices = [*acts, SelectChoice("ban", gettext("Hide it and ban the author"))] if may_ban else acts

    def relax(self) -> None:
        """Without a limit there is nothing to explain."""
        self.rule.validators = self.facts.validators = ()


class AppealForm(Form):
    """Why a decision is wrong."""

    body = Body(
        _l("Why should we look at it again?"),
        [Required(), Size(APPEAL_MIN, APPEAL_MAX)],
        description=_l("Somebody who did not make the decision reads this."),
    )


class DecisionForm(Form):
    """What becomes of an appeal."""

    outcome = RadioField(
        _l("Your decision"),
        [Required()],
        choices=[
            SelectChoice(AppealOutcome.KEPT.value, _l("The decision stands")),
            SelectChoice(AppealOutcome.LIFTED.value, _l("The decision was wrong: lift it")),
        ],
    )
    words = Body(
        _l("Why"),
        [Required(), Size(WORDS_MIN, WORDS_MAX)],
        description=_l("To the person, who gets this by mail."),
    )


class NewRuleForm(Form):
    """A rule of the house."""

    label = Line(_l("Name of the rule"), [Required(), Size(most=LABEL_MAX)])
    text = Body(_l("What it asks"), [Size(most=TEXT_MAX)], description=_l("One or two sentences, for everybody."))


class RuleForm(NewRuleForm):
    """Its words, and whether it still holds."""

    is_named = BooleanField(
        _l("It holds"),
        description=_l("Switched off, it stays on the statements that name it, and nobody can be held to it any more."),
    )


class LogForm(Form):
    """Whether everybody may read the moderation log."""

    opens_log = BooleanField(
        _l("Everybody can read the moderation log"),
        description=_l("What was limited, by which rule, and how soon reports are decided. Nobody is named."),
    )
