"""Every act of the desk. A new one is a file beside this one and its line here."""

from typing import Any

from ideas.base.refusal import Refusal
from ideas.desk.acts.act import Act
from ideas.desk.acts.answer import Answer
from ideas.desk.acts.approve import Approve
from ideas.desk.acts.decline import Decline
from ideas.desk.acts.dismiss import Dismiss
from ideas.desk.acts.hide import Hide
from ideas.desk.acts.merge import Merge
from ideas.desk.acts.move import Move
from ideas.desk.acts.tag import Tag
from ideas.desk.acts.take import Take
from ideas.desk.acts.trust import Trust
from ideas.desk.acts.void import Void

# In the order in which they are offered.
ACTS: list[Act[Any]] = [
    Approve(),
    Trust(),
    Answer(),
    Decline(),
    Move(),
    Merge(),
    Dismiss(),
    Tag(),
    Hide(),
    Take(),
    Void(),
]


class BadAct(Refusal):
    """No button of ours sends this."""

    status = 400


def find_act(name: str | None) -> Act[Any]:
    """The act of this name. Raises BadAct."""
    found = next((act for act in ACTS if act.name == name), None)
    if found is None:
        raise BadAct("This button does not exist. Reload the page and try again.")
    return found
