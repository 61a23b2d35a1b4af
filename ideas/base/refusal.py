"""A «no» with a human sentence: the one way an action says that it won't."""


class Refusal(Exception):
    """The action is refused; the message is a sentence for the person who asked.

    `status` is the HTTP status that the web rim answers with; `field` names the input to blame, if one is.
    """

    status = 422

    def __init__(self, template: str, *, field: str | None = None, **values: object) -> None:
        """`template` is English and may hold places such as `%(most)s` for the values: the rim translates, then fills."""
        self.template, self.values, self.field = template, values, field
        super().__init__(self.sentence)

    @property
    def sentence(self) -> str:
        """The sentence in English."""
        return self.template % self.values if self.values else self.template


class Forbidden(Refusal):
    """The person may see this thing but not do that to it."""

    status = 403


class Conflict(Refusal):
    """The thing changed meanwhile; nothing was done."""

    status = 409
