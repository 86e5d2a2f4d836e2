"""Columns and sheets that people do not see are told: what is hidden was read like everything else, or left alone."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

from db.vocabulary import Severity
from ingest.readers import read
from ingest.readers.table import Table
from tests.ingest.readers.ods import number, ods, word

TableOf = Callable[[bytes], Table]
Book = tuple[Any, Callable[[], bytes]]  # xlsxwriter says no types


def _columns_told(table: Table) -> list[str]:
    return [issue.message.partition("in all: ")[2] for issue in table.issues if issue.code == "hidden_columns"]


def test_hidden_columns_with_something_in_them_are_read_and_told(table_of: TableOf, workbook: Book) -> None:
    book, done = workbook
    sheet = book.add_worksheet()
    for row, cells in enumerate([["source", "killed", "injured", "", "place"], ["A", 4, 5, "", "Homs"]]):
        sheet.write_row(row, 1, cells)
    sheet.set_column(0, 0, None, None, {"hidden": True})  # before the first that is used
    sheet.set_column(2, 4, None, None, {"hidden": True})  # of which the last is empty
    sheet.set_column(6, 16_383, None, None, {"hidden": True})
    table = table_of(done())
    assert table.frame["killed"].to_list() == ["4"]
    [issue] = table.issues
    assert (issue.severity, issue.code) == (Severity.WARNING, "hidden_columns")
    assert issue.message == "Columns that are hidden were read like every other, 2 in all: C, D."


def test_columns_that_are_shown_are_not_told(table_of: TableOf, workbook: Book) -> None:
    book, done = workbook
    sheet = book.add_worksheet()
    sheet.write_row(0, 0, ["source", "killed"])
    sheet.write_row(1, 0, ["A", 4])
    sheet.set_column(0, 1, 30)
    assert table_of(done()).issues == ()


def test_hidden_columns_of_an_ods_are_told_too(table_of: TableOf) -> None:
    columns = (
        '<table:table-column/><table:table-column table:visibility="collapse"/>'
        '<table:table-column-group table:display="false"><table:table-column table:number-columns-repeated="2"/>'
        "</table:table-column-group><table:table-column/>"
    )
    header = "".join(map(word, ["source", "killed", "injured", "missing", "place"]))
    cells = word("A") + number(4) + number(5) + number(6) + word("Homs")
    table = table_of(
        ods(f"{columns}<table:table-row>{header}</table:table-row><table:table-row>{cells}</table:table-row>")
    )
    assert table.frame.rows() == [("A", "4", "5", "6", "Homs")]
    assert _columns_told(table) == ["B, C, D."]


def test_a_hidden_column_of_an_old_excel_file_is_told_too(tmp_path: Path) -> None:
    """The record of how the window looks, turned to one that hides a column, and to one that says nothing."""
    window, hide = b"\x3e\x02\x12\x00", b"\x7d\x00\x0c\x00\x01\x00\x01\x00\x00\x0a\x0f\x00\x01\x00\x00\x00"
    content = Path(__file__).with_name("reports.xls").read_bytes()
    at = content.rindex(window)
    path = tmp_path / "reports.xls"
    path.write_bytes(content[:at] + hide + b"\x60\x00\x02\x00\x00\x00" + content[at + 22 :])
    assert _columns_told(read(path)) == ["B."]


def test_a_hidden_sheet_that_is_read_for_want_of_others_is_told(table_of: TableOf, workbook: Book) -> None:
    book, done = workbook
    shown, hidden = book.add_worksheet("Empty"), book.add_worksheet("Reports")
    shown.activate()
    hidden.very_hidden()
    hidden.write_row(0, 0, ["source", "killed"])
    hidden.write_row(1, 0, ["A", 4])
    table = table_of(done())
    assert table.frame.rows() == [("A", "4")]
    [issue] = table.issues
    assert (issue.severity, issue.code, "“Reports”" in issue.message) == (Severity.WARNING, "hidden_sheet", True)
