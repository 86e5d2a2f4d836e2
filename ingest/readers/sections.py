"""The sections of a number format, of which one is chosen for each number: by its sign, or as [>=100] says."""

import operator
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import pairwise
from typing import Final

from ingest.readers.worded import Worded, worded

_PIECES: Final = re.compile(r'"[^"]*"|\\.|[_*].|\[[^\]]*\]|(;)|.', re.DOTALL)
_CONDITION: Final = re.compile(r"\[\s*(<=|>=|<>|<|>|=)\s*(-?\d+(?:\.\d+)?)\s*\]")
_COMPARED: Final[dict[str, Callable[[float, float], bool]]] = {
    "<": operator.lt,
    "<=": operator.le,
    ">": operator.gt,
    ">=": operator.ge,
    "=": operator.eq,
    "<>": operator.ne,
}
_OF_NUMBERS: Final = 3
"""Sections of numbers; a fourth is that of texts."""

_Condition = tuple[str, float]


@dataclass(frozen=True, slots=True)
class Sections:
    """What each section adds to a number, and for which numbers it is: None for all that no other is for."""

    words: tuple[Worded | None, ...]
    conditions: tuple[_Condition | None, ...]
    by_sign: bool

    def text(self, number: float) -> str | None:
        """The number as people see it; None where that is no more than the number.

        None as well for one below zero, where no section is for such: the programs differ in what they write.
        """
        if number < 0 and not self.by_sign:
            return None
        for words, condition in zip(self.words, self.conditions, strict=True):
            if condition is None or _COMPARED[condition[0]](number, condition[1]):
                return words.text(abs(number)) if words else None
        return None


def sections(code: str) -> Sections | None:
    """The sections of a number format; None where none says more than the number."""
    parts = list(_split(code))[:_OF_NUMBERS]
    words = tuple(map(worded, parts))
    said = [_condition(part) for part in parts]
    by_sign = len(parts) > 1 and not any(said)
    return Sections(words, tuple(_completed(said)), by_sign) if any(words) else None


def _split(code: str) -> Iterator[str]:
    ends = [found.start() for found in _PIECES.finditer(code) if found[1]]
    return (code[start + 1 : end] for start, end in pairwise([-1, *ends, len(code)]))


def _condition(section: str) -> _Condition | None:
    found = _CONDITION.match(re.sub(r"^(?:\[[A-Za-z]+\d*\])+", "", section))
    return (found[1], float(found[2])) if found else None


def _completed(said: list[_Condition | None]) -> Iterator[_Condition | None]:
    """The conditions with those that need not be said: above zero, below zero, and the last for all others."""
    for at, condition in enumerate(said):
        if condition is not None or at == len(said) - 1:
            yield condition
        elif at == 0:
            yield (">" if len(said) == _OF_NUMBERS or said[1] else ">="), 0
        else:
            yield "<", 0
