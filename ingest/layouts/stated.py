"""How a file is to be read, as whoever sends it says: what its cells leave open, of this file and of no other.

What is stated settles what could be read in two ways and never overrides what can be read in one. It is told among the
problems of the file, so that whoever looks at its batch knows by what it was read.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

import polars as pl

from db.households import HouseholdSize
from db.vocabulary import Severity
from ingest.issues import Issue
from ingest.layouts import household_size
from ingest.normalize.date_order import DayOrder


class DecimalMark(StrEnum):
    """Which mark stands before the decimals of a number; the other one parts its thousands."""

    POINT = "point"
    COMMA = "comma"

    @property
    def sign(self) -> str:
        return "." if self is DecimalMark.POINT else ","


@dataclass(frozen=True, slots=True)
class Stated:
    """``sheet`` is one of a workbook's; ``days`` is DAY_FIRST or MONTH_FIRST, ``decimal`` the mark in its figures.

    ``household`` is how many people a household has, where no row says it.
    """

    sheet: str | None = None
    days: DayOrder | None = None
    decimal: DecimalMark | None = None
    household: HouseholdSize | None = None

    @property
    def decimal_sign(self) -> str | None:
        return None if self.decimal is None else self.decimal.sign


NOTHING: Final = Stated()


def stated_in_words(
    *,
    sheet: str = "",
    day_order: str = "",
    decimal_mark: str = "",
    household_size: str = "",
    household_size_source: str = "",
) -> Stated:
    """What these words state; one that is blank states nothing.

    Raises ``HouseholdSizeError``, and ``ValueError`` for a word that is neither blank nor known.
    """
    days = DayOrder(day_order) if day_order else None
    decimal = DecimalMark(decimal_mark) if decimal_mark else None
    if days not in (None, DayOrder.DAY_FIRST, DayOrder.MONTH_FIRST):
        raise ValueError(f"{day_order!r} is no order of day and month that can be stated")
    return Stated(sheet if sheet.strip() else None, days, decimal, _size_of(household_size, household_size_source))


_size_of: Final = household_size.stated


def of_figures(claims: pl.DataFrame, stated: Stated) -> Iterator[Issue]:
    """What is told of what was stated for all figures of a file, whose ``claims`` are all of these."""
    if stated.decimal is not None:
        marked = claims.filter(pl.col("verbatim").str.contains(_MARKED)).height
        message = f"The file was sent with the {stated.decimal} as its decimal mark; figures with a mark: {marked:,}."
        yield Issue(Severity.NOTE, "decimal_mark_stated", message, "Look whether they are read as they are meant.")
    if stated.household is not None:
        yield household_size.of_whole_file(claims, stated.household)


_MARKED: Final = r"\d[.,،]\d"


def refusal_of_mark(stated: Stated) -> Issue | None:
    """Why the mark that was stated can't be that of a workbook or of JSON, which keep numbers of their own."""
    if stated.decimal is not DecimalMark.COMMA:
        return None
    message = "A workbook or JSON keeps its numbers with a point; a decimal comma can't be stated for it."
    remedy = "Send it without that statement; write figures that are texts without marks, such as 1200."
    return Issue(Severity.ERROR, "decimal_comma_of_numbers", message, remedy)
