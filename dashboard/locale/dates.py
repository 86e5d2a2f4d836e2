"""Days, months and periods in words, with Western digits."""

from calendar import monthrange
from datetime import date

from babel import Locale
from babel.dates import format_date


def day_words(day: date, locale: Locale) -> str:
    """ "30 November 2024"."""
    return format_date(day, "d MMMM y", locale=locale)


def month_words(day: date, locale: Locale) -> str:
    """ "November 2024"."""
    return format_date(day, "MMMM y", locale=locale)


def period_words(since: date, until: date, locale: Locale) -> tuple[str, str | None]:
    """The first and the last part of a period, without what both have in common.

    Whole years and whole months are said as such. One day, month or year has no last part.
    """
    if _starts_year(since) and _ends_year(until):
        return str(since.year), str(until.year) if until.year != since.year else None
    if since.day == 1 and _ends_month(until):
        pattern = "MMMM" if since.year == until.year else "MMMM y"
        last = month_words(until, locale)
        return (last, None) if _same_month(since, until) else (format_date(since, pattern, locale=locale), last)
    last = day_words(until, locale)
    if since == until:
        return last, None
    if _same_month(since, until):
        return str(since.day), last
    return format_date(since, "d MMMM" if since.year == until.year else "d MMMM y", locale=locale), last


def _same_month(one: date, other: date) -> bool:
    return (one.year, one.month) == (other.year, other.month)


def _ends_month(day: date) -> bool:
    return day.day == monthrange(day.year, day.month)[1]


def _starts_year(day: date) -> bool:
    return (day.month, day.day) == (1, 1)


def _ends_year(day: date) -> bool:
    return (day.month, day.day) == (12, 31)
