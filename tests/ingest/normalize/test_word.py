"""Words of vocabularies, as cells spell them."""

from pathlib import Path

import pytest
import yaml

from db.vocabulary import Age, Measure, Population, Sex, Unit, Word
from ingest.normalize.reading import UnreadableError
from ingest.normalize.word import read_word

NOUNS: dict[str, dict[str, list[str]]] = yaml.safe_load(
    Path(__file__).with_name("nouns.yml").read_text(encoding="utf-8")
)
VOCABULARIES = {vocabulary.vocabulary(): vocabulary for vocabulary in (Population, Age, Sex, Unit, Measure)}


@pytest.mark.parametrize(
    ("vocabulary", "word", "nouns"),
    [(name, word, nouns) for name, words in NOUNS.items() for word, nouns in words.items()],
)
def test_nouns_that_figures_count_are_words_of_the_vocabularies_too(
    vocabulary: str, word: str, nouns: list[str]
) -> None:
    read = {noun: read_word(VOCABULARIES[vocabulary], noun, {}) for noun in nouns}
    assert read == dict.fromkeys(nouns, word)


@pytest.mark.parametrize(
    ("vocabulary", "text"),
    [
        (Population, "civilian women"),
        (Population, "children"),
        (Population, "civilian soldiers"),
        (Population, "civilians of Idlib"),
        (Sex, "girls"),
        (Measure, "killed and injured"),
        (Population, ""),
    ],
)
def test_a_noun_that_says_more_or_something_else_is_refused_with_what_is_allowed(
    vocabulary: type[Word], text: str
) -> None:
    with pytest.raises(UnreadableError, match="is not a") as raised:
        read_word(vocabulary, text, {})
    assert raised.value.code == "unknown_word"
    assert next(iter(vocabulary)).value in raised.value.remedy


def test_a_synonym_of_the_layout_wins() -> None:
    assert read_word(Sex, "girls", {"girls": "female"}) is Sex.FEMALE
