"""Spine: what happened, and telling it on: activities, the audit log, jobs, mail."""
