"""Which words a convention knows, and that what is written down about it can be followed up."""

from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
import yaml
from pydantic import ValidationError

from db.conventions.registry import Convention, Entry, Reading, conventions, implied_policy, read_words
from db.vocabulary import Measure, Policy

GOLDEN: dict[str, dict[Any, list[int | None] | None]] = yaml.safe_load(
    Path(__file__).with_name("words.yml").read_text(encoding="utf-8")
)
CASES = [(str(said), kind == "unnumbered", read) for kind, words in GOLDEN.items() for said, read in words.items()]


@pytest.mark.parametrize(("said", "unnumbered", "expected"), CASES)
def test_acled_reads_these_words_so(said: str, unnumbered: bool, expected: list[int | None] | None) -> None:
    read = read_words(Convention.ACLED, said, unnumbered=unnumbered)
    assert (read and [read.low, read.best, read.high]) == expected


def test_aoav_reads_no_word_as_a_number() -> None:
    entry = conventions()["aoav"]
    assert entry.leaves_out
    assert not entry.words
    assert set(entry.measures) == {Measure.KILLED, Measure.INJURED}


def test_a_convention_implies_its_policy_and_none_the_register_s_own() -> None:
    implied = {convention: implied_policy(convention) for convention in (None, *Convention)}
    assert implied == {None: Policy.ENVELOPE, Convention.ACLED: Policy.LOWEST, Convention.AOAV: Policy.ENVELOPE}


@pytest.mark.parametrize("convention", Convention)
def test_a_convention_says_in_both_languages_what_it_does_and_where_that_is_written(convention: Convention) -> None:
    entry, term = convention.entry, convention.term
    assert term.label("en")
    assert term.label("ar")
    said = (entry.definition, entry.conflicts, entry.unnumbered)
    assert all(text.endswith(".") for text in (*said, entry.definition_ar, entry.conflicts_ar, entry.unnumbered_ar))
    assert all(citation.title and urlsplit(citation.url).scheme == "https" for citation in entry.sources)
    assert entry.sources


def test_bounds_out_of_order_are_refused() -> None:
    with pytest.raises(ValidationError, match="out of order"):
        Reading(low=10, best=3, high=10, forms=("several",))


def test_an_unknown_field_of_an_entry_is_refused() -> None:
    with pytest.raises(ValidationError, match="Extra inputs"):
        Entry(**conventions()["acled"].model_dump(), colour="red")
