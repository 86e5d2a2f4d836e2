"""Cells that show an error (#REF!, #DIV/0!) in workbooks that are not XML: XLS and XLSB."""

import io
import struct
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Final

import xlrd

from ingest.readers.xlsb import part_of_xlsb, records

Errors = dict[tuple[int, int], str]
"""The error that a cell shows, by (row, column) counted from 0."""

_SHOWN: Final = {
    0x00: "#NULL!",
    0x07: "#DIV/0!",
    0x0F: "#VALUE!",
    0x17: "#REF!",
    0x1D: "#NAME?",
    0x24: "#NUM!",
    0x2A: "#N/A",
    0x2B: "#GETTING_DATA",
}
_ROW, _ERROR, _ERROR_OF_FORMULA = 0, 3, 11
"""Numbers of records: a row begins, a cell with an error, a formula that ends in one."""


def errors_of_xls(path: Path, sheet: str) -> Errors:
    """The errors in a sheet of an XLS workbook; none where its structure can't be followed."""
    try:
        with xlrd.open_workbook(path, logfile=io.StringIO(), on_demand=True) as book:
            return dict(_in_sheet(book.sheet_by_name(sheet)))
    except (xlrd.XLRDError, AssertionError, IndexError, struct.error, UnicodeDecodeError):
        return {}


def _in_sheet(cells: xlrd.sheet.Sheet) -> Iterator[tuple[tuple[int, int], str]]:
    for row in range(cells.nrows):
        for column, kind in enumerate(cells.row_types(row)):
            if kind == xlrd.XL_CELL_ERROR:
                yield (row, column), _SHOWN.get(cells.cell_value(row, column), "#N/A")


def errors_of_xlsb(archive: zipfile.ZipFile, sheet: str) -> Errors:
    """The errors in a sheet of an XLSB workbook; none where it has no such sheet."""
    part = part_of_xlsb(archive, sheet)
    if part is None or part not in archive.namelist():
        return {}
    found, row = {}, 0
    for kind, data in records(archive.read(part)):
        if kind == _ROW:
            (row,) = struct.unpack_from("<I", data)
        elif kind in {_ERROR, _ERROR_OF_FORMULA}:
            column, _, code = struct.unpack_from("<IIB", data)
            found[row, column] = _SHOWN.get(code, "#N/A")
    return found
