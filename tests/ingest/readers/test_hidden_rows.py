"""Rows that people do not see or have crossed out are read like every other, and told."""

from collections.abc import Callable
from pathlib import Path

from db.vocabulary import Severity
from ingest.readers import read
from ingest.readers.table import Table
from tests.ingest.readers.sheets import Book, fill

TableOf = Callable[..., Table]


def test_rows_that_are_hidden_or_struck_through_are_read_and_told(table_of: TableOf, workbook: Book) -> None:
    book, done = workbook
    sheet, struck = book.add_worksheet(), book.add_format({"font_strikeout": True})
    fill(sheet, [["source", "killed"], ["A", 5], ["A", 50], ["A", 3]])
    sheet.set_row(2, None, None, {"hidden": True})
    sheet.write_row(4, 0, ["A", 7], struck)
    sheet.set_row(5, None, struck, {"hidden": True})  # with nothing in it
    table = table_of(done())
    assert [row.cells["killed"] for row in table.rows] == ["5", "50", "3", "7"]
    assert [(issue.severity, issue.code, issue.message) for issue in table.issues] == [
        (
            Severity.WARNING,
            "hidden_rows",
            "Rows that are hidden (by a filter or by hand) were read like every other, 1 in all: 3.",
        ),
        (Severity.WARNING, "struck_rows", "Rows that are struck through were read like every other, 1 in all: 5."),
    ]


def test_rows_of_an_old_excel_file_that_are_hidden_or_struck_through_are_told_too() -> None:
    """marked.xls was written once with xlwt, which nobody keeps any more."""
    table = read(Path(__file__).with_name("marked.xls"))
    assert [row.cells["killed"] for row in table.rows] == ["5", "50", "3", "7"]
    told = [(issue.code, issue.message.partition("in all: ")[2]) for issue in table.issues]
    assert told == [("hidden_rows", "3."), ("struck_rows", "5.")]


def test_only_the_first_hidden_rows_are_named(table_of: TableOf, workbook: Book) -> None:
    book, done = workbook
    sheet = book.add_worksheet()
    fill(sheet, [["source", "killed"], *(["A", number] for number in range(20))])
    for number in range(2, 14):
        sheet.set_row(number, None, None, {"hidden": True})
    [issue] = table_of(done()).issues
    assert issue.message.endswith(", 12 in all: 3, 4, 5, 6, 7, 8, 9, 10, 11, 12 ….")
