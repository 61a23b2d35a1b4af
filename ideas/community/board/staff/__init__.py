"""Owners' pages about boards: a module for each noun."""

from ideas.community.board.staff import member, position, settings

BLUEPRINTS = (settings.bp, position.bp, member.bp)
