"""Cells of a sheet that show an error (#REF!, #DIV/0!): calamine gives them as blank, and in older ODS files as 0."""

import re
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import IO
from xml.etree import ElementTree as ET  # expat itself limits what entities may grow to

from ingest.readers.binary_errors import errors_of_xls, errors_of_xlsb

_RELATION = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
_TABLE = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}"
_VALUE_TYPE = "{urn:org:documentfoundation:names:experimental:calc:xmlns:calcext:1.0}value-type"
_ERROR_CELL = re.compile(
    rb'<(?:\w+:)?c\s(?=[^>]*\bt="e")[^>]*\br="([A-Z]+)(\d+)"[^>]*>(?:(?!</(?:\w+:)?c>).)*?<(?:\w+:)?v>([^<]*)<',
    re.DOTALL,
)
_BLOCK_BYTES = 4_000_000
_CELL_BYTES = 40_000
"""More than a cell with the longest formula takes up."""


def formula_errors(path: Path, sheet: str) -> dict[tuple[int, int], str]:
    """The error that each such cell shows, by (row, column) counted from 0."""
    if not zipfile.is_zipfile(path):
        return errors_of_xls(path, sheet)
    with zipfile.ZipFile(path) as archive:
        names = set(archive.namelist())
        if "content.xml" in names:
            return _of_ods(archive, sheet)
        if "xl/workbook.bin" in names:
            return errors_of_xlsb(archive, sheet)
        part = part_of_xlsx(archive, sheet) if "xl/workbook.xml" in names else None
        if part is None or part not in names:
            return {}
        with archive.open(part) as file:
            return dict(_of_xlsx(file))


def part_of_xlsx(archive: zipfile.ZipFile, sheet: str) -> str | None:
    """The file inside an XLSX workbook that holds a sheet."""
    workbook = ET.fromstring(archive.read("xl/workbook.xml"))  # noqa: S314
    relations = ET.fromstring(archive.read("xl/_rels/workbook.xml.rels"))  # noqa: S314
    target = {relation.get("Id"): relation.get("Target", "") for relation in relations}
    for element in workbook.iter():
        if element.tag.endswith("}sheet") and element.get("name") == sheet:
            found = target.get(element.get(_RELATION), "")
            return found[1:] if found.startswith("/") else f"xl/{found}"
    return None


def _of_xlsx(file: IO[bytes]) -> Iterator[tuple[tuple[int, int], str]]:
    held = b""
    while block := file.read(_BLOCK_BYTES):
        text = held + block
        if b't="e"' in text:
            for letters, row, shown in _ERROR_CELL.findall(text):
                yield (int(row) - 1, position(letters.decode())), shown.decode()
        held = text[-_CELL_BYTES:]


def position(letters: str) -> int:
    """The position from 0 of the column that a spreadsheet calls A, B … Z, AA."""
    position = 0
    for letter in letters:
        position = position * 26 + ord(letter) - ord("A") + 1
    return position - 1


def _of_ods(archive: zipfile.ZipFile, sheet: str) -> dict[tuple[int, int], str]:
    """Errors are marked so by LibreOffice alone; rows and cells may stand for several."""
    found: dict[tuple[int, int], str] = {}
    with archive.open("content.xml") as file:
        inside, row, column = False, 0, 0
        for event, element in ET.iterparse(file, ("start", "end")):  # noqa: S314
            if element.tag == f"{_TABLE}table" and event == "start":
                inside, row = element.get(f"{_TABLE}name") == sheet, 0
            elif inside and element.tag == f"{_TABLE}table-row":
                row += int(element.get(f"{_TABLE}number-rows-repeated", "1")) if event == "end" else 0
                column = 0
                if event == "end":
                    element.clear()
            elif inside and event == "end" and element.tag in {f"{_TABLE}table-cell", f"{_TABLE}covered-table-cell"}:
                if element.get(_VALUE_TYPE) == "error":
                    found[row, column] = "".join(element.itertext()).strip() or "#N/A"
                column += int(element.get(f"{_TABLE}number-columns-repeated", "1"))
    return found
