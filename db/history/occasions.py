"""The occasions on which the register changed, in their order: files sent and withdrawn, judgements, sources, places.

Every version of a claim is written on an occasion of the first two kinds. A verb that writes versions on another
occasion has to give it a rank here, or the change log would not tell of them.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final, NamedTuple

from sqlalchemy import ColumnElement, Select, and_, literal, or_, select, union_all
from sqlmodel import Session, col

from db.history.change_records import Cursor
from db.models import Batch, Grade, Judgement, PlaceChange, Redaction, Resolution, SourceChange, Withdrawal

RECORDED: Final = 1
WITHDRAWN: Final = 2
MADE: Final = 3
UNDONE: Final = 4
GRADED: Final = 5
DESCRIBED: Final = 6
RESOLVED: Final = 7
REDACTED: Final = 8
HIDDEN: Final = 9

WITH_CLAIMS: Final = frozenset({RECORDED, WITHDRAWN})
"""The ranks of occasions on which versions of claims are written."""

_TIMED: Final[dict[int, tuple[Any, Any]]] = {
    RECORDED: (Batch.recorded_at, Batch.id),
    WITHDRAWN: (Withdrawal.recorded_at, Withdrawal.batch_id),
    MADE: (Judgement.recorded_at, Judgement.id),
    UNDONE: (Judgement.undone_at, Judgement.id),
    GRADED: (Grade.recorded_at, Grade.id),
    DESCRIBED: (SourceChange.recorded_at, SourceChange.id),
    RESOLVED: (Resolution.recorded_at, Resolution.id),
    REDACTED: (Redaction.recorded_at, Redaction.id),
    HIDDEN: (PlaceChange.recorded_at, PlaceChange.id),
}
"""When and which, by rank: what of one moment is told first has the lower rank."""

_CHUNK: Final = 5_000


class Occasion(NamedTuple):
    """When the register changed, by which kind of deed, and the id of its row."""

    moment: datetime
    rank: int
    id: int


@dataclass(frozen=True, slots=True)
class Window:
    """The time between two moments of our knowledge: after ``since``, up to and with ``until``; None is no limit.

    What changed in it is what makes the register as of ``until`` differ from the register as of ``since``.
    """

    since: datetime | None = None
    until: datetime | None = None


def occasions(session: Session, window: Window, after: Cursor | None = None) -> Iterator[list[Occasion]]:
    """The occasions in a window that come after a place in the log, oldest first, some thousands at a time."""
    last = None if after is None else Occasion(*after[:3])
    while found := _next(session, window, last):
        yield found
        last = found[-1]


def _next(session: Session, window: Window, last: Occasion | None) -> list[Occasion]:
    parts = [_of_rank(rank, window, last) for rank in _TIMED]
    every = union_all(*parts).subquery()
    ordered = select(every).order_by(every.c.moment, every.c.rank, every.c.id).limit(_CHUNK)
    return [Occasion(*row) for row in session.connection().execute(ordered)]


def _of_rank(rank: int, window: Window, last: Occasion | None) -> Select[Any]:
    moment, number = (col(column) for column in _TIMED[rank])
    wanted: list[ColumnElement[bool]] = [moment.is_not(None)]
    if window.since is not None:
        wanted.append(moment > window.since)
    if window.until is not None:
        wanted.append(moment <= window.until)
    if last is not None:
        wanted.append(_later(rank, moment, number, last))
    parts: tuple[Any, ...] = (moment.label("moment"), literal(rank).label("rank"), number.label("id"))
    return select(*parts).where(*wanted)


def _later(rank: int, moment: Any, number: Any, last: Occasion) -> ColumnElement[bool]:
    """Whether an occasion of this rank comes after ``last``, by moment, rank and id."""
    if rank > last.rank:
        return moment >= last.moment  # type: ignore[no-any-return]
    if rank < last.rank:
        return moment > last.moment  # type: ignore[no-any-return]
    return or_(moment > last.moment, and_(moment == last.moment, number > last.id))
