"""The one way in: read, lay out, normalize, check, record; whoever calls (command line, page, API)."""

import hashlib
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

from sqlalchemy import Engine, select
from sqlmodel import Session

from db.drafts import BatchDraft, ClaimDraft, Retraction, RowDraft
from db.engine import reading, writing
from db.ledger import Recorded, record
from db.models import Source
from db.vocabulary import Severity
from ingest.against import Brought, check_against
from ingest.checks import check_claim, check_file
from ingest.issues import Issue
from ingest.layouts.columns import Columns, recognise, unread_figures
from ingest.layouts.fields import generic
from ingest.layouts.generic import read_row
from ingest.layouts.surroundings import Surroundings
from ingest.normalize.date import DayOrder, day_order
from ingest.normalize.date_order import contradiction
from ingest.normalize.source import known_names
from ingest.outcome import FileRefusedError, Outcome
from ingest.places.known import known_places
from ingest.readers import read
from ingest.readers.table import Table, UnreadableFileError

Progress = Callable[[str, int, int | None], None]
"""Called with the step ("read", "check", "record"), rows done and rows in all (None: not known yet)."""

SAMPLE_ROWS = 20
_TELL_EVERY = 1_000
_DATES = ("date", "from", "to", "as_of", "published")


@dataclass(frozen=True, slots=True)
class _Prepared:
    """A file read, laid out, normalized and checked by itself, before it meets the register."""

    table: Table
    columns: Columns
    claims: list[ClaimDraft]
    retractions: list[Retraction]
    silent: list[tuple[int, tuple[str, ...]]]
    issues: list[Issue]
    surroundings: Surroundings
    known_sources: frozenset[str]

    @property
    def broken(self) -> set[int | None]:
        """The rows that are rejected."""
        return {issue.row for issue in self.issues if issue.severity is Severity.ERROR}


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
    tell = progress or (lambda _step, _done, _all: None)
    with reading(engine) as session:
        prepared = _prepare(path, file_name, session, tell)
    with path.open("rb") as file:
        sha256 = hashlib.file_digest(file, "sha256").hexdigest()
    blank = BatchDraft(
        file_name=file_name or path.name,
        sha256=sha256,
        layout=generic().id,
        layout_version=generic().version,
        recorded_by=recorded_by,
    )
    tell("record", 0, len(prepared.table.rows))
    outcome = _record(engine, blank, prepared, dry_run=dry_run, strict=strict)
    tell("record", outcome.rows, outcome.rows)
    return outcome


class _RollBackError(Exception):
    """Carries what would have been recorded out of the transaction that is rolled back."""

    def __init__(self, outcome: Outcome) -> None:
        super().__init__()
        self.outcome = outcome


def _record(engine: Engine, blank: BatchDraft, prepared: _Prepared, *, dry_run: bool, strict: bool) -> Outcome:
    """Check beside the register and record, in one transaction.

    A file without rows leaves no batch; a dry run, and a strict one that finds an error, leave nothing.
    """
    try:
        with writing(engine) as session:
            draft = _checked(session, blank, prepared)
            recorded = record(session, draft) if draft.rows else Recorded(None, 0, 0, 0)
            outcome = _outcome(draft, prepared, recorded, dry_run=dry_run)
            refused = strict and outcome.rejected > 0
            if dry_run or refused:
                raise _RollBackError(outcome)
    except _RollBackError as rolled_back:
        if strict and rolled_back.outcome.rejected:
            errors = (issue for issue in rolled_back.outcome.issues if issue.severity is Severity.ERROR)
            raise FileRefusedError(tuple(errors), replace(rolled_back.outcome, batch=None)) from None
        return rolled_back.outcome
    return outcome


