"""Names that say who is displaced and not whether they moved then (a flow) or live so on that day (a stock)."""

from collections.abc import Iterator
from functools import cache

from db.vocabulary import Measure, Severity
from ingest.issues import Issue
from ingest.layouts.columns import Columns
from ingest.layouts.fields import generic
from ingest.layouts.header.column_name import measure_of, read_name
from ingest.layouts.mapping.mapped import AS_MAPPED
from ingest.normalize.fold import plain
from ingest.readers.table import Table

_REMEDY = (
    "If they live in displacement on that day, call them “idps”; if they were displaced then, call them “displaced”."
)


def flow_or_stock(columns: Columns, table: Table) -> Iterator[Issue]:
    """A warning for a column that is known by such a name alone, and for cells that name their measure so.

    None where a person has said what the columns are.
    """
    if any(issue.code == AS_MAPPED for issue in columns.issues):
        return
    for slot, column in columns.by_field.items():
        if measure_of(slot) is Measure.DISPLACED and _is_named_so(column):
            yield _told(f"Column {column!r}", column, column)
    if measures := columns.by_field.get("measure"):
        for cell in table.frame[measures].drop_nulls().unique(maintain_order=True):
            if plain(cell) in _names():
                yield _told(f"The measure {cell!r}", measures, cell)


def _told(what: str, column: str, value: str) -> Issue:
    message = f"{what} does not say whether people moved or live in displacement; it is read as movements."
    return Issue(Severity.WARNING, "flow_or_stock", message, _REMEDY, None, column, value)


def _is_named_so(column: str) -> bool:
    """Whether the name of a column has no other word for its measure: "الأسر النازحة", "النازحون (أسر)"."""
    known_as = read_name(column).known_as
    return known_as in _names() or not _names().isdisjoint(known_as.split())


@cache
def _names() -> frozenset[str]:
    return frozenset(plain(name) for name in generic().flow_or_stock)
