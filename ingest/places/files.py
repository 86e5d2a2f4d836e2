"""A file of boundaries, places, aliases or populations, read by what it is, not by what it is called."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from ingest.places.alias_list import AliasList, alias_columns, aliases_of_json, aliases_of_table
from ingest.places.archive import read_archive
from ingest.places.geojson_file import read_geojson
from ingest.places.layer import Feature, FileLayer, PlaceFileError, sha256_of
from ingest.places.population_list import PopulationList, population_columns, populations_of_table
from ingest.readers.csv_file import csv_grid
from ingest.readers.framing import framed
from ingest.readers.kind import Kind, kind_of
from ingest.readers.spreadsheet import spreadsheet_grid
from ingest.readers.table import Table, UnreadableFileError, joined

Content = FileLayer | AliasList | PopulationList


def read_places(path: Path) -> list[Content]:
    """The layers and lists of one file: GeoJSON, a zipped shapefile, CSV, a spreadsheet, a JSON list of aliases.

    Raises :class:`PlaceFileError`.
    """
    try:
        return list(_contents(path, sha256_of(path.read_bytes())))
    except UnreadableFileError as error:
        issue = error.issue
        raise PlaceFileError(path.name, issue.code, issue.message, issue.remedy, issue.row) from error
    except OSError as error:
        reason = (error.strerror or type(error).__name__).lower()
        raise PlaceFileError(
            path.name, "no_file", f"The file can't be read: {reason}.", "Check its name and that it may be read."
        ) from error


def _contents(path: Path, sha256: str) -> Iterator[Content]:
    match kind_of(path):
        case Kind.ZIP:
            yield from read_archive(path.name, path.read_bytes(), sha256)
        case Kind.JSON:
            content = _parsed(path)
            yield (aliases_of_json if isinstance(content, list) else read_geojson)(path.name, content, sha256)
        case Kind.SPREADSHEET:
            yield _of_table(path.name, joined(framed(spreadsheet_grid(path))), sha256)
        case Kind.TEXT:
            yield _of_table(path.name, joined(framed(csv_grid(path))), sha256)
        case Kind.GZIP:
            raise PlaceFileError(
                path.name, "packed_with_gzip", "The file is packed with gzip.", "Unpack it and load what is inside."
            )


def _of_table(name: str, table: Table, sha256: str) -> Content:
    if columns := alias_columns(table.header):
        return aliases_of_table(name, table, columns, sha256)
    if people := population_columns(table.header):
        return populations_of_table(name, table, people, sha256)
    features = tuple(Feature(row.number, row.cells) for row in table.rows)
    return FileLayer(name, sha256, table.header, features, counted="row")


def _parsed(path: Path) -> Any:
    try:
        return json.loads(path.read_text(encoding="utf-8-sig"))
    except ValueError as error:
        raise PlaceFileError(
            path.name, "broken_json", f"The file is not whole: {error}.", "Fetch it again from where it came from."
        ) from error
