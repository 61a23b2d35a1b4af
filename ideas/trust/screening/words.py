"""What waits for approval, in words: to its author kindly, to staff exactly."""

from flask_babel import gettext
from flask_babel import lazy_gettext as _l

from ideas.trust.screening.rules import PendingReason

LEVEL_WORDS = {
    0: _l("New"),
    1: _l("Known"),
    2: _l("Trusted"),
    3: _l("Vouched for"),
}


def why_it_waits(held_because: str | None) -> str:
    """Why somebody's post waits, said to them. What gives machines away is not said to machines."""
    if held_because == PendingReason.ALL:
        return str(gettext("On this board a moderator reads everything before it is public."))
    if held_because == PendingReason.FIRST:
        return str(gettext("A moderator reads the first post of everybody new on this board."))
    if held_because == PendingReason.LINK:
        return str(
            gettext("It links to a place that this community does not know yet, so a moderator looks at it first.")
        )
    return str(gettext("You are new here, so a moderator reads it first."))


def why_held(held_because: str | None) -> str:
    """Why a post waits, said to staff."""
    words = {
        PendingReason.ALL: gettext("Everything on this board waits for approval."),
        PendingReason.FIRST: gettext("This is the person's first post here."),
        PendingReason.LINK: gettext(
            "Somebody new links to a site that nobody trusted has linked here, or sets many links."
        ),
        PendingReason.FAST: gettext("Somebody new sent it faster than people type, or not from our page."),
        PendingReason.TRAP: gettext("A field was filled in that people don't see: most likely a machine wrote it."),
    }
    return str(
        words.get(PendingReason(held_because))
        if held_because in set(PendingReason)
        else gettext("It waits for approval.")
    )


def what_comes_next(*, is_idea: bool) -> str:
    """What the author of a waiting post can expect and do."""
    if is_idea:
        return str(gettext("You get a mail when it is public. Until then you can still edit or withdraw it."))
    return str(gettext("You get a mail when it is public. Until then you can still edit or remove it."))
