"""The checks of the answer clock: what waits is what is owed an answer, by a date, and no board pauses twice at once."""

# Name, what can't be, and how it is told.
ANSWERS: tuple[tuple[str, str, str], ...] = (
    (
        "answer clock",
        """
        SELECT idea.id, rank.awaits_answer FROM idea JOIN idea_rank AS rank ON rank.idea_id = idea.id
        WHERE rank.awaits_answer <> ((idea.answered_at IS NULL OR idea.reopened_at IS NOT NULL)
              AND idea.visibility = 'public' AND idea.merged_into_id IS NULL)
        ORDER BY idea.id
        """,
        "idea {id} says that it waits for an answer: {awaits_answer}, and it is otherwise",
    ),
    (
        "answer due",
        """
        SELECT idea_id FROM idea_rank WHERE awaits_answer AND answer_due IS NULL ORDER BY idea_id
        """,
        "idea {idea_id} waits for an answer that is due at no time",
    ),
    (
        "what was promised",
        """
        SELECT id, answer_was_due FROM idea WHERE answered_at IS NULL AND answer_was_due IS NOT NULL ORDER BY id
        """,
        "idea {id} has no answer, and says that one was due at {answer_was_due}",
    ),
    (
        "one pause at a time",
        """
        SELECT pause.id, other.id AS other_id, pause.board_id FROM answer_pause AS pause
        JOIN answer_pause AS other ON other.board_id = pause.board_id AND other.id > pause.id
        WHERE pause.starts_at < coalesce(other.cut_at, other.ends_at) AND other.starts_at < coalesce(pause.cut_at, pause.ends_at)
          AND pause.starts_at < coalesce(pause.cut_at, pause.ends_at) AND other.starts_at < coalesce(other.cut_at, other.ends_at)
        ORDER BY pause.id, other.id
        """,
        "pauses {id} and {other_id} of board {board_id} overlap",
    ),
)
