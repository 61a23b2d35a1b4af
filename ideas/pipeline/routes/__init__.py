"""Moving and answering ideas in the browser."""

from ideas.pipeline.routes import answer, move

BLUEPRINTS = (move.bp, answer.bp, answer.history)
