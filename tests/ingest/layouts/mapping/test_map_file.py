"""A map as a file: what is written is read again, and what is wrong in it has a line."""

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from db.vocabulary import Severity
from ingest.layouts.mapping.column_map import ColumnMapError
from ingest.layouts.mapping.map_file import MAX_BYTES, map_text, read_map
from ingest.layouts.mapping.propose import propose

MAP = """\
columns:
  الشهداء اليوم: killed
  no: ~
  2024: value
constants:
  source:  Field   office X
words:
  sex: {M: male, W: female}
"""


def test_texts_are_taken_as_they_are_written() -> None:
    mapping = read_map(MAP)
    assert mapping.columns == {"الشهداء اليوم": "killed", "no": None, "2024": "value"}
    assert mapping.constants == {"source": "Field office X"}
    assert mapping.words == {"sex": {"m": "male", "w": "female"}}


@pytest.mark.parametrize(
    ("text", "line", "code", "said"),
    [
        ("columns:\n  a: date\n  b: kiled\n", 3, "unknown_field", "Did you mean 'killed'?"),
        ("columns:\n  a: date\n  b: place\n  a: killed\n", 4, "named_twice", "stands in line 2 already"),
        ("columns:\n  row: id\n", 2, "left_alone", "Rename it"),
        ("constants:\n  killed: 4\n", 2, "constant_of_one_row", "can't be the same in every row"),
        ("constants:\n  sauce: Office\n", 2, "unknown_field", "Did you mean 'source'?"),
        ("constants:\n  source: ~\n", 2, "no_constant", "Nothing is stated"),
        ("constants:\n  series: sum\n", 2, "unknown_word", "Write one of: incident, period"),
        ("words:\n  sex:\n    M: man\n", 3, "unknown_word", "Write one of: female, male"),
        ("words:\n  notes: {a: b}\n", 2, "no_words", "Only controlled words"),
        ("words:\n  sex: male\n", 2, "no_map", "word: meaning"),
        ("columns: [a, b]\n", 1, "no_map", "name: field"),
        ("columns:\n  a: date\nrows: 4\n", 3, "unknown_part", "columns, constants, words"),
        ("columns:\n  a: [date]\n", 2, "unknown_field", "is no field"),
        ("columns:\n\t- a", 2, "no_yaml", "is no YAML"),
        ("- a\n", 1, "no_map", "sijill map FILE"),
        ("", 1, "no_map", "sijill map FILE"),
    ],
)
def test_what_is_wrong_has_its_line_and_a_way_out(text: str, line: int, code: str, said: str) -> None:
    with pytest.raises(ColumnMapError) as refused:
        read_map(text, "map.yml")
    [issue] = refused.value.issues
    assert (issue.code, issue.severity) == (code, Severity.ERROR)
    assert issue.message.startswith(f"Line {line} of map.yml")
    assert said in f"{issue.message} {issue.remedy}"


def test_everything_that_is_wrong_is_said_at_once() -> None:
    with pytest.raises(ColumnMapError) as refused:
        read_map("columns:\n  a: x1\n  b: x2\nconstants:\n  id: 4\n")
    assert len(refused.value.issues) == 3


def test_a_file_that_is_no_map_is_not_read_to_its_end() -> None:
    with pytest.raises(ColumnMapError):
        read_map("columns:\n" + "# x\n" * MAX_BYTES)


def test_names_of_names_of_names_are_not_followed() -> None:
    nested = "a: &a {x: x}\nb: &b {a: *a, c: *a}\ncolumns: {d: {e: {f: *b}}}\n"
    with pytest.raises(ColumnMapError):
        read_map(nested)


def test_a_written_map_says_whom_a_column_counts_by_its_name() -> None:
    text = map_text("reports.csv", propose(("killed", "Killed (children)", "Notes (English)"), []))
    assert '"killed": killed  # the name of the field\n' in text
    assert '"Killed (children)": killed  # a known name of the field, counting child\n' in text
    assert '"Notes (English)": ~' in text


def test_a_written_map_reads_what_names_say_and_leaves_the_offers_to_the_person() -> None:
    rows = [{"row": "2", "killed": "4", "Ort": "Aleppo", "Tally": "7", "Govrnorate": "x"}]
    text = map_text("a\nfile.csv", propose(tuple(rows[0]), rows), ["source"])
    assert read_map(text).columns == {"row": None, "killed": "killed", "Ort": None, "Tally": None, "Govrnorate": None}
    assert '"Ort": ~  # place? the cells look like names of places (Aleppo)' in text
    assert '"Govrnorate": ~  # governorate? the name is close to governorate (x)' in text
    assert "#  source: Field office X" in text
    uncommented = read_map(text.replace("#  source", "  source").replace("#  sex", "  sex"))
    assert uncommented.constants == {"source": "Field office X"}
    assert uncommented.words == {"sex": {"m": "male", "f": "female"}}


@given(st.lists(st.text(max_size=60), unique=True, max_size=6), st.text(max_size=60))
def test_whatever_columns_are_called_their_map_is_read_back(header: list[str], cell: str) -> None:
    text = map_text(cell, propose(header, [dict.fromkeys(header, cell)]))
    assert list(read_map(text).columns) == header
    assert set(yaml.safe_load(text)) == {"columns", "constants", "words"}
