"""The pages of an account: its doors, and what lies behind them under /me."""

from ideas.people.account.routes import (
    name,
    password,
    profile,
    session,
    sign_in,
    sign_in_code,
    sign_in_link,
    sign_in_mail,
    sign_out,
    sign_up,
)

BLUEPRINTS = (
    sign_in.bp,
    sign_in_mail.bp,
    sign_in_code.bp,
    sign_in_link.bp,
    sign_up.bp,
    sign_out.bp,
    name.bp,
    profile.bp,
    password.bp,
    session.bp,
    session.others,
)
