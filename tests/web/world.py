"""A world to send junk to: everything that an address or a form can name, and a ledger of what was written to it."""

import re
from datetime import UTC, datetime
from itertools import count

from sqlalchemy import event, select, update

from ideas.activity.models import Activity
from ideas.brand.invitations import invite
from ideas.brand.rules import Role
from ideas.db import db, every_brand, transaction
from ideas.follow.subscribers import unsubscribe_token
from ideas.idea.models import Idea
from ideas.pipeline.models import Answer
from ideas.stage.queries import open_reasons
from tests.cast import make_cast
from tests.clients import signed_in_client
from tests.databases import empty
from tests.factories import Factories
from tests.house.addresses import values_for

FAR = datetime(2099, 1, 1, tzinfo=UTC)
EXPLANATION = "It would make each cup twice as dear, and nobody wants that."
FORMS = {
    "answer.update": {"answer": "We will do this very soon.", "version": "0"},
    "board_member.create": {"person": "@ben-okafor", "place": "guest"},
    "board_member.destroy": {},
    "board_position.update": {"step": "down"},
    "board_settings.create": {"name": "Shops {n}", "description": "All about shops.", "access": "public"},
    "board_settings.update": {"name": "Shops", "description": "All about shops.", "access": "public"},
    "brand.update": {"name": "Acme", "tagline": "Cups", "colour": "#123456", "shows_voters": "y"},
    "comment.create": {"body": "I would drink that.", "official": "y"},
    "comment.destroy": {},
    "comment.update": {"body": "I would drink two."},
    "follow.create": {},
    "follow.destroy": {},
    "idea.create": {"title": "A loyalty card made of wood", "body": "Plastic is ugly.", "tags": "card", "board": "ideas"},
    "idea.update": {"title": "A loyalty card made of tin", "body": "Tin.", "tags": "tin", "version": "1"},
    "invitation.create": {"role": "member", "email": "new@example.com", "board": "ideas"},
    "invitation.destroy": {},
    "invitation_acceptance.create": {},
    "membership.create": {},
    "membership_role.update": {"role": "partner"},
    "move.create": {"stage": "not-planned", "reason": "1", "explanation": EXPLANATION, "answer": "", "stage_version": "1"},
    "name.update": {"name": "Nia"},
    "password.update": {"password": "seven quiet raccoons"},
    "preview.create": {"body": "Some **words**."},
    "profile.update": {"name": "Olga", "locale": "en", "mails_on": "y", "shortcuts_on": "y"},
    "reason.create": {"label": "The moon is wrong {n}"},
    "reason.update": {"label": "The moon is wrong", "is_offered": "y"},
    "reply.create": {"body": "So would I.", "official": "y"},
    "session.destroy": {},
    "session_others.destroy": {},
    "setup.create": {"token": "x", "name": "Olga", "email": "o@example.com", "password": "x", "brand_name": "Acme",
                     "slug": "acme", "tagline": "", "colour": "#123456", "board_name": "Ideas"},
    "sign_in.create": {"email": "owner@example.com", "password": "wrong"},
    "sign_in_code.create": {"code": "123456"},
    "sign_in_link.create": {"name": "Olga"},
    "sign_in_mail.create": {"email": "owner@example.com", "password": ""},
    "sign_out.create": {},
    "sign_up.create": {"name": "New Comer", "email": "new@example.com", "password": "seven quiet raccoons"},
    "stage.create": {"name": "Tasting {n}", "phase": "reviewing", "colour": "blue", "leads_to": "1", "comes_from": "1",
                     "freezes_votes": "y", "freezes_comments": "y", "freezes_edits": "y"},
    "stage.destroy": {"into": "planned"},
    "stage.update": {"name": "Fresh", "phase": "submitted", "colour": "blue", "leads_to": "2", "comes_from": "2",
                     "freezes_votes": "y", "freezes_comments": "y", "freezes_edits": "y"},
    "stage_position.update": {"step": "down"},
    "unsubscription.create": {"List-Unsubscribe": "One-Click"},
    "vote.create": {},
    "vote.destroy": {},
    "withdrawal.create": {},
}  # fmt: skip
DML = re.compile(r"\s*(?:INSERT INTO|UPDATE|DELETE FROM)\s+\"?(\w+)", re.IGNORECASE)


class Ledger:
    """The tables that were written to in transactions that were committed, in the order of the commits."""

    def __init__(self, engine):
        self.committed, self._open = [], {}
        self._listeners = [
            ("before_cursor_execute", self._note), ("commit", self._commit), ("rollback", self._roll_back),
        ]  # fmt: skip
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
        """Two brands, an idea with everything by acme's owner, and an invitation."""
        empty(self.app)
        with self.app.app_context(), transaction():
            self.cast = make_cast()
        self.make = Factories(self.app, self.cast)
        self.idea = self.make.idea("Oat milk in every shop", by=self.cast.owner, tags=("milk",))
        comment = self.make.comment(self.idea, by=self.cast.owner)
        with self.make.at_work():
            invitation, secret = invite(self.cast.brand, role=Role.MEMBER, by=self.cast.owner, at=FAR)
            reason = open_reasons()[0].id
            self.token = unsubscribe_token(self.cast.owner.id, self.idea.id)
            db.session.execute(update(Activity).values(fanned_out_at=FAR))
        self.known = {
            "comment_id": comment.id, "invitation_id": invitation.id, "reason_id": reason, "token": secret, "secret": secret,
        }  # fmt: skip
        self.fill = values_for(self.app, self.cast, self.idea, self.known)
        self.ledger.take()

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
        form = {name: value.replace("{n}", str(next(self._numbers))) for name, value in FORMS[endpoint].items()}
        if endpoint == "move.create":
            form["reason"] = str(self.known["reason_id"])
        if endpoint in ("idea.update", "answer.update"):
            model = Idea if endpoint == "idea.update" else Answer
            with self.app.app_context(), every_brand():
                form["version"] = str(db.session.scalar(select(model.version)) or 0)
        return form
