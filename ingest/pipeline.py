"""The one way in: read, lay out, normalize, check, record; whoever calls (command line, page, API)."""

from contextlib import AbstractContextManager
from dataclasses import replace
from functools import cache, partial
from pathlib import Path

import polars as pl
from sqlalchemy import Engine
from sqlmodel import Session

from db.bulk.filling import WORTH_IT, filling
from db.drafts import BatchDraft
from db.engine import reading, writing
from db.kept_files.packed_file import PackedFile
from db.ledger import Recorded, record
from db.vocabulary import Severity
from db.writing import recall
from ingest.adding_up.apart import rows_that_add_up
from ingest.beside_register.brought import Brought, held_of_days
from ingest.beside_register.clock_behind import clock_behind
from ingest.beside_register.said_twice import LOOKED_AT, said_twice
from ingest.beside_register.traps import check_against
from ingest.issues import Issues
from ingest.layouts.mapping.column_map import ColumnMap
from ingest.layouts.mapping.saved import keep_map
from ingest.layouts.own_export import OWN_EXPORT
from ingest.layouts.stated import NOTHING, Stated
from ingest.outcome import FileRefusedError, Outcome
from ingest.prepared import Asked, Prepared, Progress, prepare
from ingest.standing.older_copies import with_older_left
from ingest.standing.own_claims import figures_mended, masked, with_what_stands
from ingest.standing.redacted_before import with_gaps
from ingest.standing.sizes_held import with_sizes_held
from ingest.told_days import with_days_told


def ingest(
    engine: Engine,
    path: Path,
    *,
    file_name: str | None = None,
    mapping: ColumnMap | None = None,
    stated: Stated = NOTHING,
    recorded_by: str = "",
    dry_run: bool = False,
    strict: bool = False,
    progress: Progress | None = None,
) -> Outcome:
    """Put one file into the register, whole or not at all; ``dry_run`` does everything but keep it.

    ``mapping`` says what the columns of a file of nobody's layout are, and is kept for the next file with the same
    columns; ``stated`` is how else this file is to be read, as whoever sends it says.

    Rows that can't be read are rejected and kept as they came; ``strict`` refuses the whole file for one of them.
    Raises :class:`FileRefusedError`.
    """
    tell = progress or (lambda _step, _done, _all: None)
    packed = PackedFile(path, kept=not dry_run)
    with reading(engine) as session:
        prepared = prepare(session, path, Asked(file_name, mapping, stated), tell)
        empty = recall.is_empty(session.connection())
    fills = empty and not dry_run and engine.dialect.name == "sqlite" and len(prepared.claims) >= WORTH_IT
    blank = BatchDraft(
        file_name=file_name or path.name,
        sha256=packed.sha256,
        layout=prepared.form.layout[0],
        layout_version=prepared.form.layout[1],
        recorded_by=recorded_by,
        claims=prepared.claims.clear(),
        rows=prepared.rows.count,
        packed=packed,
    )
    tell("record", 0, blank.rows)
    turn = filling if fills else writing
    outcome = _record(turn(engine), blank, prepared, mapping, dry_run=dry_run, strict=strict)
    tell("record", outcome.rows, outcome.rows)
    return outcome


class _RollBackError(Exception):
    """Carries what would have been recorded out of the transaction that is rolled back."""

    def __init__(self, outcome: Outcome) -> None:
        super().__init__()
        self.outcome = outcome


def _record(
    turn: AbstractContextManager[Session],
    blank: BatchDraft,
    prepared: Prepared,
    mapping: ColumnMap | None,
    *,
    dry_run: bool,
    strict: bool,
) -> Outcome:
    """Check beside the register and record, in one transaction, the ``turn`` of which it is.

    A file without rows leaves no batch; a dry run, and a strict one that finds an error, leave nothing.
    """
    try:
        with turn as session:
            draft = _checked(session, blank, prepared)
            recorded = record(session, draft) if draft.rows else Recorded(None, 0, 0, 0)
            if callable(draft.issues):
                draft.issues()  # also of a file that is in the register already
            if mapping is not None:
                keep_map(session, prepared.table.header, mapping, draft.recorded_by)
            outcome = _outcome(draft, prepared, recorded, dry_run=dry_run)
            refused = strict and outcome.rejected > 0
            if dry_run or refused:
                raise _RollBackError(outcome)
    except _RollBackError as rolled_back:
        if strict and rolled_back.outcome.rejected:
            raise FileRefusedError(
                prepared.issues.of_severity(Severity.ERROR), replace(rolled_back.outcome, batch=None)
            ) from None
        return rolled_back.outcome
    return outcome


