"""Where the header is: titles above it are skipped and said, tags below it are read, data is never taken for either."""

from collections.abc import Callable

import pytest

from db.vocabulary import Severity
from ingest.issues import Issue
from ingest.readers.table import OVERFLOW, Table

TableOf = Callable[..., Table]


def _titles(table: Table) -> list[tuple[int | None, str]]:
    assert all(issue.severity is Severity.NOTE for issue in table.issues if issue.code == "title_row")
    return [(issue.row, issue.message) for issue in table.issues if issue.code == "title_row"]


@pytest.mark.parametrize(
    ("text", "titles", "header"),
    [
        ("Weekly report\nplace,killed\nX,4\n", [1], ("place", "killed")),
        ("Weekly report,,,\n\nplace,killed,date\nX,4,2024\n", [1], ("place", "killed", "date")),
        ("Casualties, by place, 2024\nplace;killed;date\nX;4;2024\n", [1], ("place", "killed", "date")),
        (
            "Report\nAs of:,2024-05-08,,\ngov,place,killed,injured\nA,X,4,5\n",
            [1, 2],
            ("gov", "place", "killed", "injured"),
        ),
        ("تقرير أسبوعي\nالمكان,قتلى\nحلب,4\n", [1], ("المكان", "قتلى")),
        ("Report\nGovernorate,2016,2017\nAleppo,4,5\n", [1], ("Governorate", "2016", "2017")),
        ("Source: OCHA, Aleppo\nplace,killed\nX,4\n", [1], ("place", "killed")),
        ("Source: OCHA, Aleppo office\nplace,killed,date\nX,4,2024\n", [1], ("place", "killed", "date")),
        ("Casualties, by place, from A, and B\nplace,killed,date\nX,4,2024\n", [1], ("place", "killed", "date")),
        (
            "Report\nSource: OCHA, Aleppo office, Syria\nAs of 3 March, not final, a draft\n\nplace,killed,by\nX,4,A\n",
            [1, 2, 3],
            ("place", "killed", "by"),
        ),
        ("As of 3 March; subject to change\nplace;killed;date\nX;4;2024\n", [1], ("place", "killed", "date")),
        ("Source: OCHA, Aleppo office\nplace,killed,date\nX,dozens,May\n", [1], ("place", "killed", "date")),
        ("المصدر: أوتشا, مكتب حلب\nالمكان,قتلى,المصدر\nحلب,4,أوتشا\n", [1], ("المكان", "قتلى", "المصدر")),
    ],
)
def test_titles_are_skipped_and_said_with_their_words(
    table_of: TableOf, text: str, titles: list[int], header: tuple[str, ...]
) -> None:
    table = table_of(text.encode())
    assert table.header == header
    assert [row for row, _ in _titles(table)] == titles
    first = text.splitlines()[titles[0] - 1].replace(",", " ").split()[0]
    assert first in _titles(table)[0][1]
    assert [row.number for row in table.rows] == [len(text.splitlines())]


@pytest.mark.parametrize(
    ("text", "header"),
    [
        ("source,killed\nA,4\n", ("source", "killed")),
        ("source\nA\nB\n", ("source",)),
        ("source,notes\nA,b,c,d\nB,e,f,4\n", ("source", "notes")),
        ("source\nA,B\nC,D\n", ("source",)),
        ("source,killed,place,date\nA\nB\nC,4,X,2024\n", ("source", "killed", "place", "date")),
        ("source,,,killed\nA,,,4\n", ("source", "(column 2)", "(column 3)", "killed")),
        ("1,2,3\n4,5,6\n", ("1", "2", "3")),
        (",2016,,2017\ngov,Jan,Feb,Jan\nA,1,2,3\n", ("(column 1)", "2016", "(column 3)", "2017")),
        ("Report\n1,2,3\n4,5,6\n", ("Report",)),
        ("place,killed\n", ("place", "killed")),
        ("place, note, killed\nHoms,shelling,dozens\nHama,fire,4\n", ("place", "note", "killed")),
        ("place, note, killed\nHoms, shelling,4\nHama, fire,4\n", ("place", "note", "killed")),
        ("place, killed\nHoms,4\n", ("place", "killed")),
        ("place, notes: of whom\n", ("place", "notes: of whom")),
    ],
)
def test_a_header_in_the_first_row_stays_the_header(table_of: TableOf, text: str, header: tuple[str, ...]) -> None:
    table = table_of(text.encode())
    assert table.header == header
    assert _titles(table) == []


