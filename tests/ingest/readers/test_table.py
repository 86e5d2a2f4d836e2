"""Tables as columns: rows are made of them, and pieces are the same rows with the same issues."""

from collections.abc import Callable
from pathlib import Path

import pytest

from ingest.readers import read_pieces
from ingest.readers.table import OVERFLOW, Table, joined
from ingest.readers.text_chunks import CHUNK_BYTES

TEXT = "a,b\n" + "".join(f"{n},x{n}\n" + ("" if n % 7 else "\n") for n in range(100)) + "1,2,3\n"


def test_the_frame_holds_the_rows(table_of: Callable[[bytes], Table]) -> None:
    table = table_of(TEXT.encode())
    assert table.frame.columns == ["a", "b", OVERFLOW]
    assert table.numbers.to_list() == [row.number for row in table.rows]
    assert table.frame["b"].to_list() == [row.cells["b"] for row in table.rows]
    assert table.frame[OVERFLOW].to_list() == [row.cells.get(OVERFLOW, "") for row in table.rows]


@pytest.mark.parametrize("rows", [1, 7, 101, 1000])
def test_pieces_are_the_table_cut(table_of: Callable[[bytes], Table], rows: int) -> None:
    table = table_of(TEXT.encode())
    pieces = list(table.pieces(rows))
    assert max(len(piece.frame) for piece in pieces) <= rows
    assert [row for piece in pieces for row in piece.rows] == list(table.rows)
    assert [issue for piece in pieces for issue in piece.issues] == list(table.issues)
    assert joined(pieces).frame.equals(table.frame)


def test_an_empty_table_is_one_piece(table_of: Callable[[bytes], Table]) -> None:
    [piece] = table_of(b"a,b\n").pieces()
    assert (piece.header, piece.rows) == (("a", "b"), ())


def test_a_large_file_comes_in_pieces_with_its_cells_and_numbers(file_of: Callable[[bytes], Path]) -> None:
    """Quoted newlines and long rows across the ends of chunks."""
    line = 'r{n},"two\nlines, {n}",é{n}'
    count = 3 * CHUNK_BYTES // len(line)
    path = file_of(("id,text,place\n" + "".join(f"{line.format(n=n)}\n" for n in range(count))).encode())
    pieces = list(read_pieces(path))
    assert len(pieces) > 2
    table = joined(pieces)
    assert table.numbers.to_list() == list(range(2, count + 2))
    assert table.frame.rows() == [(f"r{n}", f"two\nlines, {n}", f"é{n}") for n in range(count)]


def test_a_fault_late_in_a_file_is_told_with_its_row(file_of: Callable[[bytes], Path]) -> None:
    count = CHUNK_BYTES // 4
    path = file_of(b"a,b\n" + b"1,2\n" * count + b"1,2,3\n" + b"1,2\n" * count)
    *_, last = (issue for piece in read_pieces(path) for issue in piece.issues)
    assert (last.code, last.row) == ("too_many_cells", count + 2)
