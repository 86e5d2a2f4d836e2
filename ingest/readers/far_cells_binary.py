"""How far the cells of XLS and XLSB workbooks reach, as their records say, which count rows and columns from 0."""

import io
import struct
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Final

from xlrd.compdoc import CompDoc, CompDocError

from ingest.readers.xlsb import records

Extent = tuple[int, int]
"""The number of rows and of columns up to the last cell."""

_XLSB_SHEETS: Final = ("xl/worksheets/", "xl/chartsheets/", "xl/dialogsheets/", "xl/macrosheets/")
_ROW: Final = 0
_XLSB_CELLS: Final = frozenset([*range(1, 12), 62])
"""Numbers of records of XLSB: a row begins, and its cells, the last a text of several formats."""

_BEGINS: Final = 0x0809
_LOCKED: Final = 0x002F
_XLS_CELLS: Final = frozenset(
    [0x0006, 0x0206, 0x0406, 0x00BD, 0x00BE, 0x00D6, 0x00FD, 0x0201, 0x0203, 0x0204, 0x0205, 0x027E]
)
"""Numbers of records of XLS: a sheet begins, what follows is locked by a password, and cells."""
_SIZE: Final = 0x0200
_SIZES: Final = {10: "<2xH2xH", 14: "<4xI2xH"}
"""What a sheet of XLS says of its own size, for which calamine makes room; by the length of the record."""


def extents_in_xlsb(archive: zipfile.ZipFile) -> Iterator[Extent]:
    """Those of its sheets."""
    for name in archive.namelist():
        if name.startswith(_XLSB_SHEETS) and name.endswith(".bin"):
            yield _in_xlsb(archive.read(name))


def _in_xlsb(data: bytes) -> Extent:
    row, rows, columns = 0, 0, 0
    for kind, record in records(data):
        if kind == _ROW and len(record) >= struct.calcsize("<I"):
            (row,) = struct.unpack_from("<I", record)
        elif kind in _XLSB_CELLS and len(record) >= struct.calcsize("<I"):
            (column,) = struct.unpack_from("<I", record)
            rows, columns = max(rows, row + 1), max(columns, column + 1)
    return rows, columns


def extents_in_xls(path: Path) -> Iterator[Extent]:
    """Those of its sheets; none where the workbook is locked or its structure can't be followed."""
    rows, columns = 0, 0
    for kind, data in _records_of_xls(path):
        if kind == _BEGINS:
            yield rows, columns
            rows, columns = 0, 0
        elif kind == _LOCKED:
            return
        elif kind in _XLS_CELLS and len(data) >= struct.calcsize("<HH"):
            row, column = struct.unpack_from("<HH", data)
            rows, columns = max(rows, row + 1), max(columns, column + 1)
        elif kind == _SIZE and len(data) in _SIZES:
            said = struct.unpack_from(_SIZES[len(data)], data)
            rows, columns = max(rows, said[0]), max(columns, said[1])
    yield rows, columns


def _records_of_xls(path: Path) -> Iterator[tuple[int, bytes]]:
    try:
        held = CompDoc(path.read_bytes(), logfile=io.StringIO())
        stream, at, length = next(filter(all, map(held.locate_named_stream, ("Workbook", "Book"))), (b"", 0, 0))
    except (CompDocError, AssertionError, IndexError, struct.error):
        return
    end = at + length
    while at + 4 <= end:
        kind, size = struct.unpack_from("<HH", stream, at)
        yield kind, stream[at + 4 : at + 4 + size]
        at += 4 + size
