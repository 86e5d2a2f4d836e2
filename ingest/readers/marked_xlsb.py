"""Cells of an XLSB sheet that show more than their number, as a percentage, as [MS-XLSB] writes styles and cells."""

import struct
import zipfile
from collections.abc import Iterator, Mapping
from typing import Final

from ingest.readers.marked import Marked
from ingest.readers.number_formats import Shown, shown_by
from ingest.readers.percent import percent_text
from ingest.readers.xlsb import part_of_xlsb, records, text_at

_STYLES: Final = "xl/styles.bin"
_FORMAT, _STYLE, _CELL_STYLES, _END_OF_CELL_STYLES = 44, 47, 617, 618
_ROW, _SHORT, _NUMBER, _NUMBER_OF_FORMULA = 0, 2, 5, 9
"""Numbers of records: formats and styles, a row begins, and cells with a number, the first of four bytes."""

_OF_OLD: Final = dict.fromkeys((9, 10), percent_text)
_STYLE_BITS: Final = 0xFFFFFF


def marked_in_xlsb(archive: zipfile.ZipFile, sheet: str) -> Marked:
    """The percentages, and numbers with words, of a sheet that is only read through where there is a style for them."""
    styles = _styles(archive.read(_STYLES)) if _STYLES in archive.namelist() else {}
    part = part_of_xlsb(archive, sheet) if styles else None
    if part is None or part not in archive.namelist():
        return Marked()
    return Marked(shown=dict(_numbers(archive.read(part), styles)))


def _styles(data: bytes) -> dict[int, Shown]:
    """The cell styles with such a format, by their numbers as cells name them."""
    formats: dict[int, Shown] = {**_OF_OLD}
    numbers, inside = [], False
    for kind, record in records(data):
        if kind == _FORMAT and (shown := shown_by(text_at(record, 2)[0])):
            formats[struct.unpack_from("<H", record)[0]] = shown
        elif kind in {_CELL_STYLES, _END_OF_CELL_STYLES}:
            inside = kind == _CELL_STYLES
        elif kind == _STYLE and inside:
            numbers.append(struct.unpack_from("<H", record, 2)[0])
    return {at: formats[number] for at, number in enumerate(numbers) if number in formats}


def _numbers(data: bytes, styles: Mapping[int, Shown]) -> Iterator[tuple[tuple[int, int], str]]:
    row = 0
    for kind, record in records(data):
        if kind == _ROW:
            (row,) = struct.unpack_from("<I", record)
        elif kind in {_SHORT, _NUMBER, _NUMBER_OF_FORMULA}:
            column, style = struct.unpack_from("<II", record)
            shown = styles.get(style & _STYLE_BITS)
            if shown and (text := shown(_short(record) if kind == _SHORT else _double(record))) is not None:
                yield (row, column), text


def _double(record: bytes) -> float:
    return float(struct.unpack_from("<d", record, 8)[0])


def _short(record: bytes) -> float:
    """A number of four bytes: a whole one, or the upper half of a double, either perhaps times a hundred."""
    (bits,) = struct.unpack_from("<i", record, 8)
    number = float(bits >> 2) if bits & 2 else struct.unpack("<d", struct.pack("<iI", 0, bits & 0xFFFFFFFC))[0]
    return number / 100 if bits & 1 else number
