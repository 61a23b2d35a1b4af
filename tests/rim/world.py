"""A world to send junk to: everything that an address or a form can name, and a ledger of what was written to it."""

import re
from datetime import UTC, datetime
from itertools import count

from sqlalchemy import event, select, update

from ideas.base.db import db, every_brand, writing
from ideas.community.follow.subscribers import unsubscribe_token
from ideas.community.idea.models import Idea
from ideas.community.pipeline.models import Answer
from ideas.community.stage.queries import open_reasons
from ideas.people.brand.invitations import invite
from ideas.people.brand.rules import Role
from ideas.spine.activity.models import Activity
from tests.cast import make_cast
from tests.clients import signed_in_client
from tests.databases import stage_of
from tests.factories import Factories
from tests.house.addresses import things, values_for
from tests.house.decisions import decisions
from tests.scenes import EMPTY

WORLD = "world"
FAR = datetime(2099, 1, 1, tzinfo=UTC)
EXPLANATION = "It would make each cup twice as dear, and nobody wants that."
FACTS = "It names somebody who did not agree to that."
FORMS = {
    "appeal.create": {"body": "Somebody mistook me for another person."},
    "appeal_decision.update": {"outcome": "kept", "words": "We looked again, and it stays as it is."},
    "assignment.update": {"to": "", "seen": ""},
    "audit_export.create": {"about": "ideas", "by": "", "idea": "", "since": "", "until": ""},
    "ban.create": {"rule": "{rule_id}", "facts": FACTS, "term": "7"},
    "ban.destroy": {},
    "case.update": {"act": "dismiss", "rule": "", "facts": "", "term": "7"},
    "checklist.create": {"text": "The shops were asked {n} times", "stage": "new", "board": "ideas"},
    "checklist.destroy": {},
    "checklist.update": {"text": "The shops were asked {n} times"},
    "checklist_position.update": {"step": "down"},
    "checklist_tick.create": {},
    "checklist_tick.destroy": {},
    "comment_approval.create": {"trust": "y"},
    "comment_decline.create": {"rule": "{rule_id}", "facts": FACTS, "block": ""},
    "comment_hiding.create": {"rule": "{rule_id}", "facts": FACTS, "act": "hide"},
    "comment_hiding.destroy": {},
    "comment_removal.create": {},
    "comment_report.create": {"rule": "{rule_id}", "body": "Look at this, please."},
    "criterion.create": {"name": "Joy {n}", "hint": "How much of it", "weight": "3"},
    "criterion.update": {"name": "Joy {n}", "hint": "How much of it", "weight": "3", "is_used": "y"},
    "criterion_position.update": {"step": "down"},
    "desk_act.create": {
        "act": "answer",
        "item": "answer:{idea_id}",
        "next": "",
        "back": "",
        "text": "We will do this very soon.",
        "stage": "",
        "reason": "",
        "explanation": "",
        "rule": "",
        "facts": "",
        "into": "",
        "add_tags": "",
        "remove_tags": "",
        "to": "",
    },
    "desk_presence.create": {"item": "answer:{idea_id}"},
    "desk_undo.create": {},
    "hiding.create": {"rule": "{rule_id}", "facts": FACTS, "act": "hide"},
    "hiding.destroy": {},
    "house_rule.create": {"label": "Be brief {n}", "text": "As brief as you can."},
    "house_rule.update": {"label": "Be brief {n}", "text": "As brief as you can.", "is_named": "y"},
    "idea_approval.create": {"trust": "y"},
    "idea_decline.create": {"rule": "{rule_id}", "facts": FACTS, "block": ""},
    "kanban_card.update": {"stage": "under-review", "stage_version": "1", "board": "ideas"},
    "lock.create": {"rule": "{rule_id}", "facts": FACTS},
    "lock.destroy": {},
    "log_opening.update": {"opens_log": "y"},
    "membership_title.update": {"title": "Store manager"},
    "merge.create": {"into": "{other_number}", "reason": "The same wish"},
    "merge.destroy": {},
    "merge_question.create": {"agrees": "no", "words": "It is another idea."},
    "note.create": {"note": "Ask the shops about number {n}."},
    "note.destroy": {},
    "office.update": {"networks": "192.0.2.0/24"},
    "on_behalf.create": {
        "title": "A bench by the door {n}",
        "body": "To wait on.",
        "tags": "seating",
        "board": "ideas",
        "name": "Mrs Daly",
        "email": "",
        "said_where": "At the counter",
        "link": "",
    },
    "own_title.update": {"title": "Store manager"},
    "pause.create": {
        "board": "ideas",
        "first_day": "2099-01-01",
        "last_day": "2099-01-10",
        "reason": "The roastery is closed",
    },
    "recorded_vote.create": {"name": "Mrs Daly", "email": "", "said_where": "At the counter", "link": ""},
    "recorded_vote.destroy": {},
    "reopening.create": {},
    "report.create": {"rule": "{rule_id}", "body": "Look at this, please."},
    "resumption.create": {},
    "rule_position.update": {"step": "down"},
    "saved_answer.create": {"title": "Thank you {n}", "body": "Thank you, {author}."},
    "saved_answer.destroy": {},
    "saved_answer.update": {"title": "Thank you {n}", "body": "Thank you, {author}."},
    "saved_answer_position.update": {"step": "down"},
    "score.destroy": {},
    "score.update": {"mark_{criterion_id}": "4"},
    "tag.destroy": {},
    "tag.update": {"name": "Milk {n}", "description": "All kinds of it.", "colour": "blue"},
    "tag_merge.create": {"into": "tea"},
    "tag_merge.destroy": {},
    "trust.update": {"level": "1", "reason": "Helps everybody"},
    "usual_criteria.create": {},
    "vote_choice.create": {
        "board": "ideas",
        "idea": "",
        "alert": "",
        "group": "",
        "domain": "example.com",
        "since": "",
        "until": "",
        "born": "",
        "expected": "1",
        "facts": FACTS,
    },
    "vote_note.create": {},
    "vote_release.create": {},
    "vote_reopening.create": {},
    "vote_void.create": {"facts": FACTS},
    "answer.update": {"answer": "We will do this very soon.", "version": "0"},
    "board_member.create": {"person": "@ben-okafor", "place": "guest"},
    "board_member.destroy": {},
    "board_position.update": {"step": "down"},
    "board_settings.create": {"name": "Shops {n}", "description": "All about shops.", "access": "public"},
    "board_settings.update": {"name": "Shops", "description": "All about shops.", "access": "public"},
    "brand.update": {"name": "Acme", "tagline": "Cups", "colour": "#123456", "shows_voters": "y"},
    "comment.create": {"body": "I would drink that.", "official": "y"},
    "comment.update": {"body": "I would drink two."},
    "follow.create": {},
    "follow.destroy": {},
    "idea.create": {
        "title": "A loyalty card made of wood",
        "body": "Plastic is ugly.",
        "tags": "card",
        "board": "ideas",
    },
    "idea.update": {"title": "A loyalty card made of tin", "body": "Tin.", "tags": "tin", "version": "1"},
    "invitation.create": {"role": "member", "email": "new@example.com", "board": "ideas"},
    "invitation.destroy": {},
    "invitation_acceptance.create": {},
    "membership.create": {},
    "membership_role.update": {"role": "partner"},
    "move.create": {
        "stage": "not-planned",
        "reason": "1",
        "explanation": EXPLANATION,
        "answer": "",
        "stage_version": "1",
    },
    "name.update": {"name": "Nia"},
    "password.update": {"password": "seven quiet raccoons"},
    "preview.create": {"body": "Some **words**."},
    "profile.update": {"name": "Olga", "locale": "en", "mails_on": "y", "shortcuts_on": "y"},
    "reason.create": {"label": "The moon is wrong {n}"},
    "reason.update": {"label": "The moon is wrong", "is_offered": "y"},
    "reply.create": {"body": "So would I.", "official": "y"},
    "session.destroy": {},
    "session_others.destroy": {},
    "setup.create": {
        "token": "x",
        "name": "Olga",
        "email": "o@example.com",
        "password": "x",
        "brand_name": "Acme",
        "slug": "acme",
        "tagline": "",
        "colour": "#123456",
        "board_name": "Ideas",
    },
    "sign_in.create": {"email": "owner@example.com", "password": "wrong"},
    "sign_in_code.create": {"code": "123456"},
    "sign_in_link.create": {"name": "Olga"},
    "sign_in_mail.create": {"email": "owner@example.com", "password": ""},
    "sign_out.create": {},
    "sign_up.create": {"name": "New Comer", "email": "new@example.com", "password": "seven quiet raccoons"},
    "stage.create": {
        "name": "Tasting {n}",
        "phase": "reviewing",
        "colour": "blue",
        "leads_to": "1",
        "comes_from": "1",
        "freezes_votes": "y",
        "freezes_comments": "y",
        "freezes_edits": "y",
    },
    "stage.destroy": {"into": "planned"},
    "stage.update": {
        "name": "Fresh",
        "phase": "submitted",
        "colour": "blue",
        "leads_to": "2",
        "comes_from": "2",
        "freezes_votes": "y",
        "freezes_comments": "y",
        "freezes_edits": "y",
    },
    "stage_position.update": {"step": "down"},
    "unsubscription.create": {"List-Unsubscribe": "One-Click"},
    "vote.create": {},
    "vote.destroy": {},
    "withdrawal.create": {},
}
DML = re.compile(r"\s*(?:INSERT INTO|UPDATE|DELETE FROM)\s+\"?(\w+)", re.IGNORECASE)


