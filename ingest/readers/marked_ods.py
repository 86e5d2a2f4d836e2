"""What of an ODS sheet is hidden, struck through, raised or shown with more than its number, from its XML.

A row may stand for several. A cell without a style of its own has that of its row, else that of its column.
"""

import re
import zipfile
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final
from xml.etree import ElementTree as ET  # expat itself limits what entities may grow to

from ingest.readers.marked import Marked
from ingest.readers.parts import holds
from ingest.readers.percent import percent_text
from ingest.readers.runs_ods import Letters, letter_styles, text_as_shown
from ingest.readers.shown_ods import MAY_SHOW_MORE, number_as_shown

_CONTENT: Final = "content.xml"
_STYLES: Final = "styles.xml"
_OF: Final = "{urn:oasis:names:tc:opendocument:xmlns:%s:1.0}"
_TABLE, _STYLE, _OFFICE, _TEXT = (_OF % name for name in ("table", "style", "office", "text"))
_CELLS: Final = (f"{_TABLE}table-cell", f"{_TABLE}covered-table-cell")
_GROUPS: Final = (f"{_TABLE}table-row-group", f"{_TABLE}table-column-group")
_VALUE_TYPE: Final = f"{_OFFICE}value-type"
_DEFAULT: Final = f"{_TABLE}default-cell-style-name"
_MARK: Final = re.compile(
    rb'visibility="(?:collapse|filter)"|display="false"|line-through-(?:style|type)="(?!none")|value-type="percentage"|text-position="super|'
    + MAY_SHOW_MORE
)
_MARK_BYTES: Final = 20_000
"""More than a cell with a long formula takes up."""
_UNSEEN: Final = frozenset({"collapse", "filter"})
_MOST_COLUMNS: Final = 16_384
_MOST_ROWS: Final = 1_048_576


def marked_in_ods(archive: zipfile.ZipFile, sheet: str) -> Marked:
    """What is marked in a sheet; the workbook is only read through where it holds a mark."""
    parts = [name for name in (_STYLES, _CONTENT) if name in archive.namelist()]
    if not any(holds(archive, name, _MARK, _MARK_BYTES) for name in parts):
        return Marked()
    struck = frozenset(_struck_styles(archive, parts))
    hidden_rows: list[int] = []
    struck_rows: list[int] = []
    shown: dict[tuple[int, int], str] = {}
    letters = letter_styles(archive, parts)
    columns = _Columns()
    for first, row, hidden in _rows(archive, sheet, columns):
        if any(_is_filled(cell) for cell in row if cell.tag in _CELLS):
            numbers = range(first, first + min(_repeated(row, "rows"), _MOST_ROWS))
            hidden_rows += numbers if hidden else ()
            struck_rows += numbers if struck and _is_struck(row, columns.styles, struck) else ()
            shown |= {(number - 1, at): text for at, text in _shown(row, letters) for number in numbers}
    return Marked(tuple(hidden_rows), tuple(struck_rows), tuple(columns.hidden), shown)


@dataclass(slots=True)
class _Columns:
    """The style that each column has, and the ranges of hidden ones, known before the first row comes."""

    styles: list[str] = field(default_factory=list)
    hidden: list[range] = field(default_factory=list)

    def add(self, column: ET.Element, *, folded: bool) -> None:
        first = len(self.styles)
        count = min(_repeated(column, "columns"), _MOST_COLUMNS - first)
        self.styles += [column.get(_DEFAULT, "")] * count
        if folded or column.get(f"{_TABLE}visibility") in _UNSEEN:
            self.hidden.append(range(first, first + count))


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


def _rows(archive: zipfile.ZipFile, sheet: str, columns: _Columns) -> Iterator[tuple[int, ET.Element, bool]]:
    """Each row of the sheet with its number and whether it is hidden; ``columns`` are filled before."""
    inside, number = False, 1
    folded = dict.fromkeys(_GROUPS, 0)
    with archive.open(_CONTENT) as file:
        for event, element in ET.iterparse(file, ("start", "end")):  # noqa: S314
            began = event == "start"
            if element.tag == f"{_TABLE}table" and began:
                inside, number = element.get(f"{_TABLE}name") == sheet, 1
            elif not inside:
                continue
            elif element.tag in _GROUPS and element.get(f"{_TABLE}display") == "false":
                folded[element.tag] += 1 if began else -1
            elif element.tag == f"{_TABLE}table-column" and not began:
                columns.add(element, folded=folded[_GROUPS[1]] > 0)
            elif element.tag == f"{_TABLE}table-row" and not began:
                yield number, element, folded[_GROUPS[0]] > 0 or element.get(f"{_TABLE}visibility") in _UNSEEN
                number += _repeated(element, "rows")
                element.clear()


def _shown(row: ET.Element, letters: Mapping[str, Letters]) -> Iterator[tuple[int, str]]:
    """The columns of a row that show a percentage, words at a number, or raised or struck letters, with their texts."""
    column = 0
    for cell in row:
        if cell.tag in _CELLS:
            count = min(_repeated(cell, "columns"), _MOST_COLUMNS)
            text = text_as_shown(cell, letters) if letters else None
            number, kind = float(cell.get(f"{_OFFICE}value", "nan")), cell.get(_VALUE_TYPE)
            if kind == "percentage":
                text = percent_text(number)
            elif kind == "float" and text is None:
                text = number_as_shown(cell, number)
            if text is not None:
                yield from ((at, text) for at in range(column, column + count))
            column += count


def _repeated(element: ET.Element, what: str) -> int:
    return int(element.get(f"{_TABLE}number-{what}-repeated", "1"))


def _is_filled(cell: ET.Element) -> bool:
    return cell.get(_VALUE_TYPE) is not None or cell.find(f"{_TEXT}p") is not None


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
