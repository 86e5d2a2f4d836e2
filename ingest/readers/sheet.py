"""One sheet of a workbook as records of text, as calamine reads it."""

from collections.abc import Iterator, Mapping

from python_calamine import CalamineSheet

from ingest.readers.cell_text import cell_text


def left_edge(sheet: CalamineSheet) -> int:
    """The first column that is used; records begin there."""
    return sheet.start[1] if sheet.start else 0


def sheet_records(sheet: CalamineSheet, texts: Mapping[tuple[int, int], str]) -> Iterator[list[str]]:
    """The records of a sheet from its first row on, all of the same number of cells.

    ``texts`` are those of cells that calamine gives otherwise, by (row, column) from 0: errors of formulas as blank or
    0, formulas that nobody has worked out, and numbers that show more than they say.
    """
    left = left_edge(sheet)
    of_row: dict[int, list[tuple[int, str]]] = {}
    for (row, column), text in texts.items():
        of_row.setdefault(row, []).append((column - left, text))
    for number, cells in enumerate(sheet.iter_rows()):
        record = [cell if type(cell) is str else cell_text(cell) for cell in cells]
        for column, text in of_row.get(number, ()):
            record[column] = text
        yield record


def column_name(position: int) -> str:
    """What a spreadsheet calls the column at a position from 0: A, B … Z, AA."""
    name = ""
    while position >= 0:
        name = chr(ord("A") + position % 26) + name
        position = position // 26 - 1
    return name
