"""What a copy keeps besides numbers of the claims that are not about single incidents: their lines and their words.

Tolls, stocks, periods and figures of no stated kind are told one by one, each under its line
(:mod:`db.lines.of_claims`). Lines are numbered here once, when claims come in, so that a view needs no words to find
the latest of each.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
from sqlmodel import Session

from db.columns.copies import Copy
from db.lines.told_pieces import Piece, pieces_of
from db.selection.selecting import Selection
from db.vocabulary import Series


@dataclass(frozen=True)
class Told:
    """``rows`` are the told claims' row numbers in the copy, ascending; the columns have a value for each of them.

    ``line`` numbers the line, ``basis`` is the stored number, ``key_hash`` and ``part_hash`` are of the claim's key and
    of the one that it is a part of (0: of none).
    """

    rows: Any
    pieces: tuple[Piece, ...]
    starts: tuple[int, ...]
    line: Any
    columns: Mapping[str, Any]

    @classmethod
    def of(cls, session: Session, selection: Selection) -> "Told":
        """What the copy of a selection keeps; brought up to it in the folder of the copy if need be."""
        copy, tree = selection.copy, selection.view.tree
        return copy.remember("told", id(tree), lambda: (_told(session, selection), tree), most=1)[0]

    def texts(self, name: str, places: Any) -> list[str | None]:
        """The texts of some of the told claims, by their places."""
        order = np.argsort(places, kind="stable")
        found: list[str | None] = [None] * len(order)
        texts, which = self.distinct(name, places[order])
        for at, number in zip(order.tolist(), which.tolist(), strict=True):
            found[at] = texts[number]
        return found

    def distinct(self, name: str, places: Any) -> tuple[list[str | None], Any]:
        """The texts of some of the told claims, by places that ascend; and which of them is each one's."""
        texts: list[str | None] = []
        which = [np.zeros(0, np.int64)]
        for piece, start in zip(self.pieces, self.starts, strict=True):
            begin, end = np.searchsorted(places, [start, start + piece.rows])
            read, numbers = piece.texts.distinct(name, places[begin:end] - start)
            which.append(numbers + len(texts))
            texts += read
        return texts, np.concatenate(which)


def _told(session: Session, selection: Selection) -> Told:
    copy = selection.copy
    rows = (part.once("told", _told_in) + part.offset for part in copy.parts)
    every = np.concatenate([np.zeros(0, np.int32), *rows]).astype(np.int32)
    ids = copy.take("id", every)
    before: tuple[Told, Any] | None = copy.carried("told", id(selection.view.tree))
    pieces = pieces_of(session, selection.view, copy, before[0].pieces if before else ())
    if not np.array_equal(_joined(pieces, "id", len(every)), ids):  # not what it says to be: made anew
        pieces = pieces_of(session, selection.view, copy, anew=True)
    starts = np.cumsum([0, *(piece.rows for piece in pieces)]).tolist()
    columns = {name: _joined(pieces, name, len(every)) for name in ("line", "basis", "key_hash", "part_hash")}
    return Told(every, tuple(pieces), tuple(starts[:-1]), columns["line"], columns)


def _told_in(columns: Mapping[str, Any]) -> Any:
    return np.flatnonzero(columns["series"] != Series.INCIDENT.number).astype(np.int32)


def _joined(pieces: list[Piece], name: str, rows: int) -> Any:
    """A column over all pieces, but for what is newer than the session; mapped as it is if there is one piece."""
    found = [piece.columns[name] for piece in pieces]
    return (found[0] if len(found) == 1 else np.concatenate([np.zeros(0, np.int64), *found]))[:rows]


def chosen(selection: Selection, told: Told) -> Any:
    """The places of the told claims that a selection counts: not those that wait for review."""
    return selection.once("told places", lambda: _chosen(selection, told))


def _chosen(selection: Selection, told: Told) -> Any:
    picked = [np.zeros(0, bool)]
    for part, mask in zip(selection.copy.parts, selection.masks, strict=True):
        start, end = np.searchsorted(told.rows, [part.offset, part.offset + part.rows])
        own = told.rows[start:end] - part.offset
        picked.append(mask[own] & selection.counting(part)[own])
    return np.flatnonzero(np.concatenate(picked)).astype(np.int32)


def taken(copy: Copy, name: str, rows: Any) -> Any:
    """A column of the copy at row numbers in any order."""
    if np.all(rows[1:] >= rows[:-1]):
        return copy.take(name, rows)
    order = np.argsort(rows, kind="stable")
    found = np.empty(len(rows), copy.parts[0][name].dtype if copy.parts else np.int64)
    found[order] = copy.take(name, rows[order])
    return found
