"""A workbook of a few kilobytes can't ask for more memory than there is."""

import struct
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import xlsxwriter

from ingest.issues import Issue
from ingest.readers import parts, read
from ingest.readers.far_cells import refuse_far_cells
from ingest.readers.table import Table, UnreadableFileError
from tests.ingest.readers.xlsb import record, text, xlsb


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
    monkeypatch.setattr(parts, "BLOCK_BYTES", 40)
    path = tmp_path / "odd.xlsx"
    with zipfile.ZipFile(path, "w") as archive:
        row = f'<worksheet><sheetData><row r="1"><c r="A1"/><c{name}><v>1</v></c></row></sheetData></worksheet>'
        archive.writestr("xl/worksheets/sheet1.xml", row)
    with pytest.raises(UnreadableFileError):
        refuse_far_cells(path)


@pytest.mark.parametrize(
    ("cell", "said"),
    [
        ((1_048_575, 16_383), "row 1,048,576 and column 16,384"),
        ((4_000_000_000, 4_000_000_000), "row 4,000,000,001 and column 4,000,000,001"),
    ],
)
def test_a_cell_too_far_away_refuses_an_xlsb_workbook(
    refusal_of: Callable[[bytes], Issue], cell: tuple[int, int], said: str
) -> None:
    row, column = cell
    far = record(0, struct.pack("<I", row) + bytes(13)) + record(6, struct.pack("<II", column, 0) + text("x"))
    issue = refusal_of(xlsb([["source", "killed"], ["A", 4.0], [far]]))
    assert (issue.code, said in issue.message) == ("sheet_too_large", True)


def test_a_far_cell_of_an_xlsb_workbook_that_a_person_may_have_left_is_read(
    table_of: Callable[[bytes], Table],
) -> None:
    far = record(0, struct.pack("<I", 20_000) + bytes(13)) + record(6, struct.pack("<II", 3, 0) + text("x"))
    assert table_of(xlsb([["source", "killed"], ["A", 4.0], [far]])).rows[0].cells["killed"] == "4"


XLS = Path(__file__).with_name("reports.xls").read_bytes()
SIZE, TEXT = struct.pack("<HH", 0x200, 14), struct.pack("<HH", 0xFD, 10)
"""How the records begin that say how large a sheet is, and that hold a text."""


@pytest.mark.parametrize(
    ("begins", "places", "said"),
    [
        (SIZE, struct.pack("<IIHH", 0, 65_536, 0, 65_535), "row 65,536 and column 65,535"),
        (SIZE, struct.pack("<IIHH", 0, 4_000_000_000, 0, 40), "row 4,000,000,000 and column 40"),
        (TEXT, struct.pack("<HH", 65_535, 65_535), "row 65,536 and column 65,536"),
    ],
)
def test_an_xls_workbook_is_refused_for_a_far_cell_and_for_a_size_that_it_claims(
    refusal_of: Callable[[bytes], Issue], begins: bytes, places: bytes, said: str
) -> None:
    at = XLS.rindex(begins) + len(begins)
    issue = refusal_of(XLS[:at] + places + XLS[at + len(places) :])
    assert (issue.code, said in issue.message) == ("sheet_too_large", True)


def test_two_far_cells_that_are_each_allowed_are_not_together(workbook_with: Callable[..., Path]) -> None:
    with pytest.raises(UnreadableFileError):
        read(workbook_with((100_000, 3), (9, 16_000)))
