"""The log speaks: every act of staff that the code records has words on its page."""

import re

from ideas.desk.audit_log.staff.words import act_words
from ideas.spine.activity.rules import MEMBER_KINDS

KIND = re.compile(r'"([a-z]+(?:_[a-z]+)*\.[a-z_]+)"')


def recorded_kinds(root):
    """Every kind that is handed to `record`, directly or through a function that ends in it."""
    found = set()
    for path in (root / "ideas").rglob("*.py"):
        text = re.sub(r".*\blogger\b.*", "", path.read_text())
        for call in re.finditer(r"\b_?(?:record|note|settle|tell|set|close|put)\w*\(", text):
            found |= set(KIND.findall(text[call.start() : call.start() + 160].split("\n\n")[0]))
    return found


def test_every_act_of_staff_has_words(app, root):
    kinds = {kind for kind in recorded_kinds(root) if not re.search(r"\.(id|brand_id|index|show|new|edit|html)$", kind)}
    with app.test_request_context():
        silent = {kind for kind in kinds - MEMBER_KINDS if act_words(kind) == kind.replace(".", " ").replace("_", " ")}

    assert len(kinds) > 60
    assert silent == set()
