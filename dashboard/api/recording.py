"""An upload's way into the register: look at what it would do, then record it; for the page and the API alike."""

from dashboard.api.inbox import Upload
from dashboard.desk import Desk
from db.engine import reading
from db.households import HouseholdSize
from ingest.layouts.mapping.column_map import ColumnMap
from ingest.layouts.mapping.offer import Offer, offer
from ingest.outcome import Outcome
from ingest.pipeline import ingest
from ingest.prepared import Progress
from ingest.readers.table import UnreadableFileError
from ingest.rejects import rejects_csv


def offered(desk: Desk, token: str) -> Offer | None:
    """What the columns of the upload could be; None where they need no map, or the file can't be read.

    Raises ``UnknownUploadError``.
    """
    upload = desk.inbox.find(token)
    try:
        with reading(desk.engine) as session:
            return offer(session, desk.inbox.path(token), file_name=upload.name)
    except UnreadableFileError:
        return None


def preview(desk: Desk, token: str, mapping: ColumnMap | None = None, progress: Progress | None = None) -> Outcome:
    """What the upload would do. Raises ``UnknownUploadError`` and ``FileRefusedError``."""
    return _ingest(desk, desk.inbox.find(token), "", mapping, progress, None, dry_run=True)


def record(
    desk: Desk,
    token: str,
    recorded_by: str = "",
    mapping: ColumnMap | None = None,
    progress: Progress | None = None,
    household: HouseholdSize | None = None,
) -> Outcome:
    """Record the upload, once, and keep the map. Raises as :func:`preview` does, and ``AlreadyTakenError`` then on."""
    upload = desk.inbox.find(token)
    by = recorded_by.strip() or desk.settings.recorded_by
    with desk.inbox.taken(token):
        return _ingest(desk, upload, by, mapping, progress, household, dry_run=False)


def _ingest(
    desk: Desk,
    upload: Upload,
    recorded_by: str,
    mapping: ColumnMap | None,
    progress: Progress | None,
    household: HouseholdSize | None,
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
        household=household,
        progress=progress,
    )
    if outcome.rejected:
        desk.inbox.keep_rejects(upload.token, rejects_csv(outcome))
    return outcome
