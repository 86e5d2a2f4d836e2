import pytest

from dashboard.charts.spec import Table
from dashboard.rows.csv_text import csv_of


@pytest.mark.parametrize("cell", ["=1+1", "+cmd", "-cmd", "@sum", "\tx", "\rx"])
def test_a_spreadsheet_never_runs_a_cell(cell: str) -> None:
    text = csv_of(Table((cell,), ((cell,),)))
    assert text.count(f"'{cell}") == 2


def test_the_text_says_that_it_is_utf_8_and_keeps_arabic() -> None:
    assert csv_of(Table(("المكان",), (("حلب",),))) == "\ufeffالمكان\r\nحلب\r\n"
