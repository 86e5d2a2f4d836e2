"""From frames and rows of the register to the records of ``db.answers``: names looked up, numbers turned into words."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import date, datetime
from typing import Any, NamedTuple

import polars as pl
from sqlalchemy import and_, func, select
from sqlmodel import Session, col

from db.answers import (
    Choices,
    ClaimRecord,
    GradeRecord,
    IncidentRecord,
    PlaceRecord,
    Reconciled,
    SourceRecord,
)
from db.columns import spans
from db.columns.store import copy_for
from db.entries import chunks
from db.filters import Filters
from db.models import Batch, Claim, Document, Grade, Judgement, Place, Source, Withdrawal
from db.vocabulary import (
    Age,
    Corroboration,
    DatePrecision,
    Measure,
    PlaceLevel,
    PlacePrecision,
    Policy,
    Population,
    Quantifier,
    Reliability,
    Sex,
    Unit,
    Word,
)

_ORIGIN = Source.__table__.alias("origin")  # type: ignore[attr-defined]  # an ORM alias is not safe between threads
_CHUNK = 5_000
_OF_CLAIM = tuple(name for name in ClaimRecord.__dataclass_fields__ if hasattr(Claim, name))
_OF_SOURCE = tuple(name for name in SourceRecord.__dataclass_fields__ if hasattr(Source, name))


def claims(session: Session, filters: Filters, frame: pl.DataFrame) -> list[ClaimRecord]:
    """The claims whose ids the frame holds, in its order.

    A version that was superseded after the view's moment is shown as it stood then: not superseded.
    """
    found: dict[int, ClaimRecord] = {}
    extra = {number: (rank, code) for number, rank, code in frame.select("id", "rank", "incident").iter_rows()}
    ids = frame["id"].to_list()
    for start in range(0, len(ids), _CHUNK):
        statement = (
            select(Claim, col(Source.name), _ORIGIN.c.name, Place, Document)
            .join(Source, col(Source.id) == col(Claim.source_id))
            .outerjoin(_ORIGIN, _ORIGIN.c.id == col(Claim.origin_id))
            .outerjoin(Place, col(Place.pcode) == col(Claim.pcode))
            .outerjoin(Document, col(Document.id) == col(Claim.document_id))
            .where(col(Claim.id).in_(ids[start : start + _CHUNK]))
        )
        for row in session.execute(statement):
            found[row[0].id] = _claim(row, extra[row[0].id], filters.as_of)
    return [found[number] for number in ids]


def _claim(row: Any, extra: tuple[int, str | None], as_of: datetime | None) -> ClaimRecord:
    claim, source, origin, place, document = row
    rank, incident = extra
    copied = {name: getattr(claim, name) for name in _OF_CLAIM}
    superseded = claim.superseded_at
    return ClaimRecord(
        **copied
        | {
            "source": source,
            "origin": origin,
            "span": None if claim.span_start is None else (claim.span_start, claim.span_end),
            "place_name": place.name_en if place else None,
            "place_name_ar": place.name_ar if place else None,
            "reliability": Reliability.of(rank) if rank <= len(Reliability) else None,
            "title": document.title if document else None,
            "publisher": document.publisher if document else None,
            "url": document.url if document else None,
            "incident": incident,
            "batch": claim.batch_id,
            "superseded_at": None if as_of and superseded and superseded > as_of else superseded,
        }
    )


def summarize(frame: pl.DataFrame) -> pl.DataFrame:
    """One row for each incident, newest first: when, where (as precisely as any claim says), who, how many claims."""
    return (
        frame.sort("place_precision", "date_precision", nulls_last=True)
        .group_by("incident", maintain_order=True)
        .agg(
            pl.col("date_from").min(),
            pl.col("date_to").max(),
            pl.col("date_precision", "place", "pcode", "place_precision").first(),
            sources=pl.col("speaker").fill_null(pl.col("source")).unique().sort(),
            claims=pl.len(),
            recorded_at=pl.col("recorded_at").min(),
        )
        .sort("date_to", "incident", descending=[True, False], nulls_last=True)
    )


def incidents(session: Session, summary: pl.DataFrame, figures: pl.DataFrame, policy: Policy) -> list[IncidentRecord]:
    """The incidents of ``summary`` with their ``figures``, reconciled under ``policy``."""
    wanted = summary["pcode"].drop_nulls().unique().to_list()
    named = (select(Place).where(col(Place.pcode).in_(some)) for some in chunks(wanted))
    places = {place.pcode: place for statement in named for place in session.scalars(statement)}
    told = defaultdict(list)
    for row in figures.iter_rows(named=True):
        told[row["incident"]].append(_reconciled(row, policy))
    return [_incident(row, places.get(row["pcode"]), told[row["incident"]]) for row in summary.iter_rows(named=True)]


def _incident(row: dict[str, Any], place: Place | None, figures: list[Reconciled]) -> IncidentRecord:
    return IncidentRecord(
        code=row["incident"],
        date_from=row["date_from"],
        date_to=row["date_to"],
        date_precision=_word(DatePrecision, row["date_precision"]),
        place=row["place"],
        pcode=row["pcode"],
        place_name=place.name_en if place else None,
        place_name_ar=place.name_ar if place else None,
        place_precision=_word(PlacePrecision, row["place_precision"]),
        figures=tuple(sorted(figures, key=lambda figure: figure.measure.number)),
        sources=tuple(row["sources"]),
        claims=row["claims"],
        recorded_at=row["recorded_at"],
    )


def _reconciled(row: dict[str, Any], policy: Policy) -> Reconciled:
    return Reconciled(
        measure=Measure.of(row["measure"]),
        population=Population.of(row["population"]),
        unit=Unit.of(row["unit"]),
        low=row["low"],
        best=row["best"],
        high=row["high"],
        claims=row["claims"],
        origins=row["origins"],
        corroboration=Corroboration.of(row["corroboration"]),
        reason=_reason(row, policy),
        quantifier=_word(Quantifier, row["quantifier"]),
        word=row["word"],
        sex=_word(Sex, row["sex"]),
        age=_word(Age, row["age"]),
    )


def _reason(row: dict[str, Any], policy: Policy) -> str:
    count = f"{row['claims']} claim" + ("s" if row["claims"] != 1 else "")
    if row.get("set_by"):
        return f"Set by {row['set_by']}, in the place of what {count} come to."
    best = f"; best from {row['chosen']}" if row["chosen"] else "; no claim states a best figure"
    return f"{policy.term.en}: {policy.term.definition} Here {count}{best}."


class Spoken(NamedTuple):
    """What a speaker says in a view: how many claims, of which days, what they count."""

    claims: int = 0
    first: date | None = None
    last: date | None = None
    definitions: tuple[str, ...] = ()


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
    copy = copy_for(session)
    if copy is not None and copy.most("version") < 2:
        return {}
    claim, earlier = Claim.__table__, Claim.__table__.alias("earlier")  # type: ignore[attr-defined]  # between threads
    brought = _brought(claim, filters)
    mended = select(earlier.c.id).where(
        earlier.c.key == claim.c.key, earlier.c.version < claim.c.version, _brought(earlier, filters)
    )
    who = func.coalesce(claim.c.origin_id, claim.c.source_id)
    statement = select(who, func.count()).where(
        claim.c.version > 1, brought, mended.exists(), *_recorded_by(Claim, filters)
    )
    return {number: count for number, count in session.execute(statement.group_by(who))}  # noqa: C416  (rows, not pairs)


def _brought(version: Any, filters: Filters) -> Any:
    """Whether a version came with its batch, as a withdrawal's do not, and the batch is not withdrawn."""
    withdrawn = select(col(Withdrawal.batch_id)).where(*_recorded_by(Withdrawal, filters))
    batch = Batch.__table__.alias()  # type: ignore[attr-defined]  # an ORM alias is not safe between threads
    came = select(batch.c.id).where(batch.c.id == version.c.batch_id, batch.c.recorded_at == version.c.recorded_at)
    return and_(came.exists(), version.c.batch_id.not_in(withdrawn))


