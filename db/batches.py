"""The batches of the register: which files were recorded, by whom, what they brought and what became of them."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import func, select
from sqlmodel import Session, col

from db.drafts import RowDraft
from db.models import Batch, BatchIssue, BatchRow, IssueKind, Withdrawal
from db.problems import Kind
from db.vocabulary import BatchStatus, Severity


class UnknownBatchError(LookupError):
    """There is no batch of this number; the message says so in one line."""

    def __init__(self, batch: int) -> None:
        super().__init__(f"there is no batch {batch}")


@dataclass(frozen=True, slots=True)
class BatchRecord:
    """One recorded file. ``rows`` to ``warnings`` are the counts of its ingest; ``withdrawn_*`` None: it stands."""

    id: int
    file_name: str
    sha256: str
    layout: str
    layout_version: int
    recorded_by: str
    recorded_at: datetime
    status: BatchStatus
    rows: int
    claims: int
    new: int
    revised: int
    unchanged: int
    rejected: int
    warnings: int
    withdrawn_at: datetime | None
    withdrawn_by: str | None
    withdrawn_reason: str | None


@dataclass(frozen=True, slots=True)
class IssueCount:
    """How often a batch raised one kind of problem; ``example`` is the message of the first; so many are ``open``."""

    severity: Severity
    code: str
    count: int
    example: str
    open: int


def batches(session: Session, *, limit: int | None = None, offset: int = 0) -> list[BatchRecord]:
    """The batches, newest first."""
    statement = _with_withdrawal().order_by(col(Batch.id).desc()).offset(offset).limit(limit)
    return [_record(batch, withdrawal) for batch, withdrawal in session.execute(statement)]


def how_many(session: Session) -> int:
    """The number of batches that were ever recorded."""
    return session.scalar(select(func.count()).select_from(Batch)) or 0


def batch(session: Session, number: int) -> BatchRecord:
    """One batch. Raises :class:`UnknownBatchError`."""
    found = session.execute(_with_withdrawal().where(col(Batch.id) == number)).first()
    if found is None:
        raise UnknownBatchError(number)
    return _record(*found)


def issue_counts(session: Session, number: int) -> list[IssueCount]:
    """The problems of a batch by code: those that rejected a row first, then the most frequent."""
    closed = func.count(col(BatchIssue.resolved_at))
    first = (
        select(col(IssueKind.severity), col(IssueKind.code), func.count(), closed, func.min(BatchIssue.id))
        .join(BatchIssue, col(BatchIssue.kind_id) == col(IssueKind.id))
        .where(col(IssueKind.batch_id) == number)
        .group_by(col(IssueKind.severity), col(IssueKind.code))
    )
    found = [tuple(row) for row in session.execute(first)]
    messages = _messages(session, [example for *_, example in found])
    counts = [
        IssueCount(severity, code, count, messages[example], count - closed)
        for severity, code, count, closed, example in found
    ]
    return sorted(counts, key=lambda each: (each.severity.number, -each.count, each.code))


def issues_of(session: Session, number: int, severity: Severity) -> list[tuple[int | None, Kind]]:
    """The problems of this severity that a batch raised, by row (None: the whole file)."""
    statement = (
        select(col(BatchIssue.row), *(col(getattr(IssueKind, name)) for name in Kind._fields))
        .join(IssueKind, col(IssueKind.id) == col(BatchIssue.kind_id))
        .where(col(IssueKind.batch_id) == number, col(IssueKind.severity) == severity)
        .order_by(col(BatchIssue.row), col(BatchIssue.id))
    )
    return [(row, Kind(*said)) for row, *said in session.execute(statement)]


def rejected_rows(session: Session, number: int) -> list[RowDraft]:
    """The rows of a batch that were left out, as they came."""
    statement = select(col(BatchRow.number), col(BatchRow.cells)).where(col(BatchRow.batch_id) == number)
    found = session.execute(statement.order_by(col(BatchRow.number)))
    return [RowDraft(row, cells) for row, cells in found]


def _with_withdrawal() -> Any:
    return select(Batch, Withdrawal).outerjoin(Withdrawal, col(Withdrawal.batch_id) == col(Batch.id))


def _record(found: Batch, withdrawal: Withdrawal | None) -> BatchRecord:
    told = [name for name in BatchRecord.__dataclass_fields__ if hasattr(Batch, name)]
    return BatchRecord(
        **{name: getattr(found, name) for name in told},
        withdrawn_at=withdrawal.recorded_at if withdrawal else None,
        withdrawn_by=withdrawal.recorded_by if withdrawal else None,
        withdrawn_reason=withdrawal.reason if withdrawal else None,
    )


def _messages(session: Session, ids: list[int]) -> dict[int, str]:
    of_kinds = select(col(BatchIssue.id), col(IssueKind.message)).join(
        IssueKind, col(IssueKind.id) == col(BatchIssue.kind_id)
    )
    statement = of_kinds.where(col(BatchIssue.id).in_(ids))
    return {int(number or 0): message for number, message in session.execute(statement)}
