"""Cells: from what people write to low, best and high, each by a named rule and never by a guess."""

import csv
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import assume, example, given
from hypothesis import strategies as st

from db.vocabulary import Measure
from ingest.normalize.amount import measure_said, read_amount, read_words
from ingest.normalize.amount_rules import RULES
from ingest.normalize.numerals import MAX_PEOPLE
from ingest.normalize.reading import Reading, UnreadableError
from ingest.normalize.unreadable import CODES

AIRWARS = Path(__file__).parents[4] / "shared/data/events/airwars_syria_incidents.csv"
GOLDEN: dict[str, Any] = yaml.safe_load(Path(__file__).with_name("amounts.yml").read_text(encoding="utf-8"))
SCRIPTS = ("0123456789", "٠١٢٣٤٥٦٧٨٩", "۰۱۲۳۴۵۶۷۸۹")
WORDS = [
    "at least",
    "4",
    "12",
    "to",
    "-",
    "people",
    "(",
    ")",
    "2 children",
    "including",
    "hundred",
    "and",
    "million",
    "a",
    "no",
]
WORDS += [
    "some",
    ",",
    "dozens",
    "of",
    "1.2",
    "k",
    "+",
    "أربعة",
    "و",
    "بين",
    "طفلان",
    "آلاف",
    "٣",
    "killed",
    "casualties",
    "*",
    "?",
]


def cells(section: str) -> list[tuple[str, dict[str, Any]]]:
    return [(cell, row) for row in GOLDEN[section] for cell in row["cells"]]


def figures(reading: Reading) -> list[int | None]:
    return [reading.low, reading.best, reading.high]


def check_group(reading: Reading, row: dict[str, Any]) -> None:
    assert figures(reading) == row["figures"]
    assert reading.unit == row.get("unit", "person")
    assert (reading.population, reading.sex, reading.age) == (row.get("population"), row.get("sex"), row.get("age"))


@pytest.mark.parametrize(("text", "row"), cells("read"))
def test_a_cell_reads_as_the_table_says(text: str, row: dict[str, Any]) -> None:
    reading = read_amount(text)
    assert figures(reading) == row["figures"]
    assert reading.quantifier == row.get("quantifier")
    assert reading.rule == row["rule"]
    assert list(reading.notes) == row.get("notes", [])
    assert reading.subsets == ()


@pytest.mark.parametrize(("text", "row"), cells("series"))
def test_a_cell_may_say_over_which_time_it_counts(text: str, row: dict[str, Any]) -> None:
    reading = read_amount(text)
    assert figures(reading) == [12, 12, 12]
    assert reading.series == row["series"]
    assert list(reading.notes) == row["notes"]
    assert reading.window is not None
    assert reading.window in text


@pytest.mark.parametrize(("text", "row"), cells("groups"))
def test_a_cell_says_who_is_counted(text: str, row: dict[str, Any]) -> None:
    check_group(read_amount(text), row)


@pytest.mark.parametrize(("text", "row"), cells("subsets"))
def test_parts_stand_beside_their_total(text: str, row: dict[str, Any]) -> None:
    reading = read_amount(text)
    assert figures(reading) == row["figures"]
    assert list(reading.notes) == row.get("notes", [])
    assert len(reading.subsets) == len(row["parts"])
    for part, expected in zip(reading.subsets, row["parts"], strict=True):
        check_group(part, expected)
        assert part.verbatim == text


@pytest.mark.parametrize("row", GOLDEN["decimal"], ids=lambda row: f"{row['text']} {row['decimal']}")
def test_a_known_decimal_separator_settles_the_number(row: dict[str, Any]) -> None:
    if error := row.get("error"):
        with pytest.raises(UnreadableError) as raised:
            read_amount(row["text"], decimal=row["decimal"])
        assert raised.value.code == error
    else:
        assert read_amount(row["text"], decimal=row["decimal"]).best == row["figure"]


@pytest.mark.parametrize(
    ("text", "code"), [(text, code) for code, texts in GOLDEN["unreadable"].items() for text in texts]
)
def test_a_cell_that_cannot_be_read_says_why(text: str, code: str) -> None:
    with pytest.raises(UnreadableError) as raised:
        read_amount(text)
    assert raised.value.code == code
    assert raised.value.message
    assert raised.value.remedy


def test_an_unknown_decimal_separator_is_a_mistake_of_the_caller() -> None:
    with pytest.raises(ValueError, match="decimal must be one of"):
        read_amount("4", decimal=";")


def test_every_rule_is_used_and_every_code_is_declared() -> None:
    used = {row["rule"] for row in GOLDEN["read"]}
    # the remainder of late reports is a rule of sentences
    assert used == set(RULES) - {"late_remainder/1"}
    assert set(GOLDEN["unreadable"]) <= set(CODES)


