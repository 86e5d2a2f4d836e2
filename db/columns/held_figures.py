"""The stored figures of one policy as columns: what several claims come to, while that was known."""

from dataclasses import dataclass
from typing import Any, Final

import numpy as np
import polars as pl
from sqlalchemy import func, select
from sqlmodel import Session, col

from db.columns.numbers import BEST, HIGH, LOW, OPEN, kind_of
from db.columns.selection import Selection
from db.columns.sharing import Sharing, key_of
from db.columns.store import Copy, micros
from db.models import Figure, Grade, Judgement
from db.types import as_stored
from db.vocabulary import Policy

_READ: Final = (
    *("incident_id", "measure", "population", "sex", "age", "unit", "low", "best", "high", "claims", "members"),
    *("corroboration", "counted", "quantifier", "vague_word", "recorded_at", "superseded_at"),
)


@dataclass(frozen=True)
class HeldFigures:
    """Columns with a value for each stored figure; ``key`` as in :class:`Sharing`, ``missing`` as in the copy."""

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
    word: list[str | None]
    known: Any
    superseded: Any

    @classmethod
    def of(cls, copy: Copy, session: Session, policy: Policy) -> "HeldFigures":
        """All that were ever stored under a policy, as the session sees them."""
        return copy.remember(("figures", policy, state_of(session)), lambda: _read(session, policy))

    def by_group(self, selection: Selection, sharing: Sharing) -> Any:
        """The position of each group's figure at the view's moment; -1 where there is none."""
        as_of = selection.view.filters.as_of
        if as_of is None:
            standing = self.superseded == OPEN
        else:
            moment = micros(as_of)
            standing = (self.known <= moment) & (self.superseded > moment)
        own = np.flatnonzero(standing)
        at = np.searchsorted(sharing.keys, self.key[own])
        inside = at < len(sharing.keys)
        own, at = own[inside], at[inside]
        same = sharing.keys[at] == self.key[own]
        found = np.full(len(sharing.keys), -1, np.int64)
        found[at[same]] = own[same]
        return found


def state_of(session: Session) -> tuple[int, ...]:
    """What tells one state of the judgements and grades, which figures hang on, from another; claims are the copy's."""
    if "judged and graded" not in session.info:
        counted = [
            select(func.count(), func.count(col(Judgement.undone_at))).select_from(Judgement),
            select(func.count(), func.count(col(Grade.superseded_at))).select_from(Grade),
        ]
        found = [session.connection().execute(statement).one() for statement in counted]
        session.info["judged and graded"] = tuple(int(number) for row in found for number in row)
    state: tuple[int, ...] = session.info["judged and graded"]
    return state


def _read(session: Session, policy: Policy) -> HeldFigures:
    columns = [as_stored(getattr(Figure, name)) for name in _READ]
    rows = session.connection().execute(select(*columns).where(col(Figure.policy) == policy)).fetchall()
    kinds = dict.fromkeys(_READ, pl.Int64) | {"vague_word": pl.String, "counted": pl.Boolean}
    plain = [(*row[:-2], micros(row[-2]), micros(row[-1])) for row in rows]
    frame = pl.DataFrame(plain, schema=kinds, orient="row")
    column = {name: frame[name].fill_null(0).to_numpy() for name in _READ if name != "vague_word"}
    bits = (("low", LOW), ("best", BEST), ("high", HIGH))
    kind = kind_of(*(column[name] for name in ("measure", "population", "sex", "age", "unit")))
    return HeldFigures(
        key=key_of(column["incident_id"], kind),
        **{name: column[name].astype(np.float64) for name in ("low", "best", "high")},
        missing=sum(frame[name].is_null().cast(pl.UInt8).to_numpy() * bit for name, bit in bits),
        **{name: column[name] for name in ("claims", "members", "corroboration", "counted", "quantifier")},
        word=frame["vague_word"].to_list(),
        known=column["recorded_at"],
        superseded=column["superseded_at"],
    )
