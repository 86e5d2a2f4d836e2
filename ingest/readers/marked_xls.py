"""Rows of an XLS sheet that are hidden or struck through, as xlrd finds them in its records of rows and fonts."""

import io
import struct
from pathlib import Path

import xlrd

from ingest.readers.marked import Marked

_NOTHING = (xlrd.XL_CELL_EMPTY, xlrd.XL_CELL_BLANK)


def marked_in_xls(path: Path, sheet: str) -> Marked:
    """The marked rows of a sheet; none where the workbook's structure can't be followed."""
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
    return Marked(tuple(hidden), tuple(struck))
