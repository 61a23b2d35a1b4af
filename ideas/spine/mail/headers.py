"""Headers of mails from text that people wrote: the one place that makes them."""

from email.header import Header
from email.message import EmailMessage


def set_header(message: EmailMessage, name: str, text: str) -> None:
    """Add a header that reads as this text and as nothing else.

    The email package decodes what looks like an encoded word, such as `=?utf-8?q?=FF?=`, when a header is set: then it is
    other text, or bytes that can't be sent. Such a text is encoded here, and not looked at again.
    """
    if "=?" in text:
        message.set_raw(name, Header(text, "utf-8", header_name=name).encode(linesep="\r\n"))
    else:
        message[name] = text
