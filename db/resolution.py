"""The ledger's verb for closing open problems of a recorded file: somebody looked, and says why they are settled.

Nothing is deleted: what was open at an earlier moment is still open in a view of that moment.
"""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, func, select, update
from sqlmodel import Session, col

from db.batches import UnknownBatchError
from db.clock import moment_of
from db.models import Batch, BatchIssue, IssueKind, Resolution
from db.vocabulary import BatchStatus


class ResolutionError(ValueError):
    """The problems can't be closed; the message says why in one line."""


class NotSignedError(ResolutionError):
    """Whoever reads the register later must be able to see who closed them, and why."""

    def __init__(self) -> None:
        super().__init__("say who closes the problems, and why; both are kept with them")


class NothingOpenError(ResolutionError):
    """No such problem of this file is open."""

    def __init__(self, batch: int, code: str, row: int | None) -> None:
        where = "" if row is None else f" in row {row}"
        super().__init__(f"batch {batch} has no open problem {code!r}{where}")


@dataclass(frozen=True, slots=True)
class Resolved:
    """What was closed: how many ``issues`` of a code, in one ``row`` or in all (None) of a batch. ``id`` names it."""

    id: int
    batch: int
    code: str
    row: int | None
    issues: int


def resolve(
    session: Session,
    batch: int,
    code: str,
    *,
    by: str,
    reason: str,
    row: int | None = None,
    now: datetime | None = None,
) -> Resolved:
    """Close the open problems of one code that a file raised, in one ``row`` or in all of it.

    Raises :class:`db.batches.UnknownBatchError` or :class:`ResolutionError`, and has then changed nothing.
    """
    if not by.strip() or not reason.strip():
        raise NotSignedError
    found, moment = session.get(Batch, batch), now or moment_of(session)
    if found is None:
        raise UnknownBatchError(batch)
    kinds = select(col(IssueKind.id)).where(col(IssueKind.batch_id) == batch, col(IssueKind.code) == code)
    wanted: list[ColumnElement[bool]] = [col(BatchIssue.kind_id).in_(kinds), col(BatchIssue.resolved_at).is_(None)]
    wanted += [] if row is None else [col(BatchIssue.row) == row]
    issues = session.scalar(select(func.count()).select_from(BatchIssue).where(*wanted)) or 0
    if not issues or found.status is BatchStatus.WITHDRAWN:
        raise NothingOpenError(batch, code, row)
    session.connection().execute(update(BatchIssue).where(*wanted).values(resolved_at=moment))
    about: dict[str, Any] = {"batch_id": batch, "code": code, "row": row, "issues": issues}
    made = Resolution(**about, recorded_by=by.strip(), recorded_at=moment, reason=reason.strip())
    session.add(made)
    session.flush()
    return Resolved(made.id or 0, batch, code, row, issues)
