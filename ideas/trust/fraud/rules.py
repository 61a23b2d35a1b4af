"""The signals of dishonest votes, their thresholds, and how an alert can end. `docs/decisions/0010` says why these."""

import ipaddress
from datetime import timedelta
from enum import StrEnum
from pathlib import Path

from ideas.base.refusal import Refusal


class Signal(StrEnum):
    """What made the watch look twice."""

    BURST = "burst"
    YOUNG_CROWD = "young_crowd"
    NETWORK = "network"
    MAIL_DOMAIN = "mail_domain"
    PAIR = "pair"
    CLONES = "clones"
    CAMPAIGN = "campaign"
    STAFF = "staff"


class AlertOutcome(StrEnum):
    """What staff made of it."""

    RELEASED = "released"
    VOIDED = "voided"
    NOTED = "noted"


# --- a burst: many votes at once on one idea -------------------------------------------------------------------------

# So many votes within so long; the second window sees the farm that is careful to stay below the first.
BURSTS = ((timedelta(minutes=10), 20), (timedelta(hours=1), 40))
BURST_TIMES_USUAL = 5
USUAL_DAYS = 14

YOUNG = timedelta(days=7)
YOUNG_SHARE = 0.6
# A growing community has many young accounts anyway: in a burst the others must be rarer than this part of their usual share.
OLDER_PART = 0.5

CAMPAIGN_SHARE = 0.7
# A crowd that one page sent is spared from this share on, if some of it was here before. Whether that is so is asked
# only of crowds large enough to tell.
SPARED_SHARE = 0.5
SETTLED_SHARE = 0.1
SETTLED_ASKED_FROM = 50

# --- one network, one mail domain ------------------------------------------------------------------------------------

DAY = timedelta(hours=24)
NETWORK_VOTES = 5
DOMAIN_VOTES = 10
# A network of a tenth of all voters may send a tenth of an idea's votes: only this many times more is a sign.
TIMES_EXPECTED = 3
# Where a network sends this many times more than it may, the first ones were no chance either.
FARM_TIMES = 2
NETWORK_REMEMBERED = timedelta(days=7)

# --- people who vote alike -------------------------------------------------------------------------------------------

CLONE_JACCARD = 0.8
CLONE_IDEAS = 8
CLONE_ACCOUNTS = 3
CLONE_BORN_WITHIN = timedelta(hours=72)
# Accounts made long before and woken together.
ASLEEP = timedelta(days=14)
WOKEN_WITHIN = timedelta(hours=72)
# Clones that also vote for other things: half of what they vote for is shared, by more of them.
DISGUISED_SHARE = 0.5
DISGUISED_ACCOUNTS = 5
# Sharing what everybody votes for is no sign: others as active must vote for less than this part of what is shared.
OTHERS_SHARE = 0.25
OTHERS_LEAST = 10

PAIR_VOTES = 10
PAIR_SHARE = 0.5
PAIR_TIMES_USUAL = 2

# --- the watch -------------------------------------------------------------------------------------------------------

EVIDENCE_KEPT = timedelta(days=90)
# What staff released or noted is not found again for so long.
QUIET = timedelta(days=14)

FREE_MAIL = frozenset(Path(__file__).with_name("free_mail.txt").read_text().split())


def mail_domain(email: str) -> str:
    """The part of an address behind the @, in small letters."""
    return email.rpartition("@")[2].lower()


# --- what people are told whose votes are declared false, where staff write nothing else ------------------------------

_FACTS = {
    Signal.YOUNG_CROWD: "Your vote was one of many that new accounts cast for this idea within minutes. We looked at them and take them for votes of the same people.",
    Signal.NETWORK: "Your vote was one of many for this idea from the same network within a day. We looked at them and take them for votes of the same people.",
    Signal.CLONES: "Several accounts voted for the same ideas as yours. We looked at them and take them for accounts of one person, of which one counts.",
}


def usual_facts(signal: Signal) -> str:
    """The reasons in a sentence, for the person."""
    plain = "We looked at the votes for this idea and take yours for one of several by the same person."
    return _FACTS.get(signal, plain)


# --- networks that are known to be shared ----------------------------------------------------------------------------

OFFICES_MAX = 2_000
# An office is no half of the internet.
WIDEST = {4: 16, 6: 32}


class BadNetwork(Refusal):
    """A line is no network, or one so wide that it would excuse anybody."""


def read_networks(text: str) -> list[str]:
    """Networks as people type them, one a line («192.0.2.0/24», or one address), in one form each. Raises BadNetwork."""
    found: dict[str, None] = {}
    for line in filter(None, (line.strip() for line in text.splitlines())):
        try:
            network = ipaddress.ip_network(line, strict=False)
        except ValueError:
            raise BadNetwork(
                "“%(line)s” is no network. Write it like 192.0.2.0/24, one a line.", field="networks", line=line[:50]
            ) from None
        if network.prefixlen < WIDEST[network.version]:
            raise BadNetwork(
                "“%(line)s” is too wide: it would excuse a part of the world. At most /%(widest)s.",
                field="networks",
                line=line[:50],
                widest=WIDEST[network.version],
            )
        found[str(network)] = None
    if len("\n".join(found)) > OFFICES_MAX:
        raise BadNetwork(
            "These are too many networks: at most %(most)s characters.", field="networks", most=OFFICES_MAX
        )
    return list(found)
