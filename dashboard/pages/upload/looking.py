"""What a look at an upload finds: as long work, since a large file takes a minute to read."""

import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from dashboard import recording
from dashboard.desk import Desk
from dashboard.inbox import AlreadyTakenError
from dashboard.jobs import Job, Made, State, Tell, UnknownJobError
from dashboard.pages.upload.mapping import said_map
from dashboard.pages.upload.reading import stated_of, words_of_reading
from dashboard.recording import ALREADY_RECORDED
from dashboard.rows.records import outcome_row
from db.engine import reading
from db.records import state_version
from ingest.issues import Issue
from ingest.layouts.household_size import HouseholdSizeError
from ingest.layouts.mapping.column_map import ColumnMap, ColumnMapError
from ingest.layouts.mapping.offer import Offer
from ingest.layouts.stated import Stated
from ingest.outcome import FileRefusedError, Outcome


@dataclass(frozen=True, slots=True)
class Looked:
    """``offer`` and ``said`` are of the columns, where they need a map; without ``outcome`` the ``issues`` say why.

    ``words`` are what was said of how to read the file.
    """

    name: str
    offer: Offer | None
    said: ColumnMap | None
    outcome: Outcome | None
    issues: Sequence[Issue] = ()
    words: Mapping[str, str] = field(default_factory=dict)


def looked_at(desk: Desk, token: str, patience_s: float) -> tuple[Job, Looked | None]:
    """The look at an upload, begun if it is not there, and what it found once it is over.

    It is begun anew where the register, what it knows of places and sources, or what was said of the columns has
    changed. One that failed is told once: what kept it from its end was not the file (whose own faults are found, and
    no failure), and may be over when the file is looked at again. Raises ``UnknownUploadError``.
    """
    job_token = _job_token(desk, token)
    try:
        job = desk.jobs.find(job_token)
    except UnknownJobError:
        job = _begin(desk, token, job_token)
    if job.state is State.LOST or (job.state is State.DONE and desk.jobs.result(job_token) is None):
        job = _begin(desk, token, job_token)
    job = desk.jobs.wait(job_token, patience_s)
    if job.state is State.FAILED:
        desk.jobs.forget(job_token)
    found = desk.jobs.result(job_token)
    return job, found if isinstance(found, Looked) else None


def said_of(desk: Desk, offer: Offer | None, token: str) -> ColumnMap | None:
    """What a person has said about the columns of this upload. Raises ``ColumnMapError``."""
    said = desk.inbox.said(token)
    return said_map(offer, said) if offer and said and "columns" in said else None


def _job_token(desk: Desk, token: str) -> str:
    with reading(desk.engine) as session:
        state = state_version(session)
    about = json.dumps([state, desk.inbox.said(token)])
    return f"look-{hashlib.sha256(about.encode()).hexdigest()[:16]}-{token}"


def _begin(desk: Desk, token: str, job_token: str) -> Job:
    name = desk.inbox.find(token).name

    def work(tell: Tell, _path: Path) -> Made:
        return Made(result=_look(desk, token, name, tell))

    return desk.jobs.start("look", name, work, token=job_token)


def _look(desk: Desk, token: str, name: str, tell: Tell) -> Looked:
    offer, said = None, None
    words = words_of_reading(desk.inbox.said(token))
    try:
        stated = stated_of(desk.inbox.said(token))
        offer = recording.offered(desk, token, stated.sheet)
        said = said_of(desk, offer, token)
        return Looked(name, offer, said, recording.preview(desk, token, said, tell, stated), words=words)
    except HouseholdSizeError as error:
        return Looked(name, offer, said, None, [error.issue], words)
    except (FileRefusedError, ColumnMapError) as error:
        return Looked(name, offer, said, None, error.issues, words)


def record_token(token: str) -> str:
    """The token of the job that records an upload."""
    return f"record-{token}"


def begin_recording(desk: Desk, token: str, recorded_by: str) -> Job:
    """Begin to record an upload as was said of it and its columns. Raises ``UnknownUploadError``."""
    name = desk.inbox.find(token).name

    def work(tell: Tell, _path: Path) -> Made:
        stated = stated_of(desk.inbox.said(token))
        said = said_of(desk, recording.offered(desk, token, stated.sheet), token) if desk.inbox.said(token) else None
        return Made(facts=outcome_row(_recorded(desk, token, recorded_by, said, stated, tell)))

    return desk.jobs.start("record", name, work, token=record_token(token))


def _recorded(desk: Desk, token: str, recorded_by: str, said: ColumnMap | None, stated: Stated, tell: Tell) -> Outcome:
    try:
        return recording.record(desk, token, recorded_by, said, tell, stated)
    except AlreadyTakenError:
        raise FileRefusedError([ALREADY_RECORDED]) from None
