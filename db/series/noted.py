"""What is noted of single claims, asked by their keys: few among all that a chart is made of have room for it."""

from collections.abc import Iterable

from sqlalchemy import ColumnElement, or_, select
from sqlmodel import Session, col

from db.filters import Filters
from db.models import Claim

_CHUNK = 500


def notes_of(session: Session, filters: Filters, keys: Iterable[str]) -> dict[str, str]:
    """The notes of claims, by key, as they stood at the view's moment; claims without notes are left out."""
    moment, asked = filters.as_of, list(dict.fromkeys(keys))
    known: ColumnElement[bool] = col(Claim.superseded_at).is_(None)
    if moment is not None:
        known = (col(Claim.recorded_at) <= moment) & or_(known, col(Claim.superseded_at) > moment)
    found: dict[str, str] = {}
    for start in range(0, len(asked), _CHUNK):
        of_these = col(Claim.key).in_(asked[start : start + _CHUNK])
        noted = session.execute(select(col(Claim.key), col(Claim.notes)).where(of_these, known))
        found |= {key: notes for key, notes in noted if notes}
    return found
