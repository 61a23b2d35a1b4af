"""What staff submit for others."""

from ideas.submission.staff import on_behalf

BLUEPRINTS = (on_behalf.bp,)
