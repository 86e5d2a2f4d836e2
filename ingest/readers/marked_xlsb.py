"""Cells of an XLSB sheet that show their number as a percentage, as [MS-XLSB] writes styles and cells."""

import struct
import zipfile
from collections.abc import Iterator
from typing import Final

from ingest.readers.marked import Marked
from ingest.readers.percent import is_percent, percent_text
from ingest.readers.xlsb import part_of_xlsb, records, text_at

_STYLES: Final = "xl/styles.bin"
_FORMAT, _STYLE, _CELL_STYLES, _END_OF_CELL_STYLES = 44, 47, 617, 618
_ROW, _SHORT, _NUMBER, _NUMBER_OF_FORMULA = 0, 2, 5, 9
"""Numbers of records: formats and styles, a row begins, and cells with a number, the first of four bytes."""

_PERCENT_OF_OLD: Final = (9, 10)
_STYLE_BITS: Final = 0xFFFFFF


def marked_in_xlsb(archive: zipfile.ZipFile, sheet: str) -> Marked:
    """The percentages of a sheet, which is only read through where the workbook has a style for them."""
    styles = _percent_styles(archive.read(_STYLES)) if _STYLES in archive.namelist() else frozenset()
    part = part_of_xlsb(archive, sheet) if styles else None
    if part is None or part not in archive.namelist():
        return Marked()
    return Marked(percentages=dict(_percentages(archive.read(part), styles)))


def _percent_styles(data: bytes) -> frozenset[int]:
    """The numbers of the cell styles with such a format, as cells name them."""
    formats, numbers, inside = set(_PERCENT_OF_OLD), [], False
    for kind, record in records(data):
        if kind == _FORMAT and is_percent(text_at(record, 2)[0]):
            formats.add(struct.unpack_from("<H", record)[0])
        elif kind in {_CELL_STYLES, _END_OF_CELL_STYLES}:
            inside = kind == _CELL_STYLES
        elif kind == _STYLE and inside:
            numbers.append(struct.unpack_from("<H", record, 2)[0])
    return frozenset(at for at, number in enumerate(numbers) if number in formats)


def _percentages(data: bytes, styles: frozenset[int]) -> Iterator[tuple[tuple[int, int], str]]:
    row = 0
    for kind, record in records(data):
        if kind == _ROW:
            (row,) = struct.unpack_from("<I", record)
        elif kind in {_SHORT, _NUMBER, _NUMBER_OF_FORMULA}:
            column, style = struct.unpack_from("<II", record)
            if style & _STYLE_BITS in styles:
                yield (row, column), percent_text(_short(record) if kind == _SHORT else _double(record))


def _double(record: bytes) -> float:
    return float(struct.unpack_from("<d", record, 8)[0])


def _short(record: bytes) -> float:
    """A number of four bytes: a whole one, or the upper half of a double, either perhaps times a hundred."""
    (bits,) = struct.unpack_from("<i", record, 8)
    number = float(bits >> 2) if bits & 2 else struct.unpack("<d", struct.pack("<iI", 0, bits & 0xFFFFFFFC))[0]
    return number / 100 if bits & 1 else number
