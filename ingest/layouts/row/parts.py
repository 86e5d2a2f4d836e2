"""What the claims of a row share, read from its cells: who speaks, when it was, and what words say of it.

Each function reads one combination of cells and gives one tuple, whose columns its schema names.
"""

from collections.abc import Iterator
from datetime import date
from typing import Any, Final

import polars as pl

from db.vocabulary import (
    Age,
    Basis,
    Credibility,
    DatePrecision,
    Population,
    RevisionReason,
    Series,
    Sex,
    Unit,
)
from ingest.layouts.cells import Cells
from ingest.layouts.row.month import day_in, look_beside_date, month_of
from ingest.layouts.row.status import reason_of_row
from ingest.layouts.sex_and_age import sex_and_age
from ingest.layouts.surroundings import Surroundings
from ingest.layouts.total_rows import adds_up
from ingest.normalize.date import When, precision_of
from ingest.normalize.source import names_nobody, read_source

Tuples = Iterator[tuple[Any, ...]]

SPEAKERS: Final = {"source": pl.String, "origin": pl.String, "direct": pl.Boolean}
WORDS: Final = {
    "revision_reason": RevisionReason,
    "population": Population,
    "sex": Sex,
    "age": Age,
    "basis": Basis,
    "credibility": Credibility,
    "series": Series,
    "unit": Unit,
}
WORD_COLUMNS: Final = {f"said_{name}": pl.Int16 for name in WORDS}
DAYS: Final = {
    "date_from": pl.Date,
    "date_to": pl.Date,
    "date_precision": pl.Int16,
    "speaks_of": pl.Date,
    "period_stated": pl.Boolean,
    "one_date": pl.Boolean,
    "since_stated": pl.Boolean,
}
PUBLISHED: Final = {"published": pl.Date}
DAY_FIELDS: Final = ("date", "month", "year", "from", "to", "as_of", "date_precision")


def look_at_name(cells: Cells, *, field: str) -> Tuples:
    """Reject a row that names nobody as its source, and one that is named as the total of others."""
    if field == "source" and not cells.text("source"):
        cells.reject("no_source", "The row does not say who makes the claim.", "Fill in “source”.", "source")
    elif field == "source" and names_nobody(cells.text("source")):
        message = f"{cells.text('source')!r} is no name of a source."
        cells.reject("no_source", message, "Write in each row the name of who says it, in full.", "source")
    look_at_total(cells, field)
    yield ()


def look_at_total(cells: Cells, field: str) -> None:
    """Reject a row that a cell names as the total of others."""
    if cells.text(field) and adds_up(cells.text(field), of_place=field not in {"source", "id"}):
        message = f"The row is a total of other rows: its {field} is {cells.text(field)!r}."
        cells.reject("total_row", message, "Delete it; the register adds up itself.", field)


def speakers(cells: Cells, surroundings: Surroundings) -> Tuples:
    """Who says it, and who said it first where they differ."""
    if ";" in cells.text("origin"):
        message = f"{cells.text('origin')!r} names more than one origin."
        remedy = "Name the one who said it first, or leave it blank and write “no” into “direct”."
        cells.reject("several_origins", message, remedy, "origin")
    source = read_source(cells.text("source"), surroundings.names)
    origin: str | None = read_source(cells.text("origin"), surroundings.names) or None
    if origin == source:  # also where it is spelt differently: a source does not relay itself
        origin = None
    yield source, origin, origin is None and cells.yes("direct", default=True)


def words(cells: Cells) -> Tuples:
    """The words of the vocabularies that columns hold, as numbers."""
    sex, age = sex_and_age(cells)
    of_both = {"sex": sex, "age": age, "revision_reason": reason_of_row(cells)}
    read = [of_both[name] if name in of_both else cells.word(name, kind) for name, kind in WORDS.items()]
    yield tuple(word.number if word else None for word in read)


def published(cells: Cells, surroundings: Surroundings) -> Tuples:
    """The day of publication."""
    when = surroundings.date(cells, "published")
    yield (when.start if when else None,)


def days(cells: Cells, surroundings: Surroundings) -> Tuples:
    """First and last day, precision, and the day a toll or stock speaks of."""
    first, last, as_of = (surroundings.date(cells, name) for name in ("from", "to", "as_of"))
    month = None if first or last else month_of(cells, surroundings)
    happened = day_in(cells, month) or surroundings.date(cells, "date")
    look_beside_date(cells, happened, month)
    happened = happened or month
    start = first.start if first else happened.start if happened else None
    end = last.end if last else happened.end if happened else None
    if end is None and start and as_of and as_of.end and as_of.end >= start:
        end = as_of.end
    if start and end and start > end:
        message = f"The period begins on {start} and ends before that, on {end}."
        cells.reject("from_after_to", message, "Mend it.", "from")
    _look_at_days(cells, surroundings.today, happened, first, last, as_of)
    stated = cells.word("date_precision", DatePrecision)
    precision = stated or (happened.precision if happened and not first and not last else _precision(start, end))
    yield (
        start,
        end,
        precision.number if precision else None,
        as_of.end if as_of else None,
        bool(cells.text("to")) and end != start,
        not any(cells.texts("from", "to", "as_of")),
        bool(happened and happened.start and happened.end is None),
    )


def _look_at_days(
    cells: Cells, today: date, happened: When | None, first: When | None, last: When | None, as_of: When | None
) -> None:
    """A toll of a day to come would hide the true one; a period may not be over; a date may lie beside its period."""
    if as_of and as_of.start and as_of.start > today:
        cells.reject("future_date", f"{as_of.start} lies in the future.", "Mend the date.", "as_of")
    begun = not (first and first.start and first.start > today)  # else that is said of the row
    if begun and last and last.start and last.start > today:
        cells.warn("future_date", f"{last.start} lies in the future.", "Mend the date, if it is not meant so.", "to")
    begins, ends = first.start if first else None, last.end if last else None
    if happened and happened.start and happened.end:
        outside = (begins and happened.end < begins) or (ends and happened.start > ends)
        if outside:
            message = _outside(cells.text("date"), begins, ends)
            cells.warn("date_outside_period", message, "The period is taken. Mend what is wrong.", "date")


def _outside(day: str, begins: date | None, ends: date | None) -> str:
    if begins and ends:
        return f"The date, {day!r}, lies outside of the period from {begins} to {ends}."
    if ends:
        return f"The date, {day!r}, lies after the end of the period, {ends}."
    return f"The date, {day!r}, lies before the beginning of the period, {begins}."


def _precision(start: date | None, end: date | None) -> DatePrecision | None:
    return precision_of((end - start).days + 1) if start and end and start <= end else None
