"""What every reader of places gives back: features with their numbers, cells as text, and shapes."""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from shapely.geometry.base import BaseGeometry

from db.vocabulary import Severity
from ingest.issues import Issue


@dataclass(frozen=True, slots=True)
class Feature:
    """One feature or row. ``number`` counts features from 1; of a CSV file it is the row as a spreadsheet shows it."""

    number: int
    cells: Mapping[str, str]
    shape: BaseGeometry | None = None


@dataclass(frozen=True, slots=True)
class FileLayer:
    """One layer of one file: ``name`` is the file's, with the member of an archive after a slash.

    ``counted`` says what the numbers count ("feature", "row").
    """

    name: str
    sha256: str
    header: tuple[str, ...]
    features: tuple[Feature, ...]
    counted: str = "feature"


class RefusedError(Exception):
    """A feature that can't be used. ``column`` and ``value`` are what is wrong with it, where that is one cell."""

    def __init__(
        self, code: str, message: str, remedy: str, column: str | None = None, value: str | None = None
    ) -> None:
        super().__init__(message)
        self.parts = (code, message, remedy)
        self.column, self.value = column, value


class PlaceFileError(Exception):
    """A file of places that can't be used at all; ``issue`` says why and what to do."""

    def __init__(self, file: str, code: str, message: str, remedy: str, row: int | None = None) -> None:
        self.file = file
        self.issue = Issue(Severity.ERROR, code, message, remedy, row)
        super().__init__(f"{file}: {message} {remedy}")


def sha256_of(data: bytes) -> str:
    """The hash that names a file's bytes."""
    return hashlib.sha256(data).hexdigest()


def as_text(value: Any) -> str:
    """A cell of an attribute table as text; nothing for null."""
    return "" if value is None else str(value).strip()
