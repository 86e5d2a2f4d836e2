"""What is said of rows that add up others, and of those that may."""

from collections.abc import Iterator
from typing import Any

import polars as pl

from db.vocabulary import Measure, Severity
from ingest.issues import Issue

Row = dict[str, Any]

_MOST_NAMED = 5
_KEPT_APART = (
    "It is kept as a figure of the day and not added to them. If it is an event of its own, give it an “incident”."
)


def adds_up(row: Row) -> Issue:
    """Of a row about an area whose parts come to its figure."""
    figure, comes_to = row["figure"], row["comes_to"]
    of_places = f"of places in it the same source says {comes_to:,} on the same day ({_places(row)})."
    message = f"The row says {figure:,} of an area; {of_places}"
    return _of_row(row, "adds_up_parts", message, _KEPT_APART)


def like_total(row: Row) -> Issue:
    """Of a row of a place that nobody knows whose figures are all what the other rows of its day come to."""
    message = f"Each figure of the row, as {row['figure']:,}, is what the other rows of its source and day come to."
    return _of_row(row, "adds_up_parts", message, _KEPT_APART)


def last_is_total(row: Row) -> Issue:
    """Of a file's last row whose figures are all what the others come to, and that is unlike them."""
    message = f"Each figure of the last row, as {row['figure']:,}, is what all other rows of the file come to."
    return _of_row(row, "adds_up_parts", message, _KEPT_APART)


def last_may_be_total(row: Row, *, dated: bool) -> Issue:
    """Of a file's last row whose figures are what the others come to: one ``dated`` may be an event all the same."""
    message = f"The last row says what all other rows of the file come to, {row['figure']:,}."
    added = "It is added to them. Delete it if it is their total."
    remedy = added if dated else "With a day it would be added to them. Delete it if it is their total."
    return _of_row(row, "may_add_up", message, remedy)


def may_hold(rows: pl.Series) -> Iterator[Issue]:
    """Of the rows about areas of whose parts their source speaks, too."""
    if named := _rows(rows):
        message = f"In {named} a source speaks of an area and, on the same day, of places in it."
        remedy = "They are added. If an area's figure holds those of its places, write “period” into its “series”."
        yield Issue(Severity.WARNING, "may_hold_parts", message, remedy)


def may_add_up(rows: pl.Series) -> Iterator[Issue]:
    """Of the rows whose figures are what others come to, and that may be events all the same."""
    if named := _rows(rows):
        message = f"In {named} the figure is what all other rows of the same source and day come to."
        yield Issue(Severity.WARNING, "may_add_up", message, "They are added. Delete them if they are totals.")


def held_total(row: Row) -> Issue:
    """Of a figure of the register about an area, of whose parts the file speaks."""
    at = f"batch {row['batch']}, row {row['row']}"
    message = (
        f"The register has {row['figure']:,} of an area ({at}), and of places in it the file makes {row['comes_to']:,}."
    )
    remedy = "They are added. If they are the same people, take that row back: its id with “duplicate” in “reason”."
    return Issue(Severity.WARNING, "may_hold_parts", message, remedy)


def _of_row(row: Row, code: str, message: str, remedy: str) -> Issue:
    column = Measure.of(row["measure"]).value
    return Issue(Severity.WARNING, code, message, remedy, row["row"], column, row["verbatim"])


def _rows(rows: pl.Series) -> str:
    """Rows of a file: their number and the first of them; nothing where there is none."""
    each = rows.unique().sort().to_list()
    if not each:
        return ""
    some = ", ".join(str(row) for row in each[:_MOST_NAMED])
    return f"{len(each)} rows ({some}{' …' if len(each) > _MOST_NAMED else ''})"


def _places(row: Row) -> str:
    """Where the parts of a sum stand: rows of the file, then those of earlier batches."""
    told = sorted((part["batch"] or 0, part["row"]) for part in row["told"])
    each = list(dict.fromkeys(f"batch {batch}, row {at}" if batch else f"row {at}" for batch, at in told))
    return "; ".join(each[:_MOST_NAMED]) + (" …" if len(each) > _MOST_NAMED else "")
