"""CSV as people save it: every delimiter and encoding, and rows that do not fit."""

import csv
import io
import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from db.vocabulary import Severity
from ingest.issues import Issue
from ingest.readers.csv_file import OVERFLOW, read_csv
from ingest.readers.table import Table, UnreadableFileError

SPECTRUM = (
    *("comma_in_quotes", "empty", "empty_crlf", "escaped_quotes", "json", "location_coordinates", "newlines"),
    *("newlines_crlf", "quotes_and_newlines", "simple", "simple_crlf", "utf8"),
)

MISPRINT = ("1234567890", "2095257564")
"""In location_coordinates the answer does not say what the file says."""


def _rows(table: Table) -> list[dict[str, str]]:
    return [row.cells for row in table.rows]


def _refusal(data: bytes) -> Issue:
    with pytest.raises(UnreadableFileError) as refused:
        read_csv(data)
    issue = refused.value.issue
    assert issue.severity is Severity.ERROR
    assert issue.message
    assert issue.remedy
    return issue


@pytest.mark.parametrize("name", SPECTRUM)
def test_the_csv_spectrum_is_read_right_to_the_cell(shared_data: Path, name: str) -> None:
    folder = shared_data / "bad_csv/csv_spectrum"
    right = json.loads((folder / f"json/{name}.json").read_text(encoding="utf-8").replace(*MISPRINT))
    rows = _rows(read_csv((folder / f"csvs/{name}.csv").read_bytes()))
    assert rows == (right if isinstance(right, list) else [right])


def test_the_whole_csv_spectrum_is_tried(shared_data: Path) -> None:
    assert {path.stem for path in (shared_data / "bad_csv/csv_spectrum/csvs").glob("*.csv")} == set(SPECTRUM)


@pytest.mark.parametrize(("delimiter", "name"), [(",", "commas"), (";", "semicolons"), ("\t", "tabs"), ("|", "bars")])
def test_the_delimiter_is_found_and_named(delimiter: str, name: str) -> None:
    table = read_csv(delimiter.join(["source", "killed"]).encode() + b"\n" + delimiter.join(["A", "4"]).encode())
    assert _rows(table) == [{"source": "A", "killed": "4"}]
    assert table.read_as == f"UTF-8, separated by {name}"


@pytest.mark.parametrize(
    "head",
    ['"a, b, c";killed', '"a,\nb, c";killed', '"say ""a, b, c""";killed', '\n\n"a,,,,";killed'],
)
def test_separators_inside_quotation_marks_do_not_decide(head: str) -> None:
    [row] = _rows(read_csv(f"{head}\nA;4\n".encode()))
    assert list(row.values()) == ["A", "4"]


ARABIC = "المصدر,قتلى\nالدفاع المدني السوري,٤\nالمرصد السوري لحقوق الإنسان,ستة\n"


@pytest.mark.parametrize(
    ("encoding", "name"),
    [
        ("utf-8", "UTF-8"),
        ("utf-8-sig", "UTF-8 with byte order mark"),
        ("utf-16", "UTF-16"),
        ("cp1256", "cp1256"),
    ],
)
def test_arabic_is_read_in_the_encodings_that_spreadsheets_write(encoding: str, name: str) -> None:
    table = read_csv((ARABIC if encoding != "cp1256" else ARABIC.replace("٤", "4")).encode(encoding))
    assert table.header == ("المصدر", "قتلى")
    assert table.rows[0].cells["المصدر"] == "الدفاع المدني السوري"
    assert table.read_as == f"{name}, separated by commas"


def test_utf_16_of_the_other_byte_order_is_read() -> None:
    assert read_csv(b"\xfe\xff" + ARABIC.encode("utf-16-be")).header == ("المصدر", "قتلى")


def test_nul_characters_are_left_out_and_said() -> None:
    table = read_csv(b"source,killed\nA\0B,4\n")
    assert _rows(table) == [{"source": "AB", "killed": "4"}]
    assert [(issue.severity, issue.code) for issue in table.issues] == [(Severity.NOTE, "nul_characters")]


def test_a_short_row_has_blank_cells() -> None:
    assert _rows(read_csv(b"source,killed,injured\nA,4\n")) == [{"source": "A", "killed": "4", "injured": ""}]


def test_a_long_row_is_an_error_with_its_number_column_and_value() -> None:
    table = read_csv(b"source,killed\nA,4\nB,5,strays,here\n")
    [issue] = table.issues
    assert (issue.severity, issue.code, issue.row) == (Severity.ERROR, "too_many_cells", 3)
    assert (issue.column, issue.value) == (OVERFLOW, "strays | here")
    assert "strays | here" in issue.message
    assert issue.remedy
    assert table.rows[1].cells[OVERFLOW] == "strays | here"


