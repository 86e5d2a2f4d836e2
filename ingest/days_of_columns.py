"""Which number of 03/04/2024 is the day in each column of dates: as it shows itself, or as was stated for the file."""

from collections.abc import Iterator, Mapping
from typing import Final

from db.vocabulary import Severity
from ingest.issues import Issue
from ingest.layouts.form import Form, column_name
from ingest.normalize.date import DayOrder, day_order, read_date
from ingest.normalize.date_order import contradiction, day_order_as_stated, rules_out
from ingest.normalize.reading import UnreadableError

_DATES: Final = ("date", "month", "from", "to", "as_of", "published")
_FIRST: Final = {DayOrder.DAY_FIRST: "day", DayOrder.MONTH_FIRST: "month"}


def day_orders(form: Form, stated: DayOrder | None) -> dict[str, DayOrder]:
    """The order by which each field of dates is read; ``stated`` settles only what its column leaves open."""
    if stated is None:
        return {name: day_order(form.values(name)) for name in _DATES}
    return {name: day_order_as_stated(form.values(name), stated) for name in _DATES}


def told_of_orders(form: Form, orders: Mapping[str, DayOrder], stated: DayOrder | None) -> Iterator[Issue]:
    """What is told of columns that contradict themselves, and of what was stated for the file."""
    yield from _mixed(form, orders)
    if stated is not None:
        yield from _stated(form, orders, stated)
        yield from _contradicted(form, orders, stated)


def _mixed(form: Form, orders: Mapping[str, DayOrder]) -> Iterator[Issue]:
    """A column of dates that writes the day first in one row and the month first in another."""
    for name, order in orders.items():
        if order is DayOrder.MIXED and (pair := contradiction(form.values(name))):
            message = f"The column writes the day first in {pair[0]!r} and the month first in {pair[1]!r}."
            remedy = "Dates that could be either are rejected. Write all of them as 2024-11-30."
            yield Issue(Severity.WARNING, "mixed_day_order", message, remedy, None, column_name(form.fields, name))


def _stated(form: Form, orders: Mapping[str, DayOrder], stated: DayOrder) -> Iterator[Issue]:
    """The columns in which what was stated settled something."""
    settled = [name for name, order in orders.items() if order is stated and any(map(_is_open, form.values(name)))]
    for name in settled:
        message = f"Dates that could be either are read with the {_FIRST[stated]} first, as was stated for the file."
        remedy = "Look whether they are read as they are meant."
        yield Issue(Severity.NOTE, "day_order_stated", message, remedy, None, column_name(form.fields, name))
    if not settled:
        message = f"The file was sent with the {_FIRST[stated]} first in its dates; none of them is read by that."
        yield Issue(Severity.NOTE, "day_order_stated", message, "Dates that tell their order by themselves stay so.")


def _contradicted(form: Form, orders: Mapping[str, DayOrder], stated: DayOrder) -> Iterator[Issue]:
    for name, order in orders.items():
        if order is DayOrder.CONTRADICTED:
            other = next(value for value in sorted(form.values(name)) if rules_out(value, stated))
            message = f"{other!r} does not have the {_FIRST[stated]} first, as was stated for the file."
            remedy = "Dates that could be either are rejected. Write all of them as 2024-11-30."
            column = column_name(form.fields, name)
            yield Issue(Severity.WARNING, "day_order_contradicted", message, remedy, None, column)


def _is_open(text: str) -> bool:
    """Whether a text is a date only once its order is known."""
    try:
        read_date(text)
    except UnreadableError as error:
        return error.code in ("ambiguous_day_month", "two_digit_year")
    return False
