"""What happened at acme before anybody looks: ideas in every state, told by pressing the buttons that people press.

It begins in January, when acme is furnished and an idea is declined; goes on in June; and ends on a Friday in August, at
noon, with work that waits at the desk.
"""

from datetime import UTC, datetime

from tests.freeze.story_of_the_desk import august, merges, moderates
from tests.freeze.telling import Teller

BEGIN = datetime(2026, 1, 6, 10, 0, tzinfo=UTC)
SUMMER = datetime(2026, 6, 8, 8, 0, tzinfo=UTC)
AUGUST = datetime(2026, 8, 11, 8, 0, tzinfo=UTC)
END = datetime(2026, 8, 14, 12, 0, tzinfo=UTC)

BODY = """\
Cows are fine, but **oats** are finer, says @ben-okafor.

- They keep for months.
- They grow [nearby](https://oats.example.org/about), see `oats --local`.

> Nobody has asked the cows.

| shop | litres |
|---|---|
| Quay | 12 |
"""
NO = "It would make each cup twice as dear, and nobody wants that."


def tell(story: Teller) -> None:
    """All of it."""
    story.clock.go_to(BEGIN)
    _january(story)
    story.clock.go_to(SUMMER)
    story.sleep()
    _june(story)
    _behind_the_counter(story)
    story.sleep(hours=2)
    merges(story)
    story.sleep(hours=1)
    moderates(story)
    story.clock.go_to(AUGUST)
    story.sleep()
    august(story)
    story.clock.go_to(END)
    story.sleep()


def _january(story: Teller) -> None:
    """The house is furnished, people come, and an idea gets its no."""
    for who, name in (
        ("bo", "Bo Banned"),
        ("elsa", "Elsa Elsewhere"),
        ("cleo", "Cleo Cup"),
        ("dan", "Dan Dark"),
        ("xenia", "Xenia Ξ"),
    ):
        story.arrives(who, name)
    story.press("xenia", "/me", name="Xenia Ξ", locale="ar-XB", mails_on="y", shortcuts_on="y")
    _furnish(story)
    story.press("owner", "/acme/settings/people/elsa-elsewhere/role", role="partner")
    story.press("owner", "/acme/settings/boards/members/people", person="@elsa-elsewhere", place="host")
    story.press("owner", "/acme/settings/people/pia-partner/title", title="Store manager")
    story.share("declined", "ben", "Give every cup away for free", body="Why not?", tags="prices, free")
    story.move("declined", "mod", "not-planned", reason="1", explanation=NO)
    story.share("still_declined", "ana", "A cat in every shop", tags="cats")
    story.move("still_declined", "mod", "not-planned", reason="3", explanation=NO)
    story.sleep(days=2)


def _furnish(story: Teller) -> None:
    """The owner goes through the settings."""
    story.press(
        "owner",
        "/acme/settings",
        name="Acme Coffee",
        tagline="Better cups, together.",
        colour="#7a4a2b",
        shows_voters="y",
        reopen_people="2",
        reopen_months="6",
        merge_wait_days="7",
    )
    story.press("owner", "/acme/settings/moderation-log", opens_log="y")
    story.press("owner", "/acme/settings/networks", networks="192.0.2.0/24")
    story.press("owner", "/acme/settings/rules", label="Be brief", text="As brief as you can.")
    story.press("owner", "/acme/settings/reasons", label="The moon is wrong")
    story.press(
        "owner",
        "/acme/settings/stages",
        name="Tasting",
        phase="reviewing",
        colour="teal",
        leads_to=["3", "6"],
        comes_from="1",
        freezes_edits="y",
    )
    story.press(
        "owner",
        "/acme/settings/boards",
        name="Shops",
        description="All about shops, looked after by nobody yet.",
        access="public",
        answer_days="10",
        answer_votes="5",
        idea_approval="all",
        comment_approval="all",
    )
    for role, email, board in (("member", "new@example.com", "ideas"), ("partner", "", ""), ("owner", "", "inner")):
        story.press("owner", "/acme/settings/invitations", role=role, email=email, board=board)


