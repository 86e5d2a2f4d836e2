"""Why words can't be read as a date: one registry of codes, each with its message and the way out."""

import re
from typing import Final

from ingest.normalize.date_words import canonical, is_hijri, is_numbered_week
from ingest.normalize.reading import UnreadableError

_REMEDY: Final = "Write it as 2017-02-28, as 2017-02 for a month, or as 2017-02-26/2017-02-28 (1900 to 2100)."

DATE_CODES: Final[dict[str, tuple[str, str]]] = {
    "unreadable_date": ("{text!r} is not a date that the rules can read.", _REMEDY),
    "no_year": ("{text!r} does not say in which year.", _REMEDY),
    "other_calendar": (
        "{text!r} seems to be a date of the Hijri or the Persian calendar.",
        "Write the Gregorian day that the source gives; a table may miss the source's day by one or two.",
    ),
    "numbered_week": (
        "{text!r} numbers a week, and weeks are numbered in several ways.",
        "Write its first and last day, or the week of ISO 8601 as 2024-W48.",
    ),
    "lone_serial": (
        "{text!r} may be a day in Excel's count, but its column holds other dates.",
        "Format the column as dates and export it again.",
    ),
    "no_such_day": ("{text!r} is no day of the calendar.", "Correct the date."),
    "other_day_order": (
        "{text!r} has its day and its month in another order than was stated for the file.",
        "Write the date as 2024-11-30, or send the file without that statement.",
    ),
    "swapped_day_month": (
        "{text!r} may have its day and its month exchanged: a spreadsheet program took for dates only those of the "
        "column that have no number above 12.",
        "Write every date of the column as 2024-11-30, as its source has it.",
    ),
    "reversed_range": ("{text!r} ends before it begins.", "Put the earlier date first, or correct it."),
}

_YEAR: Final = re.compile(r"(?<!\d)\d{4}(?!\d)")
_MONTH: Final = re.compile(r"M\d\d")
_SHOWN: Final = 80


def refusal(code: str, text: str) -> UnreadableError:
    """The error of ``code`` for ``text``, which it shows shortened."""
    message, remedy = DATE_CODES[code]
    shown = text if len(text) <= _SHOWN else text[: _SHOWN - 1] + "…"
    return UnreadableError(code, message.format(text=shown), remedy)


def nearest_refusal(text: str) -> UnreadableError:
    """The nearest reason why ``text`` is not read as a date."""
    words = canonical(text)
    if is_hijri(words):
        return refusal("other_calendar", text)
    if is_numbered_week(words):
        return refusal("numbered_week", text)
    if _MONTH.search(words) and not _YEAR.search(words):
        return refusal("no_year", text)
    return refusal("unreadable_date", text)
