"""What an act did, in a sentence: «47 approved. 3 were not.»"""

from dataclasses import dataclass

from flask_babel import gettext, ngettext

from ideas.desk.acts.every import find_act
from ideas.desk.acts.models import DeskAct
from ideas.desk.acts.perform import Outcome
from ideas.rim.messages import message_of
from ideas.rim.paths import path_to

WHYS = 5


@dataclass(frozen=True, slots=True)
class Message:
    """What has just happened, for the strip above the list and for screen readers."""

    sentence: str
    kind: str = "success"
    more: tuple[str, ...] = ()
    undo_href: str | None = None


def sentence_of(act: DeskAct) -> str:
    """What was done, and with how many."""
    return find_act(act.kind).sentence(sum("undo" in entry for entry in act.done["items"]))


def message_of_act(act: DeskAct) -> Message:
    """The same with the way to undo it."""
    return Message(sentence_of(act), undo_href=undo_href(act))


def message_of_outcome(outcome: Outcome, *, left: int = 0) -> Message:
    """What became of a request: what was done, and for each thing that was not, why."""
    whys = tuple(dict.fromkeys(message_of(one.refusal) for one in outcome.refused))
    if outcome.act is None:
        return Message(whys[0], kind="error", more=whys[1:WHYS])
    sentence = sentence_of(outcome.act)
    if whys:
        count = len(outcome.refused)
        rest = ngettext("%(num)s was not.", "%(num)s were not.", count)
        kept = ngettext("%(num)s stays selected.", "%(num)s stay selected.", left) if left else ""
        return Message(
            f"{sentence} {rest} {kept}".strip(), kind="warning", more=whys[:WHYS], undo_href=undo_href(outcome.act)
        )
    return Message(sentence, undo_href=undo_href(outcome.act))


def message_of_undo(outcome: Outcome) -> Message:
    """What became of an undo."""
    whys = tuple(dict.fromkeys(message_of(one.refusal) for one in outcome.refused))
    if not outcome.done:
        return Message(whys[0] if whys else gettext("There was nothing left to undo."), kind="error", more=whys[1:WHYS])
    sentence = ngettext("Undone. It is back in the inbox.", "Undone: %(num)s are back in the inbox.", len(outcome.done))
    whys += tuple(dict.fromkeys(message_of(remark) for remark in outcome.remarks))
    return Message(sentence, kind="warning" if whys else "success", more=whys[:WHYS])


def undo_href(act: DeskAct) -> str:
    return path_to("desk_undo.create", act_id=act.id)
