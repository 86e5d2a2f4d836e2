"""XLSX, XLSB, XLS and ODS: one sheet, or one of the tables below one another in it, as text."""

from collections.abc import Collection, Iterator
from itertools import islice
from pathlib import Path

from python_calamine import CalamineError, CalamineSheet, CalamineWorkbook, PasswordError, load_workbook

from ingest.issues import Issue
from ingest.readers.archive import refuse_bomb
from ingest.readers.calendar_1904 import days_from_1904
from ingest.readers.formula_errors import formula_errors
from ingest.readers.formulas_unworked import unworked_formulas
from ingest.readers.grid import Grid, Records
from ingest.readers.marked_rows import marked_rows
from ingest.readers.problems import unreadable, warning
from ingest.readers.sheet import column_name, merges, sheet_records
from ingest.readers.sheet_tables import Part
from ingest.readers.workbook import Found, chosen, tables_of

_BLOCK_ROWS = 20_000
_SAMPLE_ROWS = 100
_NAMED = 10


def spreadsheet_grid(path: Path, wanted: str | None = None) -> Grid:
    """The sheet or table of that name; without one, the first sheet that is shown and not empty.

    Raises :class:`UnreadableFileError` for a workbook that is damaged or locked, and for a name that it has not.
    """
    refuse_bomb(path)
    try:
        workbook = load_workbook(path)
        tables = tables_of(workbook)
        table = chosen(tables, wanted)
        return _grid(path, workbook, table, tables, told=wanted is None)
    except PasswordError as error:
        raise unreadable("the workbook has a password", "Save it without a password.") from error
    except (CalamineError, OSError) as error:
        raise unreadable(f"the workbook is damaged ({error})", "Save it anew from a spreadsheet program.") from error


def _grid(path: Path, workbook: CalamineWorkbook, table: Found, tables: list[Found], *, told: bool) -> Grid:
    sheet, part = workbook.get_sheet_by_name(table.sheet), table.part
    errors = _inside(part, formula_errors(path, table.sheet))
    unworked = _inside(part, unworked_formulas(path, table.sheet))
    records = islice(sheet_records(sheet, errors | unworked), part.first, part.end)
    sample = list(islice(records, _SAMPLE_ROWS))
    merged = [merge for merge in merges(sheet) if part.first <= merge[0][0] < part.end]
    issues = [*_others(table, tables, told=told), *_errors(errors), *_unworked(unworked), *_marked(path, table)]
    issues += days_from_1904(path)
    return Grid(
        sample,
        lambda _: _blocks(records),
        f"spreadsheet, sheet “{table.name}”",
        tuple(issues),
        part.first + 1,
        tuple(((top - part.first, left), (bottom - part.first, right)) for (top, left), (bottom, right) in merged),
        _width(sheet, part),
        sheet=table.name,
        sheets=tuple(table.name for table in tables),
        others=tuple(other.name for other in tables if other != table and other.shown),
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


def _others(table: Found, tables: list[Found], *, told: bool) -> Iterator[Issue]:
    """What else the workbook has, or, where somebody chose the sheet, what else the sheet has."""
    others = [other.name for other in tables if other != table and (other.shown if told else other.sheet == table.name)]
    if others:
        yield warning(
            "other_sheets",
            f"Only “{table.name}” was read; the workbook has {', '.join(others)} too.",
            "Read the others one by one, if they hold something else.",
        )


def _marked(path: Path, table: Found) -> Iterator[Issue]:
    """Rows that people do not see or have crossed out, which count as every other."""
    marked = marked_rows(path, table.sheet)
    for code, found, are in (
        ("hidden_rows", marked.hidden, "hidden (by a filter or by hand)"),
        ("struck_rows", marked.struck, "struck through"),
    ):
        rows = [row for row in found if table.part.first < row <= table.part.end]
        if rows:
            named = ", ".join(map(str, rows[:_NAMED]))
            yield warning(
                code,
                f"Rows that are {are} were read like every other, {len(rows)} in all: {named}{_more(rows)}.",
                "If they should not count, delete them, or send a copy of what is shown alone.",
            )


def _more(told: Collection[object]) -> str:
    return " …" if len(told) > _NAMED else ""


def _errors(errors: dict[tuple[int, int], str]) -> Iterator[Issue]:
    if errors:
        yield warning(
            "formula_errors",
            f"{len(errors)} cells show an error instead of a value: {_shown(errors)}.",
            "Mend their formulas, or fill in the values.",
        )


def _unworked(formulas: dict[tuple[int, int], str]) -> Iterator[Issue]:
    if formulas:
        yield warning(
            "formulas_unworked",
            f"{len(formulas)} cells hold a formula whose value was never worked out: {_shown(formulas)}.",
            "Open the workbook in a spreadsheet program, save it there, and send it again.",
        )


def _shown(cells: dict[tuple[int, int], str]) -> str:
    named = sorted(cells.items())[:_NAMED]
    return ", ".join(f"{column_name(column)}{row + 1} {text}" for (row, column), text in named) + _more(cells)
