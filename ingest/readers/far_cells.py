"""A cell far away from all others, for which a workbook's reader would make room for every cell between.

A sheet is laid out as a rectangle, 32 bytes a cell: 5 kB of XLSX with one cell in XFD1048576 ask for 512 GiB, and the
process that asks for them is ended.
"""

import re
import zipfile
from collections.abc import Iterable
from pathlib import Path
from typing import Final

from ingest.readers.far_cells_binary import Extent, extents_in_xls, extents_in_xlsb
from ingest.readers.parts import blocks
from ingest.readers.problems import refusal

MOST_CELLS: Final = 40_000_000
"""Cells of one sheet, blank ones between others included; 1.3 GB while it is read."""

_SHEETS: Final = re.compile(r"xl/(?:work|chart|dialog|macro)sheets/[^/]+\.xml")
_CELL: Final = re.compile(rb"""\sr\s*=\s*["']\s*([A-Z]{1,3})([0-9]{1,7})\b""")
_WIDE: Final = re.compile(rb' r="([A-Z]{2,3})[0-9]')
_ROWS: Final = {
    1_048_576: re.compile(rb' r="[A-Z]{0,3}[0-9]{7}'),
    999_999: re.compile(rb' r="[A-Z]{0,3}[0-9]{6}'),
}
"""How many rows there are at most where a number of so many digits is in a sheet."""
_FEW_ROWS: Final = 99_999
_BLANKS: Final = (b"\t", b"\n", b"\r")
_ODD: Final = (
    *(blank + b"r" for blank in _BLANKS),
    *(b" r" + after for after in (*_BLANKS, b" ")),
    *(b" r=" + after for after in (*_BLANKS, b" ", b"'")),
)
"""What no spreadsheet program writes around the name of a cell, and XML allows."""
_NAME_BYTES: Final = 32


def refuse_far_cells(path: Path) -> None:
    """Raise :class:`UnreadableFileError` for a workbook one of whose sheets is too large a rectangle.

    Not for ODS, where calamine itself refuses a far cell, and ``repeated_ods`` what stands for many.
    """
    if not zipfile.is_zipfile(path):
        _refuse_large(extents_in_xls(path))
        return
    with zipfile.ZipFile(path) as archive:
        _refuse_large(extents_in_xlsb(archive))
        for name in filter(_SHEETS.fullmatch, archive.namelist()):
            if _may_be_large(archive, name):
                _refuse_large([_extent(archive, name)])


def _may_be_large(archive: zipfile.ZipFile, name: str) -> bool:
    """Whether columns times digits of rows may be too many: to look at each cell takes four times as long."""
    columns, rows = 26, _FEW_ROWS
    for block in blocks(archive, name, _NAME_BYTES):
        if any(odd in block for odd in _ODD):
            return True
        columns = max(columns, *map(_number, set(_WIDE.findall(block))), 0)
        rows = max(rows, next((most for most, found in _ROWS.items() if most > rows and found.search(block)), 0))
    return rows * columns > MOST_CELLS


def _extent(archive: zipfile.ZipFile, name: str) -> Extent:
    rows, columns = {0}, {0}
    for block in blocks(archive, name, _NAME_BYTES):
        named = set(_CELL.findall(block))
        rows |= {int(row) for _, row in named}
        columns |= {_number(letters) for letters in {letters for letters, _ in named}}
    return max(rows), max(columns)


def _refuse_large(extents: Iterable[Extent]) -> None:
    for row, column in extents:
        if row * column > MOST_CELLS:
            raise refusal(
                "sheet_too_large",
                f"A sheet reaches to row {row:,} and column {column:,}: {row * column:,} cells with those between.",
                "Delete the rows and columns behind the table, or save the sheet as CSV.",
            )


def _number(letters: bytes) -> int:
    """The number of a column: A is 1, Z 26, AA 27."""
    number = 0
    for letter in letters:
        number = number * 26 + letter - ord("A") + 1
    return number
