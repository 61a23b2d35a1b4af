"""What staff submit for others."""

from ideas.trust.posting.staff import on_behalf

BLUEPRINTS = (on_behalf.bp,)
