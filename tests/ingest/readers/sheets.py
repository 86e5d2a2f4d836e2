"""Rows into the sheet of a workbook that is being written, rows out of a table, and parts of a workbook changed."""

import io
import zipfile
from collections.abc import Callable
from typing import Any

from ingest.readers.table import Table

Sheet = Any
"""A sheet of xlsxwriter, which says no types."""

Book = tuple[Any, Callable[[], bytes]]
"""A workbook to write, and what gives its bytes."""


def fill(sheet: Sheet, rows: list[list[Any]], first: int = 0, left: int = 0) -> None:
    """Write rows from a row and a column on, counted from 0."""
    for number, row in enumerate(rows, first):
        sheet.write_row(number, left, row)


def cells(table: Table) -> list[list[str]]:
    """The cells of a table, row by row."""
    return [list(row.cells.values()) for row in table.rows]


def with_parts(content: bytes, *changes: tuple[bytes, bytes]) -> bytes:
    """A workbook in which parts of its XML are others."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(out, "w") as new:
        for name in old.namelist():
            text = old.read(name)
            for before, after in changes:
                text = text.replace(before, after)
            new.writestr(name, text)
    return out.getvalue()
