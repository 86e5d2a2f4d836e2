"""Columns of answers that were ticked, 1 or 0, in tables of surveys: they are no numbers of people."""

from collections.abc import Iterator
from dataclasses import replace
from typing import Final

from db.vocabulary import Severity
from ingest.issues import Issue
from ingest.layouts.columns import Columns
from ingest.layouts.header.column_name import MEASURES, measure_of, read_name
from ingest.layouts.header.survey_names import is_survey
from ingest.layouts.mapping.mapped import AS_MAPPED
from ingest.readers.table import Table

_TICKED: Final = frozenset({"", "0", "1", "0.0", "1.0", "true", "false"})
_REMEDY: Final = (
    "If it is, say so on the upload page or in a map (`sijill map FILE` writes one); if not, add a column of numbers."
)


def without_ticked(columns: Columns, table: Table) -> Columns:
    """The columns without those of figures that stand behind the name of a question and hold nothing but 1 and 0.

    None is taken out where a person has said what the columns are. The file is refused if no figure is left.
    """
    if not is_survey(table.header) or any(issue.code == AS_MAPPED for issue in columns.issues):
        return columns
    ticked = [column for column in table.header if _is_ticked(table, column)]
    left = {slot: column for slot, column in columns.by_field.items() if column not in ticked}
    taken = [column for column in columns.by_field.values() if column in ticked]
    lost = bool(taken) and not any(measure_of(slot) or slot in {"value", "excerpt"} for slot in left)
    issues = (*columns.issues, *_told(ticked, Severity.ERROR if lost else Severity.WARNING))
    return replace(columns, by_field=left, unread=(*columns.unread, *taken), issues=issues)


def _is_ticked(table: Table, column: str) -> bool:
    """Whether a column is an answer of a question, named as a measure is: "harm/killed"."""
    question, _, answer = column.rpartition("/")
    if not question or read_name(answer).field not in MEASURES:
        return False
    cells = set(table.frame[column].str.strip_chars().str.to_lowercase().unique())
    return cells <= _TICKED and cells != {""}


def _told(columns: list[str], severity: Severity) -> Iterator[Issue]:
    for column in columns:
        message = f"Column {column!r} holds only 1 and 0, as ticked answers do; it was not read as a number of people."
        yield Issue(severity, "ticked_answers", message, _REMEDY, column=column)
