"""What happened at acme's desk: merges, decisions about people and their words, and what waits there in the end."""

from tests.freeze.telling import Teller

FACTS = "It calls somebody names, and it does so twice."
SETTINGS = {
    "name": "Acme Coffee",
    "tagline": "Better cups, together.",
    "colour": "#7a4a2b",
    "shows_voters": "y",
    "reopen_people": "2",
    "reopen_months": "6",
    "merge_wait_days": "7",
}


def merges(story: Teller) -> None:
    """One at once, one undone, then with the author asked: one yes and one no."""
    story.share("merged", "ben", "Milk made of oats in the shops", tags="milk")
    story.share("unmerged", "dan", "Oat drinks on the menu", tags="milk")
    story.press("cleo", story.at("merged", "/follow"))
    main = story.ideas["main"]
    for key in ("merged", "unmerged"):
        story.press("mod", story.at(key, "/merge"), into=main, reason="The same wish")
    story.press("mod", story.at("unmerged", "/merge/delete"))
    story.work(minutes=10)
    story.press("owner", "/acme/settings", asks_before_merge="y", **SETTINGS)
    for key, title, agrees in (
        ("agreed", "Oat milk, please, and cold", "yes"),
        ("refused", "Oat cookies in the shops", "no"),
    ):
        story.share(key, "cleo", title, tags="milk")
        story.press("mod", story.at(key, "/merge"), into=main, reason="It sounds alike")
        story.work(minutes=10)
        story.press("cleo", story.at(key, "/merge-question"), agrees=agrees, words="Cookies are not milk.")
        story.work(minutes=10)


def moderates(story: Teller) -> None:
    """Reports, what was hidden, appeals, bans, and posts that wait for approval."""
    _hides(story)
    _bans(story)
    _approves(story)
    _counts_anew(story)
    story.work(minutes=5)


def _hides(story: Teller) -> None:
    story.share("hidden", "ana", "Throw the loud guests out", body="All of them, fools that they are.", tags="guests")
    story.share("spam", "dan", "Cheap watches for everybody", tags="watches")
    story.share("locked", "ben", "Music on Sundays", body="Quiet music.", tags="music")
    story.share("shown", "cleo", "A lamp at each table", tags="light")
    words = story.comment("locked", "bo", "No music at all, you fools.")
    report = {"rule": "1", "body": "Look at this, please."}
    story.press("ben", story.at("hidden", "/report"), **report)
    story.press("ben", story.at("shown", "/report"), rule="2", body="")
    story.press("ana", story.at("locked", f"/comments/{words}/report"), **report)
    case = "SELECT id FROM report_case WHERE thing = '{}:{}'"
    for thing, row, act in (
        ("idea", story.idea_id("hidden"), "hide"),
        ("comment", words, "hide"),
        ("idea", story.idea_id("shown"), "dismiss"),
    ):
        found = story.value(case.format(thing, row))
        limit = {"rule": "1", "facts": FACTS} if act == "hide" else {"rule": "", "facts": ""}
        story.press("mod", f"/acme/desk/reports/{found}", act=act, term="7", **limit)
    story.press("mod", story.at("spam", "/hiding"), rule="2", facts="It sells watches, and only watches.", act="spam")
    story.press("mod", story.at("shown", "/hiding"), rule="1", facts=FACTS, act="hide")
    story.press("mod", story.at("locked", "/lock"), rule="4", facts="The discussion is about other guests by now.")
    story.work(minutes=5)
    _appeals(story)


def _appeals(story: Teller) -> None:
    """One is kept, one lifted."""
    for key, who, outcome in (("hidden", "ana", "kept"), ("shown", "cleo", "lifted")):
        statement = story.newest("statement", f"idea_id = {story.idea_id(key)}")
        story.press(who, f"/acme/statements/{statement}/appeal", body="Somebody mistook me for another person.")
        story.work(minutes=5)
        words = "We looked at it again, all of us, and this is what we think."
        story.press("owner", f"/acme/desk/appeals/{statement}", outcome=outcome, words=words)
        story.work(minutes=5)


