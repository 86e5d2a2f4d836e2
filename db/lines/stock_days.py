"""Which lines of stocks are outdated, on whole columns: the same as :mod:`db.series.outdated` says of a frame."""

from datetime import date
from typing import Any, Final

import numpy as np
from sqlalchemy import select
from sqlmodel import Session, col

from db.columns.copies import Copy, Part, micros
from db.columns.numbers import NO_DAY, OPEN
from db.columns.spans import day
from db.lines.told import Told, taken
from db.models import Batch
from db.selection.selecting import Selection, day_number
from db.stock_validity import oldest_day, stock_validity
from db.views.view import View
from db.vocabulary import Series

_DAY: Final = 86_400_000_000
"""Microseconds."""


def looked_from(selection: Selection) -> date | None:
    """The day from which a selection's view looks at stocks; None for a register that knew none."""
    as_of, until = selection.view.filters.as_of, selection.view.filters.until
    newest = selection.copy.remember("newest stock", (as_of, selection.judged), lambda: _newest(selection))
    return min(newest, until) if newest and until else newest


def _newest(selection: Selection) -> date | None:
    return day(max((_newest_of(part, selection) for part in selection.copy.parts), default=NO_DAY))


def _newest_of(part: Part, selection: Selection) -> int:
    stood = _stood(part, selection.view)
    stock = np.flatnonzero((part["series"] == Series.STOCK.number) & selection.counting(part) & stood)
    days = days_of(lambda name: part.take(name, stock))
    return int(days[days <= part.take("recorded", stock) // _DAY].max(initial=NO_DAY))


def _stood(part: Part, view: View) -> Any:
    if view.filters.as_of is None:
        return part["superseded"] == OPEN
    moment = micros(view.filters.as_of)
    return (part["known"] <= moment) & (part["superseded"] > moment)


def days_of(take: Any) -> Any:
    """The days that figures speak of, else on which they ended, began or were published; ``take`` gives a column."""
    days = take("speaks")
    for name in ("last", "first", "published"):
        days = np.where(days == NO_DAY, take(name), days)
    return days


def outdated(session: Session, selection: Selection, told: Told, claims: Any) -> Any:
    """Which of the told claims at these places are of stocks that no longer stand."""
    copy, rows = selection.copy, told.rows[claims]
    since = looked_from(selection)
    found = taken(copy, "series", rows) == Series.STOCK.number
    if since is None or not found.any():
        return np.zeros(len(rows), bool)
    days = days_of(lambda name: taken(copy, name, rows))
    oldest = _oldest_by_batch(session, copy, since)[taken(copy, "batch", rows)]
    return found & (days != NO_DAY) & (days < oldest)


def _oldest_by_batch(session: Session, copy: Copy, since: date) -> Any:
    """The oldest day whose stock still stands, by the id of its batch."""
    validity = stock_validity()
    found = np.full(copy.most("batch") + 1, day_number(oldest_day(since, validity.otherwise.months)), np.int64)
    of_layouts = select(col(Batch.id), col(Batch.layout)).where(col(Batch.layout).in_(validity.layouts))
    for number, layout in session.connection().execute(of_layouts):
        if number is not None and number < len(found):
            found[number] = day_number(oldest_day(since, validity.of(layout).months))
    return found