def _june(story: Teller) -> None:
    """Ideas, votes and words."""
    story.share("main", "ana", "Oat milk in every shop", body=BODY, tags="milk, oat")
    story.share("fresh", "ben", "A shelf for cups that people left behind", tags="cups")
    story.share("shipped", "cleo", "Open at seven on Sundays", body="I am up by then.", tags="hours")
    story.share("withdrawn", "ana", "Paper straws, or maybe not", tags="straws")
    story.share("members", "ana", "A members' evening in spring", board="members", tags="evenings")
    story.share("inner", "ana", "A secret roast for regulars", board="inner", tags="secrets")
    story.share("late", "dan", "Dark roast as the house coffee", tags="roast, milk")
    story.share("rival", "outsider", "A tea that wakes you up", brand="rival", tags="tea")
    for who in ("ben", "cleo", "dan", "bo", "partner", "mod"):
        story.press(who, story.at("main", "/vote"))
    for who, key in (("ana", "fresh"), ("ana", "late"), ("ben", "late"), ("ben", "shipped"), ("ben", "members")):
        story.press(who, story.at(key, "/vote"))
    story.press("ben", story.at("main", "/follow"))
    story.press("cleo", story.at("main", "/follow"))
    story.press("xenia", story.at("main", "/follow"))
    _discuss(story)
    story.press("ana", story.at("withdrawn", "/withdrawal"))
    story.press(
        "ana", story.at("main", "/edit"), title="Oat milk in each shop", body=BODY, tags="milk, oat", version="1"
    )
    story.press(
        "mod",
        story.at("main", "/edit"),
        title="Oat milk in every shop",
        body=BODY + "\nAnd in every cup.",
        tags="milk, oat",
        version="2",
        reason="The title was better before",
    )
    story.work(minutes=10)
    _answer(story)


def _discuss(story: Teller) -> None:
    first = story.comment("main", "ben", "Please, yes. Ask @mo-derator about *allergens*.")
    story.comment("main", "partner", "We hear you, @ben-okafor.", under=first, official="y")
    story.comment("main", "ana", "Thank you both!", under=first)
    story.comment("main", "bo", "You are all fools.")
    story.comment("main", "ana", "I would also take soy.")
    gone = story.comment("main", "cleo", "This was meant for another idea.")
    story.press("cleo", story.at("main", f"/comments/{gone}/delete"))
    story.press(
        "ben", story.at("main", f"/comments/{first}/edit"), body="Please, yes. Ask @mo-derator about **allergens**."
    )
    story.comment("fresh", "ana", "On the left, please.")
    story.comment("members", "elsa", "Spring it is.", official="y")


def _answer(story: Teller) -> None:
    """The brand says what it will do, and does some of it."""
    story.move("main", "partner", "under-review")
    story.move("main", "partner", "planned", answer="We will do this, @ana-lopes, and *soon*.")
    story.work(minutes=10)
    story.press("partner", story.at("main", "/answer"), answer="We will do this in **autumn**.", version="1")
    story.press(
        "mod", story.at("shipped", "/answer"), answer="We looked at our shifts, and it can be done.", version="0"
    )
    story.work(minutes=10)
    story.move("shipped", "mod", "shipped", answer="From this Sunday on, every shop opens at seven.")
    story.move("members", "elsa", "under-review")
    story.work(minutes=10)


def _behind_the_counter(story: Teller) -> None:
    """What staff do among themselves."""
    story.press("mod", "/acme/desk/criteria/usual")
    story.press("mod", "/acme/desk/answers", title="Thank you", body="Thank you, {author}. We read every idea.")
    story.press("mod", "/acme/desk/answers", title="Not now", body="It is a fine idea, but not now.")
    story.press("mod", "/acme/desk/checklists", text="The shops were asked", stage="planned", board="ideas")
    story.press("mod", "/acme/desk/checklists", text="The roaster was asked", stage="planned", board="ideas")
    story.press("partner", story.at("main", f"/checklist/{story.newest('checklist_item') - 1}"))
    first = story.value("SELECT min(id) FROM criterion")
    story.press(
        "partner", story.at("main", "/score"), **{f"mark_{first + step}": mark for step, mark in enumerate("4235")}
    )
    story.press("mod", story.at("main", "/notes"), note="@pia-partner, ask the shops **first**.")
    story.press("mod", story.at("main", "/assignment"), to="pia-partner", seen="")
    recorded = {"email": "kim@example.com", "said_where": "At the counter", "link": ""}
    story.press("partner", story.at("main", "/recorded-votes"), name="Kim Counter", **recorded)
    story.press(
        "partner",
        "/acme/desk/on-behalf",
        title="A bench by the door",
        body="To wait on.",
        tags="seating",
        board="ideas",
        name="Mrs Daly",
        email="daly@example.com",
        said_where="On the telephone",
        link="https://notes.example.org/daly",
    )
    story.ideas["on_behalf"] = story.value(f"SELECT number FROM idea WHERE id = {story.newest('idea')}")
    story.press("mod", "/acme/desk/tags/milk/edit", name="Milk", description="All kinds of it.", colour="blue")
    story.press("mod", "/acme/desk/tags/oat/merge", into="milk")
    story.press(
        "partner",
        "/acme/desk/pauses",
        board="ideas",
        first_day="2026-07-01",
        last_day="2026-07-10",
        reason="The roastery is closed",
    )
