"""The nine who look: what each may see must stay what it is."""

from flask import Flask

from tests.clients import Client, signed_in_client
from tests.freeze.telling import Teller

# The names of those who look, and who that is in the story.
PEOPLE = {
    "visitor": "visitor",
    "member": "ben",
    "banned": "bo",
    "author": "ana",
    "partner_here": "partner",
    "partner_elsewhere": "elsa",
    "moderator": "mod",
    "owner": "owner",
    "outsider": "outsider",
}


def browsers(app: Flask, story: Teller) -> dict[str, Client]:
    """A browser for each of the nine, signed in just now."""
    return {name: signed_in_client(app, story.people.get(who)) for name, who in PEOPLE.items()}
