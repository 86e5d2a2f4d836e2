"""The words of told claims in the folder of a copy: a piece for each time that new ones came in."""

import json
import logging
import shutil
import tempfile
from collections.abc import Iterable, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass, replace
from hashlib import blake2b
from pathlib import Path
from typing import Any, Final

import numpy as np
import polars as pl
from sqlmodel import Session, col

from db.columns.copies import IN_MEMORY, Copy
from db.columns.growing import alone
from db.columns.segments import TOLD, map_column, put, save
from db.columns.state import state_of
from db.columns.texts import Texts, columns_of
from db.filters import Filters
from db.lines.line_numbers import LineNumbers
from db.lines.shape import LINE, START
from db.models import Claim
from db.owner_only import own_folder
from db.spelling import with_keys
from db.views.frame import View, read_versions
from db.vocabulary import Series

log = logging.getLogger(__name__)

FORM: Final = 2
"""Raised whenever the columns change."""
AT_A_TIME: Final = 20_000
"""Ids of versions that are read at a time, so that few are in memory as Python's objects."""
MOST_PIECES: Final = 12
"""More pieces than these become one; the first stays as it is while it is ten times as large as all others."""
_NAMES: Final = {
    **{name: name for name in ("key", "place", "word", "place_key", "definition_key")},
    "part": "subset_of",
}
_OF_LINE: Final = tuple({"source": "source_id", "origin": "origin_id"}.get(name, name) for name in LINE)
_NUMBERS: Final[dict[str, Any]] = {
    "id": np.int64,
    "line": np.int32,
    "basis": np.uint8,
    **dict.fromkeys(("key_hash", "part_hash"), np.uint64),
}
_COLUMNS: Final = (*_NUMBERS, "bytes", "digests")
_FILES: Final = (*_COLUMNS, *(f"{name}_{what}" for name in _NAMES for what in ("at", "size")))


@dataclass(frozen=True, slots=True)
class Piece:
    """Told versions with ids up to ``until``; ``digests`` are of the lines that are new in it, by number."""

    name: str
    until: int
    columns: Mapping[str, Any]

    @property
    def rows(self) -> int:
        """How many versions."""
        return len(self.columns["id"])

    @property
    def texts(self) -> Texts:
        """Their words."""
        at, size = ({name: self.columns[f"{name}_{what}"] for name in _NAMES} for what in ("at", "size"))
        return Texts(self.columns["bytes"], at, size)


def pieces_of(
    session: Session, view: View, copy: Copy, mapped: Iterable[Piece] = (), *, anew: bool = False
) -> list[Piece]:
    """All pieces up to the state of the copy at least; made anew where the gazetteer has changed.

    Those that this process has ``mapped`` are not mapped again. Where none can be written (the disk is full), it keeps
    them in memory.
    """
    seen = state_of(session)
    state = {"form": FORM, "made": copy.made, "gazetteer": [seen.loaded, seen.places]}
    asked = seen.loaded, seen.places
    known: list[Piece] | None = None if anew else copy.carried(IN_MEMORY, asked)
    if known is None:
        try:
            return _pieces(session, view, copy, state, mapped, anew=anew)
        except OSError as error:
            log.warning("no words can be kept in %s (%s): this process keeps them in memory", copy.folder / TOLD, error)
            known = [] if anew else _held(copy.folder / TOLD, state, mapped)
    return copy.remember(IN_MEMORY, asked, lambda: _in_memory(session, view, known, copy.until))


def _in_memory(session: Session, view: View, pieces: list[Piece], until: int) -> list[Piece]:
    """The pieces with one more, of which nothing is written."""
    after = pieces[-1].until if pieces else 0
    return (
        _with_more(pieces, Piece("", until, _grown(session, view, pieces, after, until))) if after < until else pieces
    )


def _pieces(
    session: Session, view: View, copy: Copy, state: Mapping[str, Any], mapped: Iterable[Piece], *, anew: bool
) -> list[Piece]:
    folder = copy.folder / TOLD
    own_folder(folder)
    with alone(folder):
        pieces = [] if anew else _held(folder, state, mapped)
        until = pieces[-1].until if pieces else 0
        if until < copy.until:
            more = _grown(session, view, pieces, until, copy.until)
            pieces = _with_more(pieces, _write(folder, copy.until, more))
            if len(pieces) > MOST_PIECES:
                kept = 1 if 10 * sum(piece.rows for piece in pieces[1:]) < pieces[0].rows else 0
                pieces = [*pieces[:kept], _one(folder, pieces[kept:])]
            _name(folder, state, pieces)
    return pieces


def _with_more(pieces: list[Piece], more: Piece) -> list[Piece]:
    """The pieces with one more, which is left out if nothing was told in it."""
    if more.rows or not pieces:
        return [*pieces, more]
    return [*pieces[:-1], replace(pieces[-1], until=more.until)]


