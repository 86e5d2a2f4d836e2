"""What the command line prints: tables for people, CSV and JSON for programs, problems on the error stream."""

import json
import sys
from collections.abc import Iterable, Mapping, Sequence
from enum import StrEnum
from types import TracebackType
from typing import ClassVar

from rich.console import Console, JustifyMethod
from rich.progress import BarColumn, MofNCompleteColumn, Progress, SpinnerColumn, TextColumn, TimeRemainingColumn
from rich.table import Table

from dashboard.api.csv_text import csv_of_rows
from dashboard.api.rows import Row
from db.vocabulary import Severity
from ingest.issues import Issue
from ingest.outcome import Outcome

MOST_ISSUES = 40
PRINTED_WIDTH = 160
"""Columns of a table that goes to a file or a pipe."""

LONG = {"source", "origin", "verbatim", "place", "reliability_note", "group_label"}
"""Columns that may wrap; figures, words of the vocabularies and days never do."""


class Format(StrEnum):
    """How a command prints its rows."""

    TABLE = "table"
    CSV = "csv"
    JSON = "json"


def out(text: str) -> None:
    """Print text to standard output as it is."""
    sys.stdout.write(text if text.endswith("\n") else f"{text}\n")


def say(text: str) -> None:
    """Tell the person at the terminal something that is not the command's result."""
    sys.stderr.write(f"{text}\n")


def show_rows(rows: Sequence[Row], style: Format, columns: Mapping[str, str]) -> None:
    """Print rows; a table for people has only ``columns`` (key of the row to heading), the last of which may wrap."""
    if style is Format.JSON:
        out(json.dumps(rows, ensure_ascii=False, indent=2))
    elif style is Format.CSV:
        out(csv_of_rows(rows).replace("\r\n", "\n"))
    else:
        _table(rows, columns)


def _table(rows: Sequence[Row], columns: Mapping[str, str]) -> None:
    console = Console() if sys.stdout.isatty() else Console(width=PRINTED_WIDTH)
    if not rows:
        console.print("No claim in this view.")
        return
    shown = [key for key in columns if any(row.get(key) not in {None, ""} for row in rows)]
    table = Table(box=None, pad_edge=False, padding=(0, 2, 0, 0), header_style="bold")
    for key in shown:
        number = key == "text" or all(isinstance(row.get(key), int | None) for row in rows)
        justify: JustifyMethod = "right" if number else "left"
        table.add_column(columns[key], justify=justify, no_wrap=key not in LONG, overflow="fold")
    for row in rows:
        table.add_row(*(_cell(row.get(key)) for key in shown))
    console.print(table)


def _cell(value: str | int | bool | None) -> str:
    if value is None:
        return "—"
    return f"{value:,}" if isinstance(value, int) and not isinstance(value, bool) else str(value)


def outcome_json(outcome: Outcome) -> str:
    """What an ingest did, as JSON: the counts and every issue."""
    counts = ("rows", "claims", "new", "revised", "unchanged", "rejected", "warnings", "batch")
    told = {name: getattr(outcome, name) for name in counts}
    return json.dumps(told | {"dry_run": outcome.dry_run, "issues": issues_json(outcome.issues)}, ensure_ascii=False)


def refusal_json(issues: Sequence[Issue]) -> str:
    """A file that was refused, in the same shape: nothing was counted and nothing recorded."""
    counts = dict.fromkeys(("rows", "claims", "new", "revised", "unchanged", "rejected", "warnings"), 0)
    return json.dumps(counts | {"batch": None, "refused": True, "issues": issues_json(issues)}, ensure_ascii=False)


def issues_json(issues: Iterable[Issue]) -> list[dict[str, str | int | None]]:
    """Issues as JSON values."""
    fields = ("severity", "code", "row", "column", "value", "message", "remedy")
    return [{name: getattr(issue, name) for name in fields} for issue in issues]


def show_issues(issues: Sequence[Issue]) -> None:
    """Print problems on the error stream, errors first; beyond a screenful, counts by code."""
    shown = sorted(issues, key=lambda issue: issue.severity.number)
    for issue in shown[:MOST_ISSUES]:
        say(f"{issue.severity}: {issue}")
    if rest := shown[MOST_ISSUES:]:
        counts: dict[str, int] = {}
        for issue in rest:
            counts[f"{issue.severity} {issue.code}"] = counts.get(f"{issue.severity} {issue.code}", 0) + 1
        say(f"… and {len(rest)} more: " + ", ".join(f"{count} × {name}" for name, count in counts.items()))


def show_outcome(outcome: Outcome) -> None:
    """Say in words what an ingest did."""
    show_issues([issue for issue in outcome.issues if issue.severity is not Severity.NOTE])
    counts = f"{outcome.new} new, {outcome.revised} revised, {outcome.unchanged} unchanged"
    rows, claims = _counted(outcome.rows, "row"), _counted(outcome.claims, "claim")
    out(f"{outcome.file_name}: {rows} ({outcome.read_as}), {claims}: {counts}.")
    if outcome.rejected:
        left_out = _counted(outcome.rejected, "row")
        out(f"Left out: {left_out}. `--rejects FILE` writes them to a file to mend and send again.")
    if outcome.dry_run:
        out("Nothing was recorded (dry run).")
    elif outcome.new or outcome.revised:
        out(f"Recorded as batch {outcome.batch}.")
    else:
        out("Nothing new was recorded.")


def _counted(number: int, what: str) -> str:
    return f"{number:,} {what}" if number == 1 else f"{number:,} {what}s"


class Bar:
    """A progress bar on the error stream for a pipeline; only where a person looks on."""

    _SAYS: ClassVar = {"read": "Reading", "check": "Checking", "record": "Recording"}

    def __init__(self) -> None:
        self._console = Console(stderr=True)
        columns = (SpinnerColumn(), TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn())
        self._progress = Progress(*columns, TimeRemainingColumn(), console=self._console, transient=True)
        self._task = self._progress.add_task("Reading", total=None)

    def __enter__(self) -> "Bar":
        if self._console.is_terminal:
            self._progress.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._progress.stop()

    def __call__(self, step: str, done: int, total: int | None) -> None:
        self._progress.update(self._task, description=self._SAYS.get(step, step), completed=done, total=total)