def _checked(session: Session, blank: BatchDraft, prepared: _Prepared) -> BatchDraft:
    """The batch, with what shows only beside the register among its issues, and without the rows that are rejected."""
    standing = [claim for claim in prepared.claims if claim.row not in prepared.broken]
    surroundings = prepared.surroundings
    brought = Brought(
        standing,
        prepared.silent,
        blank.sha256,
        blank.layout,
        surroundings.spot,
        surroundings.governorate,
    )
    found = dict.fromkeys(check_against(session.connection(), brought))
    prepared.issues.extend(_named(issue, prepared.columns) for issue in found)
    prepared.issues.sort(key=lambda issue: issue.row or 0)
    broken = prepared.broken
    return replace(
        blank,
        rows=[RowDraft(row.number, row.cells, rejected=row.number in broken) for row in prepared.table.rows],
        claims=[claim for claim in standing if claim.row not in broken],
        issues=prepared.issues,
        retractions=[retraction for retraction in prepared.retractions if retraction.row not in broken],
    )


def _prepare(path: Path, file_name: str | None, session: Session, tell: Progress) -> _Prepared:
    try:
        table = read(path, file_name=file_name)
    except UnreadableFileError as error:
        raise FileRefusedError((error.issue,)) from error
    tell("read", len(table.rows), len(table.rows))
    columns = recognise(table.header)
    _refuse_any(issue for issue in columns.issues if issue.severity is Severity.ERROR)
    sources = list(session.scalars(select(Source)))
    names = known_names((source.name, source.name_ar, source.aliases) for source in sources)
    today = (datetime.now(UTC) + timedelta(hours=14)).date()  # the latest date that is today anywhere on earth
    surroundings = Surroundings(known_places(session), names, _day_orders(table, columns), today)
    prepared = _Prepared(
        table,
        columns,
        [],
        [],
        [],
        [*table.issues, *columns.issues, *unread_figures(columns, table.rows), *_mixed_days(table, columns)],
        surroundings,
        frozenset(source.name for source in sources),
    )
    _read_rows(prepared, tell)
    return prepared


def _read_rows(prepared: _Prepared, tell: Progress) -> None:
    """Read every row into what is prepared, and look for the traps of claims, rows and the file."""
    rows, columns, surroundings = prepared.table.rows, prepared.columns, prepared.surroundings
    for done, row in enumerate(rows, 1):
        result = read_row(row, columns, surroundings)
        prepared.claims.extend(result.claims)
        prepared.issues.extend(result.issues)
        if result.retraction:
            prepared.retractions.append(result.retraction)
        if result.silent:
            prepared.silent.append((row.number, result.silent))
        found = dict.fromkeys(issue for claim in result.claims for issue in check_claim(claim, surroundings.today))
        prepared.issues.extend(_named(issue, columns) for issue in found)
        if done % _TELL_EVERY == 0 or done == len(rows):
            tell("check", done, len(rows))
    broken = prepared.broken
    of_file = check_file([claim for claim in prepared.claims if claim.row not in broken])
    prepared.issues.extend(_named(issue, columns) for issue in list(of_file))


def _named(issue: Issue, columns: Columns) -> Issue:
    """An issue about a field, under the name that its column has in the file."""
    return replace(issue, column=columns.name(issue.column)) if issue.column else issue


def _day_orders(table: Table, columns: Columns) -> dict[str, DayOrder]:
    return {
        name: day_order({columns.cell(row.cells, name) for row in table.rows})
        for name in _DATES
        if name in columns.by_field
    }


def _mixed_days(table: Table, columns: Columns) -> Iterator[Issue]:
    """A column of dates that writes the day first in one row and the month first in another."""
    for name in (name for name in _DATES if name in columns.by_field):
        texts = {columns.cell(row.cells, name) for row in table.rows}
        if day_order(texts) is DayOrder.MIXED and (pair := contradiction(texts)):
            message = f"The column writes the day first in {pair[0]!r} and the month first in {pair[1]!r}."
            remedy = "Dates that could be either are rejected. Write all of them as 2024-11-30."
            yield Issue(Severity.WARNING, "mixed_day_order", message, remedy, None, columns.name(name))


def _refuse_any(errors: Iterable[Issue]) -> None:
    if found := tuple(errors):
        raise FileRefusedError(found)


def _outcome(draft: BatchDraft, prepared: _Prepared, recorded: Recorded, *, dry_run: bool) -> Outcome:
    named = {name for claim in draft.claims for name in (claim.source, claim.origin) if name}
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
        new_sources=tuple(sorted(named - prepared.known_sources)),
        retracted=recorded.retracted,
    )