def _held(folder: Path, state: Mapping[str, Any], mapped: Iterable[Piece]) -> list[Piece]:
    """The pieces in a folder, of which those that are mapped already, which have their names for good, stay so."""
    known = {piece.name: piece for piece in mapped}
    with suppress(OSError, EOFError, ValueError, KeyError, TypeError):
        held = json.loads((folder / "manifest.json").read_text(encoding="utf-8"))
        if all(held[name] == value for name, value in state.items()):
            return [
                replace(known[name], until=until) if name in known else _open(folder, name, until)
                for name, until in held["pieces"]
            ]
    return []


def _open(folder: Path, name: str, until: int) -> Piece:
    mapped = {file: map_column(folder / name, file) for file in _FILES}
    if len({len(mapped[file]) for file in _FILES if file not in {"bytes", "digests"}}) != 1:
        raise ValueError(f"{name} is not whole")
    return Piece(name, until, mapped)


def _name(folder: Path, state: Mapping[str, Any], pieces: list[Piece]) -> None:
    """Put the manifest in its place, and remove what it does not name. Whoever has mapped a piece keeps it."""
    text = json.dumps({**state, "pieces": [(piece.name, piece.until) for piece in pieces]})
    put(text, folder / "manifest.json")
    for path in folder.iterdir():
        if path.is_dir() and path.name not in {piece.name for piece in pieces}:
            shutil.rmtree(path, ignore_errors=True)


def _write(folder: Path, until: int, columns: Mapping[str, Any]) -> Piece:
    here = Path(tempfile.mkdtemp(prefix=f"{until}-", dir=folder))
    save(here, {name: columns[name] for name in _FILES})
    return _open(folder, here.name, until)


def _grown(session: Session, view: View, pieces: list[Piece], after: int, until: int) -> dict[str, Any]:
    """The columns of the told versions with ids above ``after`` up to ``until``."""
    numbers = LineNumbers([piece.columns["digests"] for piece in pieces])
    read = [_plain(frame, numbers) for frame in _read(session, view, after, until)]
    texts = {name: [text for one in read for text in one[0][name]] for name in _NAMES}
    columns = {
        name: np.concatenate([np.zeros(0, kind), *(one[1][name].astype(kind) for one in read)])
        for name, kind in _NUMBERS.items()
    }
    return columns_of(texts) | columns | {"digests": numbers.added}


def _read(session: Session, view: View, after: int, until: int) -> Iterator[pl.DataFrame]:
    everything = View(Filters(), view.tree, None, None, view.judged)
    for start in range(after, until, AT_A_TIME):
        own = (col(Claim.series) != Series.INCIDENT, col(Claim.id).between(start + 1, min(start + AT_A_TIME, until)))
        found = read_versions(session, everything, *own).unique("id", keep="first", maintain_order=True)
        if found.height:
            yield with_keys(found, view.tree.places)


def _plain(frame: pl.DataFrame, numbers: LineNumbers) -> tuple[dict[str, list[str | None]], dict[str, Any]]:
    """Texts and numbers of a frame; lines that are new get the next number."""
    lines = numbers.of("\x1f".join(map(repr, line)) for line in frame.with_columns(START).select(_OF_LINE).iter_rows())
    texts = {name: frame[column].to_list() for name, column in _NAMES.items()}
    return texts, {
        "id": frame["id"].to_numpy(),
        "line": np.array(lines, np.int32),
        "basis": frame["basis"].fill_null(0).to_numpy(),
        "key_hash": np.array([hash_of(key) for key in texts["key"]], np.uint64),
        "part_hash": np.array([hash_of(key) for key in texts["part"]], np.uint64),
    }


def hash_of(text: str | None) -> int:
    """A number for a text, not 0; equal texts have equal ones, and who finds one compares the texts."""
    return 0 if text is None else int.from_bytes(blake2b(text.encode(), digest_size=8).digest()) or 1


def _one(folder: Path, pieces: list[Piece]) -> Piece:
    """Pieces that follow each other as one."""
    columns = {name: np.concatenate([piece.columns[name] for piece in pieces]) for name in _COLUMNS}
    shifts = np.cumsum([0, *(len(piece.columns["bytes"]) for piece in pieces)]).tolist()
    for name in _NAMES:
        at = [piece.columns[f"{name}_at"] for piece in pieces]
        moved = [np.where(places < 0, places, places + shift) for places, shift in zip(at, shifts, strict=False)]
        columns[f"{name}_at"] = np.concatenate(moved)
        columns[f"{name}_size"] = np.concatenate([piece.columns[f"{name}_size"] for piece in pieces])
    return _write(folder, pieces[-1].until, columns)
