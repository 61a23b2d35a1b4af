"""Reads for the promise: how soon ideas are answered, by month, by board and by host."""

from ideas.public.promise.queries.answer_record import AnswerRecord, answer_records
from ideas.public.promise.queries.figures import Figures, read_promise

__all__ = ["AnswerRecord", "Figures", "answer_records", "read_promise"]
