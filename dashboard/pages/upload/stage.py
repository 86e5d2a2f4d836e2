"""What the upload page shows of the file that its address names: how far it is, what it would do, what it did."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from dash.development.base_component import Component

from dashboard.components.notice import notice
from dashboard.desk import Desk
from dashboard.inbox import UnknownUploadError
from dashboard.jobs import Job, State, UnknownJobError
from dashboard.locale import Speaker
from dashboard.pages.upload.looking import Looked, looked_at, record_token
from dashboard.pages.upload.mapping import mapping_step
from dashboard.pages.upload.preview import NameThem, preview, refused, refused_for
from dashboard.pages.upload.reading import reading_step
from dashboard.pages.upload.result import Recorded, result
from dashboard.pages.upload.working import working
from dashboard.recording import ALREADY_RECORDED
from dashboard.view import words_of
from dashboard.wording import PlaceNames, names_in
from db.engine import reading
from ingest.issues import Issue
from ingest.outcome import Outcome

PATIENCE_S = 1.5
"""How long work is waited for before its progress is shown: most files are read by then."""

UPLOAD = "upload"
"""The parameter of the address that names the file."""


@dataclass(frozen=True, slots=True)
class Stage:
    """What the page shows under the drop zone, and whether, and as what, the file can be recorded."""

    shown: list[Component] = field(default_factory=list)
    no_actions: bool = True
    confirm: str = ""
    disabled: bool = True


def uploaded_in(search: str) -> str | None:
    """The token of the upload that an address names."""
    return words_of(search).get(UPLOAD)


def stage(desk: Desk, search: str, speaker: Speaker, patience_s: float = PATIENCE_S) -> Stage:
    """The stage of an address, after up to ``patience_s`` of waiting."""
    token = uploaded_in(search)
    if token is None:
        return Stage()
    try:
        job = _recording(desk, token, patience_s)
        if job is not None and not job.state.is_over:
            return Stage([working(job, speaker)])
        if job is not None and job.state is State.DONE:
            return Stage(result(Recorded.of(job.facts), token, search, speaker))
        found = _look(desk, token, speaker, patience_s)
    except (UnknownUploadError, UnknownJobError):
        return Stage([_expired(speaker)])
    return found if job is None else replace(found, shown=[*_not_recorded(desk, job, speaker), *found.shown])


def confirm_words(outcome: Outcome, speaker: Speaker) -> tuple[str, bool]:
    """What the button says, and whether it can be pressed."""
    kept = outcome.rows - outcome.rejected
    if kept <= 0:
        return speaker.text("No row of this file can be recorded"), False
    if outcome.new + outcome.revised + outcome.retracted == 0:
        return speaker.text("Everything in this file is in the register already"), False
    words = speaker.plural("Record {n} row", "Record {n} rows", kept)
    if outcome.rejected:
        left_out = speaker.plural("leave out {n}", "leave out {n}", outcome.rejected)
        words = speaker.text("{record}, {leave_out}", record=words, leave_out=left_out)
    return words, True


def broken(speaker: Speaker) -> Component:
    """Said of a file with which something went wrong that nobody foresaw."""
    unchanged = speaker.text("Nothing has changed in the register.")
    again = speaker.text("Try again; if it fails again, tell who runs Sijill.")
    return notice(speaker.text("Something went wrong with this file."), unchanged, again, tone="warn")


def _recording(desk: Desk, token: str, patience_s: float) -> Job | None:
    try:
        return desk.jobs.wait(record_token(token), patience_s)
    except UnknownJobError:
        return None


def _look(desk: Desk, token: str, speaker: Speaker, patience_s: float) -> Stage:
    job, looked = looked_at(desk, token, patience_s)
    if looked is not None:
        return _seen(looked, token, speaker, _names(desk, speaker))
    return Stage([broken(speaker) if job.state is State.FAILED else working(job, speaker)])


def _seen(looked: Looked, token: str, speaker: Speaker, names: NameThem) -> Stage:
    """What a look found: the preview, or why nothing can be recorded; with the columns, where they can be mapped."""
    offer, said, outcome = looked.offer, looked.said, looked.outcome
    issues = looked.issues if outcome is None else outcome.issues
    how = reading_step(looked.words, token, issues, speaker)
    if outcome is None:
        reason = speaker.text("Nothing can be recorded from this file")
        step = [mapping_step(offer, token, said, speaker, opened=True)] if offer else []
        return Stage([*refused(looked.name, issues, speaker, names), how, *step], no_actions=False, confirm=reason)
    words, able = confirm_words(outcome, speaker)
    columns = mapping_step(offer, token, said, speaker, opened=bool(said or offer.guesses)) if offer else None
    return Stage(preview(outcome, speaker, columns, names, how), no_actions=False, confirm=words, disabled=not able)


def _names(desk: Desk, speaker: Speaker) -> NameThem:
    """What names the places of problems as the gazetteer does for this reader."""

    def names(issues: Sequence[Issue]) -> PlaceNames:
        with reading(desk.engine) as session:
            return names_in(session, issues, speaker)

    return names


def _not_recorded(desk: Desk, job: Job, speaker: Speaker) -> list[Component]:
    """Why the file was not recorded; what follows is what is known of it now."""
    text = speaker.text
    if job.state is State.FAILED:
        if any(issue["code"] == ALREADY_RECORDED.code for issue in job.issues):
            return [notice(text("This upload is recorded already."))]
        return refused_for(job.name, job.issues, speaker, _names(desk, speaker))
    title = text("Sijill was stopped while it recorded {name}.", name=job.name)
    whole = text("A file goes in whole or not at all; below is what of it is missing in the register now.")
    return [notice(title, whole, tone="warn")]


def _expired(speaker: Speaker) -> Component:
    return notice(speaker.text("This upload has expired."), speaker.text("Upload the file again."), tone="warn")
