"""Cells of formulas: errors stay errors and are said, and what nobody has worked out is no nought."""

from collections.abc import Callable

import pytest

from db.vocabulary import Severity
from ingest.readers.table import Table
from tests.ingest.readers.sheets import Book, cells, fill, with_parts

TableOf = Callable[..., Table]


def test_a_formula_error_is_kept_in_its_cell_and_said(table_of: TableOf, workbook: Book) -> None:
    book, done = workbook
    sheet = book.add_worksheet()
    fill(sheet, [["source", "killed", "injured"], ["A", 4, 5], ["B", 6, 7]], left=1)
    sheet.write_formula(2, 2, "=X1", None, "#REF!")
    sheet.write_formula(1, 3, "=1/0", None, "#DIV/0!")
    table = table_of(done())
    assert cells(table) == [["A", "4", "#DIV/0!"], ["B", "#REF!", "7"]]
    [issue] = table.issues
    assert (issue.severity, issue.code) == (Severity.WARNING, "formula_errors")
    assert "D2 #DIV/0!, C3 #REF!" in issue.message


def test_a_formula_whose_value_was_never_worked_out_is_no_nought(table_of: TableOf, workbook: Book) -> None:
    """A program that writes formulas leaves a nought in their place, and a note to work out everything."""
    book, done = workbook
    sheet = book.add_worksheet()
    fill(sheet, [["source", "killed", "injured"], ["A", "", 5], ["B", 6, ""], ["C", 1, 0]])
    sheet.write_formula(1, 1, "=2+2")
    sheet.write_formula(2, 2, "=SUM(B2:B3)", None, 10)
    table = table_of(done())
    assert cells(table) == [["A", "=2+2", "5"], ["B", "6", "10"], ["C", "1", "0"]]
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
    fill(sheet, [["source", "killed", "injured"], ["A", 77, 5]])
    table = table_of(with_parts(done(), (b'<c r="B2"><v>77</v></c>', cell.encode()), (b' fullCalcOnLoad="1"', b"")))
    assert cells(table) == [["A", read_as, "5"]]
