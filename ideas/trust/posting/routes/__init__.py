"""The pages of comments: a module for each noun."""

from ideas.trust.posting.routes import comment, removal, reply

BLUEPRINTS = (comment.bp, removal.bp, reply.bp)
