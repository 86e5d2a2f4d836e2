"""Merged cells of a workbook's sheets: calamine tells those of XLSX and XLS, and of ODS and XLSB their own parts do."""

import re
import struct
import zipfile
from collections.abc import Iterator
from functools import cached_property
from pathlib import Path
from typing import Final
from xml.etree import ElementTree as ET  # expat itself limits what entities may grow to

from python_calamine import CalamineSheet

from ingest.readers.grid import Merge
from ingest.readers.parts import holds
from ingest.readers.sheet import left_edge
from ingest.readers.xlsb import part_of_xlsb, records

_CONTENT: Final = "content.xml"
_TABLE: Final = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}"
_CELLS: Final = (f"{_TABLE}table-cell", f"{_TABLE}covered-table-cell")
_SPANNED: Final = re.compile(rb'-spanned="(?!1")')
_MERGED: Final = 176
"""The number of the record of a merged range, as [MS-XLSB] describes it: first and last row, first and last column."""


class Merges:
    """The merged cells of a workbook, looked up when they are first asked for."""

    def __init__(self, path: Path) -> None:
        self._path = path

    def of(self, sheet: CalamineSheet) -> tuple[Merge, ...]:
        """Those of a sheet as far as it is used, columns counted from the first that is."""
        told = sheet.merged_cell_ranges
        left = left_edge(sheet)
        lowest, rightmost = sheet.end or (-1, -1)
        return tuple(
            ((top, first - left), (min(bottom, lowest), min(last, rightmost) - left))
            for (top, first), (bottom, last) in (self._untold(sheet.name) if told is None else told)
            if top <= lowest and left <= first <= rightmost
        )

    def _untold(self, sheet: str) -> tuple[Merge, ...]:
        if not zipfile.is_zipfile(self._path):
            return ()
        if self._is_ods:
            return self._of_ods.get(sheet, ())
        with zipfile.ZipFile(self._path) as archive:
            names = set(archive.namelist())
            part = part_of_xlsb(archive, sheet) if "xl/workbook.bin" in names else None
            return tuple(_in_xlsb(archive.read(part))) if part is not None and part in names else ()

    @cached_property
    def _is_ods(self) -> bool:
        with zipfile.ZipFile(self._path) as archive:
            return _CONTENT in archive.namelist()

    @cached_property
    def _of_ods(self) -> dict[str, tuple[Merge, ...]]:
        """By sheet; the workbook is only read through where a cell of it spans others."""
        found: dict[str, list[Merge]] = {}
        with zipfile.ZipFile(self._path) as archive:
            for sheet, merge in _in_ods(archive) if holds(archive, _CONTENT, _SPANNED) else ():
                found.setdefault(sheet, []).append(merge)
        return {sheet: tuple(merges) for sheet, merges in found.items()}


def _in_xlsb(data: bytes) -> Iterator[Merge]:
    for kind, record in records(data):
        if kind == _MERGED:
            top, bottom, first, last = struct.unpack_from("<IIII", record)
            yield (top, first), (bottom, last)


def _in_ods(archive: zipfile.ZipFile) -> Iterator[tuple[str, Merge]]:
    """Each with its sheet; a row or a cell may stand for several."""
    sheet, row = "", 0
    with archive.open(_CONTENT) as file:
        for event, element in ET.iterparse(file, ("start", "end")):  # noqa: S314
            if element.tag == f"{_TABLE}table" and event == "start":
                sheet, row = element.get(f"{_TABLE}name", ""), 0
            elif element.tag == f"{_TABLE}table-row" and event == "end":
                yield from ((sheet, merge) for merge in _in_row(element, row))
                row += _times(element, "rows-repeated")
                element.clear()


def _in_row(element: ET.Element, row: int) -> Iterator[Merge]:
    column = 0
    for cell in element:
        if cell.tag in _CELLS:
            down, across = _times(cell, "rows-spanned"), _times(cell, "columns-spanned")
            if down > 1 or across > 1:
                yield (row, column), (row + down - 1, column + across - 1)
            column += _times(cell, "columns-repeated")


def _times(element: ET.Element, what: str) -> int:
    return int(element.get(f"{_TABLE}number-{what}", "1"))
