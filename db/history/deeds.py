"""What the change log tells of each deed: a file, its withdrawal, a judgement, a decision on a source or a place …"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any, Final

from sqlalchemy import select
from sqlmodel import Session, col

from db.entries import table_of
from db.history.change_records import (
    Change,
    ChangeKind,
    Closed,
    Counted,
    Cursor,
    Decided,
    Described,
    Graded,
    Kept,
    Withheld,
)
from db.history.occasions import DESCRIBED, GRADED, HIDDEN, MADE, RECORDED, REDACTED, RESOLVED, UNDONE, WITHDRAWN
from db.models import (
    Batch,
    Grade,
    Incident,
    Judgement,
    Place,
    PlaceChange,
    Redaction,
    Resolution,
    Source,
    SourceChange,
    Withdrawal,
)

Teller = Callable[[Session, list[int], int], Iterator[Change]]


def _recorded(session: Session, ids: list[int], rank: int) -> Iterator[Change]:
    for batch in session.scalars(select(Batch).where(col(Batch.id).in_(ids))):
        number = batch.id or 0
        yield Change(
            cursor=Cursor(batch.recorded_at, rank, number),
            kind=ChangeKind.BATCH_RECORDED,
            by=batch.recorded_by or None,
            reason=None,
            before=None,
            after=_counted(batch),
            batch=number,
        )


def _withdrawn(session: Session, ids: list[int], rank: int) -> Iterator[Change]:
    statement = select(Withdrawal, Batch).join(Batch, col(Batch.id) == col(Withdrawal.batch_id))
    for withdrawal, batch in session.execute(statement.where(col(Withdrawal.batch_id).in_(ids))):
        yield Change(
            cursor=Cursor(withdrawal.recorded_at, rank, withdrawal.batch_id),
            kind=ChangeKind.BATCH_WITHDRAWN,
            by=withdrawal.recorded_by or None,
            reason=withdrawal.reason,
            before=_counted(batch),
            after=None,
            batch=withdrawal.batch_id,
        )


def _counted(batch: Batch) -> Counted:
    return Counted(
        file=batch.file_name,
        layout=batch.layout,
        layout_version=batch.layout_version,
        rows=batch.rows,
        claims=batch.claims,
        new=batch.new,
        revised=batch.revised,
        unchanged=batch.unchanged,
        rejected=batch.rejected,
    )


def _judged(session: Session, ids: list[int], rank: int) -> Iterator[Change]:
    other = table_of(Incident).alias("other")
    statement = (
        select(Judgement, col(Incident.code), other.c.code)
        .outerjoin(Incident, col(Incident.id) == col(Judgement.incident_id))
        .outerjoin(other, other.c.id == col(Judgement.other_id))
        .where(col(Judgement.id).in_(ids))
    )
    for judgement, incident, second in session.execute(statement):
        said = Decided(
            id=judgement.id,
            incident=incident,
            other=second,
            key=judgement.claim_key,
            **{
                name: getattr(judgement, name)
                for name in ("kind", "measure", "population", "low", "best", "high", "score")
            },
        )
        undone = rank == UNDONE
        yield Change(
            cursor=Cursor(judgement.undone_at if undone else judgement.recorded_at, rank, judgement.id),
            kind=ChangeKind.JUDGEMENT_UNDONE if undone else ChangeKind.JUDGEMENT_MADE,
            by=None if undone else judgement.decided_by,
            reason=judgement.undone_reason if undone else judgement.reason,
            before=said if undone else None,
            after=None if undone else said,
            claim=judgement.claim_key,
        )


def _graded(session: Session, ids: list[int], rank: int) -> Iterator[Change]:
    given = select(Grade, col(Source.name)).join(Source, col(Source.id) == col(Grade.source_id))
    rows = session.execute(given.where(col(Grade.id).in_(ids))).all()
    replaced = _replaced(session, {grade.source_id for grade, _ in rows})
    for grade, source in rows:
        before = replaced.get((grade.source_id, grade.measure, grade.recorded_at))
        yield Change(
            cursor=Cursor(grade.recorded_at, rank, grade.id or 0),
            kind=ChangeKind.GRADE_GIVEN,
            by=grade.assessor,
            reason=grade.reason,
            before=None if before is None else _grade(before, source),
            after=_grade(grade, source),
        )


def _replaced(session: Session, sources: Iterable[int]) -> dict[tuple[Any, ...], Grade]:
    """The grades of these sources that another replaced, by source, measure and when."""
    statement = select(Grade).where(col(Grade.source_id).in_(list(sources)), col(Grade.superseded_at).is_not(None))
    return {(grade.source_id, grade.measure, grade.superseded_at): grade for grade in session.scalars(statement)}


def _grade(grade: Grade, source: str) -> Graded:
    return Graded(source, grade.measure, grade.reliability, grade.assessed_on)


def _described(session: Session, ids: list[int], rank: int) -> Iterator[Change]:
    """Whether a source is confidential, its names and notes: what people changed of it."""
    made = select(SourceChange, col(Source.name)).join(Source, col(Source.id) == col(SourceChange.source_id))
    for change, source in session.execute(made.where(col(SourceChange.id).in_(ids))):
        before, after = (
            None if value is None else Described(source, change.field, value) for value in (change.before, change.after)
        )
        yield Change(
            cursor=Cursor(change.recorded_at, rank, change.id or 0),
            kind=ChangeKind.SOURCE_CHANGED,
            by=change.decided_by,
            reason=change.reason,
            before=before,
            after=after,
        )


def _resolved(session: Session, ids: list[int], rank: int) -> Iterator[Change]:
    """Problems of recorded files that people closed."""
    made = select(Resolution, col(Batch.file_name)).join(Batch, col(Batch.id) == col(Resolution.batch_id))
    for closed, file_name in session.execute(made.where(col(Resolution.id).in_(ids))):
        yield Change(
            cursor=Cursor(closed.recorded_at, rank, closed.id or 0),
            kind=ChangeKind.ISSUES_RESOLVED,
            by=closed.recorded_by,
            reason=closed.reason,
            before=None,
            after=Closed(file_name, closed.code, closed.row, closed.issues),
            batch=closed.batch_id,
            row=closed.row,
        )


def _hidden(session: Session, ids: list[int], rank: int) -> Iterator[Change]:
    """Places that people made confidential, or show again."""
    made = select(PlaceChange, Place).join(Place, col(Place.pcode) == col(PlaceChange.pcode))
    for change, place in session.execute(made.where(col(PlaceChange.id).in_(ids))):
        told = (Kept(place.pcode, place.name_en, said) for said in (not change.confidential, change.confidential))
        before, after = told
        yield Change(
            cursor=Cursor(change.recorded_at, rank, change.id or 0),
            kind=ChangeKind.PLACE_CHANGED,
            by=change.decided_by,
            reason=change.reason,
            before=before,
            after=after,
        )


def _redacted(session: Session, ids: list[int], rank: int) -> Iterator[Change]:
    """Texts that were taken away to protect people."""
    made = select(Redaction, col(Batch.file_name)).outerjoin(Batch, col(Batch.id) == col(Redaction.batch_id))
    for redaction, file_name in session.execute(made.where(col(Redaction.id).in_(ids))):
        of = (redaction.claim_key, file_name, redaction.document_id, tuple(redaction.fields))
        yield Change(
            cursor=Cursor(redaction.recorded_at, rank, redaction.id or 0),
            kind=ChangeKind.TEXTS_REDACTED,
            by=redaction.recorded_by,
            reason=redaction.reason,
            before=None,
            after=Withheld(*of, redaction.exact, redaction.claims, redaction.texts),
            batch=redaction.batch_id,
            claim=redaction.claim_key,
        )


TELLERS: Final[Mapping[int, Teller]] = {
    RECORDED: _recorded,
    WITHDRAWN: _withdrawn,
    MADE: _judged,
    UNDONE: _judged,
    GRADED: _graded,
    DESCRIBED: _described,
    RESOLVED: _resolved,
    REDACTED: _redacted,
    HIDDEN: _hidden,
}
"""By the rank of an occasion: the changes of those with these ids."""
