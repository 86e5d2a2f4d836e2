"""XLSX, XLSB, XLS and ODS: one sheet, or one of the tables below one another in it, as text."""

import errno
import struct
import zipfile
import zlib
from collections.abc import Iterator
from itertools import islice
from pathlib import Path
from xml.etree import ElementTree as ET

from python_calamine import CalamineError, CalamineSheet, CalamineWorkbook, PasswordError, load_workbook

from ingest.readers.archive import refuse_bomb
from ingest.readers.calendar_1904 import counts_from_1904, days_from_1904
from ingest.readers.far_cells import refuse_far_cells
from ingest.readers.formula_errors import formula_errors
from ingest.readers.formulas_unworked import unworked_formulas
from ingest.readers.grid import Grid, Records
from ingest.readers.marked_rows import marked_rows
from ingest.readers.merges import Merges
from ingest.readers.problems import unreadable
from ingest.readers.repeated_ods import refuse_repeated
from ingest.readers.sheet import sheet_records
from ingest.readers.sheet_issues import told_of_cells, told_of_hidden_columns, told_of_rows, told_of_sheets
from ingest.readers.sheet_tables import Part
from ingest.readers.table import UnreadableFileError
from ingest.readers.workbook import Found, chosen, tables_of

_BROKEN = (zipfile.BadZipFile, zlib.error, ET.ParseError, LookupError, ValueError, struct.error, EOFError)
"""How parts of a workbook fail that are read beside calamine: bytes, XML, numbers or letters are not what they say."""
_OF_THE_FILE = (None, errno.EINVAL)
"""Errors of reading that lead to a place which a damaged file has not got; any other is the computer's: a full disk."""

_BLOCK_ROWS = 20_000
_SAMPLE_ROWS = 100


def spreadsheet_grid(path: Path, wanted: str | None = None) -> Grid:
    """The sheet or table of that name; without one, the first sheet that is shown and not empty.

    Raises :class:`UnreadableFileError` for a workbook that is damaged or locked, and for a name that it has not.
    """
    refuse_bomb(path)
    try:
        refuse_far_cells(path)
        refuse_repeated(path)
        workbook = load_workbook(path)
        merges = Merges(path)
        tables = tables_of(workbook, merges)
        table = chosen(tables, wanted)
        return _grid(path, workbook, table, tables, merges, told=wanted is None)
    except PasswordError as error:
        raise unreadable("the workbook has a password", "Save it without a password.") from error
    except (CalamineError, *_BROKEN) as error:
        raise _damaged(error) from error
    except OSError as error:
        if error.errno not in _OF_THE_FILE:
            raise
        raise _damaged(error) from error
    except BaseException as error:
        if type(error).__name__ == "PanicException":  # calamine gives up where it expected more bytes
            raise _damaged(error) from error
        raise


def _damaged(error: BaseException) -> UnreadableFileError:
    return unreadable(f"the workbook is damaged ({error})", "Save it anew from a spreadsheet program.")


def _grid(
    path: Path, workbook: CalamineWorkbook, table: Found, tables: list[Found], merges: Merges, *, told: bool
) -> Grid:
    sheet, part = workbook.get_sheet_by_name(table.sheet), table.part
    errors = _inside(part, formula_errors(path, table.sheet))
    unworked = _inside(part, unworked_formulas(path, table.sheet))
    marked = marked_rows(path, table.sheet)
    texts = marked.shown | errors | unworked
    records = islice(sheet_records(sheet, texts), part.first, part.end)
    sample = list(islice(records, _SAMPLE_ROWS))
    merged = [merge for merge in merges.of(sheet) if part.first <= merge[0][0] < part.end]
    from_1904 = counts_from_1904(path)
    issues = (
        *told_of_sheets(table, tables, asked=not told),
        *told_of_cells(errors, unworked),
        *told_of_rows(marked, part),
        *told_of_hidden_columns(marked, sheet, part),
        *days_from_1904(from_1904=from_1904),
    )
    return Grid(
        sample,
        lambda _: _blocks(records),
        f"spreadsheet, sheet “{table.name}”",
        issues,
        part.first + 1,
        tuple(((top - part.first, left), (bottom - part.first, right)) for (top, left), (bottom, right) in merged),
        _width(sheet, part),
        sheet=table.name,
        sheets=tuple(table.name for table in tables),
        others=tuple(other.name for other in tables if other != table and other.shown),
        from_1904=from_1904,
        own_numbers=True,
    )


def _inside(part: Part, cells: dict[tuple[int, int], str]) -> dict[tuple[int, int], str]:
    return {at: text for at, text in cells.items() if part.first <= at[0] < part.end}


def _blocks(records: Iterator[list[str]]) -> Iterator[Records]:
    while block := list(islice(records, _BLOCK_ROWS)):
        yield block


def _width(sheet: CalamineSheet, part: Part) -> int:
    """The number of columns up to the last that has a cell in this part."""
    width = 0
    for record in islice(sheet.iter_rows(), part.first, part.end):
        while width < len(record) and any(cell != "" for cell in record[width:]):
            width += 1
        if width == len(record):
            break
    return width