def test_blank_cells_beyond_the_last_column_are_nothing() -> None:
    table = read_csv(b"source,killed,,\nA,4,,\n,,,\n")
    assert table.header == ("source", "killed")
    assert _rows(table) == [{"source": "A", "killed": "4"}]
    assert table.issues == ()


def test_a_column_without_a_name_in_the_middle_is_named_by_its_position() -> None:
    assert _rows(read_csv(b"source,,killed\nA,x,4\n")) == [{"source": "A", "(column 2)": "x", "killed": "4"}]


def test_two_columns_of_one_name_are_refused_by_name() -> None:
    issue = _refusal(b"source,Killed,killed\nA,4,5\n")
    assert (issue.code, issue.row, issue.column) == ("duplicate_column", 1, "killed")


def test_the_row_of_a_header_that_is_refused_is_its_own() -> None:
    assert _refusal(b"\n\nsource,Killed,killed\nA,4,5\n").row == 3


def test_rows_are_numbered_as_a_spreadsheet_numbers_them() -> None:
    """Newlines inside a cell make no new row; blank rows count."""
    table = read_csv(b'source,notes\nA,"one\ntwo\nthree"\n\nB,x\n,\nC,y\n')
    assert [(row.number, row.cells["source"]) for row in table.rows] == [(2, "A"), (4, "B"), (6, "C")]


@pytest.mark.parametrize(
    ("data", "what"),
    [
        (b"PK\x03\x04rest", "a spreadsheet"),
        (b"\xd0\xcf\x11\xe0rest", "an old Excel file"),
        (b"%PDF-1.7", "a PDF"),
        (b"\x1f\x8brest", "a gzip archive"),
    ],
)
def test_a_file_that_is_no_text_is_refused_with_a_way_out(data: bytes, what: str) -> None:
    issue = _refusal(data)
    assert issue.code == "unreadable_file"
    assert what in issue.message
    assert "save it as “CSV UTF-8”" in issue.remedy


def test_a_real_spreadsheet_is_refused_with_a_way_out(shared_data: Path) -> None:
    path = shared_data / "displacement/ocha_syria_idp_movements_2016_2021.xlsx"
    assert "a spreadsheet" in _refusal(path.read_bytes()).message


@pytest.mark.parametrize("data", [b"", b"\n\n", b"\xef\xbb\xbf", b",,,\n,,\n", b"  \n\t\n"])
def test_an_empty_file_is_refused_with_a_way_out(data: bytes) -> None:
    issue = _refusal(data)
    assert issue.code == "empty_file"
    assert "sijill template" in issue.remedy


def test_a_quotation_mark_that_is_never_closed_is_refused_with_its_line() -> None:
    issue = _refusal(b'source,notes\nA,"never closed\nB,x\n')
    assert issue.code == "broken_csv"
    assert "line 3" in issue.message


def test_half_a_utf_16_character_is_refused() -> None:
    assert _refusal("source,killed\n".encode("utf-16") + b"x").code == "unreadable_file"


def test_a_cell_of_a_million_characters_is_read_and_a_longer_one_refused() -> None:
    assert len(read_csv(b"a,b\n" + b"x" * 1_000_000 + b",1\n").rows[0].cells["a"]) == 1_000_000
    assert _refusal(b"a,b\n" + b"x" * 1_000_001 + b",1\n").code == "broken_csv"


CELL = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), max_size=8).map(str.strip)
HEADERS = st.lists(CELL.filter(bool), min_size=2, max_size=4, unique_by=str.casefold)


@st.composite
def _tables(draw: st.DrawFn) -> tuple[list[str], list[list[str]]]:
    header = draw(HEADERS)
    row = st.lists(CELL, min_size=len(header), max_size=len(header)).filter(any)
    return header, draw(st.lists(row, max_size=5))


@given(
    _tables(),
    st.sampled_from(",;\t|"),
    st.sampled_from(["\n", "\r\n"]),
    st.sampled_from(["utf-8", "utf-8-sig", "utf-16"]),
)
def test_what_a_csv_writer_writes_is_read_back(
    table: tuple[list[str], list[list[str]]], delimiter: str, newline: str, encoding: str
) -> None:
    header, rows = table
    out = io.StringIO()
    csv.writer(out, delimiter=delimiter, lineterminator=newline, quoting=csv.QUOTE_ALL).writerows([header, *rows])
    found = read_csv(out.getvalue().encode(encoding))
    assert list(found.header) == header
    assert [list(row.cells.values()) for row in found.rows] == rows


@given(st.binary(max_size=200))
def test_any_bytes_are_read_or_refused_with_a_way_out(data: bytes) -> None:
    try:
        table = read_csv(data)
    except UnreadableFileError as error:
        assert error.issue.remedy  # noqa: PT017  (either is right; neither may crash)
    else:
        assert table.header
