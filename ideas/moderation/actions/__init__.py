"""The verbs of moderation: rules, reports and their cases, limits with their statements, bans, appeals."""

from ideas.moderation.actions.appeal import (
    AppealClosed,
    BadWords,
    NotYourDecision,
    appeal,
    decide_appeal,
    lift,
)
from ideas.moderation.actions.ban import AlreadyBanned, CantBan, NotBanned, ban, lift_ban
from ideas.moderation.actions.case import (
    BadReport,
    CantReport,
    CaseClosed,
    OwnCase,
    check_can_report,
    close_case,
    has_reported,
    open_case_of,
    reopen_case,
    report,
)
from ideas.moderation.actions.decision import RuleMissing, decide_case
from ideas.moderation.actions.limit import (
    AlreadyLimited,
    NotLimited,
    hide_comment,
    hide_idea,
    lock_idea_discussion,
    show_comment,
    show_idea,
    unlock_idea_discussion,
)
from ideas.moderation.actions.rule import (
    LastRule,
    RuleExists,
    create_rule,
    house_rules,
    move_rule,
    open_log,
    set_up_rules,
    update_rule,
)
from ideas.moderation.actions.statement import BadFacts, lift_statement, make_statement

__all__ = [
    "AlreadyBanned", "AlreadyLimited", "AppealClosed", "BadFacts", "BadReport", "BadWords", "CantBan", "CantReport",
    "CaseClosed", "LastRule", "NotBanned", "NotLimited", "NotYourDecision", "OwnCase", "RuleExists", "RuleMissing", "appeal", "ban",
    "check_can_report", "close_case", "create_rule", "decide_appeal", "decide_case", "has_reported", "hide_comment", "hide_idea", "house_rules", "lift", "lift_ban",
    "lift_statement", "lock_idea_discussion", "make_statement", "move_rule", "open_case_of", "open_log", "reopen_case",
    "report", "set_up_rules", "show_comment", "show_idea", "unlock_idea_discussion", "update_rule",
]  # fmt: skip
