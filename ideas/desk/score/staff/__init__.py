"""Staff's pages about scores: a module for each noun."""

from ideas.desk.score.staff import criterion, score

BLUEPRINTS = (score.bp, criterion.bp, criterion.position, criterion.usual)