def _checked(session: Session, blank: BatchDraft, prepared: Prepared) -> BatchDraft:
    """The batch, with what shows only beside the register among its issues, and without the rows that are rejected."""
    broken, surroundings = set(prepared.issues.broken_rows()), prepared.surroundings
    retractions = [each for each in prepared.retractions if each.row not in broken]
    redacted = with_gaps(session.connection(), prepared.claims)
    prepared.claims = redacted.claims
    prepared.tell(redacted.issues)
    if not prepared.tells_household_sizes:
        prepared.claims = with_sizes_held(session.connection(), prepared.claims)
    if blank.layout == OWN_EXPORT:
        prepared.claims = with_what_stands(session.connection(), prepared.claims)
        older = with_older_left(session.connection(), prepared.claims, sized=prepared.tells_household_sizes)
        prepared.claims = older.claims
        prepared.tell(older.issues)
        prepared.tell(masked(session.connection(), prepared.claims))
        prepared.tell(figures_mended(session.connection(), prepared.claims))
    held = held_of_days(session.connection(), prepared.claims, surroundings.spot)
    prepared.keep_apart(rows_that_add_up(prepared.claims, held, blank.layout, surroundings.gazetteer))
    brought = Brought(
        prepared.claims,
        prepared.silent,
        retractions,
        blank.sha256,
        blank.layout,
        surroundings.spot,
        surroundings.governorate,
        held,
    )
    prepared.tell(check_against(session.connection(), brought))
    prepared.tell(clock_behind(session))
    broken = set(prepared.issues.broken_rows())
    prepared.leave_out_broken()
    later = replace(brought, claims=brought.claims.select(LOOKED_AT))
    return replace(
        blank,
        rejects=with_days_told(
            prepared.rows.some(broken),
            prepared.form.fields,
            surroundings.day_orders,
            from_1904=surroundings.from_1904,
        ),
        claims=prepared.claims,
        packed=None if redacted.brought else blank.packed,
        issues=cache(partial(_all_told, prepared, later)),
        retractions=[retraction for retraction in prepared.retractions if retraction.row not in broken],
    )


def _all_told(prepared: Prepared, brought: Brought) -> Issues:
    """Every problem of the file, by row; those that only warn and that no register is asked about are found last."""
    prepared.tell(said_twice(brought))
    broken = prepared.issues.broken_rows()
    prepared.issues = prepared.issues.each_once().without_code("row_taken_back", broken)  # they take nothing back
    return prepared.issues


def _outcome(draft: BatchDraft, prepared: Prepared, recorded: Recorded, *, dry_run: bool) -> Outcome:
    named = set(pl.concat([draft.claims["source"], draft.claims["origin"]]).drop_nulls().unique())
    fields = {column: name for name, column in prepared.form.fields.items()}
    return Outcome(
        rows=draft.rows,
        claims=len(draft.claims),
        new=recorded.new,
        revised=recorded.revised,
        unchanged=recorded.unchanged,
        rejected=len(draft.rejects),
        warnings=len(prepared.issues.within(Severity.WARNING)),
        batch=None if dry_run else recorded.batch or recorded.earlier,
        dry_run=dry_run,
        layout=draft.layout,
        layout_version=draft.layout_version,
        file_name=draft.file_name,
        sha256=draft.sha256,
        read_as=prepared.table.read_as,
        issues=prepared.issues,
        header=prepared.table.header,
        mapping={column: fields.get(column) for column in prepared.table.header},
        sample=prepared.table.rows,
        rejects=tuple(draft.rejects),
        new_sources=tuple(sorted(named - prepared.known_sources)),
        retracted=recorded.retracted,
        skipped=prepared.form.skipped,
    )
