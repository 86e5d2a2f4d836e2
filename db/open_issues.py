"""The problems that recorded files raised and that are still open, over the files that stand."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, func, or_, select
from sqlmodel import Session, col

from db.filters import Filters
from db.models import Batch, BatchIssue, IssueKind, Withdrawal
from db.problems import Kind
from db.vocabulary import Severity

_OF_KIND = col(IssueKind.id) == col(BatchIssue.kind_id)


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
    of = col(BatchIssue.kind_id)
    each = select(of, func.count().label("count"), func.max(BatchIssue.id).label("newest"))
    by_kind = each.where(_unresolved(filters)).group_by(of).subquery()  # of which there are few beside the problems
    statement = (
        select(func.sum(by_kind.c.count), func.count(col(IssueKind.batch_id).distinct()), func.max(by_kind.c.newest))
        .join(IssueKind, col(IssueKind.id) == by_kind.c.kind_id)
        .where(*_of_files(session, filters))
        .group_by(col(IssueKind.severity), col(IssueKind.code))
    )
    counted = [(int(count), files, newest or 0) for count, files, newest in session.execute(statement)]
    newest = dict(_issues(session, [newest for *_, newest in counted]))
    kinds = [OpenKind(count, files, newest[number]) for count, files, number in counted]
    return sorted(kinds, key=lambda kind: (kind.newest.severity.number, -kind.count, kind.newest.code))


def open_issues(session: Session, filters: Filters, code: str, *, limit: int, offset: int = 0) -> list[OpenIssue]:
    """The open problems of a kind, the newest file's last row first."""
    statement = (
        select(col(BatchIssue.id))
        .join(IssueKind, _OF_KIND)
        .where(col(IssueKind.code) == code, _unresolved(filters), *_of_files(session, filters))
        .order_by(col(BatchIssue.id).desc())
        .limit(limit)
        .offset(offset)
    )
    ids = [number or 0 for number in session.scalars(statement)]
    found = dict(_issues(session, ids))
    return [found[number] for number in ids]


def open_files(session: Session, filters: Filters, code: str) -> list[tuple[int, str, int]]:
    """The files with open problems of a kind: number, name and how many, the newest file first."""
    statement = (
        select(col(Batch.id), col(Batch.file_name), func.count())
        .select_from(BatchIssue)
        .join(IssueKind, _OF_KIND)
        .join(Batch, col(Batch.id) == col(IssueKind.batch_id))
        .where(col(IssueKind.code) == code, _unresolved(filters), *_of_files(session, filters))
        .group_by(col(Batch.id), col(Batch.file_name))
        .order_by(col(Batch.id).desc())
    )
    return [(number or 0, name, count) for number, name, count in session.execute(statement)]


def _unresolved(filters: Filters) -> ColumnElement[bool]:
    resolved, moment = col(BatchIssue.resolved_at), filters.as_of
    return resolved.is_(None) if moment is None else or_(resolved.is_(None), resolved > moment)


def _of_files(session: Session, filters: Filters) -> Iterable[ColumnElement[bool]]:
    """Conditions on kinds: that their file stood at the view's moment."""
    moment = filters.as_of
    known = [] if moment is None else [col(Withdrawal.recorded_at) <= moment]
    if taken_back := list(session.scalars(select(col(Withdrawal.batch_id)).where(*known))):
        yield col(IssueKind.batch_id).not_in(taken_back)
    if moment is not None:
        yield col(IssueKind.batch_id).in_(select(col(Batch.id)).where(col(Batch.recorded_at) <= moment))


def _issues(session: Session, ids: list[Any]) -> Iterable[tuple[int, OpenIssue]]:
    kept = (col(getattr(IssueKind, name)) for name in Kind._fields)
    statement = (
        select(col(BatchIssue.id), col(Batch.id), col(Batch.file_name), col(BatchIssue.row), *kept)
        .join(IssueKind, _OF_KIND)
        .join(Batch, col(Batch.id) == col(IssueKind.batch_id))
        .where(col(BatchIssue.id).in_(ids))
    )
    for number, batch, file_name, row, *said in session.execute(statement):
        yield number, OpenIssue(batch, file_name, row=row, **Kind(*said)._asdict())
