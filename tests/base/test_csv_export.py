"""Tables for spreadsheets: nothing in them is a formula, in whatever country they are opened."""

import csv
import io

import pytest

from ideas.base.csv_export import csv_text


def cell(value):
    """What a program reads in the only cell of the only row."""
    (row,) = csv.reader(io.StringIO(csv_text(["a"], [[value]]).removeprefix("\ufeff")[3:]))
    return row[0]


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "＝", "＋", "－", "＠"])
@pytest.mark.parametrize("before", ["", " ", "\u00a0", "\ufeff", "\u200b"])
def test_no_cell_begins_with_a_formula(start, before):
    assert cell(f"{before}{start}HYPERLINK(A1)") == f"{before}'{start}HYPERLINK(A1)"


@pytest.mark.parametrize("end", [";", "; ", "\n", "a\r\n", "\t", ";;"])
def test_nor_does_what_some_take_for_the_next_cell(end):
    assert f"{end}'=cmd" in cell(f"Oat milk{end}=cmd|' /C calc'!A0")


@pytest.mark.parametrize("break_", ["\t", "\r", "\n"])
def test_no_cell_begins_with_a_break(break_):
    assert cell(f"{break_}x").startswith("'")


@pytest.mark.parametrize("text", ["Oat milk; almond milk", "a-b", "1 + 1 = 2", "mail@example.com", "x;y", ""])
def test_plain_words_stay_as_they_are(text):
    assert cell(text) == text


def test_numbers_stay_numbers():
    assert [cell(value) for value in (-3, 2.5, None)] == ["-3", "2.5", ""]


def test_a_long_run_of_ends_costs_no_time():
    assert len(cell("; " * 60_000)) == 120_000
