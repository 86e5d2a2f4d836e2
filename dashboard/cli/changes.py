"""The verb of the change log: `changes`."""

import json
import sys
from collections.abc import Iterable, Iterator
from typing import Annotated

import typer
from sqlmodel import Session

from dashboard import terminal
from dashboard.cli import register
from dashboard.cli.options import Style
from dashboard.exports.discretion import Discretion
from dashboard.exports.public_changes import public_change
from dashboard.rows.changes import FLAT, change_row, flat_row, subject_of, what
from dashboard.rows.csv_text import BOM, csv_pieces
from dashboard.terminal import Format
from db.filters import FilterError
from db.history.change_records import Change
from db.history.changes import changes
from db.history.moments import window_of
from db.history.occasions import Window


def show_changes(
    since: Annotated[str | None, typer.Option(metavar="T", help="From a day's begin on, or after a moment.")] = None,
    until: Annotated[str | None, typer.Option(metavar="T", help="Up to a day's end, or a moment.")] = None,
    public: Annotated[bool, typer.Option("--public", help="Coarsen what could do harm; for anybody.")] = False,
    style: Style = Format.TABLE,
) -> None:
    """What the register came to know between two moments, oldest first: claims, files, judgements, sources."""
    window = _window(since, until)
    register.ask(lambda session: _print(_told(session, window, public=public), style))


def _told(session: Session, window: Window, *, public: bool) -> Iterator[Change]:
    if not public:
        return changes(session, window)
    discretion = Discretion.of(session)
    return (public_change(change, discretion) for change in changes(session, window))


def _window(since: str | None, until: str | None) -> Window:
    try:
        return window_of(since, until)
    except FilterError as error:
        terminal.fail(str(error))


def _print(found: Iterator[Change], style: Format) -> None:
    """Print changes as they are read, and hold none of them."""
    pieces = {Format.TABLE: _lines, Format.CSV: _csv, Format.JSON: _json}[style](found)
    for piece in pieces:
        sys.stdout.write(piece)


def _lines(found: Iterable[Change]) -> Iterator[str]:
    told = False
    for change in found:
        told = True
        yield f"{_line(change)}\n"
    if not told:
        yield "Nothing has changed in this time.\n"


def _line(change: Change) -> str:
    """A change as a sentence: "2024-12-02 18:00  claim revised  Field office: killed  4 → 5 (correction; by Rana)"."""
    kind = change.kind.replace("_", " ")
    why = "; ".join(part for part in (change.reason, change.by and f"by {change.by}", _where(change)) if part)
    said = f"{subject_of(change)}  {what(change)}".rstrip()
    return f"{change.moment:%Y-%m-%d %H:%M}  {kind:<16}  {said}" + (f"  ({why})" if why else "")


def _where(change: Change) -> str | None:
    if change.batch is None:
        return None
    return f"batch {change.batch}" + (f", row {change.row}" if change.row is not None else "")


def _csv(found: Iterable[Change]) -> Iterator[str]:
    yield "" if sys.stdout.isatty() else BOM
    yield from csv_pieces([FLAT], (flat_row(change) for change in found), line_end="\n")


def _json(found: Iterable[Change]) -> Iterator[str]:
    before = "[\n"
    for change in found:
        yield f"{before}{json.dumps(change_row(change), ensure_ascii=False)}"
        before = ",\n"
    yield "[]\n" if before == "[\n" else "\n]\n"
