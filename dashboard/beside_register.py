"""After a redaction: what lies beside the register on this computer and may still hold the text."""

from collections.abc import Iterable
from dataclasses import dataclass

from sqlalchemy import Engine, select
from sqlmodel import col

from dashboard.inbox import Inbox
from dashboard.jobs import Jobs
from dashboard.settings import Settings
from db.columns.store import forget_copy
from db.engine import reading
from db.models import Batch
from db.redaction.leavings import clear_leavings


@dataclass(frozen=True, slots=True)
class Cleared:
    """What lay beside the register and is gone: uploads, and files that were made of views.

    ``left``: why the database's own leavings could not be cleared; None where they are.
    """

    uploads: int
    made: int
    left: str | None


def clear_beside(engine: Engine, settings: Settings, inbox: Inbox, jobs: Jobs, batches: Iterable[int]) -> Cleared:
    """Delete what may still hold a redacted text: the columnar copy, uploads, files made of views, freed pages.

    ``batches`` are those whose kept files changed. To be called once the redaction is committed.
    """
    with reading(engine) as session:
        hashes = set(session.scalars(select(col(Batch.sha256)).where(col(Batch.id).in_(list(batches)))))
    forget_copy(engine, settings.data_dir)
    uploads, made = inbox.forget_settled(hashes), jobs.forget_over()
    return Cleared(uploads, made, clear_leavings(engine))
