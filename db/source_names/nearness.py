"""Whether two names may be one organisation, spelt in two ways.

Nothing is merged by this: "Media office 1" and "Media office 2" are two, and so are "Office East" and "Office Coast".
"""

import re
from functools import lru_cache
from typing import Final
from unicodedata import combining, normalize

from rapidfuzz import fuzz

LEAST_LIKENESS: Final = 90.0
"""RapidFuzz's ratio of the folded names, in percent, from which on they may be one."""
LEAST_LIKENESS_OF_WORDS: Final = 80.0
"""The same of each two words where the names have as many: one word may make another office (East, West)."""
LEAST_LETTERS: Final = 6
"""Shorter names are mostly initials, of which one letter makes another organisation."""

_LITTLE: Final = frozenset({"al", "and", "at", "by", "el", "for", "in", "of", "on", "the"})


@lru_cache(maxsize=65_536)
def may_be_one(one: str, other: str) -> bool:
    """Whether two names are alike enough, word by word too, and have the same numbers in them."""
    first, second = _folded(one), _folded(other)
    if min(len(first), len(second)) < LEAST_LETTERS:
        return first == second
    if fuzz.ratio(first, second) < LEAST_LIKENESS or _numbers(first) != _numbers(second):
        return False
    words, others = first.split(), second.split()
    if len(words) != len(others):
        return True
    pairs = [pair for pair in zip(words, others, strict=True) if not _LITTLE.issuperset(pair)]
    return all(fuzz.ratio(*pair) >= LEAST_LIKENESS_OF_WORDS for pair in pairs)


def _folded(name: str) -> str:
    """The words of a name without case, accents, signs and an article in front."""
    letters = "".join(letter for letter in normalize("NFKD", name) if not combining(letter)).casefold()
    return " ".join(re.findall(r"\w+", letters)).removeprefix("the ")


def _numbers(name: str) -> list[str]:
    return re.findall(r"\d+", name)
