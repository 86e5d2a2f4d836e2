"""JSON of the shapes that interfaces give: every value under its name, none lost, and numbers as they were written."""

from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest.issues import Issue
from ingest.readers.flat import flat
from ingest.readers.table import Table

TableOf = Callable[..., Table]
RefusalOf = Callable[[bytes], Issue]


def _rows(table: Table) -> list[tuple[int, dict[str, str]]]:
    return [(row.number, row.cells) for row in table.rows]


TWO = [(2, {"source": "A", "killed": "4"}), (3, {"source": "B", "killed": ""})]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ('[{"source": "A", "killed": 4}, {"source": "B", "killed": null}]', "an array of objects"),
        ('{"meta": {"n": 2}, "data": [{"source": "A", "killed": 4}, {"source": "B"}]}', "the array “data”"),
        ('{"a": {"rows": [{"source": "A", "killed": 4}, {"source": "B"}]}, "n": [1]}', "the array “a.rows”"),
        ('{"source": "A", "killed": 4}\n\n{"source": "B"}\n', "an object a line"),
        ('\n [\n{"source": "A", "killed": 4},\n{"source": "B"}]', "an array of objects"),
    ],
)
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le"])
def test_a_list_of_objects_is_a_table(table_of: TableOf, text: str, said: str, encoding: str) -> None:
    table = table_of(text.encode(encoding))
    assert _rows(table) == TWO
    assert said in table.read_as
    assert "numbered from 2" in table.read_as


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ('{"source": ["A", "B"], "killed": [4, null]}', "a list of values for each column"),
        ('{"source": {"0": "A", "1": "B"}, "killed": {"0": 4, "1": null}}', "an object for each column"),
        ('{"0": {"source": "A", "killed": 4}, "1": {"source": "B"}}', "an object for each row"),
        ('{"1": {"source": "A", "killed": 4}, "2": {"source": "B"}}', "an object for each row"),
        ('{"columns": ["source", "killed"], "index": [0, 1], "data": [["A", 4], ["B", null]]}', "rows in “data”"),
        ('{"columns": ["source", "killed"], "rows": [["A", 4], ["B", null]], "truncated": false}', "rows in “rows”"),
        (
            '{"schema": {"fields": [{"name": "source"}]}, "data": [{"source": "A", "killed": 4}, {"source": "B"}]}',
            "the array “data”",
        ),
    ],
)
def test_tables_by_columns_and_by_index_are_read(table_of: TableOf, text: str, said: str) -> None:
    table = table_of(text.encode())
    assert _rows(table) == TWO
    assert said in table.read_as


def test_an_index_that_says_more_than_the_order_of_rows_is_kept(table_of: TableOf) -> None:
    table = table_of(b'{"2023": {"killed": 4}, "2024": {"killed": 5}}')
    assert [row.cells for row in table.rows] == [{"index": "2023", "killed": "4"}, {"index": "2024", "killed": "5"}]


def test_a_value_that_lacks_under_the_number_of_a_row_moves_no_other(table_of: TableOf) -> None:
    table = table_of(b'{"killed": {"0": 4, "2": 6}, "injured": {"0": 1, "1": 2, "2": 3}}')
    assert {row.cells["injured"]: row.cells["killed"] for row in table.rows} == {"1": "4", "2": "", "3": "6"}


@pytest.mark.parametrize(
    ("text", "code", "named"),
    [
        ('{"date": ["2024-01-01", "2024-01-02"], "killed": [3]}', "columns_differ", "“date” 2, “killed” 1"),
        ('{"columns": ["date", "killed"], "data": [["2024-01-01", 1], ["2024-01-02"]]}', "columns_differ", "1 values"),
        ('{"a": {"killed": 1, "injured": 2}, "b": {"killed": 3, "injured": 4}}', "rows_or_columns", "“a”, “b”"),
        ('{"2023": {"1": 4, "2": 5}, "2024": {"1": 6, "2": 7}}', "rows_or_columns", "“2023”, “2024”"),
    ],
)
def test_what_can_be_put_together_in_two_ways_is_refused(
    refusal_of: RefusalOf, text: str, code: str, named: str
) -> None:
    issue = refusal_of(text.encode())
    assert issue.code == code
    assert named in issue.message


def test_parts_of_one_row_stay_one_row(table_of: TableOf) -> None:
    table = table_of(b'{"event": {"date": "2024-01-01"}, "toll": {"killed": 4}}')
    assert table.header == ("event.date", "toll.killed")


