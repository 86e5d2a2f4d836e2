"""What the register holds as a whole: what filters offer, which state it is in, and when it last changed."""

from datetime import UTC, date, datetime, timedelta
from typing import Final

from sqlalchemy import func, select
from sqlmodel import Session, col

from db.answers import Choices, PlaceRecord
from db.columns import spans
from db.columns.store import copy_for
from db.filters import Filters
from db.models import (
    Batch,
    Claim,
    ColumnMapRow,
    Grade,
    Judgement,
    Place,
    PlaceChange,
    PlacePopulation,
    PlaceSet,
    Redaction,
    Resolution,
    Source,
    SourceChange,
)
from db.records.known import before, recorded_by
from db.vocabulary import Measure, PlaceLevel

_EPOCH: Final = datetime(1970, 1, 1, tzinfo=UTC)


def choices(session: Session) -> Choices:
    """Places down to the district, the sources and measures that have claims, and the days they span."""
    wide = (PlaceLevel.COUNTRY, PlaceLevel.GOVERNORATE, PlaceLevel.DISTRICT)
    places = session.scalars(
        select(Place).where(col(Place.level).in_(wide)).order_by(col(Place.level), col(Place.name_en))
    )
    used, measures, first, last = _said_of(session)
    return Choices(
        places=tuple(PlaceRecord(p.pcode, p.name_en, p.name_ar, p.level, p.parent) for p in places),
        sources=tuple(
            (source.name, source.name_ar)
            for source in session.scalars(select(Source).order_by(col(Source.name)))
            if source.id in used
        ),
        measures=tuple(sorted(measures, key=lambda measure: measure.number)),
        first=first,
        last=last,
    )


def _said_of(session: Session) -> tuple[set[int | None], set[Measure], date | None, date | None]:
    """The sources and measures that have claims, and the days that these span."""
    copy = copy_for(session)
    if copy is not None:
        found = spans.said_of(copy)
        return set(found.sources), {Measure.of(number) for number in found.measures}, found.first, found.last
    sources = {*session.scalars(select(col(Claim.source_id)).distinct())}
    origins = {*session.scalars(select(col(Claim.origin_id)).distinct())}
    measures = set(session.scalars(select(col(Claim.measure)).distinct()))
    first, last = session.execute(select(func.min(col(Claim.date_from)), func.max(col(Claim.date_to)))).one()
    return sources | origins, measures, first, last


def data_version(session: Session, filters: Filters) -> str:
    """Counts of all that was ever recorded up to the view's moment.

    Batches, claim versions, judgements (undone ones twice), grades, redactions, and decisions about places.
    """
    copy = copy_for(session)
    counts = [
        session.scalar(select(func.count()).select_from(model).where(*recorded_by(model, filters))) or 0
        for model in (Batch, Claim, Judgement, Grade, Redaction, PlaceChange)
        if copy is None or model is not Claim
    ]
    if copy is not None:
        counts.insert(1, spans.recorded_by(copy, filters.as_of))
    undone = select(func.count()).select_from(Judgement).where(col(Judgement.undone_at).is_not(None))
    counts[2] += session.scalar(undone.where(*before(col(Judgement.undone_at), filters))) or 0
    return ".".join(str(count) for count in counts)


def state_version(session: Session) -> str:
    """The version, and what it does not count, for it changes no figure: what the register knows beside its claims.

    Sets of places, populations, changes of sources, problems that were closed and maps of columns, none of which is
    ever deleted. Whoever keeps what was made of the register keeps this with it.
    """
    known_beside = (PlaceSet, PlacePopulation, SourceChange, Resolution, ColumnMapRow)
    newest = [session.scalar(select(func.max(col(model.id)))) or 0 for model in known_beside]
    return ".".join([data_version(session, Filters()), *map(str, newest)])


def changed_at(session: Session) -> datetime | None:
    """The latest moment at which something that :func:`data_version` counts was recorded or undone."""
    copy = copy_for(session)
    moments = [
        session.scalar(select(func.max(col(model.recorded_at))))
        for model in (Batch, Claim, Judgement, Grade, Redaction, PlaceChange)
        if copy is None or model is not Claim
    ]
    moments.append(session.scalar(select(func.max(col(Judgement.undone_at)))))
    if copy is not None and copy.rows:
        moments.append(_EPOCH + timedelta(microseconds=copy.most("known")))
    return max((moment for moment in moments if moment is not None), default=None)
