"""Names of places that may be one, spelt in two ways."""

import re
from typing import Final

from rapidfuzz import fuzz

from ingest.normalize.fold import plain

LEAST_LIKENESS: Final = 80.0
"""RapidFuzz's ratio of two folded words, in percent, from which on they may be one that is spelt in two ways."""
_LITTLE: Final = 2
"""Letters up to which a word is an article or the like."""


def alike(one: str, other: str) -> bool:
    """Whether the names, without that of the area around each, are alike word by word, with the same numbers."""
    first, second = _names(one), _names(other)
    if not first[0] or [len(name) for name in first] != [len(name) for name in second]:
        return False
    return all(_one_word(*pair) for names in zip(first, second, strict=True) for pair in zip(*names, strict=True))


def told_closer(one: str, other: str) -> bool:
    """Whether one of the places is told by the names of the other and perhaps more: ``Ariha, Idleb`` and ``Ariha``."""
    names, others = ({plain(name) for name in place.split(", ")} for place in (one, other))
    return names <= others or others <= names


def _names(place: str) -> list[list[str]]:
    """The words of each name but the last, which is of the area; of a lone name those of it."""
    names = place.split(", ")
    return [_words(name) for name in names[: max(1, len(names) - 1)]]


def _words(name: str) -> list[str]:
    words: list[str] = re.findall(r"[^\W\d]+|\d+", plain(name))
    return [word for word in words if len(word) > _LITTLE or word.isdecimal()]


def _one_word(one: str, other: str) -> bool:
    return one == other or (not one.isdecimal() and fuzz.ratio(one, other) >= LEAST_LIKENESS)
