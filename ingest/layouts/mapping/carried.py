"""What a map stated for all rows of an earlier file, told where the next one is read by it: it may be another's."""

from collections.abc import Container, Iterator
from typing import Final

from db.vocabulary import Severity
from ingest.issues import Issue
from ingest.layouts.mapping.checked import allowed_words
from ingest.layouts.mapping.column_map import DAYS, ColumnMap

CARRIED = "carried_constant"
"""The code of the warning that every row has a source, a place … that was stated for an earlier file."""
NOT_CARRIED = "day_not_kept"
"""The code of a day that was stated for an earlier file and is missing in this one."""

_OF_DOCUMENT: Final = frozenset({"published"})
"""Days that no figure is dated by: a file can do without."""


def of_earlier_file(mapping: ColumnMap, read: Container[str]) -> Iterator[Issue]:
    """What nobody has stated for this file; ``read`` are the fields that its columns are.

    A controlled word, such as a unit, belongs to the columns as their names do, and is not told.
    """
    for field in sorted(mapping.carried & mapping.constants.keys()):
        if not allowed_words(field):
            yield _carried(field, mapping.constants[field])
    for field in sorted(DAYS & mapping.days):
        if field not in read and field not in mapping.constants:
            yield _missing(field)


def _carried(field: str, text: str) -> Issue:
    message = f"The map kept for these columns says {text!r} for {field!r} in every row, as of an earlier file."
    on_page = "change it on the upload page, or " if field == "source" else ""
    remedy = f"If it is another here, {on_page}send the file with a map of its own (`--map FILE`)."
    return Issue(Severity.WARNING, CARRIED, message, remedy, value=text)


def _missing(field: str) -> Issue:
    message = f"The map kept for these columns stated {field!r} for an earlier file; days are not kept."
    remedy = "State it for this file under “constants” of a map (`--map FILE`), or in a column."
    severity = Severity.WARNING if field in _OF_DOCUMENT else Severity.ERROR
    return Issue(severity, NOT_CARRIED, message, remedy)
