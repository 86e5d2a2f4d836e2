"""Cells that show an error in the binary forms of workbooks are said, as in the others, and never read as blank."""

from collections.abc import Callable
from pathlib import Path

import pytest

from ingest.issues import Issue
from ingest.readers import read
from ingest.readers.formula_errors import formula_errors
from ingest.readers.table import Table
from tests.ingest.readers.xlsb import record, xlsb

TableOf = Callable[..., Table]


def test_errors_of_an_xls_are_kept_in_their_cells_and_said() -> None:
    """errors.xls was written once with xlwt, which nobody keeps any more."""
    path = Path(__file__).with_name("errors.xls")
    table = read(path, sheet="Reports")
    assert table.frame.rows() == [("Homs", "4", "#DIV/0!"), ("Hama", "#REF!", "5")]
    [issue] = [issue for issue in table.issues if issue.code == "formula_errors"]
    assert "2 cells show an error instead of a value: C2 #DIV/0!, B3 #REF!" in issue.message
    assert formula_errors(path, "Notes") == {}
    assert formula_errors(path, "No such sheet") == {}


@pytest.mark.parametrize(("code", "shown"), [(0x07, "#DIV/0!"), (0x107, "#DIV/0!"), (0x2A, "#N/A"), (0x117, "#REF!")])
def test_errors_of_an_xlsb_are_kept_in_their_cells_and_said(table_of: TableOf, code: int, shown: str) -> None:
    table = table_of(xlsb([["place", "killed", "injured"], ["Homs", 4.0, code], ["Hama", code, 5.0]]))
    assert table.frame.rows() == [("Homs", "4", shown), ("Hama", shown, "5")]
    [issue] = [issue for issue in table.issues if issue.code == "formula_errors"]
    assert f"C2 {shown}, B3 {shown}" in issue.message


def test_a_workbook_without_errors_says_nothing_of_them(table_of: TableOf) -> None:
    table = table_of(xlsb([["place", "killed", "injured"], ["Homs", 4.0, 0.0], ["Hama", 2.0, 5.0]]))
    assert table.frame["killed"].to_list() == ["4", "2"]
    assert "formula_errors" not in {issue.code for issue in table.issues}


def test_an_xlsb_that_breaks_off_in_its_styles_is_refused_as_damaged(refusal_of: Callable[[bytes], Issue]) -> None:
    issue = refusal_of(xlsb([["place", "killed"], ["Homs", 4.0]], styles=record(617)))
    assert (issue.code, "damaged" in issue.message) == ("unreadable_file", True)
