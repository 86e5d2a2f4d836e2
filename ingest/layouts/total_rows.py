"""Words by which a row says that it adds up others, or speaks of the whole: knowledge in ``total_words.yml``."""

from collections.abc import Iterable
from functools import cache
from importlib import resources

import polars as pl
from pydantic import BaseModel, ConfigDict, model_validator

from ingest.knowledge import knowledge
from ingest.normalize.place_name import fold

Phrase = tuple[str, ...]

_LETTERS = 4
_LETTER_BY_LETTER = "t o t"


class _Words(BaseModel):
    """What ``total_words.yml`` says, folded word by word."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    adds_up: frozenset[Phrase]
    alone: frozenset[Phrase]
    whole: frozenset[Phrase]
    around: frozenset[Phrase]
    running: frozenset[Phrase]
    before: frozenset[Phrase]

    @model_validator(mode="before")
    @classmethod
    def _folded(cls, said: dict[str, list[str]]) -> dict[str, frozenset[Phrase]]:
        return {name: frozenset(_phrase(words) for words in listed) for name, listed in said.items()}

    @model_validator(mode="after")
    def _words_mean_one_thing(self) -> "_Words":
        if twice := (self.adds_up & self.alone) | (self.whole & self.around) | (self.adds_up & self.whole):
            raise ValueError(f"total_words.yml: {sorted(twice)} stands in two lists")
        if () in self.adds_up | self.alone | self.whole | self.running:
            raise ValueError("total_words.yml: a word that folds to nothing")
        return self


def adds_up(text: str, *, of_place: bool) -> bool:
    """Whether a cell says that its row is a total of others.

    The name of a place may have the word anywhere ("Total killed in Idleb"), any other name only at its end.
    """
    words, known = _phrase(text), _words()
    if words in known.alone:
        return True
    lengths = {len(phrase) for phrase in known.adds_up}
    last = {words[-length:] for length in lengths}
    return not known.adds_up.isdisjoint(_runs(words, lengths) if of_place else last)


def is_total(text: str) -> bool:
    """Whether a cell is nothing but a word for a total, whatever column it is in: "Total", "Grand total", "المجموع"."""
    words, known = _phrase(text), _words()
    return words in known.adds_up or (words[1:] in known.adds_up and words[:1] in known.before)


def says_running(text: str) -> str:
    """The words of a title that say that figures hold those before them ("cumulative", "since"); "" where none do."""
    words, known = _phrase(text), _words().running
    found = _runs(words, {len(phrase) for phrase in known}) & known
    longest = sorted(found, key=lambda phrase: (-len(phrase), phrase))[:1]
    return " ".join(word for phrase in longest for word in phrase)


def that_may_add_up(texts: pl.Series) -> pl.Series:
    """Which of many texts hold letters of a word for a total: few, to be looked at one by one with :func:`adds_up`."""
    return texts.str.contains_any(_beginnings(), ascii_case_insensitive=True).fill_null(value=False)


def names_whole(text: str, countries: Iterable[str] = ()) -> bool:
    """Whether the name of a place says "everywhere", with or without one of ``countries``: "All", "عموم سوريا"."""
    known = _words()
    words = _without(_phrase(text), countries)
    said = {(word,) for word in words} - known.around
    return words in known.whole or (bool(said) and said <= known.whole)


def _runs(words: Phrase, lengths: Iterable[int]) -> set[Phrase]:
    """All runs of so many words."""
    return {words[at : at + length] for length in lengths for at in range(len(words))}


def _without(words: Phrase, names: Iterable[str]) -> Phrase:
    kept = f" {' '.join(words)} "
    for name in sorted((fold(name) for name in names), key=len, reverse=True):
        kept = kept.replace(f" {name} ", " ")
    return tuple(kept.split())


@cache
def _words() -> _Words:
    text = resources.files("ingest.layouts").joinpath("total_words.yml").read_text(encoding="utf-8")
    return _Words.model_validate(knowledge(text))


@cache
def _beginnings() -> list[str]:
    """The longest word of each phrase without its ending, as it is folded and as people write it."""
    said = _words()
    folded = {max(phrase, key=len)[:_LETTERS] for phrase in said.adds_up | said.alone} | {_LETTER_BY_LETTER}
    spelt = folded | {word.replace("ا", alef, 1) for word in folded for alef in "أإ"}
    return sorted(spelt | {word.upper() for word in spelt} | {word.capitalize() for word in spelt})


def _phrase(text: str) -> Phrase:
    """A text word by word, folded, without its numbers; what is written letter by letter is one word."""
    words = tuple(word for word in fold(text).split() if not word.isdigit())
    return ("".join(words),) if len(words) >= _LETTERS and all(len(word) == 1 for word in words) else words
