"""Which activities are acts of members, or told beside an act that has its own entry. Every other one is in the audit log."""

MEMBER_KINDS = frozenset(
    [
        "idea.submitted",
        "idea.edited",
        "idea.tagged",
        "idea.withdrawn",
        "idea.reopened",
        "comment.created",
        "comment.edited",
        "comment.removed",
        "membership.joined",
        "invitation.accepted",
        "report.created",
        "appeal.created",
        "reopen.asked",
        # What follows from an act of staff that has an entry of its own.
        "statement.created",
        "statement.lifted",
        "merge.received",
        "merge.released",
        "merge.agreed",
        "merge.refused",
        "merge.received",
        "merge.released",
        "recorded_vote.joined",
    ]
)
