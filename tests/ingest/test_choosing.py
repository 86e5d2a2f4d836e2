"""Workbooks whose first sheet is no table of claims: the first sheet that is one is read, and that is said."""

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

import pytest
from sqlalchemy import Engine
from xlsxwriter import Workbook

from ingest.layouts.stated import Stated
from ingest.outcome import FileRefusedError, Outcome
from ingest.pipeline import ingest

Sheets = Mapping[str, Sequence[Sequence[str]]]
ABOUT = [["Reports of the office"], ["Sent by Amal"]]
REPORTS = [["id", "source", "date", "place", "killed"], ["1", "Office", "2024-11-29", "Idleb", "4"]]
Send = Callable[..., Outcome]


@pytest.fixture
def send(sqlite_engine: Engine, tmp_path: Path) -> Send:
    """Put a workbook of these sheets into the register."""

    def into(sheets: Sheets, *, hidden: str | None = None, sheet: str | None = None) -> Outcome:
        path = tmp_path / "book.xlsx"
        with Workbook(path) as book:
            for name, rows in sheets.items():
                page = book.add_worksheet(name)
                for number, cells in enumerate(rows):
                    page.write_row(number, 0, cells)
                if name == hidden:
                    page.hide()
        return ingest(sqlite_engine, path, stated=Stated(sheet=sheet))

    return into


def _told(outcome: Outcome) -> list[tuple[str, str]]:
    return [(issue.code, issue.message) for issue in outcome.issues if "sheet" in issue.code]


def test_a_sheet_that_tells_of_the_others_is_passed_over(send: Send) -> None:
    outcome = send({"README": ABOUT, "Words": [["a"], ["b"]], "Reports": REPORTS})
    assert outcome.new == 1
    said = "The first sheet, 'README', is no table of claims; 'Reports' was read."
    assert _told(outcome) == [("sheet_chosen", said)]


def test_a_first_sheet_of_claims_is_read_whatever_follows(send: Send) -> None:
    said = "Only “Reports” was read; the workbook has More too."
    assert _told(send({"Reports": REPORTS, "More": REPORTS})) == [("other_sheets", said)]


def test_a_sheet_that_somebody_asked_for_is_not_passed_over(send: Send) -> None:
    with pytest.raises(FileRefusedError) as refused:
        send({"README": ABOUT, "Reports": REPORTS}, sheet="README")
    assert [issue.code for issue in refused.value.issues] == ["no_source_column", "no_figure_column"]


def test_a_hidden_sheet_is_never_chosen_and_the_refusal_says_how_to_name_one(send: Send) -> None:
    with pytest.raises(FileRefusedError) as refused:
        send({"README": ABOUT, "Words": [["a"], ["b"]], "Reports": REPORTS}, hidden="Reports")
    last = refused.value.issues[-1]
    assert last.message == "None of the workbook's other sheets is a table of claims either: Words."
    assert last.remedy.endswith("under “How to read this file”, or with `--sheet`.")
