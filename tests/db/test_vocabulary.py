"""The words and their numbers: what a register has stored must mean the same for ever."""

import csv
from pathlib import Path

import pytest

from db.vocabulary import VOCABULARIES, Measure, SourceKind, Word, registry

GOLDEN = Path(__file__).with_name("vocabulary_numbers.csv")
WORDS = [word for vocabulary in VOCABULARIES for word in vocabulary]


def test_every_number_means_the_word_that_it_was_given_to() -> None:
    """A new word adds a line to the golden table; a line that is there never changes."""
    with GOLDEN.open(encoding="utf-8", newline="") as file:
        given = [(row["vocabulary"], int(row["number"]), row["word"]) for row in csv.DictReader(file)]
    assert len({(vocabulary, number) for vocabulary, number, _ in given}) == len(given)
    assert {(v, term.number, word) for v, words in registry().items() for word, term in words.items()} == set(given)


@pytest.mark.parametrize("word", WORDS, ids=lambda word: f"{word.vocabulary()} {word}")
def test_a_word_leads_to_its_number_and_back(word: Word) -> None:
    assert type(word).of(word.number) is word


@pytest.mark.parametrize("word", WORDS, ids=lambda word: f"{word.vocabulary()} {word}")
def test_a_word_has_a_label_in_both_languages_and_a_definition(word: Word) -> None:
    assert word.term.label("en")
    assert word.term.label("ar")
    assert word.term.label("fr") == word.term.en
    assert word.term.definition.endswith(".")


def test_a_vocabulary_is_named_after_its_class() -> None:
    assert SourceKind.vocabulary() == "source_kind"


def test_a_number_that_was_never_given_is_an_error() -> None:
    with pytest.raises(KeyError):
        Measure.of(99)


def test_numbers_fit_the_column_that_holds_them() -> None:
    assert all(1 <= word.number < 2**15 for word in WORDS)