def _grades(session: Session, filters: Filters) -> defaultdict[int | None, list[GradeRecord]]:
    """All grades by source, newest first; one that is superseded after the view's moment still stands in it."""
    graded: defaultdict[int | None, list[GradeRecord]] = defaultdict(list)
    for grade in session.scalars(
        select(Grade).where(*_recorded_by(Grade, filters)).order_by(col(Grade.assessed_on).desc(), col(Grade.id).desc())
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
    """Counts of all that was ever recorded up to the view's moment: batches, claim versions, judgements, grades."""
    copy = copy_for(session)
    counts = [
        session.scalar(select(func.count()).select_from(model).where(*_recorded_by(model, filters))) or 0
        for model in (Batch, Claim, Judgement, Grade)
        if copy is None or model is not Claim
    ]
    if copy is not None:
        counts.insert(1, spans.recorded_by(copy, filters.as_of))
    undone = select(func.count()).select_from(Judgement).where(col(Judgement.undone_at).is_not(None))
    counts[2] += session.scalar(undone.where(*_before(col(Judgement.undone_at), filters))) or 0
    return ".".join(str(count) for count in counts)


def changed_at(session: Session) -> datetime | None:
    """The latest moment at which a batch, a claim, a judgement or a grade was recorded or undone."""
    moments = [session.scalar(select(func.max(col(model.recorded_at)))) for model in (Batch, Claim, Judgement, Grade)]
    moments.append(session.scalar(select(func.max(col(Judgement.undone_at)))))
    return max((moment for moment in moments if moment is not None), default=None)


def _recorded_by(model: Any, filters: Filters) -> Iterable[Any]:
    return _before(col(model.recorded_at), filters)


def _before(column: Any, filters: Filters) -> Iterable[Any]:
    if filters.as_of is not None:
        yield column <= filters.as_of


def _word(vocabulary: type[Word], number: int | None) -> Any:
    return None if number is None else vocabulary.of(number)
