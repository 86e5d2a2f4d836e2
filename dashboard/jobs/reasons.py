"""Why a job failed, in the one shape of problems."""

import logging
from collections.abc import Sequence
from typing import Final

from dashboard.api.issues import filter_problem, issue_row, problem
from dashboard.api.rows import Row
from dashboard.snapshot.errors import SnapshotError
from db.filters import FilterError
from ingest.issues import Issue
from ingest.layouts.mapping.column_map import ColumnMapError
from ingest.outcome import FileRefusedError

log = logging.getLogger(__name__)

CHANGED: Final = problem("changed", "Texts were redacted in the register while this was made.", "Begin again.")
"""Why what was made is not handed out: it may still hold what was taken away."""


def reasons(error: BaseException) -> list[Row]:
    """What can be told of an error; one that nobody foresaw goes to the log."""
    return [issue_row(issue) for issue in _issues(error)]


def _issues(error: BaseException) -> Sequence[Issue]:
    if isinstance(error, (FileRefusedError, ColumnMapError)):
        return error.issues
    if isinstance(error, FilterError):
        return [filter_problem(error, {})]
    if isinstance(error, SnapshotError):
        return [problem("snapshot", str(error), "Try again; if it fails again, tell who runs Sijill.")]
    log.error("a job failed", exc_info=error)
    return [problem("broken", "Something went wrong.", "Try again; if it fails again, tell who runs Sijill.")]