def test_the_span_marks_the_figure_in_the_original_words() -> None:
    marks = {"  at least four people": "at least four", "قُتِلَ ٤": "٤", "4 people or more": "4 people or more"}
    for text, marked in marks.items():
        start, end = read_amount(text).span
        assert text[start:end] == marked
    (part,) = read_amount("4 (2 children)").subsets
    assert part.span == (3, 4)


@pytest.mark.parametrize(
    ("text", "measure"), [("6 injured", Measure.INJURED), ("٤ قتلى", Measure.KILLED), ("4", None), ("4 people", None)]
)
def test_a_cell_may_say_what_it_measures(text: str, measure: Measure | None) -> None:
    assert measure_said(text) is measure


@given(
    st.integers(0, MAX_PEOPLE),
    st.sampled_from(SCRIPTS),
    st.sampled_from(["", ",", "'", "’", "\u00a0", "\u2007", "\u2009", "\u202f", " ", "٬"]),
)
def test_whole_numbers_read_in_every_script_and_grouping(number: int, script: str, separator: str) -> None:
    text = f"{number:,}".replace(",", separator).translate(str.maketrans(SCRIPTS[0], script))
    reading = read_amount(text)
    assert figures(reading) == [number] * 3
    assert reading.span == (0, len(text))


@given(
    st.one_of(
        st.integers(0, 10**12).map(str),
        st.integers(0, 10**12).map("{:,}".format),
        st.text("0123456789, \t\u00a0", max_size=16),
    ),
    st.sampled_from([None, ".", ","]),
)
@example("1,234,567", ",")
@example("0,123", None)
@example("00012", None)
def test_the_short_way_for_digits_reads_what_the_grammar_reads(text: str, decimal: str | None) -> None:
    assert outcome(read_amount, text, decimal) == outcome(read_words, text, decimal)


def outcome(reader: Callable[..., Reading], text: str, decimal: str | None = None) -> Reading | str:
    try:
        return reader(text, decimal=decimal)
    except UnreadableError as error:
        return error.code


@given(
    st.sampled_from([cell for row in GOLDEN["read"] for cell in row["cells"]]),
    st.sampled_from(["", " ", "\t", "\u00a0"]),
    st.sampled_from(["", "\u200f", "\u200e", "\u061c", "\ufeff"]),
    st.sampled_from([str, str.upper, str.title]),
)
def test_a_reading_is_the_same_in_other_spaces_marks_and_case(
    text: str, space: str, mark: str, case: Callable[[str], str]
) -> None:
    # "UN" and "un" differ, and Python has two capitals for some letters; what writes "3E+05" may have rounded it
    assume(case is str or (text.isascii() and "un" not in text.split() and "e+" not in text))
    reading, dressed = read_amount(text), read_amount(f"{space}{mark}{case(text)}{mark}{space}")
    assert figures(dressed) == figures(reading)
    assert (dressed.quantifier, dressed.rule, dressed.notes) == (reading.quantifier, reading.rule, reading.notes)


def check_reading(text: str) -> None:
    try:
        reading = read_amount(text)
    except UnreadableError:
        return
    for each in (reading, *reading.subsets):
        known = [figure for figure in figures(each) if figure is not None]
        assert known == sorted(known)
        assert all(figure >= 0 for figure in known)
        assert each.rule in RULES
        assert each.verbatim == text
        assert 0 <= each.span[0] <= each.span[1] <= len(text)
        assert not known or text[slice(*each.span)].strip()


@given(st.text())
@example("\ud800")
@example("4\u200b")
@example("ﻼ4")
def test_any_text_reads_or_says_why_not(text: str) -> None:
    check_reading(text)


@given(st.lists(st.sampled_from(WORDS), max_size=8), st.sampled_from([" ", ""]))
def test_any_mix_of_known_words_reads_or_says_why_not(words: list[str], joint: str) -> None:
    check_reading(joint.join(words))


def test_plain_digits_are_read_fast() -> None:
    read_amount("four")
    start = time.perf_counter()
    for _ in range(2_000):
        read_amount("1234")
    assert (time.perf_counter() - start) / 2_000 < 50e-6


@pytest.mark.skipif(not AIRWARS.exists(), reason="the real files are not on this machine (../shared/data)")
def test_every_published_range_of_airwars_reads() -> None:
    with AIRWARS.open(encoding="utf-8", newline="") as lines:
        rows = list(csv.DictReader(lines))
    columns = [name for name in rows[0] if "killed" in name or "injured" in name]
    assert len(columns) > 20
    values = {row[name] for name in columns for row in rows}
    assert len(values) > 700
    # all of them are read; the first that is not fails here with its reason
    readings = {value: read_amount(value) for value in values}
    assert {reading.rule for reading in readings.values()} == {"exact_digits/1", "range/1", "unknown/1"}
    for row in rows:
        reading = readings[row["killed_text"]]
        if row["killed_text"] and row["civ_killed_min"] and row["civ_killed_max"]:
            assert (reading.low, reading.high) == (int(row["civ_killed_min"]), int(row["civ_killed_max"]))