def test_one_object_is_one_row(table_of: TableOf) -> None:
    assert _rows(table_of(b'{"source": "A", "killed": 4}')) == TWO[:1]


def test_columns_come_in_the_order_in_which_they_are_first_named(table_of: TableOf) -> None:
    table = table_of(b'[{"b": 1}, {"a": 2, "b": 3}, {"c": {"d": 4}}]')
    assert table.header == ("b", "a", "c.d")


@pytest.mark.parametrize(
    ("value", "text"),
    [
        ("4", "4"),
        ("4.50", "4.50"),
        ("1e3", "1000"),
        ("12345678901234567890", "12345678901234567890"),
        ("true", "true"),
        ("null", ""),
        ("[]", ""),
        ("{}", ""),
        ('"\\u062d\\u0644\\u0628"', "حلب"),
        ('"\\ud800"', "?"),
        ('[1, 2.5, "حلب", {"a": null}]', '[1, 2.5, "حلب", {"a": null}]'),
    ],
)
def test_a_value_is_the_text_that_was_written(table_of: TableOf, value: str, text: str) -> None:
    for file in (f'[{{"id": 1, "v": {value}}}]', f'{{"id": 1, "v": {value}}}\n{{"id": 2}}'):
        assert table_of(file.encode()).rows[0].cells["v"] == text


def test_a_key_that_comes_twice_loses_nothing(table_of: TableOf) -> None:
    expected = {"a": "1", "a (2)": "2", "b.c": "3", "b.c (2)": "4"}
    one = b'{"a": 1, "a": 2, "b.c": 3, "b": {"c": 4}}'
    assert table_of(b"[" + one + b"]").rows[0].cells == expected
    assert table_of(one + b"\n" + one).rows[1].cells == expected


VALUES = st.recursive(
    st.integers() | st.text(max_size=3), lambda inner: st.dictionaries(st.text("ab.", max_size=2), inner)
)


@given(st.dictionaries(st.text("ab.", max_size=2), VALUES, max_size=4))
def test_flattening_loses_no_value(one: dict[str, object]) -> None:
    def leaves(value: object) -> int:
        return sum(map(leaves, value.values())) if isinstance(value, dict) and value else 1

    assert len(flat(one)) == sum(leaves(value) for value in one.values())


@pytest.mark.parametrize(
    ("text", "code", "named"),
    [
        ('{"a": [{"x": 1}], "b": [{"x": 2}]}', "several_arrays", "“a” and “b”"),
        ('[{"a": 1}', "broken_json", "not whole JSON"),
        ('{"a": 1}\n{"a": oops}\n', "broken_json", "line 2"),
        ('{"a": NaN}\n{"a": 1}\n', "broken_json", ""),
        ('[{"a": 1}, 2]', "not_an_object", "2"),
        ('[["a"], [1]]', "not_an_object", "a"),
        ("[]", "empty_file", "empty"),
        ("[{}]", "empty_file", "empty"),
        ("[" * 100_000 + '{"a": 1}', "broken_json", ""),
    ],
)
def test_what_is_no_table_is_refused_and_says_why(refusal_of: RefusalOf, text: str, code: str, named: str) -> None:
    issue = refusal_of(text.encode())
    assert (issue.code, named in issue.message) == (code, True)


def test_the_row_of_what_is_no_object_is_told(refusal_of: RefusalOf) -> None:
    assert refusal_of(b'[{"a": 1}, 2]').row == 3


def test_objects_that_have_no_keys_in_common_are_refused_before_they_fill_the_memory(refusal_of: RefusalOf) -> None:
    objects = ",".join(f'{{"k{number}": 1}}' for number in range(7_000))
    issue = refusal_of(f"[{objects}]".encode())
    assert (issue.code, issue.row) == ("cells_missing", 5_717)
    assert "hold 5,716 cells and lack 40,006,284 of the columns" in issue.message


@pytest.mark.parametrize("written", ["1e999999999", "-1e-999999999", "[1e999999999]"])
def test_a_power_is_not_written_out(table_of: Callable[..., Table], written: str) -> None:
    """Nineteen bytes would be a thousand million digits."""
    [row] = table_of(f'[{{"source": "A", "killed": {written}}}]'.encode()).rows
    assert len(row.cells["killed"]) < 20
    assert "999999999" in row.cells["killed"]
