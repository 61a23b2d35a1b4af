"""The table of contents: which blueprints, commands, jobs and subscribers make up the app. Only this imports edges."""

from collections.abc import Callable

from click import Command
from flask import Blueprint

from ideas.account import models as account_models
from ideas.activity import models as activity_models
from ideas.board import models as board_models
from ideas.brand import models as brand_models
from ideas.comment import models as comment_models
from ideas.follow import models as follow_models
from ideas.idea import models as idea_models
from ideas.job.fanout import Subscriber, fan_out
from ideas.mail import models as mail_models
from ideas.mail.jobs import send_waiting
from ideas.pipeline import models as pipeline_models
from ideas.stage import models as stage_models
from ideas.transfer import models as transfer_models
from ideas.voting import models as voting_models
from ideas.web import health, home

BLUEPRINTS: tuple[Blueprint, ...] = (
    health.health,
    health.readiness,
    home.bp,
)
DEVELOPMENT_BLUEPRINTS: tuple[Blueprint, ...] = ()
COMMANDS: tuple[Command, ...] = ()
JOBS: tuple[Callable[[], int], ...] = (fan_out, send_waiting)
SUBSCRIBERS: dict[str, tuple[Subscriber, ...]] = {}

MODELS = (
    account_models, activity_models, board_models, brand_models, comment_models, follow_models, idea_models,
    mail_models, pipeline_models, stage_models, transfer_models, voting_models,
)  # fmt: skip
