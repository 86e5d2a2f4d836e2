"""The one way in: read, lay out, normalize, check, record; whoever calls (command line, page, API)."""

import hashlib
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

from sqlalchemy import Engine, select
from sqlmodel import Session

from db.drafts import BatchDraft, ClaimDraft, RowDraft
from db.engine import reading, writing
from db.ledger import Recorded, record
from db.models import Place, Source
from db.vocabulary import Severity
from ingest.checks import check_claim, check_file
from ingest.issues import Issue
from ingest.layouts.columns import Columns, recognise
from ingest.layouts.fields import generic
from ingest.layouts.generic import read_row
from ingest.layouts.surroundings import Surroundings
from ingest.normalize.date import DayOrder, day_order
from ingest.normalize.place import Gazetteer
from ingest.normalize.place import Place as NamedPlace
from ingest.normalize.source import known_names
from ingest.outcome import FileRefusedError, Outcome
from ingest.readers.csv_file import read_csv
from ingest.readers.table import Table, UnreadableFileError

Progress = Callable[[str, int, int | None], None]
"""Called with the step ("read", "check", "record"), rows done and rows in all (None: not known yet)."""

SAMPLE_ROWS = 20
_TELL_EVERY = 1_000
_DATES = ("date", "from", "to", "as_of", "published")


@dataclass(frozen=True, slots=True)
class _Prepared:
    """A file read, laid out, normalized and checked, before it meets the ledger."""

    table: Table
    columns: Columns
    claims: list[ClaimDraft]
    rows: list[RowDraft]
    issues: list[Issue]
    new_sources: tuple[str, ...]


def ingest(
    engine: Engine,
    path: Path,
    *,
    file_name: str | None = None,
    recorded_by: str = "",
    dry_run: bool = False,
    strict: bool = False,
    progress: Progress | None = None,
) -> Outcome:
    """Put one file into the register, whole or not at all; ``dry_run`` does everything but keep it.

    Rows that can't be read are rejected and kept as they came; ``strict`` refuses the whole file for one of them.
    Raises :class:`FileRefusedError`.
    """
    data = path.read_bytes()
    tell = progress or (lambda _step, _done, _all: None)
    with reading(engine) as session:
        prepared = _prepare(data, session, tell)
    if strict:
        _refuse_any(issue for issue in prepared.issues if issue.severity is Severity.ERROR)
    draft = BatchDraft(
        file_name=file_name or path.name,
        sha256=hashlib.sha256(data).hexdigest(),
        layout=generic().id,
        layout_version=generic().version,
        recorded_by=recorded_by,
        rows=prepared.rows,
        claims=prepared.claims,
        issues=prepared.issues,
    )
    tell("record", 0, len(draft.rows))
    recorded = _record(engine, draft, dry_run=dry_run)
    tell("record", len(draft.rows), len(draft.rows))
    return _outcome(draft, prepared, recorded, dry_run=dry_run)


class _DryRunError(Exception):
    """Carries what would have been recorded out of the transaction that is rolled back."""

    def __init__(self, recorded: Recorded) -> None:
        super().__init__()
        self.recorded = recorded


def _record(engine: Engine, draft: BatchDraft, *, dry_run: bool) -> Recorded:
    """Record in one transaction; a file without rows leaves no batch, a dry run leaves nothing."""
    if not draft.rows:
        return Recorded(None, 0, 0, 0)
    try:
        with writing(engine) as session:
            recorded = record(session, draft)
            if dry_run:
                raise _DryRunError(recorded)
    except _DryRunError as rolled_back:
        return rolled_back.recorded
    return recorded


def _prepare(data: bytes, session: Session, tell: Progress) -> _Prepared:
    try:
        table = read_csv(data)
    except UnreadableFileError as error:
        raise FileRefusedError((error.issue,)) from error
    tell("read", len(table.rows), len(table.rows))
    columns = recognise(table.header)
    _refuse_any(issue for issue in columns.issues if issue.severity is Severity.ERROR)
    sources = list(session.scalars(select(Source)))
    names = known_names((source.name, source.name_ar, source.aliases) for source in sources)
    surroundings = Surroundings(_gazetteer(session), names, _day_orders(table, columns))
    claims, issues = _read_rows(table, columns, surroundings, tell)
    named = {name for claim in claims for name in (claim.source, claim.origin) if name}
    broken = {issue.row for issue in issues if issue.severity is Severity.ERROR}
    return _Prepared(
        table,
        columns,
        [claim for claim in claims if claim.row not in broken],
        [RowDraft(row.number, row.cells, rejected=row.number in broken) for row in table.rows],
        issues,
        tuple(sorted(named - {source.name for source in sources})),
    )


def _read_rows(
    table: Table, columns: Columns, surroundings: Surroundings, tell: Progress
) -> tuple[list[ClaimDraft], list[Issue]]:
    claims: list[ClaimDraft] = []
    issues = [*table.issues, *columns.issues]
    today = (datetime.now(UTC) + timedelta(hours=14)).date()  # the latest date that is today anywhere on earth
    for done, row in enumerate(table.rows, 1):
        result = read_row(row, columns, surroundings)
        claims.extend(result.claims)
        issues.extend(result.issues)
        found = dict.fromkeys(issue for claim in result.claims for issue in check_claim(claim, today))
        issues.extend(_named(issue, columns) for issue in found)
        if done % _TELL_EVERY == 0 or done == len(table.rows):
            tell("check", done, len(table.rows))
    broken = {issue.row for issue in issues if issue.severity is Severity.ERROR}
    of_file = check_file([claim for claim in claims if claim.row not in broken])
    issues.extend(_named(issue, columns) for issue in of_file)
    return claims, sorted(issues, key=lambda issue: issue.row or 0)


def _named(issue: Issue, columns: Columns) -> Issue:
    """An issue about a field, under the name that its column has in the file."""
    return replace(issue, column=columns.name(issue.column)) if issue.column else issue


def _gazetteer(session: Session) -> Gazetteer:
    return Gazetteer(
        NamedPlace(p.pcode, p.level, p.name_en, p.name_ar or "", p.parent, p.lat, p.lon, tuple(p.aliases))
        for p in session.scalars(select(Place))
    )


def _day_orders(table: Table, columns: Columns) -> dict[str, DayOrder]:
    return {
        name: day_order({columns.cell(row.cells, name) for row in table.rows})
        for name in _DATES
        if name in columns.by_field
    }


def _refuse_any(errors: Iterable[Issue]) -> None:
    if found := tuple(errors):
        raise FileRefusedError(found)


def _outcome(draft: BatchDraft, prepared: _Prepared, recorded: Recorded, *, dry_run: bool) -> Outcome:
    fields = {column: field for field, column in prepared.columns.by_field.items()}
    return Outcome(
        rows=len(draft.rows),
        claims=len(draft.claims),
        new=recorded.new,
        revised=recorded.revised,
        unchanged=recorded.unchanged,
        rejected=sum(row.rejected for row in draft.rows),
        warnings=sum(issue.severity is Severity.WARNING for issue in draft.issues),
        batch=None if dry_run else recorded.batch or recorded.earlier,
        dry_run=dry_run,
        layout=draft.layout,
        layout_version=draft.layout_version,
        file_name=draft.file_name,
        sha256=draft.sha256,
        read_as=prepared.table.read_as,
        issues=tuple(prepared.issues),
        header=prepared.table.header,
        mapping={column: fields.get(column) for column in prepared.table.header},
        sample=tuple(draft.rows[:SAMPLE_ROWS]),
        rejects=tuple(row for row in draft.rows if row.rejected),
        new_sources=prepared.new_sources,
    )
