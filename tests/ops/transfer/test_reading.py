"""Reading a file a line at a time."""

import io

from ideas.ops.transfer.reading import LINE_MAX, FileLine, read_lines


def test_read_lines_passes_over_a_line_that_is_too_long_and_goes_on():
    long = b"x" * (LINE_MAX + 200_000) + b"\n"

    assert list(read_lines(io.BytesIO(b"a\n" + long + b"b"))) == [
        FileLine(1, b"a\n", 2),
        FileLine(2, None, len(long)),
        FileLine(3, b"b", 1),
    ]


def test_read_lines_takes_a_line_of_just_the_right_length():
    right = b"x" * LINE_MAX + b"\n"

    assert list(read_lines(io.BytesIO(right))) == [FileLine(1, right, LINE_MAX + 1)]


def test_read_lines_of_a_last_line_that_is_too_long_ends():
    assert list(read_lines(io.BytesIO(b"x" * (LINE_MAX + 5)))) == [FileLine(1, None, LINE_MAX + 5)]
