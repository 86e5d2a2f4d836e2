"""Sources as records: what they say in a view, how often they mended it, and how they were graded."""

from collections import Counter, defaultdict
from collections.abc import Iterable
from typing import Any

import polars as pl
from sqlalchemy import and_, func, select
from sqlmodel import Session, col

from db.answers import GradeRecord, SourceRecord, Speakers, Spoken
from db.columns.later import later_versions
from db.filters import Filters
from db.models import Batch, Claim, Grade, Source, Withdrawal
from db.records.known import recorded_by
from db.vocabulary import Measure, Population

_OF_SOURCE = tuple(name for name in SourceRecord.__dataclass_fields__ if hasattr(Source, name))


def spoken_and_relayed(frame: pl.DataFrame) -> tuple[dict[int, Spoken], dict[int, int]]:
    """What each source of the frame says for itself or through others, and how many claims it passes on, by id."""
    spoken = (
        frame.filter(pl.col("speaker_id").is_not_null())
        .group_by("speaker_id")
        .agg(
            claims=pl.len(),
            first=pl.col("date_from").min(),
            last=pl.col("date_to").max(),
            definitions=pl.col("definition").drop_nulls().unique().sort(),
        )
    )
    relayed = frame.filter(~pl.col("direct")).group_by("source_id").agg(relays=pl.len())
    said = {who: Spoken(claims, first, last, tuple(texts)) for who, claims, first, last, texts in spoken.iter_rows()}
    return said, dict(relayed.iter_rows())


def sources(
    session: Session, filters: Filters, spoken: dict[int, Spoken], relayed: dict[int, int]
) -> list[SourceRecord]:
    """Every source that speaks or relays, most claims first."""
    revised = _revisions(session, filters)
    grades = _grades(session, filters)
    found = [
        _source(source, spoken.get(source.id, Spoken()), relayed.get(source.id, 0), revised, grades[source.id])
        for source in session.scalars(select(Source))
        if source.id is not None and (source.id in spoken or source.id in relayed)
    ]
    return sorted(found, key=lambda record: (-record.claims, -record.relays, record.name))


def speakers(session: Session, told: Iterable[tuple[int, int, int, int]]) -> Speakers:
    """Whom the register calls what, by measure and population; ``told`` has their numbers, the speaker's id, claims."""
    names = {source.id: source.name for source in session.scalars(select(Source))}
    found = defaultdict(list)
    for measure, population, speaker, claims in told:
        found[Measure.of(measure), Population.of(population)].append((-claims, names[speaker]))
    return {kind: tuple(name for _, name in sorted(said)) for kind, said in found.items()}


def _source(
    source: Source, said: Spoken, relays: int, revised: dict[int | None, int], grades: list[GradeRecord]
) -> SourceRecord:
    copied = {name: getattr(source, name) for name in _OF_SOURCE}
    return SourceRecord(
        **copied,
        grades=tuple(grades),
        claims=said.claims,
        relays=relays,
        revised=revised.get(source.id, 0),
        first=said.first,
        last=said.last,
        definitions=said.definitions,
    )


def _revisions(session: Session, filters: Filters) -> dict[int | None, int]:
    """How many versions each source has had to mend; what a withdrawal took back or put back mends nothing."""
    claim, earlier = Claim.__table__, Claim.__table__.alias("earlier")  # type: ignore[attr-defined]  # between threads
    brought = _brought(claim, filters)
    mended = select(earlier.c.id).where(
        earlier.c.key == claim.c.key, earlier.c.version < claim.c.version, _brought(earlier, filters)
    )
    who = func.coalesce(claim.c.origin_id, claim.c.source_id)
    found: Counter[int | None] = Counter()
    for these in later_versions(session, claim):
        statement = select(who, func.count()).where(these, brought, mended.exists(), *recorded_by(Claim, filters))
        found.update({number: count for number, count in session.execute(statement.group_by(who))})  # noqa: C416  (rows)
    return dict(found)


def _brought(version: Any, filters: Filters) -> Any:
    """Whether a version came with its batch, as a withdrawal's do not, and the batch is not withdrawn."""
    withdrawn = select(col(Withdrawal.batch_id)).where(*recorded_by(Withdrawal, filters))
    batch = Batch.__table__.alias()  # type: ignore[attr-defined]  # an ORM alias is not safe between threads
    came = select(batch.c.id).where(batch.c.id == version.c.batch_id, batch.c.recorded_at == version.c.recorded_at)
    return and_(came.exists(), version.c.batch_id.not_in(withdrawn))


def _grades(session: Session, filters: Filters) -> defaultdict[int | None, list[GradeRecord]]:
    """All grades by source, newest first; one that is superseded after the view's moment still stands in it."""
    graded: defaultdict[int | None, list[GradeRecord]] = defaultdict(list)
    for grade in session.scalars(
        select(Grade).where(*recorded_by(Grade, filters)).order_by(col(Grade.assessed_on).desc(), col(Grade.id).desc())
    ):
        superseded = grade.superseded_at
        graded[grade.source_id].append(
            GradeRecord(
                measure=grade.measure,
                reliability=grade.reliability,
                assessor=grade.assessor,
                assessed_on=grade.assessed_on,
                reason=grade.reason,
                reason_ar=grade.reason_ar,
                superseded_at=None if filters.as_of and superseded and superseded > filters.as_of else superseded,
            )
        )
    return graded
