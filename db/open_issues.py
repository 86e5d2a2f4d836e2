"""The problems that recorded files raised and that are still open, over the files that stand."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, func, or_, select
from sqlmodel import Session, col

from db.filters import Filters
from db.models import Batch, BatchIssue, Withdrawal
from db.vocabulary import Severity


@dataclass(frozen=True, slots=True)
class OpenIssue:
    """One problem with the file that raised it; ``row`` None is about the whole file."""

    batch: int
    file_name: str
    severity: Severity
    code: str
    row: int | None
    column: str | None
    value: str | None
    message: str
    remedy: str


@dataclass(frozen=True, slots=True)
class OpenKind:
    """One kind of problem: how often, in how many files, and the newest of it."""

    count: int
    files: int
    newest: OpenIssue


def open_kinds(session: Session, filters: Filters) -> list[OpenKind]:
    """Every kind of problem that is open at the view's moment: what rejected rows first, then the most frequent.

    Of the filters only the moment counts: a problem is of a file and its rows, not of a place or a measure.
    """
    statement = (
        select(func.count(), func.count(col(BatchIssue.batch_id).distinct()), func.max(BatchIssue.id))
        .where(*_open(session, filters))
        .group_by(col(BatchIssue.severity), col(BatchIssue.code))
    )
    counted = [(count, files, newest or 0) for count, files, newest in session.execute(statement)]
    newest = dict(_issues(session, [newest for *_, newest in counted]))
    kinds = [OpenKind(count, files, newest[number]) for count, files, number in counted]
    return sorted(kinds, key=lambda kind: (kind.newest.severity.number, -kind.count, kind.newest.code))


def open_issues(session: Session, filters: Filters, code: str, *, limit: int, offset: int = 0) -> list[OpenIssue]:
    """The open problems of a kind, the newest file's last row first."""
    statement = (
        select(col(BatchIssue.id))
        .where(col(BatchIssue.code) == code, *_open(session, filters))
        .order_by(col(BatchIssue.id).desc())
        .limit(limit)
        .offset(offset)
    )
    ids = [number or 0 for number in session.scalars(statement)]
    found = dict(_issues(session, ids))
    return [found[number] for number in ids]


def _open(session: Session, filters: Filters) -> Iterable[ColumnElement[bool]]:
    moment = filters.as_of
    yield (
        col(BatchIssue.resolved_at).is_(None)
        if moment is None
        else or_(col(BatchIssue.resolved_at).is_(None), col(BatchIssue.resolved_at) > moment)
    )
    known = [] if moment is None else [col(Withdrawal.recorded_at) <= moment]
    if taken_back := list(session.scalars(select(col(Withdrawal.batch_id)).where(*known))):
        yield col(BatchIssue.batch_id).not_in(taken_back)
    if moment is not None:
        yield col(BatchIssue.batch_id).in_(select(col(Batch.id)).where(col(Batch.recorded_at) <= moment))


def _issues(session: Session, ids: list[Any]) -> Iterable[tuple[int, OpenIssue]]:
    names = ("severity", "code", "row", "column", "value", "message", "remedy")
    statement = (
        select(
            col(BatchIssue.id), col(Batch.id), col(Batch.file_name), *(col(getattr(BatchIssue, name)) for name in names)
        )
        .join(Batch, col(Batch.id) == col(BatchIssue.batch_id))
        .where(col(BatchIssue.id).in_(ids))
    )
    for number, batch, file_name, *told in session.execute(statement):
        yield number, OpenIssue(batch, file_name, **dict(zip(names, told, strict=True)))
