"""Cells that show an error (#REF!, #DIV/0!) in workbooks that are not XML: XLS and XLSB.

XLSB is a sequence of records, as [MS-XLSB] describes it: a number, a length, and as many bytes. Numbers and lengths are
of seven bits a byte, the lowest first.
"""

import io
import struct
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Final
from xml.etree import ElementTree as ET  # expat itself limits what entities may grow to

import xlrd

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
_ROW, _ERROR, _ERROR_OF_FORMULA, _SHEET = 0, 3, 11, 156
"""Numbers of records: a row begins, a cell with an error, a formula that ends in one, a sheet of the workbook."""


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
    part = _part_of(archive, sheet)
    if part is None or part not in archive.namelist():
        return {}
    found, row = {}, 0
    for kind, data in _records(archive.read(part)):
        if kind == _ROW:
            (row,) = struct.unpack_from("<I", data)
        elif kind in {_ERROR, _ERROR_OF_FORMULA}:
            column, _, code = struct.unpack_from("<IIB", data)
            found[row, column] = _SHOWN.get(code, "#N/A")
    return found


def _part_of(archive: zipfile.ZipFile, sheet: str) -> str | None:
    relations = ET.fromstring(archive.read("xl/_rels/workbook.bin.rels"))  # noqa: S314
    target = {relation.get("Id"): relation.get("Target", "") for relation in relations}
    for kind, data in _records(archive.read("xl/workbook.bin")):
        if kind == _SHEET:
            relation, after = _text(data, 8)
            if _text(data, after)[0] == sheet:
                found = target.get(relation, "")
                return found[1:] if found.startswith("/") else f"xl/{found}"
    return None


def _records(data: bytes) -> Iterator[tuple[int, bytes]]:
    at = 0
    while at < len(data):
        kind, at = _varying(data, at, 2)
        length, at = _varying(data, at, 4)
        yield kind, data[at : at + length]
        at += length


def _varying(data: bytes, at: int, most: int) -> tuple[int, int]:
    """A number of at most so many bytes, each but the last with its highest bit set, and where it ends."""
    number = 0
    for place in range(most):
        byte = data[at + place]
        number |= (byte & 0x7F) << 7 * place
        if not byte & 0x80:
            break
    return number, at + place + 1


def _text(data: bytes, at: int) -> tuple[str, int]:
    """A text with its length in front, and where it ends."""
    (length,) = struct.unpack_from("<I", data, at)
    end = at + 4 + 2 * length
    return data[at + 4 : end].decode("utf-16-le"), end
