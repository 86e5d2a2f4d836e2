"""Dates of a file of which somebody says that the day, or the month, comes first.

What is stated settles dates that can be either. It never overrides one that can be only one day: a date that shows
another order is refused, so that nothing is read in two ways depending on who sends it.
"""

from contextlib import suppress
from datetime import date

from ingest.normalize.date import DayOrder, When, read_date
from ingest.normalize.date_unreadable import refusal
from ingest.normalize.reading import UnreadableError


def read_date_as_stated(text: str, *, order: DayOrder, stated: DayOrder, from_1904: bool = False) -> When:
    """Read one date or range; ``order`` is what ``day_order_as_stated`` says about its column.

    Raises ``UnreadableError`` as :func:`~ingest.normalize.date.read_date` does, or with ``other_day_order``.
    """
    try:
        when = read_date(text, order=order, from_1904=from_1904)
    except UnreadableError as error:
        if order is stated and _days(text, DayOrder.UNKNOWN) is not None:
            raise refusal("other_day_order", text) from error
        raise
    if order is not stated and _days(text, stated, from_1904=from_1904) != (when.start, when.end):
        raise refusal("other_day_order", text)
    return when


def _days(text: str, order: DayOrder, *, from_1904: bool = False) -> tuple[date | None, date | None] | None:
    """The first and the last day; None where it can't be read so."""
    with suppress(UnreadableError):
        when = read_date(text, order=order, from_1904=from_1904)
        return when.start, when.end
    return None
