"""The checks of votes and merges: each vote counts where it belongs, each person once, and the chains of merges hold."""

# Name, what can't be, and how it is told.
VOTES: tuple[tuple[str, str, str], ...] = (
    (
        "vote count",
        """
        SELECT rank.idea_id, rank.vote_count, COALESCE(cast_here.votes, 0) AS votes,
               COALESCE(brought.votes, 0) AS retained_votes, COALESCE(noted.votes, 0) AS recorded_votes
        FROM idea_rank AS rank
        LEFT JOIN (
            SELECT counted_for_id, count(*) AS votes FROM vote WHERE counted_for_id IS NOT NULL GROUP BY counted_for_id
        ) AS cast_here ON cast_here.counted_for_id = rank.idea_id
        LEFT JOIN (
            SELECT counted_for_id, count(*) AS votes FROM recorded_vote GROUP BY counted_for_id
        ) AS noted ON noted.counted_for_id = rank.idea_id
        LEFT JOIN (
            SELECT COALESCE(idea.canonical_id, idea.id) AS counted_for_id, sum(old.retained_votes) AS votes
            FROM idea_rank AS old JOIN idea ON idea.id = old.idea_id WHERE old.retained_votes <> 0
            GROUP BY COALESCE(idea.canonical_id, idea.id)
        ) AS brought ON brought.counted_for_id = rank.idea_id
        WHERE rank.vote_count
           <> COALESCE(cast_here.votes, 0) + COALESCE(brought.votes, 0) + COALESCE(noted.votes, 0)
        ORDER BY rank.idea_id
        """,
        "idea {idea_id} says {vote_count} votes; there are {votes}, {retained_votes} retained, {recorded_votes} recorded",
    ),
    (
        "one vote each",
        """
        SELECT idea_id, account_id, count(*) AS votes FROM vote
        GROUP BY idea_id, account_id HAVING count(*) > 1 ORDER BY idea_id, account_id
        """,
        "account {account_id} voted {votes} times for idea {idea_id}",
    ),
    (
        "counted once",
        """
        SELECT counted_for_id, account_id, count(*) AS votes FROM vote WHERE counted_for_id IS NOT NULL
        GROUP BY counted_for_id, account_id HAVING count(*) > 1 ORDER BY counted_for_id, account_id
        """,
        "account {account_id} counts {votes} times for idea {counted_for_id}",
    ),
    (
        "counted where it belongs",
        """
        SELECT vote.idea_id, vote.account_id, vote.state, vote.counted_for_id
        FROM vote JOIN idea ON idea.id = vote.idea_id
        WHERE (vote.counted_for_id IS NOT NULL
               AND (vote.state <> 'counted' OR vote.counted_for_id <> COALESCE(idea.canonical_id, idea.id)))
           OR (vote.counted_for_id IS NULL AND vote.state = 'counted' AND NOT EXISTS (
                   SELECT 1 FROM vote AS other WHERE other.account_id = vote.account_id
                   AND other.counted_for_id = COALESCE(idea.canonical_id, idea.id)))
        ORDER BY vote.idea_id, vote.account_id
        """,
        "the {state} vote of account {account_id} for idea {idea_id} counts for {counted_for_id}",
    ),
    (
        "held votes",
        """
        SELECT rank.idea_id, rank.held_votes, COALESCE(held.votes, 0) AS votes FROM idea_rank AS rank
        LEFT JOIN (SELECT idea_id, count(*) AS votes FROM vote WHERE state = 'held' GROUP BY idea_id) AS held
             ON held.idea_id = rank.idea_id
        WHERE rank.held_votes <> COALESCE(held.votes, 0) ORDER BY rank.idea_id
        """,
        "idea {idea_id} says {held_votes} held votes; there are {votes}",
    ),
    (
        "recorded votes",
        """
        SELECT rank.idea_id, rank.recorded_votes, COALESCE(noted.votes, 0) AS votes FROM idea_rank AS rank
        LEFT JOIN (SELECT counted_for_id, count(*) AS votes FROM recorded_vote GROUP BY counted_for_id) AS noted
             ON noted.counted_for_id = rank.idea_id
        WHERE rank.recorded_votes <> COALESCE(noted.votes, 0) ORDER BY rank.idea_id
        """,
        "idea {idea_id} says {recorded_votes} recorded votes; there are {votes}",
    ),
    (
        "recorded where it belongs",
        """
        SELECT noted.id, noted.idea_id, noted.counted_for_id
        FROM recorded_vote AS noted JOIN idea ON idea.id = noted.idea_id
        WHERE (noted.counted_for_id IS NOT NULL
               AND (noted.joined_id IS NOT NULL OR noted.counted_for_id <> COALESCE(idea.canonical_id, idea.id)))
           OR (noted.counted_for_id IS NULL AND noted.joined_id IS NULL AND NOT EXISTS (
                   SELECT 1 FROM recorded_vote AS other WHERE other.email_key = noted.email_key
                   AND other.counted_for_id = COALESCE(idea.canonical_id, idea.id)))
        ORDER BY noted.id
        """,
        "recorded vote {id} for idea {idea_id} counts for {counted_for_id}",
    ),
    (
        "canonical ideas",
        """
        WITH RECURSIVE chain (id, root) AS (
            SELECT id, id FROM idea WHERE merged_into_id IS NULL
            UNION ALL SELECT idea.id, chain.root FROM idea JOIN chain ON idea.merged_into_id = chain.id
        )
        SELECT idea.id, idea.merged_into_id, idea.canonical_id, chain.root
        FROM idea LEFT JOIN chain ON chain.id = idea.id
        WHERE chain.root IS NULL OR COALESCE(idea.canonical_id, idea.id) <> chain.root
           OR (idea.merged_into_id IS NULL) <> (idea.canonical_id IS NULL)
        ORDER BY idea.id
        """,
        "idea {id}, merged into {merged_into_id}, counts for {canonical_id}; the chain of merges ends at {root}",
    ),
    (
        "merges",
        """
        SELECT idea.id, idea.merged_into_id, count(done.id) AS merges, max(done.target_id) AS target_id
        FROM idea LEFT JOIN merge AS done ON done.idea_id = idea.id AND done.state = 'done'
        GROUP BY idea.id, idea.merged_into_id
        HAVING count(done.id) <> CASE WHEN idea.merged_into_id IS NULL THEN 0 ELSE 1 END
            OR max(done.target_id) <> idea.merged_into_id
        ORDER BY idea.id
        """,
        "idea {id} is merged into {merged_into_id}, and {merges} merges say so, the latest into {target_id}",
    ),
)
