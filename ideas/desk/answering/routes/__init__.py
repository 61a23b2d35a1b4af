"""Moving and answering ideas in the browser."""

from ideas.desk.answering.routes import answer, move

BLUEPRINTS = (move.bp, answer.bp, answer.history)