def test_every_row_of_a_file_is_title_header_data_or_blank(table_of: TableOf) -> None:
    table = table_of(b"Report\n\nplace,killed,date\nX,4,2024\n,,\nY,5,2024\n")
    numbers = {row.number for row in table.rows} | {row for row, _ in _titles(table)}
    assert numbers == {1, 4, 6}


@pytest.mark.parametrize("above", [0, 1, 5, 22])
def test_a_row_of_hxl_tags_is_found_with_its_header_above_it(table_of: TableOf, above: int) -> None:
    text = "Report\n" * above + "Gov,Killed,Remarks\n#adm1 +name,#Affected + killed,\nAleppo,4,x\n"
    table = table_of(text.encode())
    assert table.header == ("Gov", "Killed", "Remarks")
    assert table.tags == {"Gov": "#adm1+name", "Killed": "#affected+killed"}
    assert [(row.number, row.cells["Killed"]) for row in table.rows] == [(above + 3, "4")]
    assert len(_titles(table)) == above


def test_tags_without_a_header_are_the_header(table_of: TableOf) -> None:
    table = table_of(b"#adm1+name,#affected+killed\nAleppo,4\n")
    assert table.header == ("#adm1+name", "#affected+killed")
    assert table.tags == {name: name for name in table.header}
    assert len(table.rows) == 1


def test_a_column_with_a_tag_and_no_name_goes_by_its_tag(table_of: TableOf) -> None:
    table = table_of(b"Gov,,Killed\n#adm1,#date,#affected\nAleppo,2024,4\n")
    assert table.header == ("Gov", "#date", "Killed")


def test_one_cell_with_a_hash_is_no_row_of_tags(table_of: TableOf) -> None:
    table = table_of(b"source,killed\n#unhcr,\nA,4\n")
    assert (table.tags, len(table.rows)) == ({}, 2)


def test_sep_names_the_delimiter_and_is_no_row(table_of: TableOf) -> None:
    table = table_of(b"sep=;\r\na,b;killed\r\n1,5;4\r\n")
    assert table.header == ("a,b", "killed")
    assert [(row.number, row.cells["killed"]) for row in table.rows] == [(2, "4")]


@pytest.mark.parametrize("delimiter", ["^", "~", "\x1f", "،"])
def test_rarer_delimiters_are_found_where_all_rows_agree(table_of: TableOf, delimiter: str) -> None:
    table = table_of(f"source{delimiter}killed\nA{delimiter}4\n".encode())
    assert table.header == ("source", "killed")


def test_rows_far_shorter_than_their_header_are_refused_before_they_fill_the_memory(
    refusal_of: Callable[[bytes], Issue],
) -> None:
    header = ",".join(f"column {number}" for number in range(20_000))
    issue = refusal_of(f"{header}\n".encode() + b"a,b\n" * 2_500)
    assert (issue.code, issue.row) == ("cells_missing", 2_002)


def test_a_colon_in_a_later_name_of_a_header_with_spaces_makes_no_prose_of_it(table_of: TableOf) -> None:
    table = table_of(b"source, date, killed, note: free text\nA,2024-01-01,4,x\nA,2024-01-02,5,y\n")
    assert table.header == ("source", "date", "killed", "note: free text")
    assert len(table.rows) == 2


def test_few_short_rows_are_blanks_and_many_are_said(table_of: TableOf) -> None:
    few, many = (table_of(b"a,b,c\n" + b"1,2,3\n" * 90 + b"1,2\n" * count) for count in (9, 10))
    assert few.issues == ()
    [issue] = many.issues
    assert (issue.severity, issue.code, issue.row) == (Severity.NOTE, "short_rows", None)
    assert "10 rows" in issue.message
    assert many.rows[-1].cells == {"a": "1", "b": "2", "c": ""}


def test_a_column_of_overflow_is_an_error_again(table_of: TableOf) -> None:
    table = table_of(f"source,killed,{OVERFLOW}\nA,4,\nB,5,6\nC,7,8,9\n".encode())
    assert table.header == ("source", "killed")
    assert [(issue.row, issue.code, issue.value) for issue in table.issues] == [
        (3, "too_many_cells", "6"),
        (4, "too_many_cells", "8 | 9"),
    ]
    assert OVERFLOW not in table.rows[0].cells
    assert table.rows[1].cells == {"source": "B", "killed": "5", OVERFLOW: "6"}
