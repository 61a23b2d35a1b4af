"""How long a note may be, how many are shown, and how long its writer may take it back."""

from datetime import timedelta

BODY_MAX = 2_000
SHOWN_MAX = 100
REGRET = timedelta(days=1)
