"""The fast way through CSV gives what the csv module gives, or leaves the lines to it."""

import csv
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest.readers.plain_lines import plain_columns

LINES = st.text(st.sampled_from('ab,;"\n\r \x1c\x1dé\ufeff0'), max_size=40)


def _by_csv(chunk: str, width: int) -> list[tuple[str, ...]] | None:
    """The records by the csv module; None where they are not all of the width."""
    try:
        records = [tuple(record) for record in csv.reader(io.StringIO(chunk, newline=""), strict=True)]
    except csv.Error:
        return None
    return records if all(len(record) == width for record in records) else None


@given(LINES, st.integers(2, 3))
def test_columns_are_those_of_the_csv_module_or_none(chunk: str, width: int) -> None:
    frame = plain_columns(f"{chunk}\n", ",", width)
    assert frame is None or frame.rows() == _by_csv(f"{chunk}\n", width)


@given(st.lists(st.tuples(*[st.text('ab,"\n é', max_size=5)] * 3), min_size=1, max_size=5))
def test_what_a_csv_writer_writes_is_read_the_fast_way(rows: list[tuple[str, ...]]) -> None:
    out = io.StringIO()
    csv.writer(out, lineterminator="\r\n").writerows(rows)
    frame = plain_columns(out.getvalue(), ",", 3)
    assert frame is not None
    assert [tuple(cell.rstrip("\r") for cell in row) for row in frame.rows()] == rows


@pytest.mark.parametrize(
    "chunk",
    [
        "a,b\n1\n",
        "a,b\n1,2,3\n",
        "a\n1,2,3\n",
        "a,b\n\n1,2\n",
        'a,5" gun\n',
        'a,"b" c\n',
        'a, "b,c"\n',
        '"a,b\n',
        "a,b\rc,d\n",
    ],
)
def test_lines_that_are_not_certain_are_left_to_the_csv_module(chunk: str) -> None:
    assert plain_columns(chunk, ",", 2) is None
