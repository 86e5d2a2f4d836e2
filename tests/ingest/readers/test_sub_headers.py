"""Names of groups below a header belong to it, merged above or not: the first of them alone would stand for all."""

from collections.abc import Callable

import pytest

from ingest.readers.merged import groups_side_by_side, last_header_record
from ingest.readers.table import Table

TableOf = Callable[..., Table]


@pytest.mark.parametrize(
    ("text", "header"),
    [
        (
            "date,source,killed,,injured,\n,,Men,Women,Men,Women\n2024,WH,5,2,1,1\n",
            ("date", "source", "killed / Men", "killed / Women", "injured / Men", "injured / Women"),
        ),
        (
            "date,killed,,,\n,M,F,<18,Total\n2024,2,1,1,4\n",
            ("date", "killed / M", "killed / F", "killed / <18", "killed / Total"),
        ),
        ("date,killed,,notes\n,18+,0–17,\n2024,2,1,x\n", ("date", "killed / 18+", "killed / 0–17", "notes")),
        ("date,killed,\n,رجال,نساء\n2024,2,1\n", ("date", "killed / رجال", "killed / نساء")),
    ],
)
def test_groups_below_a_name_and_blanks_beside_it(table_of: TableOf, text: str, header: tuple[str, ...]) -> None:
    table = table_of(text.encode())
    assert table.header == header
    assert [row.number for row in table.rows] == [3]
    assert table.issues == ()


@pytest.mark.parametrize(
    "text",
    [
        "date,killed,\n,5,2\n2024,2,1\n",
        "date,killed,\n2024,Men,Women\n2024,2,1\n",
        "date,killed,injured\n,Men,Women\n2024,2,1\n",
        "date,killed,,\n,,Men,Women\n2024,2,1,\n",
    ],
    ids=["figures", "a day too", "no blank name", "nothing under the name"],
)
def test_what_is_not_names_of_groups_alone_is_data(table_of: TableOf, text: str) -> None:
    table = table_of(text.encode())
    assert "killed" in table.header
    assert [row.number for row in table.rows] == [2, 3]


def test_a_header_of_two_records_comes_again_as_two(table_of: TableOf) -> None:
    head = "date,killed,\n,Men,Women\n"
    table = table_of(f"{head}2024,2,1\n{head}2024,3,4\n".encode())
    assert [row.number for row in table.rows] == [3, 6]
    assert [issue.code for issue in table.issues] == ["header_again"]


def test_a_header_of_one_record_comes_again_on_every_page(table_of: TableOf) -> None:
    table = table_of(b"date,killed\n" + b"2024,2\ndate,killed\n" * 8)
    assert [row.number for row in table.rows] == list(range(2, 18, 2))
    [issue] = table.issues
    assert issue.message == "The header stands again in 8 rows (3, 5, 7, 9, 11 …), which were not read as data."


def test_ages_below_merged_cells_are_names_and_beside_a_day_are_figures() -> None:
    merges = (((0, 1), (0, 2)),)
    assert last_header_record([["date", "killed", ""], ["", "18+", "<18"]], 0, merges) == 1
    assert last_header_record([["date", "killed", ""], ["2024-11-03", "5-7", "<18"]], 0, merges) == 0


def test_a_name_stands_over_the_blanks_to_its_right_as_far_as_groups_go() -> None:
    records = [["date", "killed", "", "", "notes"], ["", "Men", "Women", "", ""]]
    assert groups_side_by_side(records, 0) == (((0, 1), (0, 2)),)
    assert groups_side_by_side(records[:1], 0) == ()
