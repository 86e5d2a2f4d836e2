"""Which table of a workbook is read: the first, or where that is none of claims, the first one that is.

A workbook often begins with a sheet that says what is in it, as the register's own exports do.
"""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path

from sqlmodel import Session

from db.vocabulary import Severity
from ingest.issues import Issue
from ingest.layouts.form import Form, form_of
from ingest.layouts.mapping.column_map import ColumnMap
from ingest.layouts.own_export import OWN_EXPORT
from ingest.readers import read
from ingest.readers.table import Table, UnreadableFileError
from ingest.ways_out import with_options


def table_of_claims(
    session: Session, path: Path, file_name: str | None, sheet: str | None, mapping: ColumnMap | None
) -> tuple[Table, Form, tuple[Issue, ...]]:
    """The table with its form, and what is to be said of the choice: which was taken, or which others there are.

    The sheet or map that somebody asked for decides. Raises :class:`UnreadableFileError` and ``ColumnMapError``.
    """
    table = read(path, file_name=file_name, sheet=sheet)
    form = form_of(session, table, mapping)
    if sheet is not None or mapping is not None or not table.others or not _errors(form):
        return table, form, ()
    for other in _others(path, file_name, table.others):
        found = form_of(session, other)
        if not _errors(found) or found.layout[0] == OWN_EXPORT:  # one that is refused says why
            return _without(other, "other_sheets"), found, (_chosen(table, other),)
    return table, form, (_named(table.others),)


def _errors(form: Form) -> bool:
    return any(issue.severity is Severity.ERROR for issue in form.issues)


def _others(path: Path, file_name: str | None, names: Sequence[str]) -> Iterator[Table]:
    for name in names:
        try:
            yield read(path, file_name=file_name, sheet=name)
        except UnreadableFileError:
            continue


def _without(table: Table, code: str) -> Table:
    """The table without what was said of the others, which the choice says better."""
    return replace(table, issues=tuple(issue for issue in table.issues if issue.code != code))


def _chosen(first: Table, other: Table) -> Issue:
    message = f"The first sheet, {first.sheet!r}, is no table of claims; {other.sheet!r} was read."
    return Issue(Severity.WARNING, "sheet_chosen", message, f"To read another, name it {with_options('--sheet')}.")


def _named(names: Sequence[str]) -> Issue:
    message = f"None of the workbook's other sheets is a table of claims either: {', '.join(names)}."
    remedy = f"To see what one lacks, name it {with_options('--sheet')}."
    return Issue(Severity.WARNING, "sheet_chosen", message, remedy)
