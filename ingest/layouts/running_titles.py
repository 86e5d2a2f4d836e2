"""Titles above a table that say that its figures are running totals, where no column of it does."""

from collections.abc import Collection, Iterator

from db.vocabulary import Severity
from ingest.issues import Issue
from ingest.layouts.total_rows import says_running
from ingest.readers.table import Table

_REMEDY = "If they do, add a column “series” with “cumulative” in each row; else they are added."


def running_titles(table: Table, fields: Collection[str]) -> Iterator[Issue]:
    """A warning for each such title of a table with these fields; one that states the series says it of each row."""
    if "series" in fields or "as_of" in fields:
        return
    for issue in table.issues:
        if issue.code == "title_row" and (said := says_running(issue.message)):
            message = f"Row {issue.row} above the header says {said!r}: each figure may hold those before it."
            yield Issue(Severity.WARNING, "title_of_totals", message, _REMEDY, issue.row)
