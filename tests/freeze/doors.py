"""The ways in: signing in and up, passwords, wishes, invitations, the set-up; and the links in mails."""

from pathlib import Path

from flask import Flask

from ideas.base.db import writing
from tests.cast import Cast, make_cast
from tests.factories import Factories
from tests.freeze.house import House, let_jobs_work
from tests.freeze.mails import Outbox
from tests.freeze.still import CODE, StillClock
from tests.freeze.visit import Visit

PASSWORD = "four lively herons"


class Doors:
    """An app with the cast, the folder for the visits, and the mails that come."""

    def __init__(self, app: Flask, folder: Path, clock: StillClock, outbox: Outbox) -> None:
        self.app, self.folder, self.clock, self.outbox = app, folder, clock, outbox
        with app.app_context(), writing():
            self.cast: Cast = make_cast()
        self.make = Factories(app, self.cast)
        self.idea = self.make.idea("Oat milk in every shop", at=clock.now())

    def visit(self, name: str, who: str = "", network: str = "10.1.1.1") -> Visit:
        """A new browser; two hours later, so that mails may be asked for again."""
        self.clock.pass_by(hours=2)
        person = getattr(self.cast, who) if who else None
        return Visit(self.app, self.folder / f"{name}.txt", person, network)


def write_doors(house: House, folder: Path, clock: StillClock, outbox: Outbox) -> None:
    """Every way in, one file for each visit."""
    doors = Doors(house.new_app("doors"), folder, clock, outbox)
    for way in (
        _by_code,
        _by_link,
        _by_password,
        _too_many_tries,
        _signs_up,
        _wishes,
        _shares,
        _is_invited,
        _stops_mails,
    ):
        way(doors)
    _only_invited(Doors(house.new_app("invited", sign_up="invited"), folder, clock, outbox))
    _set_up(house.new_app("empty"), folder)


def _by_code(doors: Doors) -> None:
    visit = doors.visit("sign-in-by-code")
    visit.get("/sign-in/code")
    visit.get("/sign-in?next=/acme/roadmap")
    visit.send("/sign-in/mail", {"email": "no address", "password": ""})
    visit.send_and_go_on("/sign-in/mail?next=/acme/roadmap", {"email": "ben@example.com", "password": ""})
    visit.send("/sign-in/code", {"code": "12345"})
    visit.send("/sign-in/code", {"code": "000000"})
    visit.send_and_go_on("/sign-in/code", {"code": f"{CODE}"})
    visit.get("/sign-in")
    visit.get("/sign-up")
    visit.send_and_go_on("/sign-out")
    visit.get("/me")


def _by_link(doors: Doors) -> None:
    visit = doors.visit("sign-in-by-link")
    visit.send("/sign-in/mail", {"email": "ben@example.com", "password": ""})
    link = doors.outbox.link
    visit.get(link)
    visit.send_and_go_on(link)
    visit.get(link)
    late = doors.visit("sign-in-by-an-old-link")
    late.send("/sign-in/mail", {"email": "ben@example.com", "password": ""})
    doors.clock.pass_by(minutes=11)
    late.get(doors.outbox.link)
    late.send(doors.outbox.link)
    late.send("/sign-in/code", {"code": f"{CODE}"})


def _by_password(doors: Doors) -> None:
    visit = doors.visit("password", "ana")
    visit.get("/me/password")
    visit.send("/me/password", {"password": "short"})
    visit.send("/me/password", {"password": "ana@example.com"})
    visit.send("/me/password", {"password": "passwordpassword"})
    visit.send_and_go_on("/me/password", {"password": PASSWORD})
    visit.get("/me/sessions")
    doors.clock.pass_by(minutes=20)
    visit.get("/me/password")
    visit.send("/me/password", {"password": "five lively herons", "current_password": "wrong"})
    visit.send("/me/password", {"password": "five lively herons"})
    visit.send_and_go_on("/me/sessions/others/delete")
    guest = doors.visit("sign-in-by-password")
    guest.send("/sign-in", {"email": "", "password": ""})
    guest.send("/sign-in", {"email": "ana@example.com", "password": "wrong"})
    guest.send("/sign-in", {"email": "nobody@example.com", "password": PASSWORD})
    guest.send_and_go_on("/sign-in?next=/acme/ideas", {"email": "ana@example.com", "password": PASSWORD})


def _too_many_tries(doors: Doors) -> None:
    visit = doors.visit("sign-in-by-too-many-codes")
    visit.send("/sign-in/mail", {"email": "ben@example.com", "password": ""})
    for _ in range(6):
        visit.send("/sign-in/code", {"code": "000000"})
    for _ in range(4):
        visit.send("/sign-in/mail", {"email": "stranger@example.com", "password": ""})


