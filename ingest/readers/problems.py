"""What readers tell: refusals of a file, warnings and notes."""

from db.vocabulary import Severity
from ingest.issues import Issue
from ingest.readers.table import OVERFLOW, UnreadableFileError


def refusal(code: str, message: str, remedy: str, row: int | None = None) -> UnreadableFileError:
    """A file that can't be read as a whole, to be raised."""
    return UnreadableFileError(Issue(Severity.ERROR, code, message, remedy, row))


def unreadable(
    why: str, remedy: str = "Open it in a spreadsheet program and save it as “CSV UTF-8”."
) -> UnreadableFileError:
    """The refusal of bytes that are no table, to be raised."""
    return refusal("unreadable_file", f"The file can't be read: {why}.", remedy)


def empty() -> UnreadableFileError:
    """The refusal of a file without a cell, to be raised."""
    return refusal("empty_file", "The file is empty.", "Start from `sijill template`.")


def note(code: str, message: str, row: int | None = None) -> Issue:
    """Something worth knowing that asks nothing of anybody."""
    return Issue(Severity.NOTE, code, message, "", row)


def warning(code: str, message: str, remedy: str, row: int | None = None, column: str | None = None) -> Issue:
    """Something to look at."""
    return Issue(Severity.WARNING, code, message, remedy, row, column)


def in_scale(row: int, said: str) -> Issue:
    """A title by which the figures below it may stand for a thousand times as many people."""
    message = f"Row {row} above the header says {said!r}, and every figure was read as it stands: 1,200 as 1,200."
    remedy = "If they stand for more, write each in full, such as 1,200,000, and send the file again."
    return warning("title_of_scale", message, remedy, row)


def too_many_cells(row: int, extra: str) -> Issue:
    """A row that does not fit under its header: nobody can say which cell belongs where."""
    return Issue(
        Severity.ERROR,
        "too_many_cells",
        f"The row has more cells than there are columns: {extra!r} stands outside.",
        "Put text that holds the separator in quotation marks, or remove the stray cell. "
        f"In a file of rejects, put the row's cells in their columns and empty “{OVERFLOW}”.",
        row,
        OVERFLOW,
        extra,
    )
