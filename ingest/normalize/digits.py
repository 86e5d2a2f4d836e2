"""Digits with separators to a number: "1,234", "1 234 567", "1.2", "٣٠٠٬٠٠٠".

Separators follow Unicode CLDR: the Arabic decimal separator U+066B and thousands separator U+066C mean one thing only;
a point or comma is read by what stands after it, and where that fits both it is an error, not a guess.
"""

import re
from dataclasses import dataclass
from fractions import Fraction

from ingest.normalize.fold import ARABIC_INDIC, PERSIAN
from ingest.normalize.unreadable import unreadable

GROUPING = "'٬\u00a0\u202f\u2007\u2009 "
ARABIC_DECIMAL = "٫"
# more digits than any number of people has, with room for a long fraction
MAX_DIGITS = 30

_SEPARATORS = re.compile(r"[^0-9]")


@dataclass(frozen=True, slots=True)
class Digits:
    """``value`` of a run of digits; ``assumed_thousands`` where a lone comma was read as English thousands."""

    value: Fraction
    assumed_thousands: bool = False


def read_digits(folded: str, original: str, decimal: str | None) -> Digits:
    """The number that ``folded`` (Western digits and separators) writes; ``original`` is what the error shows."""
    if folded.isdecimal() and len(folded) <= MAX_DIGITS and original.isascii():
        return Digits(Fraction(int(folded)))
    _check(folded, original)
    marks = [mark.replace("،", ",") for mark in _SEPARATORS.findall(folded)]
    groups = _SEPARATORS.split(folded)
    assumed = False
    mark = _decimal_mark(marks, groups, decimal, original)
    if mark is None and decimal is None:
        assumed = marks == [","]
    whole, fraction = (groups[:-1], groups[-1]) if mark else (groups, "")
    thousands = marks[:-1] if mark else marks
    _check_grouping(whole, thousands, original)
    return Digits(Fraction(int("".join(whole) + fraction), 10 ** len(fraction)), assumed)


def _check(folded: str, original: str) -> None:
    if len(folded) > 2 * MAX_DIGITS:
        raise unreadable("too_large", original)
    families = {_family(character) for character in original} - {None}
    if len(families) > 1:
        raise unreadable("mixed_digits", original)


def _family(character: str) -> str | None:
    if character in ARABIC_INDIC:
        return "arabic-indic"
    if character in PERSIAN:
        return "persian"
    return "western" if character.isdecimal() else None


def _decimal_mark(marks: list[str], groups: list[str], decimal: str | None, original: str) -> str | None:
    """The last separator if it is the decimal one, else None."""
    if not marks:
        return None
    last = marks[-1]
    if marks.count(last) > 1 or last in GROUPING:
        return None
    if last in (ARABIC_DECIMAL, decimal):
        return last
    if decimal is not None:
        return None
    return _undeclared_mark(marks, groups, original)


def _undeclared_mark(marks: list[str], groups: list[str], original: str) -> str | None:
    """A point or comma that occurs once, last, where nobody said what it means."""
    last = marks[-1]
    if len(marks) > 1 or len(groups[-1]) != 3:
        return last
    if groups[0].startswith("0") or len(groups[0]) > 3:
        return last
    if last == ".":
        raise unreadable("ambiguous_separator", original)
    return None


def _check_grouping(groups: list[str], marks: list[str], original: str) -> None:
    """Thousands come as one to three digits, then threes, with one and the same separator."""
    if not marks:
        return
    well_formed = 1 <= len(groups[0]) <= 3 and all(len(group) == 3 for group in groups[1:])
    if len(set(marks)) > 1 or ARABIC_DECIMAL in marks or not well_formed or groups[0].startswith("0"):
        raise unreadable("bad_grouping", original)
