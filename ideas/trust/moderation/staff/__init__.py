"""The pages of moderation for staff: cases, appeals, limits, bans, and the owner's rules."""

from ideas.trust.moderation.staff import (
    appeal,
    ban,
    case,
    comment_hiding,
    hiding,
    house_rule,
    lock,
    log_opening,
    rule_position,
)

BLUEPRINTS = (
    case.bp,
    appeal.bp,
    hiding.bp,
    comment_hiding.bp,
    lock.bp,
    ban.bp,
    house_rule.bp,
    rule_position.bp,
    log_opening.bp,
)
