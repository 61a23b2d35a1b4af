"""The pages of moderation for everybody: rules, reporting, statements, appeals, the public log."""

from ideas.trust.moderation.routes import appeal, comment_report, moderation_log, reopening, report, rules, statement

BLUEPRINTS = (rules.bp, report.bp, comment_report.bp, statement.bp, appeal.bp, moderation_log.bp, reopening.bp)
