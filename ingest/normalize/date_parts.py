"""Patterns of dates: canonical words in, year, month and day out, as far as the words give them."""

import re
from dataclasses import dataclass
from typing import Final

from ingest.normalize.date_order import DayOrder, century
from ingest.normalize.reading import UnreadableError
from ingest.ways_out import with_options


@dataclass(frozen=True, slots=True)
class Parts:
    """What a text states of a date. Numbers are not checked yet; None is what it leaves out.

    ``short_year``: the year was written with two digits.
    """

    year: int | None = None
    month: int | None = None
    day: int | None = None
    short_year: bool = False


_GAP: Final = r"[\s/.\-]*"
_DAY: Final = r"(?P<day>\d{1,2})"
_MONTH: Final = r"(?P<month>\d{1,2})"
_NAMED: Final = r"M(?P<month>\d\d)"
_YEAR: Final = r"(?P<year>\d{4})"
_NUMERIC: Final = re.compile(r"(?P<first>\d{1,2})([/.\-])(?P<second>\d{1,2})\2(?P<year>\d{4}|\d{2})")
_NAMED_SHORT: Final = re.compile(rf"{_DAY}{_GAP}{_NAMED}[\s/.\-]+(?P<year>\d{{2}})")

_WHOLE: Final = tuple(
    (rule, re.compile(pattern))
    for rule, pattern in (
        ("iso_date/1", rf"{_YEAR}([/.\-]){_MONTH}\2{_DAY}"),
        ("iso_date/1", r"(?P<year>\d{4})(?P<month>\d\d)(?P<day>\d\d)"),
        ("named_date/1", rf"{_DAY}{_GAP}{_NAMED}{_GAP}{_YEAR}"),
        ("named_date/1", rf"{_NAMED}{_GAP}{_DAY}[\s/.\-]+{_YEAR}"),
        ("named_date/1", rf"{_YEAR}{_GAP}{_NAMED}{_GAP}{_DAY}"),
        ("month/1", rf"{_NAMED}{_GAP}{_YEAR}"),
        ("month/1", rf"{_YEAR}{_GAP}{_NAMED}"),
        ("month/1", rf"{_YEAR}[/.\-]{_MONTH}"),
        ("month/1", rf"{_MONTH}[/.\-]{_YEAR}"),
        ("year/1", _YEAR),
    )
)
_PARTIAL: Final = tuple(
    re.compile(pattern)
    for pattern in (_DAY, rf"{_DAY}{_GAP}{_NAMED}", rf"{_NAMED}{_GAP}{_DAY}", _NAMED, rf"{_DAY} {_YEAR}")
)
_CLOCK: Final = r"\d{1,2}[:h]\d{2}(?::\d{2}(?:\.\d+)?)?\s*(?:am|pm)?\s*(?:z|utc|gmt|[+\-]\d{2}:?\d{2})?"
_TIME: Final = re.compile(rf"(?<=\d)(?:\s+(?:a\s+)?|t){_CLOCK}$|^{_CLOCK}\s+(?=\S)")


def without_time(words: str) -> str:
    """A date and time without the time. The day stays as it is written, in whatever zone that was."""
    return _TIME.sub("", words)


def whole(words: str, order: DayOrder, shown: str = "") -> tuple[str, Parts] | None:
    """The rule and the parts of one date, month or year; None where no pattern fits.

    ``shown`` is what a person wrote, for a refusal to name. Raises ``UnreadableError``.
    """
    if match := _NUMERIC.fullmatch(words):
        return "numeric_date/1", _ordered(match, order, shown)
    if match := _NAMED_SHORT.fullmatch(words):
        return "named_date/1", Parts(_short_year(match, order, shown), int(match["month"]), int(match["day"]), True)
    for rule, pattern in _WHOLE:
        if match := pattern.fullmatch(words):
            return rule, _parts(match)
    return None


def partial(words: str) -> Parts | None:
    """The parts of one end of a range that leaves some to the other end: ``9``, ``30 M09``, ``M10 9``, ``11 2023``."""
    return next((_parts(match) for pattern in _PARTIAL if (match := pattern.fullmatch(words))), None)


def _parts(match: re.Match[str]) -> Parts:
    said = {name: int(number) for name, number in match.groupdict().items()}
    return Parts(said.get("year"), said.get("month"), said.get("day"))


def _ordered(match: re.Match[str], order: DayOrder, shown: str) -> Parts:
    """The parts of ``03/04/2017``, by the column's order, else by the only order in which it is a date."""
    first, second = int(match["first"]), int(match["second"])
    short = len(match["year"]) == 2
    year = _short_year(match, order, shown) if short else int(match["year"])
    decided = order in (DayOrder.DAY_FIRST, DayOrder.MONTH_FIRST)
    if not decided and first != second and max(first, second) <= 12:
        raise UnreadableError(
            "ambiguous_day_month",
            f"{match[0]!r} can be day/month or month/day, and {_WHY_OPEN[order]}.",
            _remedy(year, order),
        )
    month_first = order is DayOrder.MONTH_FIRST or (not decided and second > 12)
    day, month = (second, first) if month_first else (first, second)
    return Parts(year, month, day, short)


def _short_year(match: re.Match[str], order: DayOrder, shown: str) -> int:
    """The year of two digits; it may be the first number of the date as well, unless the column shows the order."""
    year = century(int(match["year"]))
    if order in _DECIDED and year is not None:
        return year
    text = shown or match[0]
    message = (
        f"In {text!r} the year has two digits, and may be of this century or of the last."
        if order in _DECIDED
        else f"In {text!r} the year has two digits, and no date of its column shows which of its numbers that is."
    )
    raise UnreadableError("two_digit_year", message, "Write the year with four digits.")


def _remedy(year: int, order: DayOrder) -> str:
    """The way out: a column whose dates contradict each other, or what was stated, is not settled by stating more."""
    if order is not DayOrder.UNKNOWN:
        return f"Write the date as {year}-MM-DD."
    where = with_options("--day-first", "--month-first")
    return f"Write the date as {year}-MM-DD, or say which of the two comes first, {where}."


_DECIDED: Final = (DayOrder.DAY_FIRST, DayOrder.MONTH_FIRST, DayOrder.SWAPPED)
_WHY_OPEN: Final = {
    DayOrder.UNKNOWN: "nothing in its column decides",
    DayOrder.MIXED: "its column holds dates of both orders",
    DayOrder.SWAPPED: "its column holds dates of both orders",
    DayOrder.CONTRADICTED: "its column shows another order than was stated for the file",
}
