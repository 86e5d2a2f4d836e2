"""A workbook of a few kilobytes can't ask for more memory than there is."""

import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import xlsxwriter

from ingest.readers import far_cells, read
from ingest.readers.far_cells import refuse_far_cells
from ingest.readers.table import UnreadableFileError


@pytest.fixture
def workbook_with(tmp_path: Path) -> Callable[..., Path]:
    """A small table, and cells elsewhere by row and column, counted from 0."""

    def make(*far: tuple[int, int]) -> Path:
        path = tmp_path / "far.xlsx"
        book: Any = xlsxwriter.Workbook(path)
        sheet = book.add_worksheet()
        sheet.write_row(0, 0, ("source", "date", "killed"))
        sheet.write_row(1, 0, ("A", "2024-05-08", 4))
        for row, column in far:
            sheet.write(row, column, "x")
        book.close()
        return path

    return make


@pytest.mark.parametrize("far", [(1_048_575, 16_383), (1_048_575, 200), (50_000, 16_383)])
def test_a_cell_too_far_away_refuses_the_workbook(workbook_with: Callable[..., Path], far: tuple[int, int]) -> None:
    with pytest.raises(UnreadableFileError) as refused:
        read(workbook_with(far))
    issue = refused.value.issue
    assert issue.code == "sheet_too_large"
    assert f"row {far[0] + 1:,} and column {far[1] + 1:,}: {(far[0] + 1) * (far[1] + 1):,} cells" in issue.message


@pytest.mark.parametrize("far", [(), ((9, 2_000),), ((20_000, 3),), ((900, 600),)])
def test_what_a_person_may_have_left_somewhere_is_read(
    workbook_with: Callable[..., Path], far: tuple[tuple[int, int], ...]
) -> None:
    assert read(workbook_with(*far)).rows[0].cells["killed"] == "4"


@pytest.mark.parametrize("name", [" r='XFD1048576'", '\nr="XFD1048576"', ' r = "XFD1048576"', '\tr\n=\n"XFD1048576"'])
def test_however_the_cell_is_named(tmp_path: Path, name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(far_cells, "_BLOCK_BYTES", 40)
    path = tmp_path / "odd.xlsx"
    with zipfile.ZipFile(path, "w") as archive:
        row = f'<worksheet><sheetData><row r="1"><c r="A1"/><c{name}><v>1</v></c></row></sheetData></worksheet>'
        archive.writestr("xl/worksheets/sheet1.xml", row)
    with pytest.raises(UnreadableFileError):
        refuse_far_cells(path)


def test_two_far_cells_that_are_each_allowed_are_not_together(workbook_with: Callable[..., Path]) -> None:
    with pytest.raises(UnreadableFileError):
        read(workbook_with((100_000, 3), (9, 16_000)))
