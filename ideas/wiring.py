"""The table of contents: which blueprints, commands, jobs and subscribers make up the app. Only this imports edges."""

from collections.abc import Callable

from click import Command
from flask import Blueprint

from ideas.community.board import models as board_models
from ideas.community.board import staff as board_staff
from ideas.community.board.queries import see_boards
from ideas.community.comment import models as comment_models
from ideas.community.duplicate import cli as duplicate_cli
from ideas.community.duplicate import models as duplicate_models
from ideas.community.duplicate.subscribers import drop_duplicates, find_duplicates
from ideas.community.follow import models as follow_models
from ideas.community.follow import routes as follow_routes
from ideas.community.follow.subscribers import NEWS, follow_what_is_theirs, tell_followers
from ideas.community.idea import models as idea_models
from ideas.community.idea import routes as idea_routes
from ideas.community.merge import models as merge_models
from ideas.community.merge import routes as merge_routes
from ideas.community.merge.jobs import decide_waiting_merges
from ideas.community.merge.subscribers import tell_of_merge
from ideas.community.pause import staff as pause_staff
from ideas.community.pipeline import models as pipeline_models
from ideas.community.pipeline import staff as pipeline_staff
from ideas.community.stage import models as stage_models
from ideas.community.stage import staff as stage_staff
from ideas.community.tag import staff as tag_staff
from ideas.community.vote import models as vote_models
from ideas.community.vote import routes as vote_routes
from ideas.community.vote import staff as vote_staff
from ideas.community.vote.recording import join_recorded
from ideas.desk.acts import models as act_models
from ideas.desk.analytics import staff as analytics_staff
from ideas.desk.answering import routes as answering_routes
from ideas.desk.assignment import staff as assignment_staff
from ideas.desk.assignment.subscribers import give_back_ideas, tell_assignee
from ideas.desk.audit_log import staff as audit_log_staff
from ideas.desk.inbox import models as inbox_models
from ideas.desk.inbox import staff as inbox_staff
from ideas.desk.kanban import staff as kanban_staff
from ideas.desk.note import models as note_models
from ideas.desk.note import staff as note_staff
from ideas.desk.note.subscribers import tell_mentioned
from ideas.desk.saved_answer import models as saved_answer_models
from ideas.desk.saved_answer import staff as saved_answer_staff
from ideas.desk.score import models as score_models
from ideas.desk.score import staff as score_staff
from ideas.ops.brands import cli as brand_cli
from ideas.ops.demo import cli as demo_cli
from ideas.ops.repair import cli as repair_cli
from ideas.ops.setup import cli as setup_cli
from ideas.ops.setup import routes as setup_routes
from ideas.ops.transfer import cli as transfer_cli
from ideas.ops.transfer import models as transfer_models
from ideas.ops.verify import cli as verify_cli
from ideas.pages.design import routes as design
from ideas.pages.home import routes as home_routes
from ideas.pages.idea_list import routes as idea_list_routes
from ideas.pages.idea_page import routes as idea_page_routes
from ideas.pages.intent import fulfil_intent
from ideas.pages.people import routes as people_routes
from ideas.pages.people import staff as people_staff
from ideas.people.account import cli as account_cli
from ideas.people.account import models as account_models
from ideas.people.account import routes as account_routes
from ideas.people.account.jobs import forget_old_rights
from ideas.people.brand import models as brand_models
from ideas.people.brand import routes as brand_routes
from ideas.public.promise import routes as promise_routes
from ideas.public.roadmap import routes as roadmap_routes
from ideas.rim import cli, health
from ideas.rim.seams import Seams
from ideas.spine.activity import models as activity_models
from ideas.spine.activity.fanout import FAN_OUT, Subscriber
from ideas.spine.audit import models as audit_models
from ideas.spine.kinds import KINDS
from ideas.spine.mail import models as mail_models
from ideas.spine.mail.jobs import MAIL
from ideas.spine.outbox import cli as outbox_cli
from ideas.spine.outbox.runner import work_on_outbox
from ideas.spine.outbox.work import Work
from ideas.trust.fraud import models as fraud_models
from ideas.trust.fraud import staff as fraud_staff
from ideas.trust.fraud.jobs import forget_old_evidence, watch_votes
from ideas.trust.moderation import models as moderation_models
from ideas.trust.moderation import routes as moderation_routes
from ideas.trust.moderation import staff as moderation_staff
from ideas.trust.moderation.subscribers import tell_appellant, tell_lifting, tell_reporters, tell_statement
from ideas.trust.posting import routes as posting_routes
from ideas.trust.posting import staff as posting_staff
from ideas.trust.screening import models as screening_models
from ideas.trust.screening import staff as screening_staff
from ideas.trust.screening.queries import trust_of
from ideas.trust.screening.subscribers import tell_author

