"""An upload on its way into the register and out of it again: for the page and the API alike."""

from typing import Final

from dashboard.desk import Desk
from dashboard.inbox import Upload
from dashboard.rows.problems import problem
from db.engine import reading, writing
from db.withdrawal import Withdrawn, withdraw
from ingest.layouts.mapping.column_map import ColumnMap
from ingest.layouts.mapping.offer import Offer, offer
from ingest.layouts.stated import NOTHING, Stated
from ingest.outcome import Outcome
from ingest.pipeline import ingest
from ingest.prepared import Progress
from ingest.readers.table import UnreadableFileError
from ingest.rejects import rejects_csv

ALREADY_RECORDED: Final = problem(
    "already_recorded", "This upload is recorded already.", "Upload the file again if it has changed."
)


def offered(desk: Desk, token: str, sheet: str | None = None) -> Offer | None:
    """What the columns of the upload could be; None where they need no map, or the file can't be read.

    Raises ``UnknownUploadError``.
    """
    upload = desk.inbox.find(token)
    try:
        with reading(desk.engine) as session:
            return offer(session, desk.inbox.path(token), file_name=upload.name, sheet=sheet)
    except UnreadableFileError:
        return None


def preview(
    desk: Desk,
    token: str,
    mapping: ColumnMap | None = None,
    progress: Progress | None = None,
    stated: Stated = NOTHING,
) -> Outcome:
    """What the upload would do. Raises ``UnknownUploadError`` and ``FileRefusedError``."""
    return _ingest(desk, desk.inbox.find(token), "", mapping, progress, stated, dry_run=True)


def record(
    desk: Desk,
    token: str,
    recorded_by: str = "",
    mapping: ColumnMap | None = None,
    progress: Progress | None = None,
    stated: Stated = NOTHING,
) -> Outcome:
    """Record the upload, once, and keep the map. Raises as :func:`preview` does, and ``AlreadyTakenError`` then on."""
    upload = desk.inbox.find(token)
    by = recorded_by.strip() or desk.settings.recorded_by
    with desk.inbox.taken(token):
        return _ingest(desk, upload, by, mapping, progress, stated, dry_run=False)


def _ingest(
    desk: Desk,
    upload: Upload,
    recorded_by: str,
    mapping: ColumnMap | None,
    progress: Progress | None,
    stated: Stated,
    *,
    dry_run: bool,
) -> Outcome:
    outcome = ingest(
        desk.engine,
        desk.inbox.path(upload.token),
        file_name=upload.name,
        recorded_by=recorded_by,
        dry_run=dry_run,
        mapping=mapping,
        stated=stated,
        progress=progress,
    )
    if outcome.rejected:
        desk.inbox.keep_rejects(upload.token, rejects_csv(outcome))
    return outcome


def take_back(desk: Desk, batch: int, *, by: str, reason: str) -> Withdrawn:
    """Withdraw a batch. Raises as ``db.withdrawal.withdraw`` does."""
    with writing(desk.engine) as session:
        return withdraw(session, batch, by=by.strip() or desk.settings.recorded_by, reason=reason)
