"""The verb `map`, and the file that `ingest --map` takes: what the columns of an unknown file are."""

from pathlib import Path
from typing import Annotated

import typer

from dashboard import terminal
from dashboard.cli import register
from db.engine import reading
from ingest.layouts.mapping.column_map import ColumnMap, ColumnMapError
from ingest.layouts.mapping.map_file import map_text, read_map
from ingest.layouts.mapping.offer import offer
from ingest.readers.table import UnreadableFileError

MAP = "--map"


def map_columns(
    file: Annotated[Path, typer.Argument(help="A file of a layout that nobody foresaw.")],
    sheet: Annotated[str, typer.Option(metavar="NAME", help="Which sheet of a workbook.")] = "",
) -> None:
    """Print what the columns of a file could be, to edit and give to `ingest --map`: sijill map FILE > map.yml"""
    if not file.is_file():
        terminal.fail(f"there is no file {file}")
    engine = register.for_trial(register.settings_of_environment())
    try:
        with reading(engine) as session:
            offered = offer(session, file, sheet=sheet.strip() or None)
    except UnreadableFileError as error:
        terminal.fail(f"{error.issue.message} {error.issue.remedy}")
    if offered is None:
        terminal.fail(f"{file.name} has the layout of a known publisher, whose columns need no map")
    terminal.out(map_text(file.name, offered.proposals, () if offered.names_source else ("source",)))


def given_map(path: Path | None) -> ColumnMap | None:
    """The map that a file holds; None without a file. Ends the command where it can't be used."""
    if path is None:
        return None
    try:
        return read_map(path.read_text(encoding="utf-8-sig"), path.name)
    except OSError as error:
        terminal.fail(f"{MAP}: {path} can't be read: {error.strerror}")
    except UnicodeDecodeError:
        terminal.fail(f"{MAP}: {path} is no text in UTF-8; save it so")
    except ColumnMapError as error:
        for issue in error.issues:
            terminal.say(f"error: {issue.message} {issue.remedy}")
        terminal.fail(f"{MAP}: {path.name} can't be used; nothing was recorded")