def _bans(story: Teller) -> None:
    """Dan's ends soon after, Bo's does not."""
    for who, term in (("dan-dark", "7"), ("bo-banned", "for-good")):
        story.press("mod", f"/acme/people/{who}/ban", rule="1", facts=FACTS, term=term)
    story.work(minutes=5)
    story.press("mod", "/acme/people/dan-dark/ban/delete")
    story.press("mod", "/acme/people/dan-dark/trust", level="1", reason="He said sorry to everybody.")


def _counts_anew(story: Teller) -> None:
    """Votes from one network are declared false, and those from another counted after all."""
    for key, rest, form in (
        ("unmerged", "void", {"facts": "They all came from one desk, one after the other."}),
        ("on_behalf", "release", {}),
    ):
        come(story, 8, key, network=key)
        story.press("mod", f"/acme/desk/votes/{story.newest('vote_alert')}/{rest}", **form)


def _approves(story: Teller) -> None:
    """On a board where everything waits."""
    for key, title in (
        ("approved", "A second shop by the river"),
        ("not_approved", "A shop that sells only watches"),
        ("pending", "A shop on wheels"),
    ):
        story.share(key, "ben", title, board="shops", tags="shops")
    story.press("mod", story.at("approved", "/approval"))
    story.press(
        "mod", story.at("not_approved", "/decline"), rule="2", facts="It sells watches, and only watches.", block=""
    )
    for who, words in (("ana", "On which side?"), ("cleo", "Left, I hope."), ("dan", "Watches, cheap watches!")):
        story.comment("approved", who, words)
    first = story.newest("comment") - 2
    story.press("mod", story.at("approved", f"/comments/{first}/approval"), trust="y")
    limit = {"rule": "2", "facts": "It sells watches, and only watches.", "block": ""}
    story.press("mod", story.at("approved", f"/comments/{first + 2}/decline"), **limit)


def august(story: Teller) -> None:
    """Two people ask for the no again, a crowd comes, and much is left for the desk."""
    for who in ("cleo", "dan"):
        story.press(who, story.at("declined", "/reopening"))
    story.press("dan", story.at("still_declined", "/reopening"))
    story.press("owner", "/acme/settings/invitations", role="moderator", email="late@example.com", board="")
    story.share("asked", "ana", "Oat milk for the office machine", tags="milk")
    story.press("mod", story.at("asked", "/merge"), into=story.ideas["unmerged"], reason="It may be the same")
    story.share("news", "ben", "Oat milk in every single shop", tags="milk")
    story.share("double", "cleo", "Oat milk in every shop, please", tags="milk")
    story.share("crowded", "dan", "A coffee for each who brings a friend", tags="friends")
    come(story, 24, "crowded")
    _acts(story)
    story.press("cleo", story.at("main", "/report"), rule="1", body="This is about cows.")
    story.press("mod", story.at("news", "/hiding"), rule="4", facts=FACTS, act="hide")
    story.work(minutes=5)
    statement = story.newest("statement")
    story.press("ben", f"/acme/statements/{statement}/appeal", body="It is about milk, and so is this house.")
    story.press(
        "partner",
        "/acme/desk/pauses",
        board="ideas",
        first_day="2026-09-01",
        last_day="2026-09-10",
        reason="The roastery is painted",
    )


def come(story: Teller, size: int, key: str, network: str = "") -> None:
    """So many new people vote for one idea within minutes, all from one network or each from their own."""
    names = [f"{key}{number}" for number in range(size)]
    for number, who in enumerate(names):
        story.arrives(who, f"Crowd {number}")
        story.networks[who] = network or who
    story.pace = 20
    for who in names:
        story.press(who, story.at(key, "/vote"))
    story.pace = 60
    story.work(minutes=2)


def _acts(story: Teller) -> None:
    """At the desk: an answer, a tag that is taken back, and one that is taken on."""
    late = f"answer:{story.idea_id('late')}"
    story.act("partner", f"answer:{story.idea_id('fresh')}", "answer", text="A fine idea: we put up a shelf.")
    act = story.act("partner", late, "tag", add_tags="dark")
    story.press("partner", f"/acme/desk/acts/{act}/undo")
    story.act("mod", late, "take", to="mo-derator")
