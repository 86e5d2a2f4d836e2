"""The one way in: read, lay out, normalize, check, record; whoever calls (command line, page, API)."""

import hashlib
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import NamedTuple

import polars as pl
from sqlalchemy import Engine, select
from sqlmodel import Session

from db.claim_frame import SCHEMA
from db.drafts import BatchDraft, Retraction
from db.engine import reading, writing
from db.ledger import Recorded, record
from db.models import Source
from db.vocabulary import Severity
from ingest.against import check_against
from ingest.brought import Brought
from ingest.checks import check_claims, check_file
from ingest.issues import Issue
from ingest.layouts.form import Form, column_name, form_of
from ingest.layouts.generic import read_rows
from ingest.layouts.mapping.column_map import ColumnMap, ColumnMapError
from ingest.layouts.mapping.saved import keep_map
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
_DATES = ("date", "from", "to", "as_of", "published")


@dataclass(slots=True)
class _Prepared:
    """A file read, laid out, normalized and checked by itself, before it meets the register."""

    table: Table
    form: Form
    surroundings: Surroundings
    known_sources: frozenset[str]
    issues: list[Issue]
    claims: pl.DataFrame = field(default_factory=lambda: pl.DataFrame(schema=SCHEMA))
    silent: pl.DataFrame = field(default_factory=lambda: pl.DataFrame(schema={"row": pl.Int64, "key": pl.String}))
    retractions: list[Retraction] = field(default_factory=list)

    @property
    def broken(self) -> list[int | None]:
        """The rows that are rejected."""
        return list({issue.row for issue in self.issues if issue.severity is Severity.ERROR})


def ingest(
    engine: Engine,
    path: Path,
    *,
    file_name: str | None = None,
    sheet: str | None = None,
    mapping: ColumnMap | None = None,
    recorded_by: str = "",
    dry_run: bool = False,
    strict: bool = False,
    progress: Progress | None = None,
) -> Outcome:
    """Put one file into the register, whole or not at all; ``dry_run`` does everything but keep it.

    ``sheet`` is one of a workbook's; ``mapping`` says what the columns of a file of nobody's layout are, and is kept
    for the next file with the same columns.

    Rows that can't be read are rejected and kept as they came; ``strict`` refuses the whole file for one of them.
    Raises :class:`FileRefusedError`.
    """
    tell = progress or (lambda _step, _done, _all: None)
    with reading(engine) as session:
        prepared = _prepare(session, path, _Asked(file_name, sheet, mapping), tell)
    with path.open("rb") as file:
        sha256 = hashlib.file_digest(file, "sha256").hexdigest()
    blank = BatchDraft(
        file_name=file_name or path.name,
        sha256=sha256,
        layout=prepared.form.layout[0],
        layout_version=prepared.form.layout[1],
        recorded_by=recorded_by,
        claims=prepared.claims,
        rows=len(prepared.table.frame),
        path=path,
    )
    tell("record", 0, blank.rows)
    outcome = _record(engine, blank, prepared, mapping, dry_run=dry_run, strict=strict)
    tell("record", outcome.rows, outcome.rows)
    return outcome


class _RollBackError(Exception):
    """Carries what would have been recorded out of the transaction that is rolled back."""

    def __init__(self, outcome: Outcome) -> None:
        super().__init__()
        self.outcome = outcome


def _record(
    engine: Engine,
    blank: BatchDraft,
    prepared: _Prepared,
    mapping: ColumnMap | None,
    *,
    dry_run: bool,
    strict: bool,
) -> Outcome:
    """Check beside the register and record, in one transaction.

    A file without rows leaves no batch; a dry run, and a strict one that finds an error, leave nothing.
    """
    try:
        with writing(engine) as session:
            draft = _checked(session, blank, prepared)
            recorded = record(session, draft) if draft.rows else Recorded(None, 0, 0, 0)
            if mapping is not None:
                keep_map(session, prepared.table.header, mapping, draft.recorded_by)
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
    standing = prepared.claims.filter(~pl.col("row").is_in(prepared.broken))
    surroundings = prepared.surroundings
    retractions = [each for each in prepared.retractions if each.row not in set(prepared.broken)]
    brought = Brought(
        standing, prepared.silent, retractions, blank.sha256, blank.layout, surroundings.spot, surroundings.governorate
    )
    found = dict.fromkeys(check_against(session.connection(), brought))
    prepared.issues.extend(_named(issue, prepared.form) for issue in found)
    prepared.issues.sort(key=lambda issue: issue.row or 0)
    broken = set(prepared.broken)
    return replace(
        blank,
        rejects=prepared.table.some_rows(broken),
        claims=standing.filter(~pl.col("row").is_in(list(broken))),
        issues=prepared.issues,
        retractions=[retraction for retraction in prepared.retractions if retraction.row not in broken],
    )


