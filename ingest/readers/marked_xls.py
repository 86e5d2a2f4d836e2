"""What of an XLS sheet is hidden, struck through or shown as a percentage, as xlrd finds it in its records."""

import io
import struct
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path

import xlrd

from ingest.readers.marked import Marked
from ingest.readers.number_formats import shown_by
from ingest.readers.runs import Run, text_of

_RAISED = 1
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
    return Marked(tuple(hidden), tuple(struck), columns, dict(_numbers(book, sheet)) | dict(_of_runs(book, sheet)))


def _of_runs(book: xlrd.Book, sheet: xlrd.sheet.Sheet) -> Iterator[tuple[tuple[int, int], str]]:
    """Texts with raised or struck letters, of cells in which not all letters are alike."""
    for (row, column), starts in sheet.rich_text_runlist_map.items():
        text = sheet.cell_value(row, column)
        own = book.xf_list[sheet.cell_xf_index(row, column)].font_index
        begun = [(0, own), *starts]
        runs = [
            Run(text[start:end], book.font_list[font].escapement == _RAISED, bool(book.font_list[font].struck_out))
            for (start, font), (end, _) in pairwise([*begun, (len(text), 0)])
        ]
        if any(run.raised or run.struck for run in runs):
            yield (row, column), text_of(runs)


def _numbers(book: xlrd.Book, sheet: xlrd.sheet.Sheet) -> Iterator[tuple[tuple[int, int], str]]:
    """Percentages, and numbers with words beside them."""
    codes = ((at, book.format_map[style.format_key].format_str) for at, style in enumerate(book.xf_list))
    styles = {at: shown for at, code in codes if (shown := shown_by(code))}
    for row in range(sheet.nrows) if styles else ():
        for column, kind in enumerate(sheet.row_types(row)):
            shown = styles.get(sheet.cell_xf_index(row, column)) if kind == xlrd.XL_CELL_NUMBER else None
            if shown and (text := shown(sheet.cell_value(row, column))) is not None:
                yield (row, column), text
