"""How the copy of a register on disk follows it: what is new becomes a segment, and many segments become one."""

import fcntl
from collections.abc import Iterable, Iterator
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
    Entry,
    Manifest,
    Mapped,
    Segment,
    forget,
    map_column,
    read_manifest,
    write_manifest,
    write_segment,
)
from db.entries import table_of
from db.models import Batch, Claim
from db.owner_only import own_folder
from db.redaction.gaps import redactions

PIECE: Final = 50_000
"""Versions that are read from the register at a time."""
SEGMENTS: Final = 12
"""Of more segments than these the small ones become one."""
TAIL: Final = 20_000
"""A tail of more versions than this, and than a tenth of the base, becomes part of the base."""


def follow(folder: Path, connection: Connection, until: int, known: Iterable[Segment] = ()) -> Copy | None:
    """The copy in ``folder`` brought up to the version of that id; None if it is ahead of it. Raises ``OSError``.

    ``known`` are segments that this process has mapped; those that the copy still has are not mapped again.
    """
    own_folder(folder)
    mapped = Mapped(folder, known)
    with alone(folder):
        manifest = _sound(connection, mapped, read_manifest(folder, _register(connection)), until)
        if manifest.until < until:
            manifest = _grown(folder, connection, manifest, until)
            write_manifest(folder, manifest)
        if manifest.until > until:
            return None
        segments = mapped.all(manifest)
        copy = _copy(folder, connection, manifest, segments)
        fewer = _fewer(folder, copy)
        if fewer:
            manifest = replace(manifest, segments=fewer)
            write_manifest(folder, manifest)
            copy = _copy(folder, connection, manifest, mapped.all(manifest))
        forget(folder, manifest)
    return copy


def _grown(folder: Path, connection: Connection, manifest: Manifest, until: int) -> Manifest:
    places, definitions = dict(manifest.places), dict(manifest.definitions)
    pieces = [arrays_of(frame, places, definitions) for frame in _read(connection, manifest.until, until)]
    columns = {name: np.concatenate([np.zeros(0, kind), *(p[name] for p in pieces)]) for name, kind in COLUMNS.items()}
    entry = write_segment(folder, manifest.until, until, columns)
    return replace(manifest, segments=(*manifest.segments, entry), places=places, definitions=definitions)


def _fewer(folder: Path, copy: Copy) -> tuple[Entry, ...]:
    """The segments written anew as one or two: a tail that has grown goes into the base, many small ones become one.

    None where they are to stay. To write the base anew takes as long as a page may take, so it is done seldom.
    """
    if len(copy.parts) < 2:
        return ()
    base, tail = copy.parts
    if tail.rows > TAIL and tail.rows * 10 > base.rows:
        columns = {name: np.concatenate([base[name], tail[name]]) for name in COLUMNS}
        return (write_segment(folder, 0, copy.until, columns),)
    if len(copy.segments) <= SEGMENTS:
        return ()
    first = copy.segments[0]
    return first.entry, write_segment(folder, first.until, copy.until, {name: tail[name] for name in COLUMNS})


def _read(connection: Connection, after: int, until: int) -> Iterator[Any]:
    for start in range(after, until, PIECE):
        rows = connection.execute(statement(connection, start, min(start + PIECE, until))).fetchall()
        yield frame_of(connection, list(rows))


def _register(connection: Connection) -> str:
    """What tells this register from another at the same place, or from itself before texts were taken away from it.

    Its first batch, and how many redactions were made: no copy may keep a text that the register no longer has.
    """
    first = select(col(Batch.sha256), col(Batch.recorded_at)).order_by(col(Batch.id)).limit(1)
    return str((*map(str, connection.execute(first).first() or ()), redactions(connection)))


def _anew(manifest: Manifest) -> Manifest:
    return replace(manifest, segments=(), places={}, definitions={}, made=uuid4().hex)


def _sound(connection: Connection, mapped: Mapped, manifest: Manifest, until: int) -> Manifest:
    """The manifest, or an empty one if the register is not what it was, as after a backup was put back.

    Its files have to be whole, and the last version of each segment there still, recorded at the same moment.
    """
    try:
        segments = [segment for segment in mapped.all(manifest) if segment.rows and segment.until <= until]
    except (OSError, EOFError, ValueError):
        return _anew(manifest)
    last = {int(segment.columns["id"][-1]): int(segment.columns["known"][-1]) for segment in segments}
    found = connection.execute(select(col(Claim.id), col(Claim.recorded_at)).where(col(Claim.id).in_(last)))
    same = {number: micros(recorded) for number, recorded in found} == last
    return manifest if manifest.segments and same else _anew(manifest)


def _copy(folder: Path, connection: Connection, manifest: Manifest, segments: list[Segment]) -> Copy:
    parts = list(_base_and_tail(folder, segments))
    if segments:
        _close(connection, parts, segments[0].until)
    texts = tuple(manifest.places), tuple(manifest.definitions)
    return Copy(tuple(parts), manifest.until, *texts, folder, manifest.made, tuple(segments))


def _base_and_tail(folder: Path, segments: list[Segment]) -> Iterator[Part]:
    """The first segment, mapped, and all later ones as one; what is closed in a copy is closed in no other."""
    if segments:
        base = segments[0]
        yield Part(base.columns, map_column(folder / base.folder, "superseded", "c"), 0, base.made)
    if len(segments) > 1:
        tail = {name: np.concatenate([segment.columns[name] for segment in segments[1:]]) for name in COLUMNS}
        yield Part(tail, tail["superseded"], segments[0].rows)


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