class _Asked(NamedTuple):
    """How a file is to be read: what it is called, which of its sheets, and what its columns are."""

    file_name: str | None
    sheet: str | None
    mapping: ColumnMap | None


def _prepare(session: Session, path: Path, asked: _Asked, tell: Progress) -> _Prepared:
    try:
        table = read(path, file_name=asked.file_name, sheet=asked.sheet)
        form = form_of(session, table, asked.mapping)
    except UnreadableFileError as error:
        raise FileRefusedError((error.issue,)) from error
    except ColumnMapError as error:
        raise FileRefusedError(error.issues) from error
    tell("read", len(table.frame), len(table.frame))
    _refuse_any(issue for issue in form.issues if issue.severity is Severity.ERROR)
    sources = list(session.scalars(select(Source)))
    names = known_names((source.name, source.name_ar, source.aliases) for source in sources)
    today = (datetime.now(UTC) + timedelta(hours=14)).date()  # the latest date that is today anywhere on earth
    surroundings = Surroundings(known_places(session), names, _day_orders(form), today)
    issues = [*table.issues, *form.issues, *_mixed_days(form)]
    prepared = _Prepared(table, form, surroundings, frozenset(source.name for source in sources), issues)
    _read_rows(prepared, tell)
    return prepared


def _read_rows(prepared: _Prepared, tell: Progress) -> None:
    """Read the rows piece by piece into what is prepared, and look for the traps of claims, rows and the file."""
    form, surroundings, rows = prepared.form, prepared.surroundings, len(prepared.table.frame)
    claims, silent, done = [prepared.claims], [prepared.silent], 0
    for texts in form.texts():
        laid = read_rows(texts.rows, texts.names, surroundings)
        found = dict.fromkeys([*laid.issues, *check_claims(laid.claims, surroundings.today)])
        prepared.issues.extend(_named(issue, form) for issue in found)
        prepared.retractions.extend(laid.retractions)
        claims.append(laid.claims)
        silent.append(laid.silent)
        done += len(texts.rows)
        tell("check", min(done, rows), rows)  # a publisher's row may be laid out as several
    prepared.claims, prepared.silent = pl.concat(claims), pl.concat(silent)
    of_file = check_file(prepared.claims.filter(~pl.col("row").is_in(prepared.broken)))
    prepared.issues.extend(_named(issue, form) for issue in list(of_file))
    prepared.issues = sorted(dict.fromkeys(prepared.issues), key=lambda issue: issue.row or 0)


def _named(issue: Issue, form: Form) -> Issue:
    """An issue about a field, under the name that its column has in the file."""
    return replace(issue, column=column_name(form.fields, issue.column)) if issue.column else issue


def _day_orders(form: Form) -> dict[str, DayOrder]:
    return {name: day_order(form.values(name)) for name in _DATES}


def _mixed_days(form: Form) -> Iterator[Issue]:
    """A column of dates that writes the day first in one row and the month first in another."""
    for name in _DATES:
        texts = form.values(name)
        if day_order(texts) is DayOrder.MIXED and (pair := contradiction(texts)):
            message = f"The column writes the day first in {pair[0]!r} and the month first in {pair[1]!r}."
            remedy = "Dates that could be either are rejected. Write all of them as 2024-11-30."
            yield Issue(Severity.WARNING, "mixed_day_order", message, remedy, None, column_name(form.fields, name))


def _refuse_any(errors: Iterable[Issue]) -> None:
    if found := tuple(errors):
        raise FileRefusedError(found)


def _outcome(draft: BatchDraft, prepared: _Prepared, recorded: Recorded, *, dry_run: bool) -> Outcome:
    named = set(pl.concat([draft.claims["source"], draft.claims["origin"]]).drop_nulls().unique())
    fields = {column: name for name, column in prepared.form.fields.items()}
    return Outcome(
        rows=draft.rows,
        claims=len(draft.claims),
        new=recorded.new,
        revised=recorded.revised,
        unchanged=recorded.unchanged,
        rejected=len(draft.rejects),
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
        sample=prepared.table.first_rows(SAMPLE_ROWS),
        rejects=tuple(draft.rejects),
        new_sources=tuple(sorted(named - prepared.known_sources)),
        retracted=recorded.retracted,
        skipped=prepared.form.skipped,
    )
