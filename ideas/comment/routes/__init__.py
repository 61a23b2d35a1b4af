"""The pages of comments."""

from ideas.comment.routes import comment, reply

BLUEPRINTS = (comment.bp, reply.bp)
