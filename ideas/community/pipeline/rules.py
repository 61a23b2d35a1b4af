"""What an answer and a no must hold."""

ANSWER_MIN = 10
ANSWER_MAX = 10_000
EXPLANATION_MIN = 40
EXPLANATION_MAX = 2_000
