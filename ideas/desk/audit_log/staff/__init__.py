"""The log's pages, for moderators and owners."""

from flask import Blueprint

from ideas.desk.audit_log.staff import export, log

BLUEPRINTS: tuple[Blueprint, ...] = (log.bp, export.bp)
