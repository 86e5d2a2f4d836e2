"""Cells are read once in a file, and what is remembered of them is what reading them again would say."""

from collections.abc import Iterator
from typing import Any

import polars as pl

from ingest.layouts.cells import Cells
from ingest.layouts.distinct import MOST_REMEMBERED, Memory, Read, read_each

SCHEMA: dict[str, Any] = {"word": pl.String}


class Reader:
    """Reads a word for each one in a cell; a question mark is warned of."""

    def __init__(self) -> None:
        self.read: list[str] = []

    def __call__(self, cells: Cells) -> Iterator[tuple[Any, ...]]:
        self.read.append(cells.text("place"))
        if "?" in cells.text("place"):
            cells.warn("doubtful", "It is doubtful.", "Ask.", "place")
        yield from ((word,) for word in cells.text("place").split())


def _piece(*texts: str, first: int = 2) -> pl.DataFrame:
    lines = {"line": range(len(texts)), "row": range(first, first + len(texts))}
    return pl.DataFrame(lines, schema={"line": pl.Int64, "row": pl.Int64}).with_columns(
        pl.Series("place", texts, dtype=pl.String)
    )


def _read(piece: pl.DataFrame, reader: Reader, memory: Memory) -> Read:
    return read_each(piece, ("place", "district"), {"place": "Place"}, reader, SCHEMA, memory)


def test_a_text_is_read_once_in_all_pieces() -> None:
    reader, memory = Reader(), Memory()
    one = _read(_piece("Hama", "Homs?", "Hama", "", "Idlib city"), reader, memory)
    other = _read(_piece("Idlib city", "Homs?", "Aleppo", first=7), reader, memory)
    assert reader.read == ["Hama", "Homs?", "", "Idlib city", "Aleppo"]
    assert one.frame.rows() == [(0, "Hama"), (1, "Homs?"), (2, "Hama"), (4, "Idlib"), (4, "city")]
    assert other.frame.rows() == [(0, "Idlib"), (0, "city"), (1, "Homs?"), (2, "Aleppo")]
    assert [(issue.row, issue.column, issue.value) for issue in one.issues] == [(3, "Place", "Homs?")]
    assert [(issue.row, issue.column, issue.value) for issue in other.issues] == [(8, "Place", "Homs?")]


def test_a_table_without_the_columns_is_read_as_blank() -> None:
    reader = Reader()
    read = _read(_piece("a", "b").drop("place"), reader, Memory())
    assert (reader.read, read.frame.rows()) == ([""], [])


def test_texts_that_hardly_repeat_are_forgotten_and_read_anew() -> None:
    reader, memory = Reader(), Memory()
    texts = [f"village{number}" for number in range(MOST_REMEMBERED + 1)]
    _read(_piece(*texts), reader, memory)
    memory.begin_piece()
    again = _read(_piece("village7"), reader, memory)
    assert again.frame.rows() == [(0, "village7")]
    assert reader.read == [*texts, "village7"]
