"""What people changed about sources, and which sources are confidential, now or after any of those changes."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import func, select
from sqlmodel import Session, col

from db.filters import Filters
from db.models import Source, SourceChange
from db.sources.sourcing import YES


@dataclass(frozen=True, slots=True)
class SourceDeed:
    """One change: ``field`` of a source from ``before`` to ``after`` (None: nothing), by whom, why and when."""

    source: str
    field: str
    before: str | None
    after: str | None
    by: str
    reason: str
    recorded_at: datetime


def deeds(session: Session, filters: Filters) -> list[SourceDeed]:
    """What people changed about sources up to the view's moment, the newest first. No other filter counts."""
    statement = select(SourceChange, col(Source.name)).join(Source, col(Source.id) == col(SourceChange.source_id))
    if filters.as_of is not None:
        statement = statement.where(col(SourceChange.recorded_at) <= filters.as_of)
    rows = session.execute(statement.order_by(col(SourceChange.id).desc()))
    return [
        SourceDeed(name, made.field, made.before, made.after, made.decided_by, made.reason, made.recorded_at)
        for made, name in rows
    ]


def confidential_sources(session: Session) -> frozenset[str]:
    """The registered names of the sources that are confidential now, at whatever moment a view looks."""
    return frozenset(session.scalars(select(col(Source.name)).where(col(Source.confidential))))


def last_decision(session: Session) -> int:
    """The number of the latest decision on whether a source is confidential; 0 before the first."""
    return session.scalar(select(func.max(SourceChange.id)).where(_IS_DECISION)) or 0


def confidential_after(session: Session, decision: int) -> frozenset[int]:
    """The ids of the sources that were confidential right after a decision (see :func:`last_decision`)."""
    later = session.scalars(select(SourceChange).where(_IS_DECISION, col(SourceChange.id) > decision)).all()
    return frozenset(
        number
        for number, now in session.execute(select(col(Source.id), col(Source.confidential)))
        if _before(number, later, now=now)
    )


def _before(number: int | None, later: Sequence[SourceChange], *, now: bool) -> bool:
    """Whether a source was confidential before the first of the ``later`` decisions about it."""
    first = min((made for made in later if made.source_id == number), key=lambda made: made.id or 0, default=None)
    return now if first is None else first.before == YES


_IS_DECISION = col(SourceChange.field) == "confidential"