class Ledger:
    """The tables that were written to in transactions that were committed, in the order of the commits."""

    def __init__(self, engine):
        self.committed, self._open = [], {}
        self._listeners = [
            ("before_cursor_execute", self._note),
            ("commit", self._commit),
            ("rollback", self._roll_back),
        ]
        self._engine = engine
        for name, listener in self._listeners:
            event.listen(engine, name, listener)

    def close(self):
        for name, listener in self._listeners:
            event.remove(self._engine, name, listener)

    def take(self):
        """What was committed since this was last asked."""
        taken, self.committed = self.committed, []
        return taken

    def _note(self, connection, cursor, statement, *rest):
        if found := DML.match(statement):
            self._open.setdefault(id(connection), []).append(found.group(1))

    def _commit(self, connection):
        self.committed += self._open.pop(id(connection), [])

    def _roll_back(self, connection):
        self._open.pop(id(connection), None)


class World:
    """An app with everything in it, put up anew whenever a test asks for it."""

    def __init__(self, app):
        self.app, self._numbers = app, count(1)
        with app.app_context():
            self.ledger = Ledger(db.engine)
        self.rebuild()

    def rebuild(self):
        """Put it up as it was at first: built once for a database, then put back."""
        stage = stage_of(self.app)
        if WORLD not in stage:
            stage.keep(WORLD, self._build(stage))
        self.cast, self.token, self.known = stage.show(WORLD)
        with self.app.app_context(), every_brand():
            self.idea = db.session.get_one(Idea, self.known["idea_id"])
        self.make = Factories(self.app, self.cast)
        self.fill = values_for(self.app, self.cast, self.idea, self.known)
        self.ledger.take()

    def _build(self, stage):
        """Two brands, an idea with everything by acme's owner, and an invitation."""
        stage.show(EMPTY)
        with self.app.app_context(), writing():
            cast = make_cast()
        make = Factories(self.app, cast)
        idea = make.idea("Oat milk in every shop", by=cast.owner, tags=("milk",))
        comment, other = make.comment(idea, by=cast.owner), make.idea("Tea in every shop", tags=("tea",))
        with make.at_work():
            invitation, secret = invite(cast.brand, role=Role.MEMBER, by=cast.owner, at=FAR)
            reason = open_reasons()[0].id
            token = unsubscribe_token(cast.owner.id, idea.id)
            db.session.execute(update(Activity).values(fanned_out_at=FAR))
        known = {
            "comment_id": comment.id,
            "invitation_id": invitation.id,
            "reason_id": reason,
            "token": secret,
            "secret": secret,
        }
        known |= {**things(self.app, cast), **decisions(self.app, cast, idea)}
        known |= {"idea_id": idea.id, "other_number": other.number, "comment_id": comment.id}
        return cast, token, known

    def client(self, person, endpoint=""):
        client = signed_in_client(self.app, getattr(self.cast, person) if person != "visitor" else None)
        if endpoint == "sign_in_code.create":
            with client.session_transaction() as session:
                session.update(asked=1, asked_for="owner@example.com")
        self.ledger.take()
        return client

    def address(self, route):
        if route.endpoint.startswith("unsubscription"):
            return f"/unsubscribe/{self.token}"
        return self.fill(route.rule)

    def form(self, endpoint):
        """What a page would send at this moment."""
        known = {"n": str(next(self._numbers)), **self.known}
        form = {_filled(name, known): _filled(value, known) for name, value in FORMS[endpoint].items()}
        if endpoint == "move.create":
            form["reason"] = str(self.known["reason_id"])
        if endpoint in ("idea.update", "answer.update"):
            model = Idea if endpoint == "idea.update" else Answer
            with self.app.app_context(), every_brand():
                form["version"] = str(db.session.scalar(select(model.version)) or 0)
        return form


def _filled(text, known):
    """The text with what stands in braces for a number of this world."""
    for name in re.findall(r"{(\w+)}", text):
        text = text.replace(f"{{{name}}}", str(known.get(name, f"{{{name}}}")))
    return text
