"""The outcome of a batch as the register keeps it, long after the file is gone."""

from sqlmodel import Session

from db import batches
from db.vocabulary import Severity
from ingest.issues import Issue
from ingest.outcome import Outcome
from ingest.readers.table import OVERFLOW


def kept_outcome(session: Session, batch: int) -> Outcome:
    """The counts of a batch, its rejected rows and what is wrong with them, as ``rejects_csv`` takes them.

    How the file was read, its other rows and its other issues are left out. Raises ``db.batches.UnknownBatchError``.
    """
    found = batches.batch(session, batch)
    rejects = tuple(batches.rejected_rows(session, batch))
    return Outcome(
        rows=found.rows,
        claims=found.claims,
        new=found.new,
        revised=found.revised,
        unchanged=found.unchanged,
        rejected=found.rejected,
        warnings=found.warnings,
        batch=found.id,
        dry_run=False,
        layout=found.layout,
        layout_version=found.layout_version,
        file_name=found.file_name,
        sha256=found.sha256,
        read_as="",
        issues=tuple(
            Issue(kind.severity, kind.code, kind.message, kind.remedy, row, kind.column, kind.value)
            for row, kind in batches.issues_of(session, batch, Severity.ERROR)
        ),
        header=tuple(dict.fromkeys(name for row in rejects for name in row.cells if name != OVERFLOW)),
        mapping={},
        rejects=rejects,
    )
