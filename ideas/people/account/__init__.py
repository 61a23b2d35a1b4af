"""Accounts: who a person is, how they sign in, and where they are signed in."""
