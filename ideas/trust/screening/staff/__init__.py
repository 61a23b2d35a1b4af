"""Staff's pages about what waits for approval, and about trust: a module for each noun."""

from ideas.trust.screening.staff import approval, decline, trust

BLUEPRINTS = (approval.ideas, approval.comments, decline.ideas, decline.comments, trust.bp)
