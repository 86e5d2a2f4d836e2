"""Segments of a copy on disk: a folder for each, with a file for each column, written once and then only read."""

import json
import os
import shutil
import tempfile
from collections.abc import Iterable, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final, Literal

import numpy as np

from db.columns.numbers import COLUMNS

FORM = 3
"""Raised whenever the columns change: a copy of another form is made anew."""


Entry = tuple[str, int, int]
"""Folder, ``after`` and ``until`` of a segment."""


@dataclass(frozen=True, slots=True)
class Segment:
    """Versions of claims with ids above ``after`` up to ``until``. ``columns`` are mapped and can't be written.

    ``made`` is what this process made of them: see :class:`db.columns.copies.Part`.
    """

    folder: str
    after: int
    until: int
    columns: Mapping[str, Any]
    made: dict[Any, Any] = field(default_factory=dict, repr=False)

    @property
    def rows(self) -> int:
        """How many versions."""
        return len(self.columns["id"])

    @property
    def entry(self) -> Entry:
        """What a manifest says of it."""
        return self.folder, self.after, self.until


@dataclass(frozen=True, slots=True)
class Manifest:
    """What a copy consists of, and the texts whose numbers its columns hold; ``made`` tells it from one made anew."""

    register: str
    segments: tuple[Entry, ...]
    places: dict[str, int]
    definitions: dict[str, int]
    made: str = ""

    @property
    def until(self) -> int:
        """The id of the last version that the copy holds."""
        return self.segments[-1][2] if self.segments else 0


def read_manifest(folder: Path, register: str) -> Manifest:
    """The manifest of the copy in ``folder``; an empty one where there is none, or one of another register or form."""
    with suppress(OSError, ValueError, KeyError, TypeError):
        held = json.loads((folder / "manifest.json").read_text(encoding="utf-8"))
        if held["form"] == FORM and held["register"] == register:
            segments = tuple((str(name), int(after), int(until)) for name, after, until in held["segments"])
            return Manifest(register, segments, held["places"], held["definitions"], str(held["made"]))
    return Manifest(register, (), {}, {})


def write_manifest(folder: Path, manifest: Manifest) -> None:
    """Put the manifest in its place, whole or not at all."""
    held = {"form": FORM, "register": manifest.register, "made": manifest.made, "segments": manifest.segments}
    texts = {"places": manifest.places, "definitions": manifest.definitions}
    put(json.dumps(held | texts, ensure_ascii=False), folder / "manifest.json")


TOLD: Final = "told"
"""The folder of the words of tolls and stocks, which :mod:`db.lines.told` keeps."""


def write_segment(folder: Path, after: int, until: int, columns: Mapping[str, Any]) -> Entry:
    """Write the columns of a segment into a folder of its own; nobody knows of it until the manifest names it."""
    here = Path(tempfile.mkdtemp(prefix=f"{after}-{until}-", dir=folder))
    save(here, {name: columns[name] for name in COLUMNS})
    return here.name, after, until


def save(here: Path, columns: Mapping[str, Any]) -> None:
    """Write columns into a folder, each into a file; where that fails the folder takes no room on the disk."""
    try:
        for name, column in columns.items():
            np.save(here / f"{name}.npy", column)
    except OSError:
        shutil.rmtree(here, ignore_errors=True)
        raise


def put(text: str, path: Path) -> None:
    """Put a text in its place, whole or not at all."""
    with tempfile.NamedTemporaryFile("w", dir=path.parent, delete=False, encoding="utf-8") as file:
        try:
            file.write(text)
            file.flush()
            os.replace(file.name, path)  # noqa: PTH105  (atomic, and over what is there)
        except OSError:
            Path(file.name).unlink(missing_ok=True)
            raise


def open_segment(folder: Path, entry: Entry) -> Segment:
    """Map a segment. Raises ``OSError`` or ``ValueError`` if it is not whole."""
    name, after, until = entry
    columns = {column: map_column(folder / name, column) for column in COLUMNS}
    if len({len(values) for values in columns.values()}) != 1:
        raise ValueError(f"the segment {name} of the columnar copy is not whole")
    return Segment(name, after, until, columns)


def map_column(here: Path, name: str, mode: Literal["r", "c"] = "r") -> Any:
    """Map a column that :func:`save` wrote; as a plain array, of which slices cost less.

    What is changed in a map of mode ``c`` its owner alone sees, and pays for the pages that it changes.
    """
    return np.lib.format.open_memmap(here / f"{name}.npy", mode=mode).view(np.ndarray)


class Mapped:
    """The segments of the copy in a folder as this process has them mapped: to map a column takes some 0.2 ms.

    A segment is written once, under a name that no other gets, so that one of the same name is the same.
    """

    def __init__(self, folder: Path, known: Iterable[Segment]) -> None:
        self._folder = folder
        self._known = {segment.folder: segment for segment in known}

    def all(self, manifest: Manifest) -> list[Segment]:
        """The segments that a manifest names. Raises ``OSError`` or ``ValueError`` if one is not whole."""
        return [self._one(entry) for entry in manifest.segments]

    def _one(self, entry: Entry) -> Segment:
        known = self._known.get(entry[0])
        if known is None:
            self._known[entry[0]] = known = open_segment(self._folder, entry)
        return known


def forget(folder: Path, kept: Manifest) -> None:
    """Remove the segments that the manifest no longer names. Whoever has mapped one keeps it."""
    named = {name for name, _, _ in kept.segments}
    for path in folder.iterdir():
        if path.is_dir() and path.name not in {*named, TOLD}:
            shutil.rmtree(path, ignore_errors=True)
