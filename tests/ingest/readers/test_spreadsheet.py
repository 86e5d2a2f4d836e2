"""Workbooks of every kind: sheets, headers over several rows, dates, numbers, errors, and tables below one another."""

import io
import zipfile
from collections.abc import Callable
from contextlib import suppress
from datetime import date, datetime, time, timedelta
from pathlib import Path
from typing import Any

import pytest
import xlsxwriter

from db.vocabulary import Severity
from ingest.issues import Issue
from ingest.readers import read
from ingest.readers.cell_text import cell_text
from ingest.readers.table import Table, UnreadableFileError

TableOf = Callable[..., Table]
Sheet = Any  # xlsxwriter says no types


Book = tuple[Any, Callable[[], bytes]]


def _rows(table: Table) -> list[list[str]]:
    return [list(row.cells.values()) for row in table.rows]


def _fill(sheet: Sheet, rows: list[list[Any]], first: int = 0, left: int = 0) -> None:
    for number, row in enumerate(rows, first):
        sheet.write_row(number, left, row)


def test_a_sheet_is_read_with_its_row_numbers(table_of: TableOf, workbook: Book) -> None:
    book, done = workbook
    _fill(book.add_worksheet("Reports"), [["source", "killed"], ["A", 4], [], ["B", "dozens"]], first=2, left=1)
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
    _fill(sheet, [["date", "killed", "rate", "sure", "place"], ["", 4, 4.5, True, "حلب"]])
    sheet.write_datetime(1, 0, date(2024, 5, 8))
    assert _rows(table_of(done())) == [["2024-05-08", "4", "4.5", "TRUE", "حلب"]]


def test_a_formula_error_is_kept_in_its_cell_and_said(table_of: TableOf, workbook: Book) -> None:
    book, done = workbook
    sheet = book.add_worksheet()
    _fill(sheet, [["source", "killed", "injured"], ["A", 4, 5], ["B", 6, 7]], left=1)
    sheet.write_formula(2, 2, "=X1", None, "#REF!")
    sheet.write_formula(1, 3, "=1/0", None, "#DIV/0!")
    table = table_of(done())
    assert _rows(table) == [["A", "4", "#DIV/0!"], ["B", "#REF!", "7"]]
    [issue] = table.issues
    assert (issue.severity, issue.code) == (Severity.WARNING, "formula_errors")
    assert "D2 #DIV/0!, C3 #REF!" in issue.message


def test_a_formula_whose_value_was_never_worked_out_is_no_nought(table_of: TableOf, workbook: Book) -> None:
    """A program that writes formulas leaves a nought in their place, and a note to work out everything."""
    book, done = workbook
    sheet = book.add_worksheet()
    _fill(sheet, [["source", "killed", "injured"], ["A", "", 5], ["B", 6, ""], ["C", 1, 0]])
    sheet.write_formula(1, 1, "=2+2")
    sheet.write_formula(2, 2, "=SUM(B2:B3)", None, 10)
    table = table_of(done())
    assert _rows(table) == [["A", "=2+2", "5"], ["B", "6", "10"], ["C", "1", "0"]]
    [issue] = table.issues
    assert (issue.severity, issue.code) == (Severity.WARNING, "formulas_unworked")
    assert issue.message == "1 cells hold a formula whose value was never worked out: B2 =2+2."


@pytest.mark.parametrize(
    ("cell", "read_as"),
    [
        ('<c r="B2"><f>2+2</f><v></v></c>', "=2+2"),
        ('<c r="B2" s="1"><f t="shared" si="0"/><v/></c>', "="),
        ('<c r="B2" t="n"><f>2+2</f></c>', "=2+2"),
        ('<c r="B2" t="str"><f>IF(A1="",1,"")</f><v></v></c>', ""),
        ('<c r="B2"><f>2-2</f><v>0</v></c>', "0"),
        ('<c r="B2"><f>2+2</f><v>4</v></c>', "4"),
    ],
)
def test_a_blank_of_a_formula_is_told_from_an_empty_text_and_a_nought(
    table_of: TableOf, workbook: Book, cell: str, read_as: str
) -> None:
    """In a workbook that does not ask to be worked out, as a spreadsheet program saves it."""
    book, done = workbook
    sheet = book.add_worksheet()
    _fill(sheet, [["source", "killed", "injured"], ["A", 77, 5]])
    table = table_of(_with(done(), (b'<c r="B2"><v>77</v></c>', cell.encode()), (b' fullCalcOnLoad="1"', b"")))
    assert _rows(table) == [["A", read_as, "5"]]


