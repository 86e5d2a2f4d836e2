"""Cells that are shown as percentages come in as such, so that 100% is never one of anybody."""

import re
import struct
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from ingest.normalize.amount import read_amount
from ingest.normalize.reading import UnreadableError
from ingest.readers import read
from ingest.readers.percent import is_percent, percent_text
from ingest.readers.table import Table
from tests.ingest.readers.ods import number, ods, word
from tests.ingest.readers.xlsb import record, styles, xlsb

TableOf = Callable[[bytes], Table]
Book = tuple[Any, Callable[[], bytes]]  # xlsxwriter says no types


@pytest.mark.parametrize(
    ("code", "percent"),
    [
        ("0%", True),
        ("0.00%", True),
        ("#,##0 %", True),
        ("0.0%;[Red]-0.0%", True),
        ('0" % of all"', False),
        (r"0\%", False),
        ("General", False),
        ("_(* #,##0_)", False),
    ],
)
def test_a_format_is_a_percentage_where_it_multiplies(code: str, percent: bool) -> None:
    assert is_percent(code) is percent


@pytest.mark.parametrize(
    ("cell", "shown"),
    [(1, "100%"), (0.25, "25%"), (0.29, "29%"), (0.125, "12.5%"), (0, "0%"), (-0.1, "-10%"), (4, "400%")],
)
def test_a_percentage_has_all_its_digits_and_its_sign(cell: float, shown: str) -> None:
    assert percent_text(cell) == shown


def test_a_percentage_of_a_workbook_is_read_as_people_see_it_and_is_no_figure(
    table_of: TableOf, workbook: Book
) -> None:
    book, done = workbook
    sheet = book.add_worksheet()
    percent, exact = book.add_format({"num_format": 9}), book.add_format({"num_format": "0.0%;-0.0%"})
    written = book.add_format({"num_format": '0" % of all"'})
    sheet.write_row(0, 1, ["source", "killed", "of children", "note"])
    sheet.write_row(1, 1, ["A", 4, 0.5, "x"])
    sheet.write_number(2, 2, 1, percent)
    sheet.write_formula(2, 3, "=1/8", exact, 0.125)
    sheet.write_blank(2, 4, None, percent)
    sheet.write_number(3, 2, 7, written)
    sheet.write_string(3, 3, "many", percent)
    table = table_of(done())
    assert table.frame.rows() == [("A", "4", "0.5", "x"), ("", "100%", "12.5%", ""), ("", "7 % of all", "many", "")]
    with pytest.raises(UnreadableError) as refused:
        read_amount("100%")
    assert refused.value.code == "percentage"


def test_a_blank_percentage_does_not_take_the_number_of_its_neighbour(table_of: TableOf, workbook: Book) -> None:
    book, done = workbook
    sheet, percent = book.add_worksheet(), book.add_format({"num_format": "0%"})
    sheet.write_row(0, 0, ["source", "share", "killed"])
    sheet.write_string(1, 0, "A")
    sheet.write_blank(1, 1, None, percent)
    sheet.write_number(1, 2, 5)
    assert table_of(done()).frame.rows() == [("A", "", "5")]


def test_a_percentage_of_an_ods_is_read_as_people_see_it(table_of: TableOf) -> None:
    share = (
        '<table:table-cell office:value-type="percentage" office:value="0.25" table:number-columns-repeated="2">'
        "<text:p>25%</text:p></table:table-cell>"
    )
    header = "".join(map(word, ["place", "killed", "injured", "missing"]))
    cells = word("A") + share + number(4)
    table = table_of(ods(f"<table:table-row>{header}</table:table-row><table:table-row>{cells}</table:table-row>"))
    assert table.frame.rows() == [("A", "25%", "25%", "4")]


def test_a_percentage_of_an_xlsb_is_read_as_people_see_it(table_of: TableOf) -> None:
    """Style 1 is of the format 0%, style 2 of one that the workbook defines; those of named styles are not cells'."""
    known = styles({164: "0.0%"}, cells=[0, 9, 164], named=[9])
    table = table_of(
        xlsb([["place", "killed", "injured"], ["Homs", (1.0, 1), 5.0], ["Hama", 2.0, (0.125, 2)]], styles=known)
    )
    assert table.frame.rows() == [("Homs", "100%", "5"), ("Hama", "2", "12.5%")]


@pytest.mark.parametrize(("bits", "shown"), [(1 << 2 | 2, "100%"), (2500 << 2 | 3, "2500%"), (0x3FD00000, "25%")])
def test_a_short_number_of_an_xlsb_is_read_too(table_of: TableOf, bits: int, shown: str) -> None:
    short = record(2, struct.pack("<III", 1, 0, bits))
    table = table_of(xlsb([["place", "killed"], ["Homs", short]], styles=styles({}, cells=[10])))
    assert table.frame.rows() == [("Homs", shown)]


def test_a_percentage_of_an_old_excel_file_is_read_as_people_see_it(tmp_path: Path) -> None:
    """The styles of the file turned to the format 0%, which has no name in it."""
    content = Path(__file__).with_name("reports.xls").read_bytes()
    path = tmp_path / "reports.xls"
    general = re.compile(rb"(\xe0\x00\x14\x00..)\xa4\x00", re.DOTALL)
    path.write_bytes(general.sub(lambda style: style[1] + b"\x09\x00", content))
    assert list(read(path).rows[0].cells.values()) == ["حلب", "400%", "150%", "2024-05-08"]
