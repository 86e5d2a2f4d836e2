"""Exports as XLSX: a sheet README, then the rows, written to disk row by row so that none is held.

Cells that a person wrote are texts and never formulas; those that begin as a formula does are marked as texts as a
spreadsheet does it itself, so that they stay texts when they are edited.
"""

from collections.abc import Iterator
from datetime import date, datetime
from tempfile import TemporaryFile
from typing import Any, BinaryIO, Final

import xlsxwriter
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from dashboard.exports.about import About
from dashboard.exports.columns import Column
from dashboard.rows.records import Row, Value
from ingest.neutral import neutral

MOST_ROWS: Final = 1_048_576
MOST_LETTERS: Final = 32_767
"""What a sheet and a cell can hold."""

_CUT: Final = " […]"
_PIECE_BYTES: Final = 65_536
_OPTIONS: Final = {
    "constant_memory": True,
    "strings_to_formulas": False,
    "strings_to_numbers": False,
    "strings_to_urls": False,
}
_UNKNOWN_MOMENT: Final = datetime(2000, 1, 1)  # noqa: DTZ001  (a workbook's own date has no time zone)


def workbook(about: About, sheet: str, rows: Iterator[Row]) -> Iterator[bytes]:
    """The file, in pieces. More rows than a sheet can hold go on in a second one."""
    with TemporaryFile() as file:
        _write(file, about, sheet, rows)
        file.seek(0)
        while piece := file.read(_PIECE_BYTES):
            yield piece


def _write(file: BinaryIO, about: About, sheet: str, rows: Iterator[Row]) -> None:
    book = xlsxwriter.Workbook(file, _OPTIONS)
    made = _UNKNOWN_MOMENT if about.known_at is None else about.known_at.replace(tzinfo=None)
    book.set_properties({"title": about.title, "comments": about.citation, "created": made})
    styles = _Styles(book)
    _readme(book.add_worksheet("README"), about, styles)
    writer = _Writer(book, sheet, about.columns, styles)
    for row in rows:
        writer.put(row)
    book.close()


class _Styles:
    """The formats of cells: headings, running text, days, and texts that would else be taken for formulas."""

    def __init__(self, book: Any) -> None:
        self.bold: Format = book.add_format({"bold": True})
        self.wrapped: Format = book.add_format({"text_wrap": True, "valign": "top"})
        self.day: Format = book.add_format({"num_format": "yyyy-mm-dd"})
        self.text: Format = book.add_format({"quote_prefix": True})


class _Writer:
    """Puts rows into sheets, a new one where one is full."""

    def __init__(self, book: Any, name: str, columns: dict[str, Column], styles: _Styles) -> None:
        self._book, self._name, self._columns, self._styles = book, name, columns, styles
        self._sheets = 0
        self._next = MOST_ROWS
        self._sheet: Worksheet = self._begin()

    def put(self, row: Row) -> None:
        """Write one row."""
        if self._next == MOST_ROWS:
            self._sheet = self._begin()
        for at, (name, column) in enumerate(self._columns.items()):
            _cell(self._sheet, self._next, at, row[name], column, self._styles)
        self._next += 1

    def _begin(self) -> Worksheet:
        self._sheets += 1
        sheet: Worksheet = self._book.add_worksheet(self._name + (f" {self._sheets}" if self._sheets > 1 else ""))
        sheet.freeze_panes(1, 0)
        for at, name in enumerate(self._columns):
            sheet.write_string(0, at, name, self._styles.bold)
        self._next = 1
        return sheet


def _cell(sheet: Worksheet, row: int, at: int, value: Value, column: Column, styles: _Styles) -> None:
    if value is None or value == "":
        return
    if isinstance(value, bool):
        sheet.write_boolean(row, at, value)
    elif isinstance(value, int | float):
        sheet.write_number(row, at, value)
    elif column.kind == "day" and (day := date.fromisoformat(value)).year >= _FIRST_YEAR:
        sheet.write_datetime(row, at, day, styles.day)
    else:
        _text(sheet, row, at, str(value), styles)


_FIRST_YEAR: Final = 1901
"""Spreadsheets count days from 1900, and count that year wrong."""


def _text(sheet: Worksheet, row: int, at: int, text: str, styles: _Styles) -> None:
    if len(text) > MOST_LETTERS:
        text = text[: MOST_LETTERS - len(_CUT)] + _CUT
    sheet.write_string(row, at, text, styles.text if neutral(text) != text else None)


def _readme(sheet: Worksheet, about: About, styles: _Styles) -> None:
    sheet.set_column(0, 0, 24)
    sheet.set_column(1, 1, 110)
    columns = [(name, column.says) for name, column in about.columns.items()]
    words = [(f"{vocabulary} {word}", said) for vocabulary, word, said in about.definitions()]
    lines = [*about.facts(), ("", ""), ("Columns", ""), *columns, ("", ""), ("Words", ""), *words]
    for at, (name, said) in enumerate(lines):
        sheet.write_string(at, 0, name, styles.bold)
        if said:
            sheet.write_string(at, 1, said, styles.wrapped)
