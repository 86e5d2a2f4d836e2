"""Cells that show an error in the binary forms of workbooks are said, as in the others, and never read as blank."""

import io
import struct
import zipfile
from collections.abc import Callable, Iterable
from pathlib import Path

import pytest

from ingest.readers import read
from ingest.readers.formula_errors import formula_errors
from ingest.readers.table import Table

TableOf = Callable[..., Table]
RELATIONS = "http://schemas.openxmlformats.org/package/2006/relationships"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"


def test_errors_of_an_xls_are_kept_in_their_cells_and_said() -> None:
    """errors.xls was written once with xlwt, which nobody keeps any more."""
    path = Path(__file__).with_name("errors.xls")
    table = read(path, sheet="Reports")
    assert table.frame.rows() == [("Homs", "4", "#DIV/0!"), ("Hama", "#REF!", "5")]
    [issue] = [issue for issue in table.issues if issue.code == "formula_errors"]
    assert "2 cells show an error instead of a value: C2 #DIV/0!, B3 #REF!" in issue.message
    assert formula_errors(path, "Notes") == {}
    assert formula_errors(path, "No such sheet") == {}


def _record(kind: int, data: bytes = b"") -> bytes:
    def varying(number: int) -> bytes:
        parts = [number & 0x7F]
        while number := number >> 7:
            parts[-1] |= 0x80
            parts.append(number & 0x7F)
        return bytes(parts)

    return varying(kind) + varying(len(data)) + data


def _text(text: str) -> bytes:
    return struct.pack("<I", len(text)) + text.encode("utf-16-le")


def _cell(column: int, value: str | float | int) -> bytes:
    """A text, a number, or (an int) the code of an error, of a cell or, above 255, of a formula in it."""
    head = struct.pack("<II", column, 0)
    if isinstance(value, str):
        return _record(6, head + _text(value))
    if isinstance(value, float):
        return _record(5, head + struct.pack("<d", value))
    return _record(11 if value > 255 else 3, head + bytes([value & 0xFF]) + (bytes(10) if value > 255 else b""))


def _xlsb(rows: Iterable[Iterable[str | float | int]]) -> bytes:
    sheet = _record(129) + _record(148, struct.pack("<IIII", 0, 2, 0, 2)) + _record(145)
    for number, row in enumerate(rows):
        sheet += _record(0, struct.pack("<I", number) + bytes(13))
        sheet += b"".join(_cell(column, value) for column, value in enumerate(row))
    sheet += _record(146) + _record(130)
    listed = _record(156, struct.pack("<II", 0, 1) + _text("rId1") + _text("تقارير"))
    workbook = _record(131) + _record(143) + listed + _record(144) + _record(132)
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("xl/workbook.bin", workbook)
        archive.writestr("xl/worksheets/sheet1.bin", sheet)
        archive.writestr(
            "xl/_rels/workbook.bin.rels",
            f'<Relationships xmlns="{RELATIONS}"><Relationship Id="rId1" Type="{OFFICE}/worksheet" '
            'Target="worksheets/sheet1.bin"/></Relationships>',
        )
    return out.getvalue()


@pytest.mark.parametrize(("code", "shown"), [(0x07, "#DIV/0!"), (0x107, "#DIV/0!"), (0x2A, "#N/A"), (0x117, "#REF!")])
def test_errors_of_an_xlsb_are_kept_in_their_cells_and_said(table_of: TableOf, code: int, shown: str) -> None:
    table = table_of(_xlsb([["place", "killed", "injured"], ["Homs", 4.0, code], ["Hama", code, 5.0]]))
    assert table.frame.rows() == [("Homs", "4", shown), ("Hama", shown, "5")]
    [issue] = [issue for issue in table.issues if issue.code == "formula_errors"]
    assert f"C2 {shown}, B3 {shown}" in issue.message


def test_a_workbook_without_errors_says_nothing_of_them(table_of: TableOf) -> None:
    table = table_of(_xlsb([["place", "killed", "injured"], ["Homs", 4.0, 0.0], ["Hama", 2.0, 5.0]]))
    assert table.frame["killed"].to_list() == ["4", "2"]
    assert "formula_errors" not in {issue.code for issue in table.issues}
