"""How the copy of a register on disk follows it: what is new becomes a segment, and many segments become one."""

import fcntl
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import Any, Final
from uuid import uuid4

import numpy as np
from sqlalchemy import Connection, select
from sqlmodel import col

from db.columns.copies import Copy, Part, micros
from db.columns.numbers import COLUMNS, arrays_of, frame_of, statement
from db.columns.segments import (
    Manifest,
    Segment,
    forget,
    open_segment,
    read_manifest,
    write_manifest,
    write_segment,
)
from db.entries import table_of
from db.models import Batch, Claim

PIECE: Final = 50_000
"""Versions that are read from the register at a time."""
SEGMENTS: Final = 12
"""From this many segments on they become one."""
TAIL: Final = 20_000
"""A tail of more versions than this, and than a tenth of the base, becomes part of the base."""


def follow(folder: Path, connection: Connection, until: int) -> Copy | None:
    """The copy in ``folder`` brought up to the version of that id; None if it is ahead of it. Raises ``OSError``."""
    folder.mkdir(parents=True, exist_ok=True)
    with alone(folder):
        manifest = _sound(connection, folder, read_manifest(folder, _register(connection)), until)
        if manifest.until < until:
            manifest = _grown(folder, connection, manifest, until)
            write_manifest(folder, manifest)
        if manifest.until > until:
            return None
        segments = [open_segment(folder, entry) for entry in manifest.segments]
        copy = _copy(folder, connection, manifest, segments)
        if _wants_one(segments):
            manifest = _one(folder, copy, manifest)
            write_manifest(folder, manifest)
            copy = _copy(folder, connection, manifest, [open_segment(folder, e) for e in manifest.segments])
        forget(folder, manifest)
    return copy


def _grown(folder: Path, connection: Connection, manifest: Manifest, until: int) -> Manifest:
    places, definitions = dict(manifest.places), dict(manifest.definitions)
    pieces = [arrays_of(frame, places, definitions) for frame in _read(connection, manifest.until, until)]
    columns = {name: np.concatenate([np.zeros(0, kind), *(p[name] for p in pieces)]) for name, kind in COLUMNS.items()}
    entry = write_segment(folder, manifest.until, until, columns)
    return replace(manifest, segments=(*manifest.segments, entry), places=places, definitions=definitions)


def _one(folder: Path, copy: Copy, manifest: Manifest) -> Manifest:
    columns = {name: np.concatenate([part[name] for part in copy.parts]) for name in COLUMNS}
    return replace(manifest, segments=(write_segment(folder, 0, copy.until, columns),))


def _wants_one(segments: list[Segment]) -> bool:
    tail = sum(segment.rows for segment in segments[1:])
    return len(segments) > SEGMENTS or (tail > TAIL and tail * 10 > segments[0].rows)


def _read(connection: Connection, after: int, until: int) -> Iterator[Any]:
    for start in range(after, until, PIECE):
        rows = connection.execute(statement(connection, start, min(start + PIECE, until))).fetchall()
        yield frame_of(connection, list(rows))


def _register(connection: Connection) -> str:
    """What tells this register from another at the same place: its first batch."""
    first = select(col(Batch.sha256), col(Batch.recorded_at)).order_by(col(Batch.id)).limit(1)
    return str(tuple(map(str, connection.execute(first).first() or ())))


def _anew(manifest: Manifest) -> Manifest:
    return replace(manifest, segments=(), places={}, definitions={}, made=uuid4().hex)


def _sound(connection: Connection, folder: Path, manifest: Manifest, until: int) -> Manifest:
    """The manifest, or an empty one if the register is not what it was, as after a backup was put back.

    Its files have to be whole, and the last version of each segment there still, recorded at the same moment.
    """
    try:
        segments = [open_segment(folder, entry) for entry in manifest.segments]
    except (OSError, EOFError, ValueError):
        return _anew(manifest)
    if not segments:
        return _anew(manifest)
    for segment in segments:
        if segment.until > until or not segment.rows:
            continue
        last = select(col(Claim.recorded_at)).where(col(Claim.id) == int(segment.columns["id"][-1]))
        if micros(connection.scalar(last)) != segment.columns["known"][-1]:
            return _anew(manifest)
    return manifest


def _copy(folder: Path, connection: Connection, manifest: Manifest, segments: list[Segment]) -> Copy:
    parts: list[Part] = []
    for columns in _base_and_tail(segments):
        offset = sum(part.rows for part in parts)
        parts.append(Part(columns, columns["superseded"], offset))
    if segments:
        _close(connection, parts, segments[0].until)
    return Copy(
        tuple(parts), manifest.until, tuple(manifest.places), tuple(manifest.definitions), folder, manifest.made
    )


def _base_and_tail(segments: list[Segment]) -> Iterator[Mapping[str, Any]]:
    if segments:
        yield segments[0].columns
    if len(segments) > 1:
        yield {name: np.concatenate([segment.columns[name] for segment in segments[1:]]) for name in COLUMNS}


def _close(connection: Connection, parts: list[Part], after: int) -> None:
    """Mark the versions as superseded that versions with ids above ``after`` have superseded."""
    newer, older = table_of(Claim), table_of(Claim).alias("older")
    closed = (
        select(older.c.id, older.c.superseded_at)
        .join(newer, newer.c.key == older.c.key)
        .where(newer.c.id > after, newer.c.version > 1, older.c.version == newer.c.version - 1)
        .where(older.c.superseded_at.is_not(None))
    )
    for number, moment in connection.execute(closed):
        for part in parts:
            at = int(np.searchsorted(part["id"], number))
            if at < part.rows and part["id"][at] == number:
                part.superseded[at] = micros(moment)


@contextmanager
def alone(folder: Path) -> Iterator[None]:
    """One process at a time makes segments; the others wait and then read them."""
    with (folder / "lock").open("w") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        yield