def _signs_up(doors: Doors) -> None:
    visit = doors.visit("sign-up")
    visit.get("/sign-up?next=/acme")
    visit.send("/sign-up", {"name": "", "email": "no address", "password": "short"})
    visit.send_and_go_on(
        "/sign-up?next=/acme", {"name": "Nora New", "email": "nora@example.com", "password": "six lively herons"}
    )
    visit.send_and_go_on("/sign-in/code", {"code": f"{CODE}"})
    known = doors.visit("sign-up-with-a-known-address")
    known.send_and_go_on("/sign-up", {"name": "Ana", "email": "ana@example.com", "password": ""})
    nameless = doors.visit("sign-in-with-a-new-address")
    nameless.send_and_go_on("/sign-in/mail?next=/acme/ideas", {"email": "nils@example.com", "password": ""})
    nameless.send_and_go_on("/sign-in/code", {"code": f"{CODE}"})
    nameless.send("/me/name?next=/acme/ideas", {"name": ""})
    nameless.send_and_go_on("/me/name?next=/acme/ideas", {"name": "Nils New"})


def _wishes(doors: Doors) -> None:
    for wish in ("vote", "follow"):
        visit = doors.visit(f"wish-to-{wish}")
        page = f"/acme/ideas/{doors.idea.number}"
        headers = {"Referer": f"http://localhost{page}"}
        asked = visit.send(f"{page}/{wish}", headers=headers).headers["Location"]
        visit.get(asked)
        visit.send("/sign-in/mail?" + asked.partition("?")[2], {"email": "newcomer@example.com", "password": ""})
        visit.send_and_go_on("/sign-in/code", {"code": f"{CODE}"})
        visit.get(page, follow_redirects=True)


def _shares(doors: Doors) -> None:
    visit = doors.visit("share-and-then-sign-in")
    visit.get("/acme/ideas/new")
    form = {"title": "Tea as well, please", "body": "**Green** tea.", "tags": "tea", "board": "ideas"}
    asked = visit.send("/acme/ideas", {**form, "title": "Tea"})
    asked = visit.send("/acme/ideas", form)
    visit.get(asked.headers["Location"])
    visit.send(
        "/sign-in/mail?" + asked.headers["Location"].partition("?")[2], {"email": "ben@example.com", "password": ""}
    )
    visit.send_and_go_on("/sign-in/code", {"code": f"{CODE}"})
    visit.send("/acme/preview", {"body": "Some **words**, <b>a tag</b> and @ana-lopes."})
    visit.send("/acme/preview", {"body": "Some **words**."}, headers={"HX-Request": "true"})


def _is_invited(doors: Doors) -> None:
    owner = doors.visit("invite", "owner")
    owner.send("/acme/settings/invitations", {"role": "owner", "email": "no address", "board": ""})
    owner.send("/acme/settings/invitations", {"role": "partner", "email": "newcomer@example.com", "board": "inner"})
    link = doors.outbox.link
    owner.get("/acme/settings/invitations")
    doors.visit("invitation-of-somebody-else", "stranger").get(link)
    guest = doors.visit("invitation")
    guest.get(link)
    guest.send(link)
    guest = doors.visit("invitation-accepted", "newcomer")
    guest.get(link)
    guest.send_and_go_on(link)
    guest.get(link)
    doors.visit("invitation-spent", "ben").get(link)
    owner = doors.visit("invitation-taken-back", "owner")
    owner.send("/acme/settings/invitations", {"role": "member", "email": "late@example.com", "board": ""})
    owner.send_and_go_on("/acme/settings/invitations/2/delete")
    owner.get(doors.outbox.link)


def _stops_mails(doors: Doors) -> None:
    doors.make.answer(doors.idea, at=doors.clock.now())
    let_jobs_work(doors.app)
    doors.clock.pass_by(minutes=10)
    let_jobs_work(doors.app)
    token = doors.outbox.stop
    visit = doors.visit("stop-mails")
    visit.get("/unsubscribe/no-such-token")
    visit.get(token)
    visit.send(token)
    visit.get(token)


def _only_invited(doors: Doors) -> None:
    visit = doors.visit("uninvited")
    visit.get("/sign-up")
    visit.get("/sign-in")
    visit.send("/sign-up", {"name": "Nora New", "email": "nora@example.com", "password": ""})
    visit.send_and_go_on("/sign-in/mail", {"email": "nora@example.com", "password": ""})


def _set_up(app: Flask, folder: Path) -> None:
    visit = Visit(app, folder / "set-up.txt")
    visit.get("/")
    visit.get("/setup")
    printed = app.test_cli_runner().invoke(args=["setup", "link"]).output.strip()
    path = "/" + printed.split("/", 3)[3]
    visit.get(path)
    form = {"name": "Petra Novak", "email": "petra@example.com", "password": PASSWORD, "brand_name": "Harbour Coffee"}
    form |= {"slug": "", "tagline": "", "colour": "#2b5f7a", "board_name": "Ideas", "token": path.partition("=")[2]}
    visit.send("/setup", {**form, "token": "wrong"})
    visit.send("/setup", {**form, "email": "", "slug": "sign-in", "password": "short"})
    visit.send_and_go_on("/setup", form)
    visit.get("/")
    visit.get(path)
