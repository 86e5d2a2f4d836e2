"""Why a job failed, in the one shape of problems."""

import logging
from collections.abc import Sequence
from typing import Final

from dashboard.rows.problems import filter_problem, issue_row, problem
from dashboard.rows.records import Row
from db.filters import FilterError
from ingest.issues import Issue
from ingest.layouts.mapping.column_map import ColumnMapError
from ingest.outcome import FileRefusedError

log = logging.getLogger(__name__)

CHANGED: Final = problem("changed", "Texts were redacted in the register while this was made.", "Begin again.")
"""Why what was made is not handed out: it may still hold what was taken away."""

TRY_AGAIN: Final = "Try again; if it fails again, tell who runs Sijill."


class WorkError(RuntimeError):
    """Work that can't be done, for reasons that can be told."""

    def __init__(self, *issues: Issue) -> None:
        super().__init__("; ".join(map(str, issues)))
        self.issues = issues


def reasons(error: BaseException) -> list[Row]:
    """What can be told of an error; one that nobody foresaw goes to the log."""
    return [issue_row(issue) for issue in _issues(error)]


def _issues(error: BaseException) -> Sequence[Issue]:
    if isinstance(error, (WorkError, FileRefusedError, ColumnMapError)):
        return error.issues
    if isinstance(error, FilterError):
        return [filter_problem(error, {})]
    log.error("a job failed", exc_info=error)
    return [problem("broken", "Something went wrong.", TRY_AGAIN)]
