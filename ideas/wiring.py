"""The table of contents: which blueprints, commands, jobs and subscribers make up the app. Only this imports edges."""

from collections.abc import Callable

from click import Command
from flask import Blueprint

from ideas.account import cli as account_cli
from ideas.account import models as account_models
from ideas.account import routes as account_routes
from ideas.account.jobs import forget_old_rights
from ideas.activity import models as activity_models
from ideas.board import models as board_models
from ideas.board import staff as board_staff
from ideas.brand import cli as brand_cli
from ideas.brand import models as brand_models
from ideas.brand import routes as brand_routes
from ideas.brand import staff as brand_staff
from ideas.comment import models as comment_models
from ideas.comment import routes as comment_routes
from ideas.demo import cli as demo_cli
from ideas.follow import models as follow_models
from ideas.follow import routes as follow_routes
from ideas.follow.subscribers import tell_followers
from ideas.idea import cli as idea_cli
from ideas.idea import models as idea_models
from ideas.idea import routes as idea_routes
from ideas.job.fanout import Subscriber, fan_out
from ideas.mail import models as mail_models
from ideas.mail.jobs import send_waiting
from ideas.pipeline import models as pipeline_models
from ideas.pipeline import routes as pipeline_routes
from ideas.promise import routes as promise_routes
from ideas.roadmap import routes as roadmap_routes
from ideas.setup import cli as setup_cli
from ideas.setup import routes as setup_routes
from ideas.stage import models as stage_models
from ideas.stage import staff as stage_staff
from ideas.transfer import cli as transfer_cli
from ideas.transfer import models as transfer_models
from ideas.verify import cli as verify_cli
from ideas.voting import models as voting_models
from ideas.voting import routes as voting_routes
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
    follow_routes.bp,
    follow_routes.unsubscription,
    *comment_routes.BLUEPRINTS,
    *pipeline_routes.BLUEPRINTS,
    roadmap_routes.bp,
    promise_routes.bp,
)
DEVELOPMENT_BLUEPRINTS: tuple[Blueprint, ...] = (design.bp,)
COMMANDS: tuple[Command, ...] = (
    account_cli.group,
    brand_cli.group,
    cli.config,
    setup_cli.group,
    demo_cli.group,
    idea_cli.group,
    transfer_cli.group,
    verify_cli.verify,
)
JOBS: tuple[Callable[[], int], ...] = (fan_out, send_waiting, forget_old_rights)
SUBSCRIBERS: dict[str, tuple[Subscriber, ...]] = {
    "idea.answered": (tell_followers,),
    "idea.moved": (tell_followers,),
}

MODELS = (
    account_models, activity_models, board_models, brand_models, comment_models, follow_models, idea_models,
    mail_models, pipeline_models, stage_models, transfer_models, voting_models,
)  # fmt: skip
