"""The step "How to read this file" of the upload page, called directly."""

from io import BytesIO
from typing import Any

import pytest
import xlsxwriter
from dash.development.base_component import Component

from dashboard.desk import Desk
from dashboard.locale import speak
from dashboard.pages.upload.callbacks import proceed
from dashboard.pages.upload.ids import Upload
from dashboard.pages.upload.reading import TITLE
from dashboard.pages.upload.stage import Stage
from ingest.ways_out import ON_THE_PAGE, with_options
from tests.dashboard.pages.conftest import Read
from tests.dashboard.pages.uploading import arrived, look, record

ENGLISH, ARABIC = speak("en"), speak("ar")
OPEN = b"source,date,place,killed\nA,03/04/2024,Idleb,4\nA,05/06/2024,Homs,1.200\n"
CLEAR = b"source,date,place,killed\nA,2024-05-06,Homs,5\n"
ABROAD = b"Quelle,Tag,Tote\nA,03/04/2024,4\n"


def said(token: str, **words: str) -> dict[str, Any]:
    return {"token": token, "reading": words, "said": 1}


def step(stage: Stage) -> Component:
    [found] = [part for part in stage.shown if getattr(part, "id", None) == Upload.READING]
    return found


def chosen(part: Component) -> list[str]:
    """What the selects of the step say."""
    return [option.value for option in part._traverse() if getattr(option, "selected", False)]


def ids(part: Component) -> set[str]:
    return {each.id for each in part._traverse() if getattr(each, "id", None)}


def test_the_step_stands_open_where_a_way_out_points_to_it(empty_desk: Desk, read: Read) -> None:
    stage = look(empty_desk, arrived(empty_desk, OPEN), ENGLISH)
    assert step(stage).open
    assert f"{with_options('--day-first', '--month-first')}." in read(stage.shown)
    assert f"“{TITLE}”" in ON_THE_PAGE
    assert not step(look(empty_desk, arrived(empty_desk, CLEAR), ENGLISH)).open


def test_what_is_said_is_previewed_and_recorded(empty_desk: Desk, read: Read) -> None:
    token = arrived(empty_desk, OPEN)
    assert look(empty_desk, token, ENGLISH).disabled
    stage = look(empty_desk, token, ENGLISH, said(token, day_order="day_first", decimal_mark="comma"))
    assert (stage.confirm, step(stage).open) == ("Record 2 rows", True)
    assert chosen(step(stage)) == ["day_first", "comma"]
    assert "day first, as was stated for the file" in read(stage.shown)
    assert "is in the register" in read(record(empty_desk, token, "Rana", ENGLISH).shown)


def test_a_household_size_without_who_says_it_is_told_and_stays_to_be_changed(empty_desk: Desk, read: Read) -> None:
    token = arrived(empty_desk, CLEAR)
    stage = look(empty_desk, token, ENGLISH, said(token, household_size="5.1"))
    assert stage.disabled
    assert "Nobody is named who says that a household has '5.1' people." in read(stage.shown)
    [size] = [part for part in step(stage)._traverse() if getattr(part, "id", None) == Upload.READ_SIZE]
    assert size.value == "5.1"
    assert not look(empty_desk, token, ENGLISH, said(token, household_size="5.1", household_size_source="DTM")).disabled


def test_the_columns_and_how_to_read_them_are_said_one_after_the_other(empty_desk: Desk) -> None:
    token = arrived(empty_desk, ABROAD)
    columns = {"token": token, "columns": [["Quelle", "source"], ["Tag", "date"], ["Tote", "killed"]], "source": ""}
    for sent in (said(token, day_order="month_first"), columns):
        stage = proceed(empty_desk, Upload.CHOSEN, f"?upload={token}", sent, "")
    stage = look(empty_desk, token, ENGLISH)
    assert (stage.confirm, chosen(step(stage))) == ("Record 1 row", ["month_first", ""])


def test_what_is_said_of_reading_says_nothing_of_the_columns(empty_desk: Desk, read: Read) -> None:
    token = arrived(empty_desk, OPEN)
    shown = read(look(empty_desk, token, ENGLISH, said(token, day_order="day_first", decimal_mark="comma")).shown)
    assert "The columns are read by their names." in shown


@pytest.mark.parametrize("words", [{}, {"sheet": "Later"}])
def test_another_sheet_of_a_workbook_can_be_named(empty_desk: Desk, read: Read, words: dict[str, str]) -> None:
    content = BytesIO()
    with xlsxwriter.Workbook(content) as book:
        for name, killed in (("Reports", 4), ("Later", 5)):
            sheet = book.add_worksheet(name)
            sheet.write_row(0, 0, ["source", "date", "killed"])
            sheet.write_row(1, 0, ["A", "2024-05-06", killed])
    token = arrived(empty_desk, content.getvalue(), "reports.xlsx")
    stage = look(empty_desk, token, ENGLISH, said(token, **words))
    assert f"sheet “{words.get('sheet', 'Reports')}”" in read(stage.shown)
    assert (Upload.READ_SHEET in ids(step(stage)), step(stage).open) == (True, True)
    assert Upload.READ_SHEET not in ids(step(look(empty_desk, arrived(empty_desk, CLEAR), ENGLISH)))


def test_the_step_is_in_arabic(empty_desk: Desk, read: Read) -> None:
    shown = read(look(empty_desk, arrived(empty_desk, OPEN), ARABIC).shown)
    assert "كيف يُقرأ هذا الملف" in shown
    assert "اليوم أولاً" in shown
    assert "في صفحة الرفع تحت «كيف يُقرأ هذا الملف»" in shown