SEAMS = Seams(
    see_boards=see_boards,
    trust_of=trust_of,
    joins_records=join_recorded,
    fulfil_intent=fulfil_intent,
)
BLUEPRINTS: tuple[Blueprint, ...] = (
    health.health,
    health.readiness,
    *home_routes.BLUEPRINTS,
    setup_routes.bp,
    *account_routes.BLUEPRINTS,
    *brand_routes.BLUEPRINTS,
    *people_routes.BLUEPRINTS,
    *people_staff.BLUEPRINTS,
    *board_staff.BLUEPRINTS,
    *stage_staff.BLUEPRINTS,
    *idea_page_routes.BLUEPRINTS,
    *idea_list_routes.BLUEPRINTS,
    *idea_routes.BLUEPRINTS,
    *vote_routes.BLUEPRINTS,
    *vote_staff.BLUEPRINTS,
    *posting_staff.BLUEPRINTS,
    *fraud_staff.BLUEPRINTS,
    *merge_routes.BLUEPRINTS,
    follow_routes.bp,
    follow_routes.unsubscription,
    *posting_routes.BLUEPRINTS,
    *answering_routes.BLUEPRINTS,
    *pipeline_staff.BLUEPRINTS,
    *tag_staff.BLUEPRINTS,
    *assignment_staff.BLUEPRINTS,
    *note_staff.BLUEPRINTS,
    *score_staff.BLUEPRINTS,
    *saved_answer_staff.BLUEPRINTS,
    *inbox_staff.BLUEPRINTS,
    *kanban_staff.BLUEPRINTS,
    analytics_staff.bp,
    *screening_staff.BLUEPRINTS,
    *moderation_routes.BLUEPRINTS,
    *moderation_staff.BLUEPRINTS,
    roadmap_routes.bp,
    *promise_routes.BLUEPRINTS,
    *pause_staff.BLUEPRINTS,
    *audit_log_staff.BLUEPRINTS,
)
DEVELOPMENT_BLUEPRINTS: tuple[Blueprint, ...] = (design.bp,)
COMMANDS: tuple[Command, ...] = (
    account_cli.group,
    brand_cli.group,
    cli.config,
    setup_cli.group,
    demo_cli.group,
    duplicate_cli.group,
    outbox_cli.group,
    repair_cli.group,
    transfer_cli.group,
    verify_cli.verify,
)
OUTBOX: tuple[Work, ...] = (FAN_OUT, MAIL, NEWS)
JOBS: tuple[Callable[[], int], ...] = (
    work_on_outbox,
    decide_waiting_merges,
    forget_old_rights,
    watch_votes,
    forget_old_evidence,
)
_SUBSCRIBERS: dict[str, Subscriber] = {
    subscriber.__name__: subscriber
    for subscriber in (
        drop_duplicates,
        find_duplicates,
        follow_what_is_theirs,
        give_back_ideas,
        tell_appellant,
        tell_assignee,
        tell_author,
        tell_followers,
        tell_lifting,
        tell_mentioned,
        tell_of_merge,
        tell_reporters,
        tell_statement,
    )
}
SUBSCRIBERS: dict[str, tuple[Subscriber, ...]] = {
    kind.name: tuple(_SUBSCRIBERS[name] for name in kind.subscribers) for kind in KINDS.values() if kind.told
}

MODELS = (
    fraud_models,
    account_models,
    activity_models,
    audit_models,
    board_models,
    brand_models,
    comment_models,
    duplicate_models,
    act_models,
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
    inbox_models,
    vote_models,
)
