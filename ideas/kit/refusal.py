"""A «no» with a human sentence: the one way an action says that it won't."""


class Refusal(Exception):
    """The action is refused; the message is a sentence for the person who asked.

    `status` is the HTTP status that the web rim answers with; `field` names the input to blame, if one is.
    """

    status = 422

    def __init__(self, sentence: str, *, field: str | None = None) -> None:
        super().__init__(sentence)
        self.sentence = sentence
        self.field = field


class Forbidden(Refusal):
    """The person may see this thing but not do that to it."""

    status = 403


class Conflict(Refusal):
    """The thing changed meanwhile; nothing was done."""

    status = 409
