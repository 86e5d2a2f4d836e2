"""The tables of a workbook: its sheets, and in a sheet those below one another; and which of them to read."""

from collections.abc import Iterator
from dataclasses import dataclass

from python_calamine import CalamineSheet, CalamineWorkbook, SheetTypeEnum, SheetVisibleEnum

from ingest.readers.merges import Merges
from ingest.readers.problems import empty, refusal
from ingest.readers.sheet import sheet_records
from ingest.readers.sheet_tables import Part, parts
from ingest.readers.table import UnreadableFileError

MAX_ROWS_OF_SEVERAL_TABLES = 5_000
"""Sheets of more rows are taken for one table; reports with several tables below one another are short."""


@dataclass(frozen=True, slots=True)
class Found:
    """One table: its name, the sheet that it is in and whether that is shown, and its part of the sheet's records."""

    name: str
    sheet: str
    shown: bool
    part: Part


def tables_of(workbook: CalamineWorkbook, merges: Merges) -> list[Found]:
    """All tables that are not empty, in the workbook's order."""
    return [
        table
        for sheet in workbook.sheets_metadata
        if sheet.typ == SheetTypeEnum.WorkSheet
        for table in _in_sheet(
            workbook.get_sheet_by_name(sheet.name), merges, shown=sheet.visible == SheetVisibleEnum.Visible
        )
    ]


def _in_sheet(sheet: CalamineSheet, merges: Merges, *, shown: bool) -> Iterator[Found]:
    """The tables of a sheet: the first goes by the sheet's name, others by the row that they begin in too."""
    if sheet.end is None:
        return
    rows = sheet.end[0] + 1
    if rows > MAX_ROWS_OF_SEVERAL_TABLES:
        yield Found(sheet.name, sheet.name, shown, Part(0, rows))
        return
    records = [[cell.strip() for cell in record] for record in sheet_records(sheet, {})]
    if any(map(any, records)):
        for part in parts(records, merges.of(sheet)):
            name = f"{sheet.name} (from row {part.first + 1})" if part.first else sheet.name
            yield Found(name, sheet.name, shown, part)


def chosen(tables: list[Found], wanted: str | None) -> Found:
    """The table of that name; without one, the first on a sheet that is shown.

    Raises :class:`UnreadableFileError` where there is none.
    """
    if not tables:
        raise empty()
    if wanted is None:
        return next((table for table in tables if table.shown), tables[0])
    found = next((table for table in tables if table.name == wanted), None)  # "Data " and "Data" may both be there
    found = found or next((table for table in tables if table.name.strip() == wanted.strip()), None)
    if found is None:
        raise no_such_sheet(wanted, tuple(table.name for table in tables))
    return found


def no_such_sheet(wanted: str, names: tuple[str, ...]) -> UnreadableFileError:
    """The refusal of a name that no sheet has, to be raised."""
    has = f"it has {', '.join(names)}" if names else "this kind of file has no sheets"
    return refusal("no_such_sheet", f"There is no sheet {wanted!r}: {has}.", "Choose one of its sheets, or none.")
