"""The pages of ideas: a module for each noun."""

from ideas.idea.routes import board, idea, preview, revision, withdrawal

BLUEPRINTS = (idea.bp, board.bp, preview.bp, revision.bp, withdrawal.bp)
