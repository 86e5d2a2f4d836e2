"""Merged cells: what holds for every row is read in every row, and a figure of several rows is in none of them."""

import io
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import xlsxwriter

from db.vocabulary import Severity
from ingest.issues import Issue
from ingest.layouts.columns import recognise
from ingest.layouts.form import GenericForm
from ingest.layouts.looks_merged import looks_merged
from ingest.layouts.merged_down import FilledDown, filled_down
from ingest.readers import read

HEADER = ["source", "date", "governorate", "place", "killed", "injured", "No"]
TOWNS = ["Azaz", "Manbij", "Afrin", "Idleb"]
Merged = tuple[int, int, int, int, Any]
"""First row and column, last row and column, counted from 0, and the value."""

Filled = Callable[..., FilledDown]


@pytest.fixture
def filled(tmp_path: Path) -> Filled:
    """A workbook of four towns with merged cells, or a text, with what is merged filled down."""

    def of_bytes(content: bytes) -> FilledDown:
        path = tmp_path / "file"
        path.write_bytes(content)
        table = read(path)
        return filled_down(table, GenericForm(table, recognise(table.header), ()))

    def made(*merged: Merged, header: list[str] = HEADER, text: str = "") -> FilledDown:
        out = io.BytesIO()
        book: Any = xlsxwriter.Workbook(out)
        sheet = book.add_worksheet()
        sheet.write_row(0, 0, header)
        for row, town in enumerate(TOWNS, 1):
            sheet.write_row(row, 0, ["OCHA", "2024-05-08", "", town, "", 1, ""])
        for cell in merged:
            sheet.merge_range(*cell)
        book.close()
        return of_bytes(text.encode() or out.getvalue())

    return made


def _column(found: FilledDown, name: str) -> list[str]:
    return found.table.frame[name].to_list()


def _told(found: FilledDown) -> list[tuple[Severity, str, int | None]]:
    return [(issue.severity, issue.code, issue.row) for issue in (*found.table.issues, *found.issues)]


def _only(found: FilledDown) -> Issue:
    [issue] = (*found.table.issues, *found.issues)
    return issue


def test_an_area_that_is_merged_over_its_towns_is_that_of_each(filled: Filled) -> None:
    found = filled((1, 2, 3, 2, "Aleppo"))
    assert _column(found, "governorate") == ["Aleppo", "Aleppo", "Aleppo", ""]
    assert found.form.values("governorate").count("Aleppo") == 1
    issue = _only(found)
    assert (issue.severity, issue.code) == (Severity.NOTE, "merged_filled")
    assert "'governorate' in rows 2 to 4" in issue.message


def test_a_figure_that_is_merged_over_rows_is_rejected_and_never_repeated(filled: Filled) -> None:
    found = filled((1, 4, 3, 4, 12))
    assert _column(found, "killed") == ["12", "", "", ""]
    issue = _only(found)
    assert (issue.severity, issue.code, issue.row) == (Severity.ERROR, "merged_figure", 2)
    assert (issue.column, issue.value) == ("killed", "12")
    assert "rows 2 to 4" in issue.message


@pytest.mark.parametrize("word", ["dozens", "at least four", "عشرات", "none", "12 killed", "twelve?"])
def test_a_figure_in_words_is_a_figure(filled: Filled, word: str) -> None:
    assert _told(filled((1, 4, 3, 4, word))) == [(Severity.ERROR, "merged_figure", 2)]


def test_that_nothing_is_known_of_several_rows_is_no_figure(filled: Filled) -> None:
    assert _told(filled((1, 4, 3, 4, "n/a"))) == []


def test_the_sentence_that_figures_are_read_from_is_not_read_in_each_row(filled: Filled) -> None:
    header = ["source", "date", "governorate", "place", "excerpt", "other", "No"]
    found = filled((1, 4, 3, 4, "Twelve people were killed."), header=header)
    assert _column(found, "excerpt")[1:3] == ["", ""]
    assert _told(found) == [(Severity.ERROR, "merged_figure", 2)]


@pytest.mark.parametrize("merged", [(1, 6, 3, 6, 1), (1, 2, 3, 3, "Aleppo and around")])
def test_what_is_not_known_to_hold_for_each_row_is_read_once_and_said(filled: Filled, merged: Merged) -> None:
    """A number of the row, and a text over several columns."""
    found = filled(merged)
    assert found.table.frame.to_series(merged[1]).to_list()[1] == ""
    assert _told(found) == [(Severity.WARNING, "merged_cells", None)]


def test_a_csv_says_nothing_of_merged_cells_and_its_blanks_stay_blank(filled: Filled) -> None:
    rows = ["Aleppo,Azaz,1", ",Manbij,2", ",Afrin,3", "Idleb,Idleb,4", ",Ariha,5"]
    found = filled(text="governorate,place,killed\n" + "\n".join(rows) + "\n")
    assert _column(found, "governorate") == ["Aleppo", "", "", "Idleb", ""]
    [issue] = looks_merged(found.table, found.form.fields)
    assert (issue.severity, issue.code, issue.column) == (Severity.WARNING, "looks_merged", "governorate")
    assert "in 2 of 5 rows" in issue.message


@pytest.mark.parametrize("areas", ["Aleppo,,Aleppo,", ",Aleppo,,Idleb", "Aleppo,Idleb,Homs,", "Aleppo,,,", ",,,"])
def test_blanks_here_and_there_are_not_taken_for_merged_cells(filled: Filled, areas: str) -> None:
    rows = [f"{area},{town},1" for area, town in zip(areas.split(","), TOWNS, strict=True)]
    found = filled(text="governorate,place,killed\n" + "\n".join(rows) + "\n")
    assert list(looks_merged(found.table, found.form.fields)) == []
