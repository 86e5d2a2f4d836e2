"""CSV as people save it: every delimiter and encoding, and rows that do not fit."""

import csv
import io
import json
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from db.vocabulary import Severity
from ingest.issues import Issue
from ingest.readers.table import OVERFLOW, Table, UnreadableFileError

SPECTRUM = (
    *("comma_in_quotes", "empty", "empty_crlf", "escaped_quotes", "json", "location_coordinates", "newlines"),
    *("newlines_crlf", "quotes_and_newlines", "simple", "simple_crlf", "utf8"),
)

MISPRINT = ("1234567890", "2095257564")
"""In location_coordinates the answer does not say what the file says."""


TableOf = Callable[..., Table]
RefusalOf = Callable[[bytes], Issue]


def _rows(table: Table) -> list[dict[str, str]]:
    return [row.cells for row in table.rows]


@pytest.mark.parametrize("name", SPECTRUM)
def test_the_csv_spectrum_is_read_right_to_the_cell(table_of: TableOf, shared_data: Path, name: str) -> None:
    folder = shared_data / "bad_csv/csv_spectrum"
    right = json.loads((folder / f"json/{name}.json").read_text(encoding="utf-8").replace(*MISPRINT))
    rows = _rows(table_of((folder / f"csvs/{name}.csv").read_bytes()))
    assert rows == (right if isinstance(right, list) else [right])


def test_the_whole_csv_spectrum_is_tried(shared_data: Path) -> None:
    assert {path.stem for path in (shared_data / "bad_csv/csv_spectrum/csvs").glob("*.csv")} == set(SPECTRUM)


@pytest.mark.parametrize(("delimiter", "name"), [(",", "commas"), (";", "semicolons"), ("\t", "tabs"), ("|", "bars")])
def test_the_delimiter_is_found_and_named(table_of: TableOf, delimiter: str, name: str) -> None:
    table = table_of(delimiter.join(["source", "killed"]).encode() + b"\n" + delimiter.join(["A", "4"]).encode())
    assert _rows(table) == [{"source": "A", "killed": "4"}]
    assert table.read_as == f"UTF-8, separated by {name}"


@pytest.mark.parametrize(
    "head",
    ['"a, b, c";killed', '"a,\nb, c";killed', '"say ""a, b, c""";killed', '\n\n"a,,,,";killed'],
)
def test_separators_inside_quotation_marks_do_not_decide(table_of: TableOf, head: str) -> None:
    [row] = _rows(table_of(f"{head}\nA;4\n".encode()))
    assert list(row.values()) == ["A", "4"]


ARABIC = "المصدر,قتلى\nالدفاع المدني السوري,٤\nالمرصد السوري لحقوق الإنسان,ستة\n"


@pytest.mark.parametrize(
    ("encoding", "name"),
    [
        ("utf-8", "UTF-8"),
        ("utf-8-sig", "UTF-8 with byte order mark"),
        ("utf-16", "UTF-16"),
        ("cp1256", "windows-1256 (Arabic)"),
        ("utf-16-le", "UTF-16 without byte order mark"),
        ("utf-16-be", "UTF-16 without byte order mark"),
    ],
)
def test_arabic_is_read_in_the_encodings_that_spreadsheets_write(table_of: TableOf, encoding: str, name: str) -> None:
    table = table_of((ARABIC if encoding != "cp1256" else ARABIC.replace("٤", "4")).encode(encoding))
    assert table.header == ("المصدر", "قتلى")
    assert table.rows[0].cells["المصدر"] == "الدفاع المدني السوري"
    assert table.read_as == f"{name}, separated by commas"


def test_utf_16_of_the_other_byte_order_is_read(table_of: TableOf) -> None:
    assert table_of(b"\xfe\xff" + ARABIC.encode("utf-16-be")).header == ("المصدر", "قتلى")


def test_nul_characters_are_left_out_and_said(table_of: TableOf) -> None:
    table = table_of(b"source,killed\nA\0B,4\n")
    assert _rows(table) == [{"source": "AB", "killed": "4"}]
    assert [(issue.severity, issue.code) for issue in table.issues] == [(Severity.NOTE, "nul_characters")]


def test_a_short_row_has_blank_cells(table_of: TableOf) -> None:
    assert _rows(table_of(b"source,killed,injured\nA,4\n")) == [{"source": "A", "killed": "4", "injured": ""}]


def test_a_long_row_is_an_error_with_its_number_column_and_value(table_of: TableOf) -> None:
    table = table_of(b"source,killed\nA,4\nB,5,strays,here\n")
    [issue] = table.issues
    assert (issue.severity, issue.code, issue.row) == (Severity.ERROR, "too_many_cells", 3)
    assert (issue.column, issue.value) == (OVERFLOW, "strays | here")
    assert "strays | here" in issue.message
    assert issue.remedy
    assert table.rows[1].cells[OVERFLOW] == "strays | here"


