"""Cells of an XLSX sheet with a formula whose value nobody has worked out: calamine gives them as blank, or as 0.

A program that writes a workbook often leaves that to whoever opens it, and writes no value, or a nought and a note to
work out everything. A spreadsheet program that saves the file writes the values, and says where one is an empty text.
"""

import re
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import IO, Final

from ingest.readers.formula_errors import part_of_xlsx, position

_WORKBOOK: Final = "xl/workbook.xml"
_WORK_OUT_ALL: Final = re.compile(rb'fullCalcOnLoad="(?:1|true)"')
_FORMULA: Final = re.compile(
    rb'<(?:\w+:)?c\s(?![^>]*\bt="(?!n"))[^>]*\br="([A-Z]+)(\d+)"[^>]*>\s*'
    rb"<(?:\w+:)?f(?:\s[^>]*)?(?:/>|>([^<]*)</(?:\w+:)?f>)\s*"
    rb"(?:<(?:\w+:)?v\s*/>|<(?:\w+:)?v>\s*(0?)\s*</(?:\w+:)?v>)?\s*</(?:\w+:)?c>"
)
_BEGINS: Final = re.compile(rb"<(?:\w+:)?f[\s>/]")
_BLOCK_BYTES: Final = 4_000_000
_CELL_BYTES: Final = 40_000
"""More than a cell with the longest formula takes up."""


def unworked_formulas(path: Path, sheet: str) -> dict[tuple[int, int], str]:
    """The formula of each such cell, as people type it, by (row, column) counted from 0."""
    if not zipfile.is_zipfile(path):
        return {}
    with zipfile.ZipFile(path) as archive:
        part = part_of_xlsx(archive, sheet) if _WORKBOOK in archive.namelist() else None
        if part is None or part not in archive.namelist():
            return {}
        all_noughts = _WORK_OUT_ALL.search(archive.read(_WORKBOOK)) is not None
        with archive.open(part) as file:
            return dict(_found(file, all_noughts=all_noughts))


def _found(file: IO[bytes], *, all_noughts: bool) -> Iterator[tuple[tuple[int, int], str]]:
    held = b""
    while block := file.read(_BLOCK_BYTES):
        text = held + block
        if _BEGINS.search(text):
            for letters, row, formula, nought in _FORMULA.findall(text):
                if all_noughts or not nought:
                    yield (int(row) - 1, position(letters.decode())), f"={formula.decode()}"
        held = text[-_CELL_BYTES:]
