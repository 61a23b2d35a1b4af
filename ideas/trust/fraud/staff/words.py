"""An alert in words: what it is called, what was seen, by which rule, and what is written to the people it is about."""

from collections.abc import Callable
from datetime import datetime
from typing import Any

from flask_babel import gettext, ngettext
from flask_babel import lazy_gettext as _l

from ideas.rim.jinja import number
from ideas.trust.fraud.models import VoteAlert
from ideas.trust.fraud.rules import (
    CLONE_ACCOUNTS,
    CLONE_IDEAS,
    DOMAIN_VOTES,
    NETWORK_VOTES,
    PAIR_VOTES,
    AlertOutcome,
    Signal,
    usual_facts,
)

TITLES = {
    Signal.BURST: _l("Many votes at once"),
    Signal.YOUNG_CROWD: _l("A crowd of new accounts"),
    Signal.NETWORK: _l("Many votes from one network"),
    Signal.MAIL_DOMAIN: _l("Many votes from one mail domain"),
    Signal.PAIR: _l("One person's votes for one author"),
    Signal.CLONES: _l("Accounts that vote as one"),
    Signal.CAMPAIGN: _l("A campaign elsewhere"),
    Signal.STAFF: _l("Votes chosen by staff"),
}

OUTCOMES = {
    AlertOutcome.RELEASED: _l("Counted"),
    AlertOutcome.VOIDED: _l("Declared false"),
    AlertOutcome.NOTED: _l("Noted"),
}


def title_of(alert: VoteAlert) -> str:
    return str(TITLES[alert.signal])


def seen(alert: VoteAlert) -> list[str]:
    """What was seen, in sentences."""
    return _SEEN[alert.signal](alert.evidence)


def rule_of(alert: VoteAlert) -> str:
    """By which rule it was found, and what follows from that rule."""
    return str(_RULES[alert.signal])


def facts_of(signal: Signal) -> str:
    """What the people are told whose votes are declared false, for staff to change."""
    return str(gettext(usual_facts(signal)))


def span(alert: VoteAlert) -> tuple[datetime, datetime] | None:
    """From when to when the votes came that it is about."""
    since, until = alert.evidence.get("since"), alert.evidence.get("until")
    return (datetime.fromisoformat(since), datetime.fromisoformat(until)) if since and until else None


# --- what was seen ---------------------------------------------------------------------------------------------------


def _crowd(figures: dict[str, Any]) -> list[str]:
    votes, young = figures.get("votes", 0), figures.get("young", 0)
    said = [
        gettext(
            "%(votes)s votes came close together, %(peak)s of them within one window. Usual for this idea: %(hourly)s an hour.",
            votes=number(votes),
            peak=number(figures.get("peak", 0)),
            hourly=number(figures.get("hourly", 0)),
        ),
        gettext("%(young)s of them are from accounts of less than a week.", young=number(young)),
    ]
    if figures.get("usual_young"):
        said.append(
            gettext(
                "Elsewhere in this community %(share)s%% of the votes are from such accounts.",
                share=round(100 * figures["usual_young"]),
            )
        )
    if figures.get("referrer"):
        said.append(
            gettext(
                "%(sent)s came from %(host)s and voted on the page they landed on.",
                sent=number(figures["sent"]),
                host=figures["referrer"],
            )
        )
    else:
        said.append(gettext("No page elsewhere led them here, as far as can be seen."))
    return said


def _network(figures: dict[str, Any]) -> list[str]:
    said = [
        gettext(
            "%(votes)s of the %(of)s votes that this idea got in a day came from one network. By chance it would be %(allowed)s at most.",
            votes=number(figures.get("votes", 0)),
            of=number(figures.get("of", 0)),
            allowed=number(figures.get("allowed", NETWORK_VOTES)),
        )
    ]
    if figures.get("farm"):
        said.append(
            gettext("The same network sent far more than that before, so what still comes from it is held as well.")
        )
    return said


def _domain(figures: dict[str, Any]) -> list[str]:
    return [
        gettext(
            "%(votes)s of the %(of)s votes that this idea got in a day are from people with an address at %(domain)s.",
            votes=number(figures.get("votes", 0)),
            of=number(figures.get("of", 0)),
            domain=figures.get("domain", ""),
        )
    ]


def _pair(figures: dict[str, Any]) -> list[str]:
    return [
        gettext(
            "%(votes)s of this person's %(of)s votes are for ideas of one author.",
            votes=number(figures.get("votes", 0)),
            of=number(figures.get("of", 0)),
        )
    ]


def _clones(figures: dict[str, Any]) -> list[str]:
    people, ideas = figures.get("people", 0), figures.get("ideas", 0)
    said = [
        ngettext(
            "%(num)s account votes for the same ideas as another.", "%(num)s accounts vote for the same ideas.", people
        )
    ]
    if ideas:
        said.append(
            gettext(
                "They share %(ideas)s ideas. Of these, other active people voted for %(others)s on average.",
                ideas=number(ideas),
                others=number(figures.get("others", 0)),
            )
        )
    said.append(gettext("They were made within three days, share a network, or woke together after a long sleep."))
    return said


def _staff(figures: dict[str, Any]) -> list[str]:
    chosen = [f"{name}: {value}" for name, value in figures.get("filter", {}).items()]
    reason = [str(figures["reason"])] if figures.get("reason") else []
    return [gettext("Somebody of the staff chose them. %(filter)s", filter=" · ".join(chosen)), *reason]


_SEEN: dict[Signal, Callable[[dict[str, Any]], list[str]]] = {
    Signal.BURST: _crowd,
    Signal.YOUNG_CROWD: _crowd,
    Signal.CAMPAIGN: _crowd,
    Signal.NETWORK: _network,
    Signal.MAIL_DOMAIN: _domain,
    Signal.PAIR: _pair,
    Signal.CLONES: _clones,
    Signal.STAFF: _staff,
}

_RULES = {
    Signal.BURST: _l(
        "We look when 20 votes come within ten minutes, or 40 within an hour, and more than five times what is usual. Nothing is held for that alone."
    ),
    Signal.YOUNG_CROWD: _l(
        "Votes of new accounts are held when they are at least six in ten of such a burst, older accounts are much rarer in it than usual, and no page elsewhere explains it."
    ),
    Signal.NETWORK: _l(
        "More than %(votes)s votes for one idea from one network within a day are held, unless so many of this community's people are there.",
        votes=NETWORK_VOTES,
    ),
    Signal.MAIL_DOMAIN: _l(
        "We point at more than %(votes)s votes from one mail domain within a day. Nothing is held: a company may simply care.",
        votes=DOMAIN_VOTES,
    ),
    Signal.PAIR: _l(
        "We point at people with %(votes)s votes or more who give over half of them to one author. Nothing is held: they may simply be friends.",
        votes=PAIR_VOTES,
    ),
    Signal.CLONES: _l(
        "Where %(accounts)s accounts or more share %(ideas)s ideas or more and little else, only the oldest account counts.",
        accounts=CLONE_ACCOUNTS,
        ideas=CLONE_IDEAS,
    ),
    Signal.CAMPAIGN: _l(
        "Seven in ten voters of a burst came from one page elsewhere. Nothing is held: they may well be real people."
    ),
    Signal.STAFF: _l("Found by a search of the staff, not by a rule."),
}
