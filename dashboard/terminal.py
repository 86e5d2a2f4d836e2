"""What the command line prints: tables for people, CSV and JSON for programs, and what is said beside them."""

import json
import sys
from collections.abc import Collection, Mapping, Sequence
from enum import StrEnum
from io import TextIOWrapper
from types import TracebackType
from typing import ClassVar, NoReturn

import typer
from rich.console import Console, JustifyMethod
from rich.progress import BarColumn, MofNCompleteColumn, Progress, SpinnerColumn, TextColumn, TimeRemainingColumn
from rich.table import Table

from dashboard.rows.csv_text import BOM, csv_of_rows
from dashboard.rows.records import Row, Value

PRINTED_WIDTH = 160
"""Columns of a table that goes to a file or a pipe."""


class Format(StrEnum):
    """How a command prints its rows."""

    TABLE = "table"
    CSV = "csv"
    JSON = "json"


def speak_unicode() -> None:
    """Print every script: UTF-8 into files and pipes; what a terminal can't show is escaped, and nothing fails."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):
            if stream.isatty():
                stream.reconfigure(errors="backslashreplace")
            else:
                stream.reconfigure(encoding="utf-8")


def out(text: str) -> None:
    """Print text to standard output as it is."""
    sys.stdout.write(text if text.endswith("\n") else f"{text}\n")


def say(text: str) -> None:
    """Tell the person at the terminal something that is not the command's result."""
    sys.stderr.write(f"{text}\n")


def fail(message: str) -> NoReturn:
    """Say in one line what is wrong, and end the command with code 1."""
    say(f"sijill: {' '.join(message.split()).removesuffix('.')}.")
    raise typer.Exit(1)


def show_rows(rows: Sequence[Row], style: Format, columns: Mapping[str, str] | None = None) -> None:
    """Print rows in the style asked for; a table for people has only ``columns`` (key of the row to heading).

    CSV into a file or a pipe has the mark of UTF-8, so that spreadsheets read Arabic.
    """
    if style is Format.JSON:
        out(json.dumps(rows, ensure_ascii=False, indent=2))
    elif style is Format.TABLE:
        headings = columns or {key: key for row in rows[:1] for key in row}
        show_table([{heading: row[key] for key, heading in headings.items()} for row in rows])
    elif rows:
        mark = "" if sys.stdout.isatty() else BOM
        out(mark + csv_of_rows(rows, line_end="\n"))


def show_table(
    rows: Sequence[Mapping[str, Value]],
    may_wrap: Collection[str] | None = None,
    none: str = "No claim in this view.",
) -> None:
    """Print rows for people, without the columns that are empty in all of them; ``none`` where there are no rows.

    ``may_wrap`` are the headings of columns that may be narrowed (None: all).
    """
    width = None if sys.stdout.isatty() else PRINTED_WIDTH
    console = Console(width=width, markup=False, highlight=False, emoji=False)  # words are shown as they were said
    if not rows:
        console.print(none)
        return
    shown = [heading for heading in rows[0] if any(row[heading] not in {None, ""} for row in rows)]
    table = Table(box=None, pad_edge=False, padding=(0, 2, 0, 0), header_style="bold")
    for heading in shown:
        number = heading == "figure" or all(isinstance(row[heading], int | None) for row in rows)
        justify: JustifyMethod = "right" if number else "left"
        table.add_column(
            heading, justify=justify, no_wrap=may_wrap is not None and heading not in may_wrap, overflow="fold"
        )
    for row in rows:
        table.add_row(*(_cell(row[heading]) for heading in shown))
    console.print(table)


def _cell(value: Value) -> str:
    if value is None or value == "":
        return "—"
    return f"{value:,}" if isinstance(value, int) and not isinstance(value, bool) else str(value)


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
        if self._console.is_terminal:  # elsewhere stopping prints an empty line
            self._progress.stop()

    def __call__(self, step: str, done: int, total: int | None) -> None:
        self._progress.update(self._task, description=self._SAYS.get(step, step), completed=done, total=total)
