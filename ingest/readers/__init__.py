"""Files into tables of text: told apart by their bytes, read in pieces, and what can't be read says why and where."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory

from ingest.readers.archive import ungzip, unzip
from ingest.readers.csv_file import csv_grid
from ingest.readers.framing import framed
from ingest.readers.grid import Grid
from ingest.readers.json_file import json_grid
from ingest.readers.kind import Kind, kind_of
from ingest.readers.problems import unreadable
from ingest.readers.spreadsheet import spreadsheet_grid
from ingest.readers.table import Table, joined
from ingest.readers.workbook import no_such_sheet


def read(path: Path, *, file_name: str | None = None, sheet: str | None = None) -> Table:
    """The table of a file: CSV of any kind, a spreadsheet, JSON, or one of these in a ZIP or gzip archive.

    ``sheet`` is one of the names in ``Table.sheets``; without it the first that is shown and not empty is read.
    ``file_name`` is what people call the file; it decides nothing. Raises :class:`UnreadableFileError`.
    """
    return joined(read_pieces(path, file_name=file_name, sheet=sheet))


def read_pieces(path: Path, *, file_name: str | None = None, sheet: str | None = None) -> Iterator[Table]:
    """The same table in pieces of some ten thousand rows, each with the issues of its rows; never all in memory.

    The first has the issues of the file as a whole. Raises :class:`UnreadableFileError`, on the way too.
    """
    kind = kind_of(path)
    if kind not in {Kind.ZIP, Kind.GZIP}:
        yield from framed(_grid(kind, path, sheet))
        return
    with TemporaryDirectory(prefix="sijill-") as folder:
        inside, name = unzip(path, Path(folder)) if kind is Kind.ZIP else (ungzip(path, Path(folder)), "")
        kind_inside = kind_of(inside)
        if kind_inside in {Kind.ZIP, Kind.GZIP}:
            raise unreadable("it is an archive inside an archive", "Unpack it and send the file inside.")
        archive = file_name or path.name
        packed = f" (“{name}” in {archive})" if name else f" (unpacked from {archive})"
        for piece in framed(_grid(kind_inside, inside, sheet)):
            yield replace(piece, read_as=piece.read_as + packed)


def _grid(kind: Kind, path: Path, sheet: str | None) -> Grid:
    if kind is Kind.SPREADSHEET:
        return spreadsheet_grid(path, sheet)
    if sheet is not None:
        raise no_such_sheet(sheet, ())
    return json_grid(path) if kind is Kind.JSON else csv_grid(path)
