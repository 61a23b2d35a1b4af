"""Staff's pages about saved answers, and the choice of one while writing."""

from ideas.desk.saved_answer.staff import saved_answer

BLUEPRINTS = (saved_answer.bp, saved_answer.position)
