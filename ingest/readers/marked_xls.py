"""What of an XLS sheet is hidden, struck through or shown as a percentage, as xlrd finds it in its records."""

import io
import struct
from collections.abc import Iterator
from pathlib import Path

import xlrd

from ingest.readers.marked import Marked
from ingest.readers.percent import is_percent, percent_text

_NOTHING = (xlrd.XL_CELL_EMPTY, xlrd.XL_CELL_BLANK)


def marked_in_xls(path: Path, sheet: str) -> Marked:
    """What is marked in a sheet; nothing where the workbook's structure can't be followed."""
    try:
        with xlrd.open_workbook(path, logfile=io.StringIO(), on_demand=True, formatting_info=True) as book:
            return _marked(book, book.sheet_by_name(sheet))
    except (xlrd.XLRDError, AssertionError, IndexError, KeyError, struct.error, UnicodeDecodeError):
        return Marked()


def _marked(book: xlrd.Book, sheet: xlrd.sheet.Sheet) -> Marked:
    styles = {at for at, style in enumerate(book.xf_list) if book.font_list[style.font_index].struck_out}
    hidden, struck = [], []
    for row in range(sheet.nrows):
        filled = [column for column, kind in enumerate(sheet.row_types(row)) if kind not in _NOTHING]
        if filled and row in sheet.rowinfo_map and sheet.rowinfo_map[row].hidden:
            hidden.append(row + 1)
        if styles and any(sheet.cell_xf_index(row, column) in styles for column in filled):
            struck.append(row + 1)
    columns = tuple(range(at, at + 1) for at, column in sorted(sheet.colinfo_map.items()) if column.hidden)
    return Marked(tuple(hidden), tuple(struck), columns, dict(_percentages(book, sheet)))


def _percentages(book: xlrd.Book, sheet: xlrd.sheet.Sheet) -> Iterator[tuple[tuple[int, int], str]]:
    codes = ((at, book.format_map[style.format_key].format_str) for at, style in enumerate(book.xf_list))
    styles = {at for at, code in codes if is_percent(code)}
    for row in range(sheet.nrows) if styles else ():
        for column, kind in enumerate(sheet.row_types(row)):
            if kind == xlrd.XL_CELL_NUMBER and sheet.cell_xf_index(row, column) in styles:
                yield (row, column), percent_text(sheet.cell_value(row, column))
