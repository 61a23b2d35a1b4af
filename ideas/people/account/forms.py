"""The forms of an account: sign in, sign up, the code, the profile, the password."""

import re

from flask_babel import gettext
from flask_babel import lazy_gettext as _l
from wtforms import BooleanField, EmailField, Field, PasswordField, SelectField, StringField, ValidationError

from ideas.people.account.rules import EMAIL_MAX, NAME_MAX, PASSWORD_MAX_BYTES, clean_email
from ideas.rim.forms import Form, Line, Required, Size, line


class Address:
    """Refuse what can't be an e-mail address; keep it as it will be written to."""

    field_flags = {"required": True, "maxlength": EMAIL_MAX}  # noqa: RUF012 - WTForms' own protocol

    def __call__(self, form: Form, field: Field) -> None:
        if not field.data:
            raise ValidationError(gettext("Please fill this in."))
        address = clean_email(field.data)
        if address is None:
            raise ValidationError(gettext("This does not look like an e-mail address."))
        field.data = address


def digits(value: str | None) -> str:
    """Filter for a code: people paste it with spaces and hyphens."""
    return re.sub(r"[\s-]", "", value or "")


class SixDigits:
    """Refuse what can't be a code, without counting it as a try."""

    def __call__(self, form: Form, field: Field) -> None:
        if not re.fullmatch(r"[0-9]{6}", field.data or ""):
            raise ValidationError(gettext("The code has six digits."))


class SignInForm(Form):
    """Address and password."""

    email = EmailField(_l("E-mail address"), [Address()], filters=[line])
    password = PasswordField(_l("Password"), [Required(), Size(most=PASSWORD_MAX_BYTES)])


class SignInMailForm(Form):
    """Address only. A password that stands in the same form is left unread."""

    email = EmailField(_l("E-mail address"), [Address()], filters=[line])
    password = PasswordField(_l("Password"))


class CodeForm(Form):
    """The six digits from the mail."""

    code = StringField(_l("Code from the mail"), [SixDigits()], filters=[digits])


class NameForm(Form):
    """What a new person is called."""

    name = Line(_l("Your name"), [Required(), Size(most=NAME_MAX)])


class SignUpForm(Form):
    """Name, address, and a password for those who want one."""

    name = Line(_l("Your name"), [Required(), Size(most=NAME_MAX)])
    email = EmailField(_l("E-mail address"), [Address()], filters=[line])
    password = PasswordField(_l("Password (optional)"), [Size(most=PASSWORD_MAX_BYTES)])


class ProfileForm(Form):
    """Name, language, and what we may do unasked."""

    name = Line(_l("Your name"), [Required(), Size(most=NAME_MAX)])
    locale = SelectField(_l("Language"))
    mails_on = BooleanField(_l("Send me mails about ideas that I follow"))
    shortcuts_on = BooleanField(_l("Keyboard shortcuts"))


class PasswordForm(Form):
    """A new password, by somebody who has just proven who they are."""

    password = PasswordField(_l("New password"), [Required(), Size(most=PASSWORD_MAX_BYTES)])


class GuardedPasswordForm(PasswordForm):
    """A new password, by somebody who shows the one they have."""

    current_password = PasswordField(_l("Current password"), [Required(), Size(most=PASSWORD_MAX_BYTES)])
