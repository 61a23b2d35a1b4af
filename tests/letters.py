"""Mails as the people who get them read them."""

import re
from dataclasses import dataclass

from ideas.spine.mail.models import Mail

PASSWORD = "four lively herons"


@dataclass(frozen=True, slots=True)
class Letter:
    """What a person finds in a mail."""

    to: str
    kind: str
    subject: str
    text: str

    @property
    def link(self) -> str:
        """The path of the sign-in link."""
        found = re.search(r"https?://[^/\s]+(/sign-in/link/\S+)", self.text)
        assert found, self.text
        return found.group(1)

    @property
    def code(self) -> str:
        """The six digits."""
        found = re.search(r"^(\d{3}) (\d{3})$", self.text, re.MULTILINE)
        assert found, self.text
        return found.group(1) + found.group(2)


def read_letter(mail: Mail) -> Letter:
    """What a mail in the outbox says."""
    return Letter(mail.address, mail.kind, mail.subject, mail.text)
