"""Where the copy of a register is kept, and how it follows the register: base segment, deltas, a tail in memory."""

import fcntl
from collections import OrderedDict
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from pathlib import Path
from threading import Lock, RLock
from typing import Any, TypeVar

import numpy as np
from sqlalchemy import Connection, Engine, func, select
from sqlmodel import Session, col

from db.columns.numbers import COLUMNS, OPEN, arrays_of, frame_of, statement
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

T = TypeVar("T")

KEPT = 24
"""Things made of a copy that are kept."""
PIECE = 50_000
"""Versions that are read from the register at a time."""
SEGMENTS = 12
"""From this many segments on they become one."""
TAIL = 20_000
"""A tail of more versions than this, and than a tenth of the base, becomes part of the base."""


@dataclass(frozen=True)
class Part:
    """Columns of a run of versions. ``superseded`` is this process's own, since a version may be closed later."""

    columns: Mapping[str, Any]
    superseded: Any
    offset: int

    @property
    def rows(self) -> int:
        """How many versions."""
        return len(self.superseded)

    def __getitem__(self, name: str) -> Any:
        return self.superseded if name == "superseded" else self.columns[name]


@dataclass(frozen=True)
class Copy:
    """The copy at one state of the register; immutable. ``places`` and ``definitions`` are texts by number, from 1.

    ``before`` is the copy that this one followed in this process, whose own ``before`` is forgotten.
    """

    parts: tuple[Part, ...]
    until: int
    places: tuple[str, ...]
    definitions: tuple[str, ...]
    before: "Copy | None" = None
    kept: OrderedDict[Any, Any] = field(default_factory=OrderedDict, repr=False)
    lock: RLock = field(default_factory=RLock, repr=False)

    def remember(self, key: Any, make: Callable[[], T]) -> T:
        """What ``make`` makes of this copy, kept while it is among the last that were asked for."""
        with self.lock:
            if key not in self.kept:
                self.kept[key] = make()
                while len(self.kept) > KEPT:
                    self.kept.popitem(last=False)
            self.kept.move_to_end(key)
            found: T = self.kept[key]
            return found

    def remember_last(self, key: Any, asked: Any, make: Callable[[], T]) -> T:
        """The same, of which only what was asked for last is kept."""
        with self.lock:
            if self.kept.get(key, (None,))[0] != asked:
                self.kept[key] = (asked, make())
            found: T = self.kept[key][1]
            return found

    @property
    def rows(self) -> int:
        """How many versions of claims."""
        return sum(part.rows for part in self.parts)

    def take(self, name: str, rows: Any) -> Any:
        """A column at these row numbers, which ascend."""
        found, start = [], 0
        for part in self.parts:
            end = int(np.searchsorted(rows, part.offset + part.rows))
            found.append(part[name][rows[start:end] - part.offset if part.offset else rows[start:end]])
            start = end
        return found[0] if len(found) == 1 else np.concatenate([np.zeros(0, COLUMNS[name]), *found])

    def most(self, name: str) -> int:
        """The greatest value of a column; 0 in an empty copy."""
        return self.remember(
            ("most", name), lambda: max((int(part[name].max()) for part in self.parts if part.rows), default=0)
        )


class Columns:
    """The copies of one register, the newest kept in memory; made when first asked for."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._lock = Lock()
        self._copy: Copy | None = None
        self._manifest: Manifest | None = None

    def copy(self, session: Session) -> Copy | None:
        """The copy at the state that the session sees; None if the copy is ahead of it, or can't be kept here."""
        connection = session.connection()
        until = connection.scalar(select(func.max(col(Claim.id)))) or 0
        with self._lock:
            if self._copy is None or self._copy.until != until:
                try:
                    self._copy = _following(self._follow(connection, until), self._copy)
                except OSError:
                    return None
            return self._copy if self._copy is not None and self._copy.until == until else None

    def _follow(self, connection: Connection, until: int) -> Copy | None:
        self._folder.mkdir(parents=True, exist_ok=True)
        with _alone(self._folder):
            manifest = _sound(connection, self._folder, read_manifest(self._folder, _register(connection)), until)
            if manifest.until < until:
                manifest = self._grown(connection, manifest, until)
                write_manifest(self._folder, manifest)
            if manifest.until > until:
                return None
            segments = [open_segment(self._folder, entry) for entry in manifest.segments]
            copy = _copy(connection, manifest, segments)
            if _wants_one(segments):
                manifest = self._one(copy, manifest)
                write_manifest(self._folder, manifest)
                copy = _copy(connection, manifest, [open_segment(self._folder, e) for e in manifest.segments])
            forget(self._folder, manifest)
        return copy

    def _grown(self, connection: Connection, manifest: Manifest, until: int) -> Manifest:
        places, definitions = dict(manifest.places), dict(manifest.definitions)
        pieces = [arrays_of(frame, places, definitions) for frame in _read(connection, manifest.until, until)]
        columns = {
            name: np.concatenate([np.zeros(0, kind), *(p[name] for p in pieces)]) for name, kind in COLUMNS.items()
        }
        entry = write_segment(self._folder, manifest.until, until, columns)
        return replace(manifest, segments=(*manifest.segments, entry), places=places, definitions=definitions)

    def _one(self, copy: Copy, manifest: Manifest) -> Manifest:
        columns = {name: np.concatenate([part[name] for part in copy.parts]) for name in COLUMNS}
        return replace(manifest, segments=(write_segment(self._folder, 0, copy.until, columns),))


