"""One sheet of a workbook as records of text, as calamine reads it."""

from collections.abc import Iterator, Mapping

from python_calamine import CalamineSheet

from ingest.readers.cell_text import cell_text
from ingest.readers.grid import Merge


def left_edge(sheet: CalamineSheet) -> int:
    """The first column that is used; records begin there."""
    return sheet.start[1] if sheet.start else 0


def sheet_records(sheet: CalamineSheet, errors: Mapping[tuple[int, int], str]) -> Iterator[list[str]]:
    """The records of a sheet from its first row on, all of the same number of cells.

    ``errors`` are the formula errors by (row, column) from 0, which calamine gives as blank or 0.
    """
    left = left_edge(sheet)
    of_row: dict[int, list[tuple[int, str]]] = {}
    for (row, column), text in errors.items():
        of_row.setdefault(row, []).append((column - left, text))
    for number, cells in enumerate(sheet.iter_rows()):
        record = [cell if type(cell) is str else cell_text(cell) for cell in cells]
        for column, text in of_row.get(number, ()):
            record[column] = text
        yield record


def merges(sheet: CalamineSheet) -> tuple[Merge, ...]:
    """The merged cells, columns counted from the first that is used. ODS does not tell them."""
    left = left_edge(sheet)
    return tuple(
        ((top, start - left), (bottom, end - left))
        for (top, start), (bottom, end) in sheet.merged_cell_ranges or ()
        if start >= left
    )


def column_name(position: int) -> str:
    """What a spreadsheet calls the column at a position from 0: A, B … Z, AA."""
    name = ""
    while position >= 0:
        name = chr(ord("A") + position % 26) + name
        position = position // 26 - 1
    return name
