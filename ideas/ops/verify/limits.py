"""The checks of moderation: each limit has exactly one statement that stands, and each statement that stands its limit."""

# Name, what can't be, and how it is told.
LIMITS: tuple[tuple[str, str, str], ...] = (
    (
        "reasons of hidden ideas",
        """
        SELECT idea.id, idea.visibility, count(statement.id) AS statements FROM idea
        LEFT JOIN statement ON statement.idea_id = idea.id AND statement.comment_id IS NULL
             AND statement.lifted_at IS NULL AND statement.kind IN ('hide', 'spam', 'decline')
        WHERE idea.visibility IN ('hidden', 'spam')
        GROUP BY idea.id, idea.visibility HAVING count(statement.id) <> 1 ORDER BY idea.id
        """,
        "idea {id} is {visibility}, and {statements} statements say why",
    ),
    (
        "reasons of hidden comments",
        """
        SELECT comment.id, comment.visibility, count(statement.id) AS statements FROM comment
        LEFT JOIN statement ON statement.comment_id = comment.id AND statement.lifted_at IS NULL
        WHERE comment.visibility IN ('hidden', 'spam') AND comment.removed_at IS NULL
        GROUP BY comment.id, comment.visibility HAVING count(statement.id) <> 1 ORDER BY comment.id
        """,
        "comment {id} is {visibility}, and {statements} statements say why",
    ),
    (
        "reasons of closed discussions",
        """
        SELECT idea.id, count(statement.id) AS statements FROM idea
        LEFT JOIN statement ON statement.idea_id = idea.id AND statement.kind = 'lock' AND statement.lifted_at IS NULL
        WHERE idea.locked_at IS NOT NULL OR statement.id IS NOT NULL
        GROUP BY idea.id, idea.locked_at HAVING count(statement.id) <> 1 OR idea.locked_at IS NULL ORDER BY idea.id
        """,
        "the discussion of idea {id} is closed or open, and {statements} statements say otherwise",
    ),
    (
        "statements without a limit",
        """
        SELECT statement.id, statement.kind FROM statement
        LEFT JOIN idea ON idea.id = statement.idea_id LEFT JOIN comment ON comment.id = statement.comment_id
        LEFT JOIN ban ON ban.statement_id = statement.id
        WHERE statement.lifted_at IS NULL AND CASE
              WHEN statement.kind = 'ban' THEN ban.id IS NULL OR ban.lifted_at IS NOT NULL
              WHEN statement.comment_id IS NOT NULL THEN comment.removed_at IS NULL
                   AND comment.visibility IN ('public', 'pending')
              WHEN statement.kind IN ('hide', 'spam', 'decline') THEN idea.visibility IN ('public', 'pending')
              ELSE 1 = 0 END
        ORDER BY statement.id
        """,
        "statement {id} ({kind}) stands, and what it limits is not limited",
    ),
    (
        "bans",
        """
        SELECT ban.id, ban.account_id FROM ban JOIN statement ON statement.id = ban.statement_id
        WHERE (ban.lifted_at IS NULL) <> (statement.lifted_at IS NULL) OR statement.kind <> 'ban'
           OR COALESCE(statement.account_id, ban.account_id) <> ban.account_id
           OR (ban.until IS NULL) <> (statement.until IS NULL) OR ban.until <> statement.until
        ORDER BY ban.id
        """,
        "ban {id} of account {account_id} and its statement differ",
    ),
    (
        "banned until",
        """
        SELECT membership.id, membership.banned_until, ban.id AS ban_id FROM membership
        LEFT JOIN ban ON ban.id = (
            SELECT max(latest.id) FROM ban AS latest
            WHERE latest.brand_id = membership.brand_id AND latest.account_id = membership.account_id
              AND latest.lifted_at IS NULL
        )
        WHERE (membership.banned_until IS NULL) <> (ban.id IS NULL) OR membership.banned_until <> ban.until
           OR (ban.id IS NOT NULL AND ban.until IS NULL AND membership.banned_until < '8000-01-01')
        ORDER BY membership.id
        """,
        "membership {id} says that it is banned until {banned_until}; its latest ban is {ban_id}",
    ),
    (
        "decided cases",
        """
        SELECT report_case.id, report_case.report_count, count(report.id) AS reports FROM report_case
        LEFT JOIN report ON report.case_id = report_case.id
        GROUP BY report_case.id, report_case.report_count, report_case.closed_at, report_case.outcome
        HAVING report_case.report_count <> count(report.id)
            OR (report_case.closed_at IS NULL) <> (report_case.outcome IS NULL)
        ORDER BY report_case.id
        """,
        "case {id} says {report_count} reports, and there are {reports}; or its outcome and its end differ",
    ),
)
