"""Grades of sources: one in force for each kind of claims, those before it kept."""

from datetime import datetime

from sqlmodel import Session, col, select

from db.drafts import GradeDraft
from db.models import Grade
from db.upkeep import after_grade


def put_grade(session: Session, source_id: int, given: GradeDraft, now: datetime) -> Grade | None:
    """Give a source a grade in place of the one that it had for the same kind of claims; None if that says the same."""
    held = grade_held(session, source_id, given)
    if held is not None:
        if (held.reliability, held.assessor, held.reason) == (given.reliability, given.assessor, given.reason):
            return None
        held.superseded_at = now
    fresh = Grade(
        source_id=source_id,
        measure=given.measure,
        reliability=given.reliability,
        assessor=given.assessor,
        assessed_on=given.assessed_on,
        reason=given.reason,
        reason_ar=given.reason_ar,
        recorded_at=now,
    )
    session.add(fresh)
    session.flush()
    after_grade(session, source_id, now)
    return fresh


def grade_held(session: Session, source_id: int, given: GradeDraft) -> Grade | None:
    """The grade in force for the same kind of claims."""
    measure = col(Grade.measure)
    same = measure.is_(None) if given.measure is None else measure == given.measure
    statement = select(Grade).where(col(Grade.source_id) == source_id, col(Grade.superseded_at).is_(None), same)
    return session.exec(statement).one_or_none()
