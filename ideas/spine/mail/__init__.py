"""Mails as rows: written with the change that wants them, sent by a job, kept without their text."""
