"""When each kind of item of the queue is late; limits of the inbox."""

from datetime import timedelta

from ideas.desk.acts.rules import Kind

PAGE = 25
COUNTED = 500
UNDO_FOR = timedelta(seconds=10)
SEEN_FOR = timedelta(seconds=60)
ACTS_PAGE = 30

# How long each kind may wait; an answer has a clock of its own, by the rule of its board.
PATIENCE: dict[Kind, timedelta] = {
    Kind.APPEAL: timedelta(days=5),
    Kind.REPORT: timedelta(days=1),
    Kind.APPROVE: timedelta(days=1),
    Kind.COMMENT: timedelta(days=1),
    Kind.VOTES: timedelta(days=2),
    Kind.ANSWER: timedelta(),
    Kind.DUPLICATE: timedelta(days=7),
}
