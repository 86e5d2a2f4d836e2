"""Words that a number format puts to a number are read as people see them: households are no people, 12+ is no 12."""

import io
from collections.abc import Callable
from typing import Any

import pytest
import xlsxwriter

from ingest.issues import Issue
from ingest.readers.number_formats import shown_by
from ingest.readers.table import Table
from tests.ingest.readers.ods import number, ods, word
from tests.ingest.readers.sheets import Book, cells, fill, with_parts
from tests.ingest.readers.xlsb import styles, xlsb


@pytest.mark.parametrize(
    ("code", "number", "text"),
    [
        ('#,##0" households"', 1200, "1200 households"),
        ('General" people"', 12, "12 people"),
        ('0"+"', 12, "12+"),
        ('"at least "0;"fewer "0', 12, "at least 12"),
        ("\\~0", 3, "~3"),
        ("[Red]>0", 3, ">3"),
        ('"SY"0000', 102, "SY0102"),
        ("0000", 102, "0102"),
        ("0%", 0.25, "25%"),
        ('#,##0",000"', 12, "12,000"),
        ('#,##0",000"', 1200, "1,200,000"),
        ('0"000"', 12.6, "13000"),
        ('0"%"', 12, "12%"),
        ("0\\%", 12, "12%"),
        ('[>=100]"over "0;0', 150, "over 150"),
        ('[<5]"<5";0', 3, "<5"),
        ('[Red][<5]"under "0;[<10]"some "0;"many "0', 3, "under 3"),
        ('[Red][<5]"under "0;[<10]"some "0;"many "0', 7, "some 7"),
        ('[Red][<5]"under "0;[<10]"some "0;"many "0', 10, "many 10"),
        ('0" killed";-0" killed";"no data"', 5, "5 killed"),
        ('0" killed";-0" killed";"no data"', -5, "-5 killed"),
        ('0" killed";-0" killed";"no data"', 0, "no data"),
        ('0" killed";-0" killed"', 0, "0 killed"),
        ('0;-0;"a;b"', 0, "a;b"),
    ],
)
def test_a_format_that_says_more_is_read(code: str, number: float, text: str) -> None:
    shown = shown_by(code)
    assert shown is not None
    assert shown(number) == text


@pytest.mark.parametrize(
    "code",
    [
        *("General", "0", "#,##0", "0.00", "@", ";;;", "0.00E+00", "# ?/?", "$#,##0", '0.0"°"', "(#,##0)"),
        *("yyyy-mm-dd", "dd/mm/yy", 'd" May "yyyy', "[$-2060000]0", '_-* #,##0_-;-* #,##0_-;_-* "-"_-;_-@_-'),
        '_(* #,##0_);_(* (#,##0);_(* "-"??_);_(@_)',
        *('0," K"', '0.0,,"M"'),  # 1,234,567 that people see as 1.2 M is 1,234,567
    ],
)
def test_a_format_that_says_no_more_leaves_the_number(code: str) -> None:
    assert shown_by(code) is None


@pytest.mark.parametrize(
    ("code", "number"),
    [
        ('[>=100]"over "0;0', 5),
        ('[<5]"<5";0', 9),
        ('[<5]"<5";0', -9),
        ('[<5]"<5";[<9]"<9"', 10),
        ('0;-0;"no data"', 5),
        ('0;[<5]"few "0', 5),
    ],
)
def test_words_for_other_numbers_are_not_those_of_this_one(code: str, number: float) -> None:
    shown = shown_by(code)
    assert shown is not None
    assert shown(number) is None


def test_a_number_below_zero_is_left_alone() -> None:
    shown = shown_by('0" dead"')
    assert shown is not None
    assert shown(-4) is None


def test_a_workbook_gives_the_words(table_of: Callable[[bytes], Table], workbook: Book) -> None:
    book, done = workbook
    sheet = book.add_worksheet()
    fill(sheet, [["place", "displaced", "pcode"], ["Homs", "", ""], ["Hama", 7, ""]])
    sheet.write_number(1, 1, 200, book.add_format({"num_format": '#,##0" households"'}))
    sheet.write_number(1, 2, 102, book.add_format({"num_format": "0000"}))
    assert cells(table_of(done())) == [["Homs", "200 households", "0102"], ["Hama", "7", ""]]


@pytest.mark.parametrize("tags", [[b' r="A1"', b' r="B1"', b' r="A2"', b' r="B2"'], [b' r="1"', b' r="2"']])
def test_a_workbook_whose_cells_do_not_say_where_they_are_is_refused_where_that_hides_something(
    table_of: Callable[[bytes], Table], refusal_of: Callable[[bytes], Issue], tags: list[bytes]
) -> None:
    for form, told in (("0", False), ('0"+"', True)):
        out = io.BytesIO()
        book: Any = xlsxwriter.Workbook(out)
        sheet = book.add_worksheet()
        fill(sheet, [["place", "killed"], ["Homs"]])
        sheet.write_number(1, 1, 12, book.add_format({"num_format": form}))
        book.close()
        data = with_parts(out.getvalue(), *((tag, b"") for tag in tags))
        if told:
            assert "do not say where they are" in refusal_of(data).message
        else:
            assert cells(table_of(data)) == [["Homs", "12"]]


def test_an_xlsb_workbook_does_too(table_of: Callable[[bytes], Table]) -> None:
    data = xlsb([["place", "killed"], ["Homs", (12.0, 1)]], styles({164: '0"+"'}, cells=[0, 164]))
    assert cells(table_of(data)) == [["Homs", "12+"]]


@pytest.mark.parametrize(
    ("figure", "shown", "text"),
    [
        (12, "12+", "12+"),
        (12.6, "13+", "12.6+"),
        (1200, "1,200 households", "1200 households"),
        (1200, "1.200 أسرة", "1200 أسرة"),
        (3, "&lt;5", "<5"),
        (0, "no data", "no data"),
        (12, "12%", "12%"),
        (102, "0102", "0102"),
        (12, "x", "x"),
        (1200, "1\u202f200", "1200"),
        (1200, "1,200", "1200"),
        (12, "12.00", "12"),
        (1200, "1.2E+03", "1200"),
        (3400, "3 K", "3400"),
        (12, "", "12"),
    ],
)
def test_an_ods_workbook_says_what_it_shows(
    table_of: Callable[[bytes], Table], figure: float, shown: str, text: str
) -> None:
    rows = [word("place") + word("killed"), word("Homs") + number(figure, shown=shown)]
    data = ods("".join(f"<table:table-row>{row}</table:table-row>" for row in rows))
    assert cells(table_of(data)) == [["Homs", text]]
