"""What hosts type about a pause of the answer clock."""

from datetime import UTC, date, datetime, time, timedelta

from flask_babel import gettext
from flask_babel import lazy_gettext as _l
from wtforms import DateField, SelectField
from wtforms.validators import InputRequired

from ideas.community.board.rules import PAUSE_DAYS_MOST, PAUSE_REASON_MAX
from ideas.rim.forms import Form, Line, Required, Size

_LAST_DAY = date.max - timedelta(days=1)


class Day(DateField):  # type: ignore[misc]
    """A day of the calendar, said so where it is none."""

    def process_formdata(self, valuelist: list[str]) -> None:
        """Read it as a date, or refuse it with a sentence."""
        try:
            super().process_formdata(valuelist)
        except ValueError:
            raise ValueError(gettext("Give a day, such as %(day)s.", day="2027-01-03")) from None


class PauseForm(Form):
    """When a board's answer clock stands still, and why."""

    board = SelectField(_l("Board"))
    first_day = Day(_l("First day"), [InputRequired(_l("Please fill this in."))])
    last_day = Day(
        _l("Last day"),
        [InputRequired(_l("Please fill this in."))],
        description=_l("The clock goes on the day after. A pause lasts %(most)s days at most.", most=PAUSE_DAYS_MOST),
    )
    reason = Line(
        _l("Why"),
        [Required(), Size(most=PAUSE_REASON_MAX)],
        description=_l("Everyone can read it, for instance “Our shops are closed over the holidays.”"),
    )


def bounds_of(first: date, last: date, *, now: datetime) -> tuple[datetime, datetime]:
    """From the beginning of the first day (or now, if that is today) to the end of the last one."""
    starts_at = now if first == now.date() else datetime.combine(first, time(), UTC)
    return starts_at, datetime.combine(min(last, _LAST_DAY), time(), UTC) + timedelta(days=1)
