"""Zipped layers: shapefiles and GeoJSON files inside one archive."""

import io
import json
import zipfile
from collections.abc import Iterator
from pathlib import PurePosixPath
from typing import Any

import shapefile
from shapely.geometry import shape

from ingest.places.geojson_file import read_geojson
from ingest.places.layer import Feature, FileLayer, PlaceFileError, as_text

MOST_BYTES = 2_000_000_000
"""An archive that unpacks to more than this is refused before it is unpacked."""

_AREAS = (shapefile.POLYGON, shapefile.POLYGONZ, shapefile.POLYGONM)
_POINTS = (shapefile.POINT, shapefile.POINTZ, shapefile.POINTM)


def read_archive(name: str, data: bytes, sha256: str) -> Iterator[FileLayer]:
    """The layers of an archive that hold areas or points; lines and documents are passed over.

    Raises :class:`PlaceFileError` for an archive that is broken, too large or without any such layer.
    """
    try:
        archive = zipfile.ZipFile(io.BytesIO(data))
        members = archive.infolist()
    except zipfile.BadZipFile as error:
        raise PlaceFileError(name, "broken_zip", f"The archive is not whole: {error}.", "Fetch it again.") from error
    if sum(member.file_size for member in members) > MOST_BYTES:
        raise PlaceFileError(
            name,
            "large_zip",
            "The archive unpacks to more than 2 GB.",
            "Load its layers one by one, each in its own zip.",
        )
    layers = [layer for member in members for layer in _layers(name, archive, member.filename, sha256)]
    if not layers:
        raise PlaceFileError(
            name,
            "no_layer",
            "The archive holds neither a shapefile of areas or points nor GeoJSON.",
            "Give the archive that holds .shp, .dbf and .shx, or the .geojson file itself.",
        )
    yield from layers


def _layers(name: str, archive: zipfile.ZipFile, member: str, sha256: str) -> Iterator[FileLayer]:
    path = PurePosixPath(member)
    if path.name.startswith((".", "_")):
        return
    if path.suffix.casefold() == ".geojson":
        yield read_geojson(f"{name}/{path.name}", _parsed(f"{name}/{path.name}", archive.read(member)), sha256)
    elif path.suffix.casefold() == ".shp":
        yield from _shapefile(f"{name}/{path.name}", archive, member, sha256)


def _parsed(name: str, data: bytes) -> Any:
    try:
        return json.loads(data)
    except ValueError as error:
        raise PlaceFileError(
            name, "broken_json", f"The file is not whole: {error}.", "Fetch the archive again."
        ) from error


def _shapefile(name: str, archive: zipfile.ZipFile, member: str, sha256: str) -> Iterator[FileLayer]:
    parts = {
        PurePosixPath(other).suffix.casefold(): other
        for other in archive.namelist()
        if other.rpartition(".")[0] == member.rpartition(".")[0]
    }
    if ".dbf" not in parts:
        raise PlaceFileError(name, "no_attributes", "The shapefile has no .dbf beside it.", "Put it into the archive.")
    if ".prj" in parts:
        _refuse_projection(name, archive.read(parts[".prj"]).decode("utf-8", "replace"))
    encoding = archive.read(parts[".cpg"]).decode("ascii", "replace").strip() if ".cpg" in parts else "utf-8"
    try:
        with shapefile.Reader(
            shp=io.BytesIO(archive.read(member)), dbf=io.BytesIO(archive.read(parts[".dbf"])), encoding=encoding
        ) as reader:
            if reader.shapeType in (*_AREAS, *_POINTS):
                yield _read(name, reader, sha256)
    except (shapefile.ShapefileException, UnicodeDecodeError, LookupError) as error:
        raise PlaceFileError(
            name, "broken_shapefile", f"The shapefile can't be read: {error}.", "Fetch it again, or save it as GeoJSON."
        ) from error


def _refuse_projection(name: str, text: str) -> None:
    plain = text.upper().replace(" ", "_")
    if plain.startswith("PROJCS") or "WGS" not in plain:
        raise PlaceFileError(
            name,
            "other_projection",
            f"The coordinates are in {text[:60]!r}, not in degrees of WGS 84.",
            "Save the layer with EPSG:4326 (in QGIS: Export, Save Features As).",
        )


def _read(name: str, reader: shapefile.Reader, sha256: str) -> FileLayer:
    header = tuple(str(field[0]) for field in reader.fields if field[0] != "DeletionFlag")
    features = []
    for number, record in enumerate(reader.iterShapeRecords(), 1):
        cells = {column: as_text(record.record[column]) for column in header}
        empty = record.shape.shapeType == shapefile.NULL
        features.append(Feature(number, cells, None if empty else shape(record.shape.__geo_interface__)))
    return FileLayer(name, sha256, header, tuple(features))
