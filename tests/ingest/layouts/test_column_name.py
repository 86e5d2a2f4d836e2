"""Names of columns as offices write them: what is known is read as it says, and nothing unknown is passed over."""

from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import example, given
from hypothesis import strategies as st

from ingest.layouts.columns import recognise
from ingest.layouts.fields import generic
from ingest.layouts.header.column_name import read_name, said_of
from ingest.layouts.header.column_words import said_by, without_number
from ingest.layouts.header.footnotes import without_mark

NAMES: dict[str, Any] = yaml.safe_load(Path(__file__).with_name("column_names.yml").read_text(encoding="utf-8"))
READ = [(name, slot) for slot, names in NAMES["read"].items() for name in names]
STRANGE = [(name, strange) for strange, names in NAMES["strange"].items() for name in names]


@pytest.mark.parametrize(("name", "slot"), READ)
def test_a_name_is_read_as_it_says(name: str, slot: str) -> None:
    assert read_name(name).slot == slot


@pytest.mark.parametrize(("name", "strange"), STRANGE)
def test_what_is_not_known_in_a_name_is_told_and_keeps_its_column_unread(name: str, strange: str) -> None:
    read = read_name(name)
    assert (read.slot, read.strange) == (None, strange)
    assert read.near in {"killed", "idps", "refugees", "displaced", "value"}


@pytest.mark.parametrize("name", NAMES["unknown"])
def test_a_name_of_several_things_or_of_none_is_not_known(name: str) -> None:
    read = read_name(name)
    assert (read.slot, read.strange) == (None, "")


@given(st.text("abcdefghijklmnopqrstuvwxyz ابتثجحخ", min_size=1, max_size=12))
@example("nb")
@example("nb m")
def test_no_word_beside_a_measure_is_passed_over(word: str) -> None:
    known = _is_known(word) or without_mark(f"Killed ({word})")[1] != ""
    assert known or read_name(f"Killed ({word})").slot is None
    assert known or read_name(f"{word} killed").slot in {None, generic().field_of(f"{word} killed")}


def _is_known(word: str) -> bool:
    """Whether a word says whom a column counts, names a field, or means "number of" before one of these."""
    words = without_number(f"{' '.join(word.split())} killed").removesuffix("killed").strip()
    return not words or said_by(words) is not None or generic().field_of(words) is not None


def test_what_a_name_says_holds_whatever_a_person_says_that_it_counts() -> None:
    assert said_of("HH").part == "household"
    assert said_of("Whatever (children)").part == "child"
    assert said_of("Killed (in thousands)").part == ""


@pytest.mark.parametrize(
    ("header", "whole"),
    [
        ("Total killed,Killed (men),Killed (women)", "Total killed"),
        ("Killed / Total,Killed / Children", "Killed / Total"),
        ("إجمالي القتلى,قتلى أطفال", "إجمالي القتلى"),
        ("Nombre total de tués,Tués (femmes)", "Nombre total de tués"),
        ("Total killed,Injured (women)", None),
        ("Total killed,Killed (HH)", None),
        ("Total killed", None),
        ("Total killed,killed,Killed (women)", "killed"),
    ],
)
def test_a_total_is_the_whole_of_groups_beside_it_and_alone_nobody_knows_of_what(
    header: str, whole: str | None
) -> None:
    assert recognise(["source", *header.split(",")]).by_field.get("killed") == whole
