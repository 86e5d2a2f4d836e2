"""Merged cells: those of a header name each of their columns, and those below it are told with their rows."""

from collections.abc import Callable

from db.vocabulary import Severity
from ingest.readers.table import MergedDown, Table
from tests.ingest.readers.ods import number, ods, word
from tests.ingest.readers.sheets import Book, cells, fill
from tests.ingest.readers.xlsb import xlsb

TableOf = Callable[..., Table]


def test_merged_headers_are_joined_from_the_top_down(table_of: TableOf, workbook: Book) -> None:
    book, done = workbook
    sheet = book.add_worksheet()
    fill(sheet, [[], ["", "", "", "", "", "Total"], ["", "men", "women", "2016", "men"], ["Homs", 1, 2, 3, 4, 10]])
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
    fill(sheet, [["", "", "place"], [4, 5, "Homs"]])
    sheet.merge_range(0, 0, 0, 1, "killed")
    table = table_of(done())
    assert (table.header, cells(table)) == (("killed", "killed (2)", "place"), [["4", "5", "Homs"]])


def test_merged_data_is_read_once_and_said(table_of: TableOf, workbook: Book) -> None:
    book, done = workbook
    sheet = book.add_worksheet()
    fill(sheet, [["place", "killed"], ["Homs", 4], ["Hama"], ["Idleb", 2]])
    sheet.merge_range(1, 1, 2, 1, 4)
    table = table_of(done())
    assert cells(table) == [["Homs", "4"], ["Hama", ""], ["Idleb", "2"]]
    [issue] = table.issues
    assert (issue.severity, issue.code) == (Severity.WARNING, "merged_cells")
    assert "'killed' in rows 2 to 3" in issue.message
    assert table.merged == (MergedDown(("killed",), 2, 3),)


GOVERNORATES = [["Aleppo", "Azaz", "4"], ["", "Manbij", "5"], ["Homs", "Homs", "6"]]


def test_an_ods_sheet_tells_its_merged_cells(table_of: TableOf) -> None:
    """Rows above that stand for several count as several, and so do cells to the left."""

    def row(*written: str, of_row: str = "") -> str:
        return f"<table:table-row {of_row}>{''.join(written)}</table:table-row>"

    left = '<table:table-cell table:number-columns-repeated="2"/>'
    rows = [
        row("<table:table-cell/>", of_row='table:number-rows-repeated="3"'),
        row(left, *map(word, ("area", "town", "killed"))),
        row(
            left,
            word("Aleppo", 'table:number-rows-spanned="2" table:number-columns-spanned="1"'),
            *(word("Azaz"), number(4)),
        ),
        row(
            '<table:table-cell table:number-columns-repeated="2"/><table:covered-table-cell/>',
            word("Manbij"),
            number(5),
        ),
        row(left, word("Homs"), word("Homs"), number(6)),
    ]
    table = table_of(ods("".join(rows)))
    assert (cells(table), table.merged) == (GOVERNORATES, (MergedDown(("area",), 5, 6),))


def test_a_merged_header_of_an_ods_sheet_names_each_of_its_columns(table_of: TableOf) -> None:
    above = word("place", 'table:number-rows-spanned="2"') + word("killed", 'table:number-columns-spanned="2"')
    rows = [above + "<table:covered-table-cell/>", "<table:covered-table-cell/>" + word("men") + word("women")]
    rows.append(word("Homs") + number(1) + number(2))
    table = table_of(ods("".join(f"<table:table-row>{row}</table:table-row>" for row in rows)))
    assert (table.header, cells(table)) == (("place", "killed / men", "killed / women"), [["Homs", "1", "2"]])


def test_an_xlsb_sheet_tells_its_merged_cells(table_of: TableOf) -> None:
    rows = [["area", "town", "killed"], ["Aleppo", "Azaz", 4.0], ["", "Manbij", 5.0], ["Homs", "Homs", 6.0]]
    table = table_of(xlsb(rows, merged=[(1, 2, 0, 0)]))
    assert (cells(table), table.merged) == (GOVERNORATES, (MergedDown(("area",), 2, 3),))
