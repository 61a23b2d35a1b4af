"""The table of contents: which blueprints, commands, jobs and subscribers make up the app. Only this imports edges."""

from collections.abc import Callable

from click import Command
from flask import Blueprint

from ideas.abuse import models as abuse_models
from ideas.abuse import staff as abuse_staff
from ideas.abuse.jobs import forget_old_evidence, watch_votes
from ideas.account import cli as account_cli
from ideas.account import models as account_models
from ideas.account import routes as account_routes
from ideas.account.jobs import forget_old_rights
from ideas.activity import models as activity_models
from ideas.assignment import staff as assignment_staff
from ideas.assignment.subscribers import give_back_ideas, tell_assignee
from ideas.audit import models as audit_models
from ideas.audit import staff as audit_staff
from ideas.board import models as board_models
from ideas.board import staff as board_staff
from ideas.brand import cli as brand_cli
from ideas.brand import models as brand_models
from ideas.brand import routes as brand_routes
from ideas.brand import staff as brand_staff
from ideas.comment import models as comment_models
from ideas.comment import routes as comment_routes
from ideas.demo import cli as demo_cli
from ideas.duplicate import cli as duplicate_cli
from ideas.duplicate import models as duplicate_models
from ideas.duplicate.subscribers import drop_duplicates, find_duplicates
from ideas.follow import models as follow_models
from ideas.follow import routes as follow_routes
from ideas.follow.subscribers import follow_what_is_theirs, post_news, tell_followers
from ideas.idea import cli as idea_cli
from ideas.idea import models as idea_models
from ideas.idea import routes as idea_routes
from ideas.idea import staff as idea_staff
from ideas.job.fanout import Subscriber, fan_out
from ideas.kanban import staff as kanban_staff
from ideas.mail import models as mail_models
from ideas.mail.jobs import send_waiting
from ideas.merge import models as merge_models
from ideas.merge import routes as merge_routes
from ideas.merge.jobs import decide_waiting_merges
from ideas.merge.subscribers import tell_of_merge
from ideas.moderation import models as moderation_models
from ideas.moderation import routes as moderation_routes
from ideas.moderation import staff as moderation_staff
from ideas.moderation.subscribers import tell_appellant, tell_lifting, tell_reporters, tell_statement
from ideas.note import models as note_models
from ideas.note import staff as note_staff
from ideas.note.subscribers import tell_mentioned
from ideas.numbers import staff as numbers_staff
from ideas.pipeline import models as pipeline_models
from ideas.pipeline import routes as pipeline_routes
from ideas.pipeline import staff as pipeline_staff
from ideas.promise import routes as promise_routes
from ideas.promise import staff as promise_staff
from ideas.roadmap import routes as roadmap_routes
from ideas.saved_answer import models as saved_answer_models
from ideas.saved_answer import staff as saved_answer_staff
from ideas.score import models as score_models
from ideas.score import staff as score_staff
from ideas.screening import models as screening_models
from ideas.screening import staff as screening_staff
from ideas.screening.subscribers import tell_author
from ideas.setup import cli as setup_cli
from ideas.setup import routes as setup_routes
from ideas.stage import models as stage_models
from ideas.stage import staff as stage_staff
from ideas.submission import staff as submission_staff
from ideas.transfer import cli as transfer_cli
from ideas.transfer import models as transfer_models
from ideas.triage import models as triage_models
from ideas.triage import staff as triage_staff
from ideas.verify import cli as verify_cli
from ideas.voting import models as voting_models
from ideas.voting import routes as voting_routes
from ideas.voting import staff as voting_staff
from ideas.web import cli, design, health, home

BLUEPRINTS: tuple[Blueprint, ...] = (
    health.health,
    health.readiness,
    home.bp,
    setup_routes.bp,
    *account_routes.BLUEPRINTS,
    *brand_routes.BLUEPRINTS,
    *brand_staff.BLUEPRINTS,
    *board_staff.BLUEPRINTS,
    *stage_staff.BLUEPRINTS,
    *idea_routes.BLUEPRINTS,
    *voting_routes.BLUEPRINTS,
    *voting_staff.BLUEPRINTS,
    *submission_staff.BLUEPRINTS,
    *abuse_staff.BLUEPRINTS,
    *merge_routes.BLUEPRINTS,
    follow_routes.bp,
    follow_routes.unsubscription,
    *comment_routes.BLUEPRINTS,
    *pipeline_routes.BLUEPRINTS,
    *pipeline_staff.BLUEPRINTS,
    *idea_staff.BLUEPRINTS,
    *assignment_staff.BLUEPRINTS,
    *note_staff.BLUEPRINTS,
    *score_staff.BLUEPRINTS,
    *saved_answer_staff.BLUEPRINTS,
    *triage_staff.BLUEPRINTS,
    *kanban_staff.BLUEPRINTS,
    numbers_staff.bp,
    *screening_staff.BLUEPRINTS,
    *moderation_routes.BLUEPRINTS,
    *moderation_staff.BLUEPRINTS,
    roadmap_routes.bp,
    *promise_routes.BLUEPRINTS,
    *promise_staff.BLUEPRINTS,
    *audit_staff.BLUEPRINTS,
)
DEVELOPMENT_BLUEPRINTS: tuple[Blueprint, ...] = (design.bp,)
COMMANDS: tuple[Command, ...] = (
    account_cli.group,
    brand_cli.group,
    cli.config,
    setup_cli.group,
    demo_cli.group,
    duplicate_cli.group,
    idea_cli.group,
    transfer_cli.group,
    verify_cli.verify,
)
JOBS: tuple[Callable[[], int], ...] = (
    fan_out,
    post_news,
    send_waiting,
    decide_waiting_merges,
    forget_old_rights,
    watch_votes,
    forget_old_evidence,
)
SUBSCRIBERS: dict[str, tuple[Subscriber, ...]] = {
    "appeal.decided": (tell_appellant,),
    "case.closed": (tell_reporters,),
    "statement.created": (tell_statement,),
    "statement.lifted": (tell_lifting,),
    "board.member_added": (give_back_ideas,),
    "board.member_removed": (give_back_ideas,),
    "idea.answered": (tell_followers,),
    "idea.assigned": (tell_assignee,),
    "idea.merged": (tell_of_merge, tell_followers, drop_duplicates),
    "idea.moved": (tell_followers,),
    "merge.agreed": (tell_of_merge,),
    "merge.asked": (tell_of_merge,),
    "merge.refused": (tell_of_merge,),
    "idea.reopened": (tell_followers,),
    "idea.approved": (tell_author, find_duplicates),
    "idea.hidden": (drop_duplicates,),
    "idea.submitted": (find_duplicates,),
    "idea.withdrawn": (drop_duplicates,),
    "comment.approved": (tell_author,),
    "membership.banned": (give_back_ideas,),
    "membership.role_changed": (give_back_ideas,),
    "note.created": (tell_mentioned,),
    "recorded_vote.joined": (follow_what_is_theirs,),
}

MODELS = (
    abuse_models,
    account_models,
    activity_models,
    audit_models,
    board_models,
    brand_models,
    comment_models,
    duplicate_models,
    follow_models,
    idea_models,
    mail_models,
    merge_models,
    moderation_models,
    note_models,
    pipeline_models,
    saved_answer_models,
    score_models,
    screening_models,
    stage_models,
    transfer_models,
    triage_models,
    voting_models,
)
