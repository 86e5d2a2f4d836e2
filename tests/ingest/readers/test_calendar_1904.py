"""Workbooks that count their days from 1904: cells of dates are right, and bare numbers are told to count so."""

import io
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
import xlsxwriter

from db.vocabulary import Severity
from ingest.normalize.date import read_date
from ingest.readers import read
from ingest.readers.calendar_1904 import counts_from_1904
from ingest.readers.table import Table
from tests.ingest.readers.ods import number, ods, word

TableOf = Callable[[bytes], Table]
DAY, COUNTED = date(2024, 2, 29), 43_889
"""A day, and its number in such a workbook; in any other it is 28 February 2020."""


@pytest.fixture
def workbook() -> bytes:
    """A day as a date and, below it, as the bare number that the date is kept as."""
    out = io.BytesIO()
    book = xlsxwriter.Workbook(out, {"date_1904": True, "default_date_format": "yyyy-mm-dd"})
    sheet = book.add_worksheet()
    sheet.write_row(0, 0, ["date", "killed"])
    sheet.write_datetime(1, 0, DAY)
    sheet.write_row(2, 0, [COUNTED, 4])
    book.close()
    return out.getvalue()


def test_a_bare_number_of_a_day_is_told_to_count_from_1904(table_of: TableOf, workbook: bytes) -> None:
    table = table_of(workbook)
    assert table.frame["date"].to_list() == ["2024-02-29", str(COUNTED)]
    assert table.from_1904
    assert read_date(str(COUNTED), from_1904=True).start == DAY
    assert (Severity.NOTE, "days_from_1904") in {(issue.severity, issue.code) for issue in table.issues}


def test_a_bare_number_of_any_other_workbook_counts_from_1900(table_of: TableOf, workbook: bytes) -> None:
    table = read(Path(__file__).with_name("reports.xls"))
    assert (table.from_1904, [issue.code for issue in table.issues]) == (False, [])
    assert not table_of(ods(f"<table:table-row>{word('place')}{word('killed')}</table:table-row>")).from_1904
    assert read_date(str(COUNTED)).start == date(2020, 2, 28)


def test_an_old_excel_file_that_counts_so_is_known_and_its_dates_are_right(tmp_path: Path) -> None:
    """The same file, with the one record in it turned that says from when it counts."""
    usual, since_1904 = b"\x22\x00\x02\x00\x00\x00", b"\x22\x00\x02\x00\x01\x00"
    content = Path(__file__).with_name("reports.xls").read_bytes()
    assert content.count(usual) == 1
    path = tmp_path / "reports.xls"
    path.write_bytes(content.replace(usual, since_1904))
    table = read(path)
    assert table.from_1904
    assert table.rows[0].cells["date"] == "2028-05-09"


def test_an_ods_that_counts_so_is_known(table_of: TableOf) -> None:
    rows = f"<table:table-row>{word('date')}{word('killed')}</table:table-row>"
    rows += f"<table:table-row>{number(COUNTED)}{number(4)}</table:table-row>"
    settings = (
        '<table:calculation-settings><table:null-date table:date-value="1904-01-01"/></table:calculation-settings>'
    )
    assert table_of(ods(rows, settings=settings)).from_1904
    assert not table_of(ods(rows, settings=settings.replace("1904-01-01", "1899-12-30"))).from_1904


def test_a_file_that_can_not_be_followed_counts_from_1900(tmp_path: Path) -> None:
    path = tmp_path / "broken.xls"
    path.write_bytes(Path(__file__).with_name("reports.xls").read_bytes()[:700])
    assert not counts_from_1904(path)
