"""An upload's way into the register: look at what it would do, then record it; for the page and the API alike."""

from dashboard.api.inbox import Upload
from dashboard.desk import Desk
from ingest.outcome import Outcome
from ingest.pipeline import ingest
from ingest.rejects import rejects_csv


def preview(desk: Desk, token: str) -> Outcome:
    """What the upload would do. Raises ``UnknownUploadError`` and ``FileRefusedError``."""
    return _ingest(desk, desk.inbox.find(token), "", dry_run=True)


def record(desk: Desk, token: str, recorded_by: str = "") -> Outcome:
    """Record the upload, once. Raises as :func:`preview` does, and ``AlreadyTakenError`` the second time."""
    upload = desk.inbox.find(token)
    desk.inbox.take(token)
    try:
        return _ingest(desk, upload, recorded_by.strip() or desk.settings.recorded_by, dry_run=False)
    except BaseException:
        desk.inbox.put_back(token)
        raise


def _ingest(desk: Desk, upload: Upload, recorded_by: str, *, dry_run: bool) -> Outcome:
    path = desk.inbox.path(upload.token)
    outcome = ingest(desk.engine, path, file_name=upload.name, recorded_by=recorded_by, dry_run=dry_run)
    if outcome.rejected:
        desk.inbox.keep_rejects(upload.token, rejects_csv(outcome))
    return outcome
