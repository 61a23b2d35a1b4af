"""The pages of ideas: a module for each noun."""

from ideas.community.idea.routes import preview, revision, withdrawal

BLUEPRINTS = (preview.bp, revision.bp, withdrawal.bp)
