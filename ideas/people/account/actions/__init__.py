"""The verbs of an account: be made, prove an address, have a password, open and close sessions, change the profile."""

from ideas.people.account.actions.account import create_account, lock_account, rename, update_profile
from ideas.people.account.actions.password import (
    WeakPassword,
    WrongCredentials,
    accept_password,
    check_password,
    hash_new,
    set_password,
)
from ideas.people.account.actions.session import (
    close_other_sessions,
    close_session,
    is_due,
    lock_session,
    open_session,
    touch_session,
)
from ideas.people.account.actions.token import (
    Ask,
    Redeemed,
    SpentToken,
    ask_to_sign_in,
    find_setup_token,
    find_token,
    forget_expired,
    new_setup_token,
    print_link,
    redeem_code,
    redeem_link,
    spend_setup_token,
)

__all__ = [
    "Ask",
    "Redeemed",
    "SpentToken",
    "WeakPassword",
    "WrongCredentials",
    "accept_password",
    "ask_to_sign_in",
    "check_password",
    "close_other_sessions",
    "close_session",
    "create_account",
    "find_setup_token",
    "find_token",
    "forget_expired",
    "hash_new",
    "is_due",
    "lock_account",
    "lock_session",
    "new_setup_token",
    "open_session",
    "print_link",
    "redeem_code",
    "redeem_link",
    "rename",
    "set_password",
    "spend_setup_token",
    "touch_session",
    "update_profile",
]
