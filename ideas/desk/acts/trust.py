"""Approving a post that waits, and trusting its author from then on."""

from collections.abc import Collection

from flask_babel import lazy_gettext as _l

from ideas.desk.acts.act import Desk, one_or_many
from ideas.desk.acts.approve import Approve
from ideas.desk.acts.items import Item
from ideas.desk.acts.locks import lock_authors


class Trust(Approve):
    name = "trust"
    label, icon, key = _l("Approve and trust"), "shield-check", "y"
    help = _l("Approve, and trust the author")
    done = _l("approved and trusted")
    sentences = one_or_many("Approved; its author is trusted.", "%(num)s approved; their authors are trusted.")
    trusts = True

    def lock(self, desk: Desk, details: None, items: Collection[Item]) -> None:
        super().lock(desk, details, items)
        lock_authors(items)
