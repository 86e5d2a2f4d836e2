"""A batch and what it came with into the register: its counts, the bytes of its file, the rows that were rejected."""

from datetime import datetime

from sqlalchemy import Connection
from sqlmodel import Session

from db.drafts import BatchDraft
from db.entries import insert_rows
from db.models import Batch, BatchFile, BatchRow
from db.problems import Problems
from db.vocabulary import BatchStatus, Severity


def insert_batch(session: Session, draft: BatchDraft, counts: tuple[int, int, int], now: datetime) -> Batch:
    """Insert a batch with its ``counts`` of new, revised and unchanged claims; of its warnings it says nothing yet."""
    new, revised, unchanged = counts
    batch = Batch(
        file_name=draft.file_name,
        sha256=draft.sha256,
        layout=draft.layout,
        layout_version=draft.layout_version,
        recorded_by=draft.recorded_by,
        recorded_at=now,
        status=BatchStatus.RECORDED,
        rows=draft.rows,
        claims=len(draft.claims),
        new=new,
        revised=revised,
        unchanged=unchanged,
        rejected=len(draft.rejects),
        warnings=0,
    )
    session.add(batch)
    session.flush()
    return batch


def insert_what_came(connection: Connection, draft: BatchDraft, number: int) -> None:
    """Insert the bytes of a batch's file and its rejected rows."""
    parts = draft.packed.parts() if draft.packed else ()
    insert_rows(connection, BatchFile, ({"batch_id": number, "part": part, "compressed": c} for part, c in parts))
    insert_rows(
        connection,
        BatchRow,
        ({"batch_id": number, "number": row.number, "cells": row.cells} for row in draft.rejects),
    )


def problems_told(session: Session, draft: BatchDraft, batch: Batch) -> Problems:
    """The problems that a batch raised, looked for by now; the batch says how many are warnings."""
    found = draft.issues() if callable(draft.issues) else draft.issues
    problems = found if isinstance(found, Problems) else Problems(found)
    batch.warnings = len(problems.within(Severity.WARNING))
    session.flush()
    return problems
