"""The moment of a transaction: after all that the register holds, whatever the computer's clock says.

What was known on an evening, and a document that is sealed with a moment, stay as they were only if nothing is recorded
behind them later. Clocks are set back, and two computers never agree; the register's own order does not depend on them.
"""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from typing import Any, Final, NamedTuple

from sqlalchemy import Select, func, select, union_all
from sqlmodel import Session, col

from db.models import (
    Batch,
    ColumnMapRow,
    Figure,
    Grade,
    Judgement,
    PlaceChange,
    PlacePopulation,
    PlaceSet,
    Redaction,
    Resolution,
    Source,
    SourceChange,
    Withdrawal,
)

_INSTANT: Final = timedelta(microseconds=1)
_A_LITTLE: Final = timedelta(minutes=5)
"""By how much the clocks of computers that write to one register may differ without a word."""

_RECORDED: Final = (
    *(Batch, Withdrawal, Judgement, Grade, Source, SourceChange),
    *(PlaceChange, PlaceSet, PlacePopulation, Resolution, Redaction, ColumnMapRow),
)
"""What is recorded on its own: claims, incidents and documents have the moment of their batch or of a withdrawal."""


class Behind(NamedTuple):
    """A clock that is behind the newest entry of the register."""

    clock: datetime
    newest: datetime

    @property
    def in_words(self) -> tuple[str, str]:
        """What the clock says, and the moment of the newest entry."""
        clock, newest = (f"{moment:%Y-%m-%d %H:%M} UTC" for moment in self)
        return clock, newest

    @property
    def told(self) -> str:
        """The two moments in words, without a full stop."""
        clock, newest = self.in_words
        return f"The computer's clock says {clock}, and the register has entries of {newest}"


WAY_OUT: Final = (
    "Set the clock if it is wrong. If it is right, it was ahead when those entries were made: to be rid of their "
    "moment, restore a backup of before into a new register (`sijill restore`), and send again what came since."
)
"""What to do about a clock that is behind."""


def moment_of(session: Session) -> datetime:
    """The moment at which this transaction records: now, or right after the newest entry where the clock is behind it.

    Asked for inside a transaction that writes, so that no other writer comes between.
    """
    newest, clock = newest_moment(session), _now()
    return clock if newest is None else max(clock, newest + _INSTANT)


def newest_moment(session: Session) -> datetime | None:
    """The latest moment at which anything was recorded or undone; None for a register that holds nothing."""
    every = union_all(*_latest()).subquery()
    found: datetime | None = session.connection().scalar(select(func.max(every.c.moment)))
    return found


def behind(session: Session) -> Behind | None:
    """The clock beside the newest entry, if it is behind that by more than a little."""
    newest, clock = newest_moment(session), _now()
    return Behind(clock, newest) if newest is not None and newest - clock > _A_LITTLE else None


def _latest() -> Iterator[Select[Any]]:
    for model in _RECORDED:
        yield select(func.max(col(model.recorded_at)).label("moment"))
    yield select(func.max(col(Judgement.undone_at)))
    last = select(func.max(col(Figure.id))).scalar_subquery()  # worked out anew, they have a moment of their own
    yield select(col(Figure.recorded_at)).where(col(Figure.id) == last)


def _now() -> datetime:
    return datetime.now(UTC)