def _following(copy: Copy | None, before: Copy | None) -> Copy | None:
    """The copy, with what an earlier state of it has made; not if it was made anew, with other ids."""
    if copy is None or before is None or before.until > copy.until or not before.rows:
        return copy
    last = before.parts[-1]
    if not len(copy.take("id", np.array([before.rows - 1]))) or copy.rows < before.rows:
        return copy
    same = copy.take("known", np.array([before.rows - 1]))[0] == last["known"][-1]
    return replace(copy, before=replace(before, before=None)) if same else copy


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


def _sound(connection: Connection, folder: Path, manifest: Manifest, until: int) -> Manifest:
    """The manifest, or an empty one if the register is not what it was, as after a backup was put back.

    Its files have to be whole, and the last version of each segment there still, recorded at the same moment.
    """
    try:
        segments = [open_segment(folder, entry) for entry in manifest.segments]
    except (OSError, ValueError):
        return replace(manifest, segments=(), places={}, definitions={})
    for segment in segments:
        if segment.until > until or not segment.rows:
            continue
        last = select(col(Claim.recorded_at)).where(col(Claim.id) == int(segment.columns["id"][-1]))
        if micros(connection.scalar(last)) != segment.columns["known"][-1]:
            return replace(manifest, segments=(), places={}, definitions={})
    return manifest


def _copy(connection: Connection, manifest: Manifest, segments: list[Segment]) -> Copy:
    parts: list[Part] = []
    for columns in _base_and_tail(segments):
        offset = sum(part.rows for part in parts)
        parts.append(Part(columns, np.array(columns["superseded"]), offset))
    if segments:
        _close(connection, parts, segments[0].until)
    return Copy(tuple(parts), manifest.until, tuple(manifest.places), tuple(manifest.definitions))


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


def micros(moment: Any) -> int:
    """A moment in microseconds since 1970, as the copy holds it."""
    return OPEN if moment is None else round(moment.timestamp() * 1_000_000)


@contextmanager
def _alone(folder: Path) -> Iterator[None]:
    """One process at a time makes segments; the others wait and then read them."""
    with (folder / "lock").open("w") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        yield


def beside(engine: Engine, data_dir: Path | None = None) -> Engine:
    """The same register, whose reading sessions know its copy: beside a SQLite file, else in ``data_dir``.

    A register in memory, or one on a server without a folder here, has none.
    """
    if engine.dialect.name == "sqlite":
        if not engine.url.database:
            return engine
        folder = Path(f"{engine.url.database}.columns")
    elif data_dir is not None:
        folder = data_dir / f"{engine.url.host}-{engine.url.database}.columns"
    else:
        return engine
    return engine.execution_options(columns=Columns(folder))


def copy_for(session: Session) -> Copy | None:
    """The copy that answers for a reading session; None where the register itself has to.

    A session that writes has none: what it sees may yet be taken back, and must never get into a copy.
    """
    connection = session.connection()
    if connection.get_execution_options().get("writes"):
        return None
    if "copy" not in session.info:
        columns = connection.engine.get_execution_options().get("columns")
        session.info["copy"] = columns.copy(session) if isinstance(columns, Columns) else None
    found: Copy | None = session.info["copy"]
    return found