def test_blank_cells_beyond_the_last_column_are_nothing(table_of: TableOf) -> None:
    table = table_of(b"source,killed,,\nA,4,,\n,,,\n")
    assert table.header == ("source", "killed")
    assert _rows(table) == [{"source": "A", "killed": "4"}]
    assert table.issues == ()


def test_a_column_without_a_name_in_the_middle_is_named_by_its_position(table_of: TableOf) -> None:
    assert _rows(table_of(b"source,,killed\nA,x,4\n")) == [{"source": "A", "(column 2)": "x", "killed": "4"}]


def test_two_columns_of_one_name_are_both_kept_and_said(table_of: TableOf) -> None:
    table = table_of(b"source,Killed,killed,killed (2)\nA,4,5,6\n")
    assert table.rows[0].cells == {"source": "A", "Killed": "4", "killed (3)": "5", "killed (2)": "6"}
    [issue] = table.issues
    assert (issue.severity, issue.code, issue.row) == (Severity.WARNING, "duplicate_column", 1)
    assert (issue.column, "'killed'" in issue.message) == ("killed (3)", True)


def test_rows_are_numbered_as_a_spreadsheet_numbers_them(table_of: TableOf) -> None:
    """Newlines inside a cell make no new row; blank rows count."""
    table = table_of(b'source,notes\nA,"one\ntwo\nthree"\n\nB,x\n,\nC,y\n')
    assert [(row.number, row.cells["source"]) for row in table.rows] == [(2, "A"), (4, "B"), (6, "C")]


@pytest.mark.parametrize("data", [b"", b"\n\n", b"\xef\xbb\xbf", b",,,\n,,\n", b"  \n\t\n"])
def test_an_empty_file_is_refused_with_a_way_out(refusal_of: RefusalOf, data: bytes) -> None:
    issue = refusal_of(data)
    assert issue.code == "empty_file"
    assert "sijill template" in issue.remedy


def test_a_quotation_mark_that_is_never_closed_is_refused_with_its_line(refusal_of: RefusalOf) -> None:
    issue = refusal_of(b'source,notes\nA,"never closed\nB,x\n')
    assert issue.code == "broken_csv"
    assert "line 3" in issue.message


def test_half_a_utf_16_character_is_refused(refusal_of: RefusalOf) -> None:
    assert refusal_of("source,killed\n".encode("utf-16") + b"x").code == "unreadable_file"


def test_a_cell_of_a_million_characters_is_read_and_a_longer_one_refused(
    table_of: TableOf, refusal_of: RefusalOf
) -> None:
    assert len(table_of(b"a,b\n" + b"x" * 1_000_000 + b",1\n").rows[0].cells["a"]) == 1_000_000
    assert refusal_of(b"a,b\n" + b"x" * 1_000_001 + b",1\n").code == "broken_csv"


CELL = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), max_size=8).map(str.strip)
FRENCH = st.sampled_from(
    ["", "tués", "à Alep", "préfecture, décès; 4", 'dit "réfugiés"', "école\nbrûlée", "a|b", "x\ty", "0"]
)
ENCODINGS = {"utf-8": CELL, "utf-8-sig": CELL, "utf-16": CELL, "cp1252": FRENCH, "latin-1": FRENCH}
WORDS = ("source", "killed", "place", "notes")


@st.composite
def _files(draw: st.DrawFn) -> tuple[list[list[str]], str, bytes]:
    """The rows under four columns, the delimiter, and the bytes that a CSV writer makes of them."""
    encoding = draw(st.sampled_from(sorted(ENCODINGS)))
    cell = ENCODINGS[encoding]
    rows = draw(st.lists(st.lists(cell, min_size=4, max_size=4).filter(any), max_size=6))
    delimiter = draw(st.sampled_from(",;\t|"))
    returns = any("\r" in cell for row in rows for cell in row)  # which the writer leaves without quotation marks
    out = io.StringIO()
    csv.writer(
        out,
        delimiter=delimiter,
        lineterminator=draw(st.sampled_from(["\n", "\r\n"])),
        quoting=csv.QUOTE_ALL if returns else draw(st.sampled_from([csv.QUOTE_ALL, csv.QUOTE_MINIMAL])),
    ).writerows([WORDS, *rows])
    return rows, delimiter, out.getvalue().encode(encoding)


@given(_files())
def test_what_a_csv_writer_writes_is_read_back_to_the_cell(
    table_of: TableOf, file: tuple[list[list[str]], str, bytes]
) -> None:
    rows, delimiter, data = file
    table = table_of(data)
    tagged = bool(table.tags)  # a row of nothing but #tags is one of HXL, wherever it came from
    assert tagged or table.header == WORDS
    assert tagged or [list(row.cells.values()) for row in table.rows] == rows
    assert delimiter == "\t" or "tabs" not in table.read_as


@given(st.binary(max_size=200))
def test_any_bytes_are_read_or_refused_with_a_way_out(table_of: TableOf, data: bytes) -> None:
    try:
        table = table_of(data)
    except UnreadableFileError as error:
        assert error.issue.remedy  # noqa: PT017  (either is right; neither may crash)
    else:
        assert table.header
