"""The stored figures of one policy as columns: what several claims come to, while that was known."""

from collections import OrderedDict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, fields, replace
from typing import Any, Final

import numpy as np
import polars as pl
from sqlalchemy import select
from sqlmodel import Session, col

from db.columns.copies import Copy, micros
from db.columns.numbers import BEST, HIGH, LOW, OPEN, kind_of
from db.columns.state import state_of
from db.entries import chunks
from db.models import Figure
from db.selection.selecting import Selection
from db.totals.sharing import Sharing, key_of
from db.types import as_stored
from db.vocabulary import Policy

_READ: Final = (
    *("id", "incident_id", "measure", "population", "sex", "age", "unit", "low", "best", "high", "claims", "members"),
    *("corroboration", "counted", "quantifier", "vague_word", "recorded_at", "superseded_at"),
)
_PIECE: Final = 20_000


@dataclass(frozen=True)
class HeldFigures:
    """Columns with a value for each stored figure, by ``id``.

    ``key`` is as in :class:`db.totals.sharing.Sharing`, ``missing`` as in the copy. ``word`` has the vague words by
    the places of their figures.
    """

    id: Any
    key: Any
    low: Any
    best: Any
    high: Any
    missing: Any
    claims: Any
    members: Any
    corroboration: Any
    counted: Any
    quantifier: Any
    known: Any
    superseded: Any
    word: Mapping[int, str]

    @classmethod
    def of(cls, copy: Copy, session: Session, policy: Policy) -> "HeldFigures":
        """All that were ever stored under a policy, as the session sees them."""
        state = (copy.until, state_of(session))
        with copy.lock:
            kept = copy.kept.setdefault("figures", OrderedDict())
            earlier: HeldFigures | None
            read_for, earlier = kept.get(policy) or copy.carried("figures", policy) or (None, None)
            found = earlier if earlier is not None and read_for == state else _read_on(session, policy, earlier)
            kept[policy] = (state, found)
            return found

    def by_group(self, selection: Selection, sharing: Sharing) -> Any:
        """The position of each group's figure at the view's moment; -1 where there is none."""
        as_of = selection.view.filters.as_of
        if as_of is None:
            standing = self.superseded == OPEN
        else:
            moment = micros(as_of)
            standing = (self.known <= moment) & (self.superseded > moment)
        own = np.flatnonzero(standing)
        found = np.full(len(sharing.keys), -1, np.int32)
        if not len(own) or not len(found):
            return found
        at = np.minimum(np.searchsorted(sharing.keys, self.key[own]), len(found) - 1)
        same = sharing.keys[at] == self.key[own]
        found[at[same]] = own[same]
        return found


def _read_on(session: Session, policy: Policy, earlier: HeldFigures | None) -> HeldFigures:
    """All figures of a policy: read anew, or what was read earlier with what was stored and superseded since."""
    if earlier is None or not _still_there(session, earlier):
        return _joined(_read(session, policy, 0))
    known = _with_closed(session, policy, earlier)
    fresh = list(_read(session, policy, int(earlier.id[-1])))
    return _joined([known, *fresh]) if fresh else known


def _still_there(session: Session, earlier: HeldFigures) -> bool:
    """Whether the last figure is the one that was read: a register that was put back gives its id to another."""
    if not len(earlier.id):
        return False
    last = select(col(Figure.recorded_at)).where(col(Figure.id) == int(earlier.id[-1]))
    recorded = session.connection().scalar(last)
    return recorded is not None and micros(recorded) == int(earlier.known[-1])


def _with_closed(session: Session, policy: Policy, earlier: HeldFigures) -> HeldFigures:
    """The figures that were read earlier as they stand now: others may have been superseded since.

    All that are superseded become more and more, so their moments are read only of those that are so now.
    """
    closed = (col(Figure.policy) == policy, col(Figure.superseded_at).is_not(None))
    connection = session.connection()
    ids = connection.scalars(select(col(Figure.id)).where(*closed, col(Figure.id) <= int(earlier.id[-1]))).all()
    at = np.searchsorted(earlier.id, np.array(ids, np.int64))
    superseded = np.full(len(earlier.id), OPEN, np.int64)
    superseded[at] = earlier.superseded[at]
    for some in chunks(earlier.id[at[superseded[at] == OPEN]].tolist()):
        moments = select(col(Figure.id), col(Figure.superseded_at)).where(col(Figure.id).in_(some))
        found = connection.execute(moments).all()
        superseded[np.searchsorted(earlier.id, [number or 0 for number, _ in found])] = [micros(m) for _, m in found]
    return replace(earlier, superseded=superseded)


def _read(session: Session, policy: Policy, after: int) -> Iterable[HeldFigures]:
    """In pieces, so that few rows are in memory as Python's objects at a time."""
    columns = [as_stored(getattr(Figure, name)) for name in _READ]
    while True:
        own = (col(Figure.policy) == policy, col(Figure.id) > after)
        statement = select(*columns).where(*own).order_by(col(Figure.id)).limit(_PIECE)
        rows = session.connection().execute(statement).fetchall()
        if rows:
            yield _columns(rows)
        if len(rows) < _PIECE:
            return
        after = int(rows[-1][0])


def _columns(rows: Iterable[Any]) -> HeldFigures:
    kinds = dict.fromkeys(_READ, pl.Int64) | {"vague_word": pl.String, "counted": pl.Boolean}
    plain = [(*row[:-2], micros(row[-2]), micros(row[-1])) for row in rows]
    frame = pl.DataFrame(plain, schema=kinds, orient="row")
    column = {name: frame[name].fill_null(0).to_numpy() for name in _READ if name != "vague_word"}
    bits = (("low", LOW), ("best", BEST), ("high", HIGH))
    kind = kind_of(*(column[name] for name in ("measure", "population", "sex", "age", "unit")))
    return HeldFigures(
        id=column["id"],
        key=key_of(column["incident_id"], kind),
        **{name: column[name].astype(np.float64) for name in ("low", "best", "high")},
        missing=sum((frame[name].is_null().cast(pl.UInt8).to_numpy() * bit for name, bit in bits), np.uint8(0)),
        **{name: column[name].astype(np.int32) for name in ("claims", "members")},
        **{name: column[name].astype(np.uint8) for name in ("corroboration", "counted", "quantifier")},
        word={at: word for at, word in enumerate(frame["vague_word"].to_list()) if word is not None},
        known=column["recorded_at"],
        superseded=column["superseded_at"],
    )


def _joined(pieces: Iterable[HeldFigures]) -> HeldFigures:
    every = list(pieces) or [_columns([])]
    starts = np.cumsum([0, *(len(piece.id) for piece in every)])
    words = {
        int(start) + at: word for start, piece in zip(starts, every, strict=False) for at, word in piece.word.items()
    }
    numbers = [each.name for each in fields(HeldFigures) if each.name != "word"]
    return HeldFigures(**{name: np.concatenate([getattr(p, name) for p in every]) for name in numbers}, word=words)