def _with(content: bytes, *changes: tuple[bytes, bytes]) -> bytes:
    """A workbook in which parts of its XML are others."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(out, "w") as new:
        for name in old.namelist():
            text = old.read(name)
            for before, after in changes:
                text = text.replace(before, after)
            new.writestr(name, text)
    return out.getvalue()


def test_merged_headers_are_joined_from_the_top_down(table_of: TableOf, workbook: Book) -> None:
    book, done = workbook
    sheet = book.add_worksheet()
    _fill(sheet, [[], ["", "", "", "", "", "Total"], ["", "men", "women", "2016", "men"], ["Homs", 1, 2, 3, 4, 10]])
    sheet.merge_range(0, 0, 0, 5, "Weekly report")
    sheet.merge_range(1, 0, 2, 0, "place")
    sheet.merge_range(1, 1, 1, 3, "killed")
    sheet.write(1, 4, "injured")
    table = table_of(done())
    assert table.header == ("place", "killed / men", "killed / women", "killed / 2016", "injured / men", "Total")
    assert [(row.number, list(row.cells.values())) for row in table.rows] == [(4, ["Homs", "1", "2", "3", "4", "10"])]
    assert [issue.code for issue in table.issues] == ["title_row"]


def test_a_wide_header_cell_over_figures_is_one_row(table_of: TableOf, workbook: Book) -> None:
    book, done = workbook
    sheet = book.add_worksheet()
    _fill(sheet, [["", "", "place"], [4, 5, "Homs"]])
    sheet.merge_range(0, 0, 0, 1, "killed")
    table = table_of(done())
    assert (table.header, _rows(table)) == (("killed", "killed (2)", "place"), [["4", "5", "Homs"]])


def test_merged_data_is_read_once_and_said(table_of: TableOf, workbook: Book) -> None:
    book, done = workbook
    sheet = book.add_worksheet()
    _fill(sheet, [["place", "killed"], ["Homs", 4], ["Hama"], ["Idleb", 2]])
    sheet.merge_range(1, 1, 2, 1, 4)
    table = table_of(done())
    assert _rows(table) == [["Homs", "4"], ["Hama", ""], ["Idleb", "2"]]
    [issue] = table.issues
    assert (issue.severity, issue.code) == (Severity.WARNING, "merged_cells")
    assert "'killed' in rows 2 to 3" in issue.message


def test_a_column_without_a_name_keeps_its_cells(table_of: TableOf, workbook: Book) -> None:
    book, done = workbook
    _fill(book.add_worksheet(), [["place", "killed"], ["Homs", 4], *[["Hama", 1]] * 200, ["Hama", 1, "", "stray"]])
    table = table_of(done())
    assert table.header == ("place", "killed", "(column 3)", "(column 4)")
    assert table.rows[-1].cells["(column 4)"] == "stray"
    assert table.issues == ()


def test_the_first_shown_sheet_is_read_and_the_others_are_named(table_of: TableOf, workbook: Book) -> None:
    book, done = workbook
    hidden, shown = book.add_worksheet("Lists"), book.add_worksheet("Reports")
    shown.activate()
    shown.set_first_sheet()
    hidden.hide()
    _fill(hidden, [["code"], ["x"]])
    _fill(shown, [["source", "killed"], ["A", 4]])
    _fill(book.add_worksheet("More"), [["source", "killed"], ["B", 5]])
    book.add_worksheet("Nothing")
    data = done()
    table = table_of(data)
    assert (table.sheet, table.sheets) == ("Reports", ("Lists", "Reports", "More"))
    others, unseen = table.issues
    assert (others.severity, others.code, "More" in others.message) == (Severity.WARNING, "other_sheets", True)
    assert (unseen.severity, unseen.code) == (Severity.NOTE, "hidden_sheets")
    assert unseen.message == "The workbook has hidden sheets too, which were not read: Lists."
    assert _rows(table_of(data, sheet="More")) == [["B", "5"]]
    assert table_of(data, sheet="More").issues == (unseen,)
    assert table_of(data, sheet="Lists").issues == ()


def test_a_sheet_that_is_not_there_is_refused_with_those_that_are(
    refusal_of: Callable[..., Issue], workbook: Book
) -> None:
    book, done = workbook
    _fill(book.add_worksheet("Reports"), [["a", "b"], ["x", 1]])
    issue = refusal_of(done(), sheet="reports 2")
    assert (issue.code, "Reports" in issue.message) == ("no_such_sheet", True)
    assert refusal_of(b"a,b\n1,2\n", sheet="Reports").code == "no_such_sheet"


def test_a_second_table_in_a_sheet_is_a_table_of_its_own(table_of: TableOf, workbook: Book) -> None:
    book, done = workbook
    first, second = [["place", "Homs", "Hama"], ["Homs", 1, 2]], [["place", "Idleb"], ["Homs", 3]]
    _fill(book.add_worksheet("Flows"), [*first, [], ["Returns"], *second])
    data = done()
    assert _rows(table_of(data)) == [["Homs", "1", "2"]]
    assert [issue.code for issue in table_of(data, sheet="Flows").issues] == ["other_sheets"]
    table = table_of(data, sheet="Flows (from row 4)")
    assert (table.header, _rows(table), table.rows[0].number) == (("place", "Idleb"), [["Homs", "3"]], 6)


def test_a_large_sheet_is_read_in_blocks(table_of: TableOf) -> None:
    out = io.BytesIO()
    book = xlsxwriter.Workbook(out, {"constant_memory": True})
    _fill(book.add_worksheet(), [["id", "killed"], *([n, n % 9] for n in range(30_000))])
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
    _fill(book.add_worksheet(), [["a", "b"], ["x", 1]])
    assert "damaged" in refusal_of(done()[:-40]).message
    old = Path(__file__).with_name("reports.xls").read_bytes()
    assert "damaged" in refusal_of(old[:2000]).message


def test_an_empty_workbook_is_refused(refusal_of: Callable[..., Issue], workbook: Book) -> None:
    book, done = workbook
    book.add_worksheet()
    assert refusal_of(done()).code == "empty_file"


def test_rows_that_are_hidden_or_struck_through_are_read_and_told(table_of: TableOf, workbook: Book) -> None:
    book, done = workbook
    sheet, struck = book.add_worksheet(), book.add_format({"font_strikeout": True})
    _fill(sheet, [["source", "killed"], ["A", 5], ["A", 50], ["A", 3]])
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
    _fill(sheet, [["source", "killed"], *(["A", number] for number in range(20))])
    for number in range(2, 14):
        sheet.set_row(number, None, None, {"hidden": True})
    [issue] = table_of(done()).issues
    assert issue.message.endswith(", 12 in all: 3, 4, 5, 6, 7, 8, 9, 10, 11, 12 ….")


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
    _fill(book.add_worksheet(), [["source", "killed"], ["A", 4]])
    whole, damaged = zipfile.ZipFile(io.BytesIO(done())), io.BytesIO()
    with zipfile.ZipFile(damaged, "w") as archive:
        for name in whole.namelist():
            archive.writestr(name, content if name == broken else whole.read(name))
    read_as = []
    with suppress(UnreadableFileError):
        read_as = _rows(read(file_of(damaged.getvalue())))
    assert read_as in ([], [["A", "4"]])
