"""What people are told of a sheet that was read: what else there is, what is hidden, and which cells are wrong."""

from collections.abc import Collection, Iterator, Mapping
from itertools import islice

from python_calamine import CalamineSheet

from ingest.issues import Issue
from ingest.readers.marked import Marked
from ingest.readers.problems import note, warning
from ingest.readers.sheet import column_name, left_edge
from ingest.readers.sheet_tables import Part
from ingest.readers.workbook import Found
from ingest.ways_out import with_options

_NAMED = 10
_HIDDEN = "If they should not count, delete them, or send a copy of what is shown alone."


def told_of_sheets(table: Found, tables: list[Found], *, asked: bool) -> Iterator[Issue]:
    """What else the workbook has, or, where somebody ``asked`` for the sheet, what else the sheet has."""
    beside = [other for other in tables if other != table]
    others = [other.name for other in beside if (other.sheet == table.name if asked else other.shown)]
    if others:
        yield warning(
            "other_sheets",
            f"Only “{table.name}” was read; the workbook has {', '.join(others)} too.",
            f"If they hold something else, read them one by one: name one {with_options('--sheet')}.",
        )
    if not table.shown and not asked:
        yield warning(
            "hidden_sheet",
            f"The sheet “{table.name}” is hidden; it was read, because no sheet that is shown holds anything.",
            "Look whether it is the one that you mean.",
        )
    if unseen := [other.name for other in tables if other.sheet != table.sheet and not other.shown]:
        yield note("hidden_sheets", f"The workbook has hidden sheets too, which were not read: {', '.join(unseen)}.")


def told_of_rows(marked: Marked, part: Part) -> Iterator[Issue]:
    """Rows that people do not see or have crossed out, which count as every other."""
    for code, found, are in (
        ("hidden_rows", marked.hidden, "hidden (by a filter or by hand)"),
        ("struck_rows", marked.struck, "struck through"),
    ):
        rows = [row for row in found if part.first < row <= part.end]
        if rows:
            named = ", ".join(map(str, rows[:_NAMED]))
            yield warning(
                code,
                f"Rows that are {are} were read like every other, {len(rows)} in all: {named}{_more(rows)}.",
                _HIDDEN,
            )


def told_of_hidden_columns(marked: Marked, sheet: CalamineSheet, part: Part) -> Iterator[Issue]:
    """Columns that people do not see, which are read as every other; those without a cell are nobody's concern."""
    left = left_edge(sheet)
    width = sheet.end[1] + 1 if sheet.end else 0
    hidden = {column for columns in marked.hidden_columns for column in range(columns.start, min(columns.stop, width))}
    if not hidden:
        return
    filled: set[int] = set()
    for record in islice(sheet.iter_rows(), part.first, part.end):
        filled |= {column for column in hidden - filled if column >= left and record[column - left] != ""}
        if filled == hidden:
            break
    if filled:
        named = ", ".join(map(column_name, sorted(filled)[:_NAMED]))
        yield warning(
            "hidden_columns",
            f"Columns that are hidden were read like every other, {len(filled)} in all: {named}{_more(filled)}.",
            _HIDDEN,
        )


def told_of_cells(errors: Mapping[tuple[int, int], str], unworked: Mapping[tuple[int, int], str]) -> Iterator[Issue]:
    """Cells that show an error, and those whose formula nobody has worked out, by (row, column) from 0."""
    if errors:
        yield warning(
            "formula_errors",
            f"{len(errors)} cells show an error instead of a value: {_shown(errors)}.",
            "Mend their formulas, or fill in the values.",
        )
    if unworked:
        yield warning(
            "formulas_unworked",
            f"{len(unworked)} cells hold a formula whose value was never worked out: {_shown(unworked)}.",
            "Open the workbook in a spreadsheet program, save it there, and send it again.",
        )


def _shown(cells: Mapping[tuple[int, int], str]) -> str:
    named = sorted(cells.items())[:_NAMED]
    return ", ".join(f"{column_name(column)}{row + 1} {text}" for (row, column), text in named) + _more(cells)


def _more(told: Collection[object]) -> str:
    return " …" if len(told) > _NAMED else ""
