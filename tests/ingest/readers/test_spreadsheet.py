"""Workbooks of every kind: rows, dates and numbers come out as they went in; what is damaged is refused."""

import errno
import io
import zipfile
from collections.abc import Callable
from contextlib import suppress
from datetime import date, datetime, time, timedelta
from pathlib import Path
from typing import Any

import pytest
import xlsxwriter

from ingest.issues import Issue
from ingest.readers import read
from ingest.readers.cell_text import cell_text
from ingest.readers.table import Table, UnreadableFileError
from tests.ingest.readers.sheets import Book, cells, fill

TableOf = Callable[..., Table]


def test_a_sheet_is_read_with_its_row_numbers(table_of: TableOf, workbook: Book) -> None:
    book, done = workbook
    fill(book.add_worksheet("Reports"), [["source", "killed"], ["A", 4], [], ["B", "dozens"]], first=2, left=1)
    table = table_of(done())
    assert [(row.number, row.cells) for row in table.rows] == [
        (4, {"source": "A", "killed": "4"}),
        (6, {"source": "B", "killed": "dozens"}),
    ]
    assert (table.sheet, table.sheets, table.issues) == ("Reports", ("Reports",), ())
    assert table.read_as == "spreadsheet, sheet “Reports”"


@pytest.mark.parametrize(
    ("cell", "text"),
    [
        (4.0, "4"),
        (-4.0, "-4"),
        (4.5, "4.5"),
        (0.1 + 0.2, "0.3"),
        (1e20, "100000000000000000000"),
        (1e-7, "0.0000001"),
        (33.512345678, "33.512345678"),
        (36.20123456789012, "36.2012345678901"),
        (True, "TRUE"),
        (False, "FALSE"),
        (date(2024, 5, 8), "2024-05-08"),
        (datetime(2024, 5, 8), "2024-05-08"),  # noqa: DTZ001  (spreadsheets know no time zones)
        (datetime(2024, 5, 8, 13, 30), "2024-05-08 13:30:00"),  # noqa: DTZ001
        (time(13, 30), "13:30:00"),
        (timedelta(days=1, hours=12), "36:00:00"),
        ("ab\0c", "abc"),
        (7, "7"),
    ],
)
def test_a_cell_is_the_text_that_a_csv_of_it_would_hold(cell: Any, text: str) -> None:
    assert cell_text(cell) == text


def test_dates_numbers_and_words_come_out_of_a_workbook_as_they_went_in(table_of: TableOf, workbook: Book) -> None:
    book, done = workbook
    sheet = book.add_worksheet()
    fill(sheet, [["date", "killed", "rate", "sure", "place"], ["", 4, 4.5, True, "حلب"]])
    sheet.write_datetime(1, 0, date(2024, 5, 8))
    assert cells(table_of(done())) == [["2024-05-08", "4", "4.5", "TRUE", "حلب"]]


def test_a_column_without_a_name_keeps_its_cells(table_of: TableOf, workbook: Book) -> None:
    book, done = workbook
    fill(book.add_worksheet(), [["place", "killed"], ["Homs", 4], *[["Hama", 1]] * 200, ["Hama", 1, "", "stray"]])
    table = table_of(done())
    assert table.header == ("place", "killed", "(column 3)", "(column 4)")
    assert table.rows[-1].cells["(column 4)"] == "stray"
    assert table.issues == ()


def test_a_large_sheet_is_read_in_blocks(table_of: TableOf) -> None:
    out = io.BytesIO()
    book = xlsxwriter.Workbook(out, {"constant_memory": True})
    fill(book.add_worksheet(), [["id", "killed"], *([n, n % 9] for n in range(30_000))])
    book.close()
    table = table_of(out.getvalue())
    assert table.frame["id"].to_list() == [str(n) for n in range(30_000)]
    assert table.numbers.to_list() == list(range(2, 30_002))


def test_an_old_excel_file_is_read_with_its_merged_header() -> None:
    """reports.xls was written once with xlwt, which nobody keeps any more."""
    table = read(Path(__file__).with_name("reports.xls"))
    assert table.header == ("place", "killed / men", "killed / women", "date")
    assert [(row.number, list(row.cells.values())) for row in table.rows] == [(3, ["حلب", "4", "1.5", "2024-05-08"])]


def test_a_damaged_workbook_is_refused_with_a_way_out(refusal_of: Callable[..., Issue], workbook: Book) -> None:
    book, done = workbook
    fill(book.add_worksheet(), [["a", "b"], ["x", 1]])
    assert "damaged" in refusal_of(done()[:-40]).message
    old = Path(__file__).with_name("reports.xls").read_bytes()
    assert "damaged" in refusal_of(old[:2000]).message


def test_a_full_disk_is_no_fault_of_the_workbook(
    monkeypatch: pytest.MonkeyPatch, table_of: TableOf, workbook: Book
) -> None:
    def full(_path: Path) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    book, done = workbook
    fill(book.add_worksheet(), [["a", "b"], ["x", 1]])
    monkeypatch.setattr("ingest.readers.spreadsheet.load_workbook", full)
    with pytest.raises(OSError, match="No space left"):
        table_of(done())


def test_an_empty_workbook_is_refused(refusal_of: Callable[..., Issue], workbook: Book) -> None:
    book, done = workbook
    book.add_worksheet()
    assert refusal_of(done()).code == "empty_file"


PARTS = (
    "[Content_Types].xml",
    "xl/workbook.xml",
    "xl/_rels/workbook.xml.rels",
    "xl/worksheets/sheet1.xml",
    "xl/styles.xml",
)


@pytest.mark.parametrize("broken", PARTS)
@pytest.mark.parametrize("content", [b"<no end", b'<?xml version="1.0" encoding="x-none"?><a/>', b"", b"\x00\xff"])
def test_a_workbook_with_a_broken_part_is_refused_or_read_without_it(
    workbook: Book, file_of: Callable[[bytes], Path], broken: str, content: bytes
) -> None:
    book, done = workbook
    fill(book.add_worksheet(), [["source", "killed"], ["A", 4]])
    whole, damaged = zipfile.ZipFile(io.BytesIO(done())), io.BytesIO()
    with zipfile.ZipFile(damaged, "w") as archive:
        for name in whole.namelist():
            archive.writestr(name, content if name == broken else whole.read(name))
    read_as = []
    with suppress(UnreadableFileError):
        read_as = cells(read(file_of(damaged.getvalue())))
    assert read_as in ([], [["A", "4"]])
