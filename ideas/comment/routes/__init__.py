"""The pages of comments: a module for each noun."""

from ideas.comment.routes import comment, removal, reply

BLUEPRINTS = (comment.bp, removal.bp, reply.bp)
