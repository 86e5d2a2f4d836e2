"""Sentences: one statement for each measure and group, and nothing where the words leave it open."""

from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from db.vocabulary import Age, Measure, Series, Sex, Unit
from ingest.normalize.amount_rules import RULES
from ingest.normalize.reading import Reading, UnreadableError
from ingest.normalize.sentence import read_sentence
from ingest.normalize.statement import Statement


def golden(name: str) -> dict[str, Any]:
    """A table of golden cases beside this file."""
    table: dict[str, Any] = yaml.safe_load(Path(__file__).with_name(name).read_text(encoding="utf-8"))
    return table


TABLES = [golden(f"sentences{of}.yml") for of in ("", "_of_reports", "_of_changes", "_of_sides", "_of_headlines")]
WORDS = [
    "at least",
    "four",
    "12",
    "people",
    "killed",
    "injured",
    "and",
    ",",
    "including",
    "a child",
    "over three days",
    "were",
]
WORDS += [
    "since 2011",
    "displaced",
    "millions",
    "of whom",
    "confirmed by a committee",
    "مقتل",
    "وإصابة",
    "٦",
    "بينهم طفلان",
    ".",
]
WORDS += [
    "revised to",
    "the number of",
    "and her",
    "no deaths",
    "missing",
    "found",
    "at least",
    "to",
    "عدد القتلى",
    "دون",
]


def part_of(reading: Reading, *, age: Age | None = None, sex: Sex | None = None) -> int | None:
    return next(
        (part.best for part in reading.subsets if (part.age is age or not age) and (part.sex is sex or not sex)), None
    )


def described(statement: Statement) -> dict[str, Any]:
    """The statement in the terms of the golden table."""
    reading = statement.reading
    return {
        "measure": statement.measure.value,
        "series": statement.series.value,
        "figures": [reading.low, reading.best, reading.high],
        "quantifier": reading.quantifier,
        "population": reading.population,
        "unit": None if reading.unit is Unit.PERSON else reading.unit,
        "reading_notes": list(reading.notes),
        "notes": list(statement.notes),
        "basis": statement.basis,
        "group": statement.group,
        "hours": statement.period_hours,
        "days": statement.period_days,
        "since": statement.since,
        "derived_from": statement.derived_from.best if statement.derived_from else None,
        "children": part_of(reading, age=Age.CHILD),
        "women": part_of(reading, sex=Sex.FEMALE),
    }


@pytest.mark.parametrize("row", [row for table in TABLES for row in table["read"]], ids=lambda row: row["text"])
def test_a_sentence_holds_the_statements_of_the_table(row: dict[str, Any]) -> None:
    text = row["text"]
    statements = read_sentence(text)
    assert len(statements) == len(row["statements"])
    for statement, expected in zip(statements, row["statements"], strict=True):
        left = dict.fromkeys(described(statement)) | {"reading_notes": [], "notes": []}
        wanted = left | {key: value for key, value in expected.items() if key not in {"words", "window", "times"}}
        assert described(statement) == wanted
        assert statement.reading.verbatim == text
        assert statement.derived == (statement.derived_from is not None)
        if "words" in expected:
            assert text[slice(*statement.reading.span)] == expected["words"]
        if "window" in expected:
            assert statement.window == expected["window"]
        if "times" in expected:
            assert list(statement.times) == expected["times"]


@pytest.mark.parametrize("text", [text for table in TABLES for text in table["silent"]])
def test_a_sentence_about_something_else_holds_nothing(text: str) -> None:
    assert read_sentence(text) == []


@pytest.mark.parametrize(
    ("text", "code"),
    [(text, code) for table in TABLES for code, texts in table["unreadable"].items() for text in texts],
)
def test_a_sentence_that_leaves_it_open_says_why(text: str, code: str) -> None:
    with pytest.raises(UnreadableError) as raised:
        read_sentence(text)
    assert raised.value.code == code


def test_a_relative_and_an_age_leave_it_open_only_where_the_word_does() -> None:
    child, mother = read_sentence("توفي طفل وأصيبت والدته")
    assert (child.reading.age, mother.reading.age, mother.reading.sex) == (Age.CHILD, Age.ADULT, Sex.FEMALE)
    (girl,) = read_sentence("A 7-year-old girl was killed")
    assert (girl.reading.age, girl.reading.sex) == (Age.CHILD, Sex.FEMALE)


def test_the_context_may_say_what_a_bare_number_of_people_measures() -> None:
    (statement,) = read_sentence("over 300,000 civilians", measure=Measure.KILLED)
    assert statement.measure is Measure.KILLED
    assert statement.series is Series.UNSPECIFIED
    assert (statement.reading.low, statement.reading.population) == (300_000, "civilian")


@given(st.one_of(st.text(), st.lists(st.sampled_from(WORDS), max_size=12).map(" ".join)))
def test_any_text_reads_or_says_why_not(text: str) -> None:
    try:
        statements = read_sentence(text)
    except UnreadableError:
        return
    for statement in statements:
        reading = statement.reading
        known = [figure for figure in (reading.low, reading.best, reading.high) if figure is not None]
        assert known == sorted(known)
        assert reading.rule in RULES
        assert reading.verbatim == text
        assert 0 <= reading.span[0] <= reading.span[1] <= len(text)
    counted = [_counts(statement) for statement in statements if statement.series is Series.INCIDENT]
    figures = [counts for counts in counted if counts is not None]
    assert len(figures) == len(set(figures))


def _counts(statement: Statement) -> tuple[object, ...] | None:
    """Whom a figure counts; None for harm without a figure. Two of a kind would be one figure with a range."""
    reading = statement.reading
    if reading.low is reading.best is reading.high is None:
        return None
    return (statement.measure, statement.group, reading.unit, reading.population, reading.sex, reading.age)
