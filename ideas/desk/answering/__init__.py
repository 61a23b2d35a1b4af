"""Answering: the forms with which staff answer an idea and move it along."""
