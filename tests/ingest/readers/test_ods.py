"""ODS: errors that it marks as the number that they are not, rows that are hidden, and letters struck through."""

from collections.abc import Callable

import pytest

from ingest.issues import Issue
from ingest.readers.table import Table
from tests.ingest.readers.ods import number, ods, word


def test_an_ods_sheet_is_read_and_its_errors_are_never_a_nought(table_of: Callable[[bytes], Table]) -> None:
    """LibreOffice writes an error as the number 0 that shows #DIV/0!."""
    error = (
        '<table:table-cell office:value-type="float" office:value="0" calcext:value-type="error">'
        "<text:p>#DIV/0!</text:p></table:table-cell>"
    )
    four = '<table:table-cell office:value-type="float" office:value="4"><text:p>4</text:p></table:table-cell>'
    day = '<table:table-cell office:value-type="date" office:date-value="2024-05-08"></table:table-cell>'
    table = table_of(
        ods(
            f"<table:table-row>{word('place')}{word('killed')}{word('date')}</table:table-row>"
            '<table:table-row table:number-rows-repeated="2"><table:table-cell/></table:table-row>'
            f"<table:table-row>{word('حلب')}{four}{day}</table:table-row>"
            f"<table:table-row>{word('Homs')}{error}{day}</table:table-row>"
        )
    )
    assert [(row.number, list(row.cells.values())) for row in table.rows] == [
        (4, ["حلب", "4", "2024-05-08"]),
        (5, ["Homs", "#DIV/0!", "2024-05-08"]),
    ]
    assert [issue.code for issue in table.issues] == ["formula_errors"]
    assert table.sheets == ("Reports",)


REPEATED = "table:number-rows-repeated"
ACROSS = "table:number-columns-repeated"


@pytest.mark.parametrize(
    ("of_row", "of_cell"),
    [
        (f'{REPEATED}="1000000"', f'{ACROSS}="10"'),
        (f'{REPEATED}="99"', f'{ACROSS}="50000"'),
        (f"{REPEATED} = '1000000'", f"{ACROSS}='10'"),
    ],
)
def test_a_small_sheet_that_repeats_its_cells_by_the_million_is_refused(
    refusal_of: Callable[[bytes], Issue], of_row: str, of_cell: str
) -> None:
    issue = refusal_of(ods(f"<table:table-row>{word('killed')}</table:table-row>" + _row(1, of_row, of_cell)))
    assert issue.code == "sheet_too_large"
    assert "repeats 3 cells" in issue.message


def test_many_rows_that_each_stand_for_less_than_a_hundred_are_counted_too(
    refusal_of: Callable[[bytes], Issue],
) -> None:
    assert refusal_of(ods(_row(1, f'{REPEATED}="99"', f'{ACROSS}="99"') * 500)).code == "sheet_too_large"


@pytest.mark.parametrize("number", ["abc", "1.5", ""])
def test_a_number_of_cells_that_is_none_is_a_damaged_workbook(
    refusal_of: Callable[[bytes], Issue], number: str
) -> None:
    issue = refusal_of(ods(_row(1, of_cell=f'table:number-columns-spanned="{number}"') * 2))
    assert (issue.code, "damaged" in issue.message) == ("unreadable_file", True)


@pytest.mark.parametrize("blank", ["<table:table-cell/>", f'<table:table-cell {ACROSS}="16384"/>'])
def test_rows_that_repeat_and_blank_ones_to_the_end_of_a_sheet_are_read(
    table_of: Callable[[bytes], Table], blank: str
) -> None:
    rows = f"<table:table-row>{word('source')}{word('killed')}</table:table-row>" + _row(4, f'{REPEATED}="500"')
    table = table_of(ods(rows + f'<table:table-row {REPEATED}="1048000">{blank}</table:table-row>'))
    assert table.frame["killed"].to_list() == ["4"] * 500


def _row(figure: int, of_row: str = "", of_cell: str = "") -> str:
    return f"<table:table-row {of_row}>{word('A')}{number(figure, of_cell)}</table:table-row>"


def _style(name: str, line: str, parent: str = "") -> str:
    derived = f'style:parent-style-name="{parent}"' if parent else ""
    properties = f'<style:text-properties style:text-line-through-style="{line}"/>' if line else ""
    return f'<style:style style:name="{name}" style:family="table-cell" {derived}>{properties}</style:style>'


def test_rows_that_are_hidden_or_struck_through_are_told_as_those_of_other_workbooks(
    table_of: Callable[[bytes], Table],
) -> None:
    styles = _style("struck", "solid") + _style("plain", "none", "struck") + _style("derived", "", "struck")
    default = "table:default-cell-style-name"
    plain = f'{default}="plain"'
    table = table_of(
        ods(
            f'<table:table-column/><table:table-column {default}="struck"/>'
            f"<table:table-row>{word('source')}{word('killed')}</table:table-row>"
            + _row(1, 'table:visibility="collapse" table:number-rows-repeated="2"', 'table:style-name="plain"')
            + _row(2, 'table:visibility="filter"', 'table:style-name="derived"')
            + f'<table:table-row-group table:display="false">{_row(3, plain)}</table:table-row-group>'
            + _row(4)
            + '<table:table-row table:visibility="collapse"><table:table-cell/></table:table-row>'
            + _row(5, plain),
            styles,
        )
    )
    assert [row.cells["killed"] for row in table.rows] == ["1", "1", "2", "3", "4", "5"]
    told = [(issue.code, issue.message.partition("in all: ")[2]) for issue in table.issues]
    assert told == [("hidden_rows", "2, 3, 4, 5."), ("struck_rows", "1, 4, 6.")]
