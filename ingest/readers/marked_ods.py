"""Rows of an ODS sheet that are hidden or struck through, from the workbook's own XML.

A row may stand for several. A cell without a style of its own has that of its row, else that of its column.
"""

import re
import zipfile
from collections.abc import Iterator, Sequence
from typing import Final
from xml.etree import ElementTree as ET  # expat itself limits what entities may grow to

from ingest.readers.marked import Marked

_CONTENT: Final = "content.xml"
_STYLES: Final = "styles.xml"
_OF: Final = "{urn:oasis:names:tc:opendocument:xmlns:%s:1.0}"
_TABLE, _STYLE, _OFFICE, _TEXT = (_OF % name for name in ("table", "style", "office", "text"))
_CELLS: Final = (f"{_TABLE}table-cell", f"{_TABLE}covered-table-cell")
_DEFAULT: Final = f"{_TABLE}default-cell-style-name"
_MARK: Final = re.compile(rb'visibility="(?:collapse|filter)"|display="false"|line-through-(?:style|type)="(?!none")')
_BLOCK_BYTES: Final = 4_000_000
_MARK_BYTES: Final = 100
_MOST_COLUMNS: Final = 16_384


def marked_in_ods(archive: zipfile.ZipFile, sheet: str) -> Marked:
    """The marked rows of a sheet; the workbook is only read through where it holds a mark."""
    parts = [name for name in (_STYLES, _CONTENT) if name in archive.namelist()]
    if not any(_has_mark(archive, name) for name in parts):
        return Marked()
    struck = frozenset(_struck_styles(archive, parts))
    hidden_rows: list[int] = []
    struck_rows: list[int] = []
    for first, row, hidden, of_columns in _rows(archive, sheet):
        if any(_is_filled(cell) for cell in row if cell.tag in _CELLS):
            numbers = range(first, first + _repeated(row, "rows"))
            hidden_rows += numbers if hidden else ()
            struck_rows += numbers if struck and _is_struck(row, of_columns, struck) else ()
    return Marked(tuple(hidden_rows), tuple(struck_rows))


def _has_mark(archive: zipfile.ZipFile, name: str) -> bool:
    held = b""
    with archive.open(name) as file:
        while block := file.read(_BLOCK_BYTES):
            if _MARK.search(held + block):
                return True
            held = block[-_MARK_BYTES:]
    return False


def _struck_styles(archive: zipfile.ZipFile, parts: Sequence[str]) -> Iterator[str]:
    """The names of the cell styles whose letters are struck through, by themselves or by the style they derive from."""
    known: dict[str, bool] = {}
    for name in parts:
        with archive.open(name) as file:
            for _, element in ET.iterparse(file):  # noqa: S314
                if element.tag == f"{_STYLE}style" and element.get(f"{_STYLE}family") == "table-cell":
                    derived = known.get(element.get(f"{_STYLE}parent-style-name", ""), False)
                    known[element.get(f"{_STYLE}name", "")] = _strikes(element, otherwise=derived)
                elif element.tag == f"{_TABLE}table-row":
                    element.clear()
    return (name for name, strikes in known.items() if strikes)


def _strikes(style: ET.Element, *, otherwise: bool) -> bool:
    properties = style.find(f"{_STYLE}text-properties")
    names = (f"{_STYLE}text-line-through-style", f"{_STYLE}text-line-through-type")
    said = [properties.get(name) for name in names] if properties is not None else []
    known = [line for line in said if line is not None]
    return "none" not in known if known else otherwise


def _rows(archive: zipfile.ZipFile, sheet: str) -> Iterator[tuple[int, ET.Element, bool, list[str]]]:
    """Each row of the sheet with its number, whether it is hidden, and the styles that its columns have."""
    inside, number, folded = False, 1, 0
    columns: list[str] = []
    with archive.open(_CONTENT) as file:
        for event, element in ET.iterparse(file, ("start", "end")):  # noqa: S314
            began = event == "start"
            if element.tag == f"{_TABLE}table" and began:
                inside, number, columns = element.get(f"{_TABLE}name") == sheet, 1, []
            elif not inside:
                continue
            elif element.tag == f"{_TABLE}table-row-group" and element.get(f"{_TABLE}display") == "false":
                folded += 1 if began else -1
            elif element.tag == f"{_TABLE}table-column" and not began:
                columns += [element.get(_DEFAULT, "")] * min(_repeated(element, "columns"), _MOST_COLUMNS)
            elif element.tag == f"{_TABLE}table-row" and not began:
                hidden = folded > 0 or element.get(f"{_TABLE}visibility") in {"collapse", "filter"}
                yield number, element, hidden, columns
                number += _repeated(element, "rows")
                element.clear()


def _repeated(element: ET.Element, what: str) -> int:
    return int(element.get(f"{_TABLE}number-{what}-repeated", "1"))


def _is_filled(cell: ET.Element) -> bool:
    return cell.get(f"{_OFFICE}value-type") is not None or cell.find(f"{_TEXT}p") is not None


def _is_struck(row: ET.Element, of_columns: Sequence[str], struck: frozenset[str]) -> bool:
    """Whether a cell with something in it is struck through."""
    column = 0
    for cell in row:
        if cell.tag in _CELLS:
            of_column = of_columns[column] if column < len(of_columns) else ""
            style = cell.get(f"{_TABLE}style-name") or row.get(_DEFAULT) or of_column
            if style in struck and _is_filled(cell):
                return True
            column += _repeated(cell, "columns")
    return False
