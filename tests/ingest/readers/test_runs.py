"""Raised and struck letters within a cell: the mark of a footnote is no digit, and what was crossed out no part."""

from collections.abc import Callable
from pathlib import Path

import pytest

from ingest.readers import read
from ingest.readers.runs import Run, text_of
from ingest.readers.table import Table
from tests.ingest.readers.ods import ods, word
from tests.ingest.readers.sheets import Book, cells, fill, with_parts

TableOf = Callable[[bytes], Table]
SHOWN = [["Homs", "12¹"], ["Hama", "1̶2̶ 150"], ["Idleb", "about 4"]]


def test_a_workbook_gives_them_as_they_are_shown(table_of: TableOf, workbook: Book) -> None:
    book, done = workbook
    raised, struck, bold = (book.add_format(each) for each in ({"font_script": 1}, {"font_strikeout": 1}, {"bold": 1}))
    sheet = book.add_worksheet()
    fill(sheet, [["place", "killed"], *([place, ""] for place, _ in SHOWN)])
    sheet.write_rich_string(1, 1, "12", raised, "1")
    sheet.write_rich_string(2, 1, struck, "12", " 150")
    sheet.write_rich_string(3, 1, "about ", bold, "4")
    assert cells(table_of(done())) == SHOWN


@pytest.mark.parametrize("prefix", ["", "x:"])
def test_so_does_one_whose_texts_stand_in_their_cells(table_of: TableOf, workbook: Book, prefix: str) -> None:
    book, done = workbook
    fill(book.add_worksheet(), [["place", "killed"], ["Homs", 77]])
    runs = '<r><t>12</t></r><r><rPr><vertAlign val="superscript"/></rPr><t>1</t></r>'
    cell = f'<c r="B2" t="inlineStr"><is>{runs}</is></c>'
    data = with_parts(done(), (b'<c r="B2"><v>77</v></c>', cell.encode()))
    if prefix:
        names = b'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
        inside = cell.replace("<", f"<{prefix}").replace(f"<{prefix}/", f"</{prefix}")
        other = names.replace(b"xmlns=", b"xmlns:x=")
        data = with_parts(data, (cell.encode(), inside.encode()), (b"<worksheet ", b"<worksheet " + other + b" "))
    assert cells(table_of(data)) == [["Homs", "12¹"]]


def test_so_does_an_old_excel_file() -> None:
    """runs.xls was written once with xlwt, which nobody keeps any more."""
    assert cells(read(Path(__file__).with_name("runs.xls"))) == SHOWN


def test_so_does_an_ods_workbook(table_of: TableOf) -> None:
    def style(name: str, properties: str) -> str:
        inside = f"<style:text-properties {properties}/>"
        return f'<style:style style:name="{name}" style:family="text">{inside}</style:style>'

    styles = style("up", 'style:text-position="super 58%"') + style("cut", 'style:text-line-through-style="solid"')
    styles += style("bold", 'style:text-position="0% 100%"')
    figures = [
        '12<text:span text:style-name="up">1</text:span>',
        '<text:span text:style-name="cut">12</text:span><text:s/>150',
        'about <text:span text:style-name="bold">4</text:span>',
    ]
    rows = [word("place") + word("killed")]
    rows += [word(place) + word(figure) for (place, _), figure in zip(SHOWN, figures, strict=True)]
    assert cells(table_of(ods("".join(f"<table:table-row>{row}</table:table-row>" for row in rows), styles))) == SHOWN


@pytest.mark.parametrize(
    ("runs", "text"),
    [
        ([Run("12", False, False), Run("a", True, False)], "12a"),
        ([Run("1", False, False), Run("st", True, False), Run(" March", False, False)], "1st March"),
        ([Run("12", False, True), Run(" ", False, False)], "12 "),
        ([], ""),
    ],
)
def test_letters_and_what_is_struck_as_a_whole_stay_as_they_are(runs: list[Run], text: str) -> None:
    assert text_of(runs) == text
