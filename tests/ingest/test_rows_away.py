"""Rows that were put away come back as they came, in pieces or one by one."""

import polars as pl
import pytest

from db.drafts import RowDraft
from ingest import rows_away
from ingest.readers.table import OVERFLOW, Table
from ingest.rows_away import RowsAway

HEADER = ("id", "notes")
NOTES = ("", 'a "quoted"\nline', "ملاحظة", "x\0y", "1,5")


def _table(rows: int) -> Table:
    frame = pl.DataFrame(
        {"id": [str(number) for number in range(rows)], "notes": [NOTES[number % 5] for number in range(rows)]},
        schema=dict.fromkeys(HEADER, pl.String),
    )
    return Table(HEADER, frame, pl.Series([2 * number + 3 for number in range(rows)], dtype=pl.Int64), "CSV")


@pytest.fixture(autouse=True)
def small_pieces(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(rows_away, "PIECE", 4)


@pytest.mark.parametrize("rows", [0, 1, 4, 11])
def test_the_pieces_are_the_table_in_its_order(rows: int) -> None:
    table = _table(rows)
    away = RowsAway(table)
    pieces = list(away.pieces())
    assert away.count == rows
    assert max(len(piece.frame) for piece in pieces) <= 4
    assert pl.concat([piece.frame for piece in pieces]).equals(table.frame)
    assert pl.concat([piece.numbers for piece in pieces]).equals(table.numbers)
    assert all(piece.header == HEADER for piece in pieces)


def test_some_rows_are_found_by_their_numbers_in_all_pieces() -> None:
    table = _table(11)
    numbers = {3, 9, 23, 24}
    assert RowsAway(table).some(numbers) == table.some_rows(numbers)
    assert [row.number for row in RowsAway(table).some(numbers)] == [3, 9, 23]
    assert RowsAway(table).some(()) == ()


def test_what_a_row_has_beyond_its_columns_comes_back_too() -> None:
    frame = pl.DataFrame({"id": ["1", "2"], "notes": ["", ""], OVERFLOW: ["", "more"]})
    table = Table(HEADER, frame, pl.Series([2, 3], dtype=pl.Int64), "CSV")
    assert RowsAway(table).some([2, 3]) == (
        RowDraft(2, {"id": "1", "notes": ""}),
        RowDraft(3, {"id": "2", "notes": "", OVERFLOW: "more"}),
    )
