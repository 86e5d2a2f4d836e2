"""The upload page's callback: a file has arrived, or the word to record it has been given."""

import logging
from dataclasses import dataclass, field
from typing import Any

from dash import ClientsideFunction, Dash, Input, Output, State, ctx
from dash.development.base_component import Component

from dashboard.api import recording
from dashboard.api.inbox import AlreadyTakenError, UnknownUploadError
from dashboard.components.ids import Frame
from dashboard.components.notice import notice
from dashboard.desk import Desk
from dashboard.locale import Speaker
from dashboard.pages.upload.ids import Upload
from dashboard.pages.upload.preview import preview, refused
from dashboard.pages.upload.result import result
from dashboard.threads import in_thread
from dashboard.view import speaker_of
from ingest.outcome import FileRefusedError, Outcome

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Stage:
    """What the page shows under the drop zone, and whether, and as what, the file can be recorded."""

    shown: list[Component] = field(default_factory=list)
    no_actions: bool = True
    confirm: str = ""
    disabled: bool = True


def look(desk: Desk, received: dict[str, Any] | None, speaker: Speaker) -> Stage:
    """The stage after a file has arrived."""
    if not received:
        return Stage()
    try:
        outcome = recording.preview(desk, received["token"])
    except FileRefusedError as error:
        reason = speaker.text("Nothing can be recorded from this file")
        return Stage(refused(received["name"], error.issues, speaker), no_actions=False, confirm=reason)
    except UnknownUploadError:
        return Stage([_expired(speaker)])
    words, able = confirm_words(outcome, speaker)
    return Stage(preview(outcome, speaker), no_actions=False, confirm=words, disabled=not able)


def record(desk: Desk, token: str, recorded_by: str, search: str, speaker: Speaker) -> Stage:
    """The stage after the word to record was given."""
    try:
        return Stage(result(recording.record(desk, token, recorded_by), token, search, speaker))
    except FileRefusedError as error:
        return Stage(refused(speaker.text("The file"), error.issues, speaker))
    except AlreadyTakenError:
        return Stage([notice(speaker.text("This upload is recorded already."))])
    except UnknownUploadError:
        return Stage([_expired(speaker)])


def confirm_words(outcome: Outcome, speaker: Speaker) -> tuple[str, bool]:
    """What the button says, and whether it can be pressed."""
    kept = outcome.rows - outcome.rejected
    if kept <= 0:
        return speaker.text("No row of this file can be recorded"), False
    if outcome.new + outcome.revised == 0:
        return speaker.text("Everything in this file is in the register already"), False
    words = speaker.plural("Record {n} row", "Record {n} rows", kept)
    if outcome.rejected:
        left_out = speaker.plural("leave out {n}", "leave out {n}", outcome.rejected)
        words = speaker.text("{record}, {leave_out}", record=words, leave_out=left_out)
    return words, True


def register(app: Dash, desk: Desk) -> None:
    """The callback of the page."""

    @app.callback(
        Output(Upload.STAGE, "children"),
        Output(Upload.ACTIONS, "hidden"),
        Output(Upload.CONFIRM, "children"),
        Output(Upload.CONFIRM, "disabled"),
        Input(Upload.RECEIVED, "data"),
        Input(Upload.CONFIRM, "n_clicks"),
        State(Upload.RECORDED_BY, "value"),
        State(Frame.VIEW, "search"),
        prevent_initial_call=True,
    )
    @in_thread
    def proceed(received: dict[str, Any] | None, _clicks: int | None, by: str | None, search: str | None) -> Any:
        speaker = speaker_of(search or "", desk.settings.language)
        try:
            if ctx.triggered_id == Upload.CONFIRM and received:
                return _written(record(desk, received["token"], by or "", search or "", speaker))
            return _written(look(desk, received, speaker))
        except Exception:
            log.exception("an upload could not be read or recorded")
            return _written(Stage([_broken(speaker)]))

    in_browser: Any = app.clientside_callback
    in_browser(
        ClientsideFunction("sijill", "leadToStage"),
        Output(Upload.STAGE, "tabIndex"),
        Input(Upload.STAGE, "children"),
        prevent_initial_call=True,
    )


def _written(stage: Stage) -> tuple[Any, ...]:
    return stage.shown, stage.no_actions, stage.confirm, stage.disabled


def _expired(speaker: Speaker) -> Component:
    return notice(speaker.text("This upload has expired."), speaker.text("Upload the file again."), tone="warn")


def _broken(speaker: Speaker) -> Component:
    unchanged = speaker.text("Nothing has changed in the register.")
    again = speaker.text("Try again; if it fails again, tell who runs Sijill.")
    return notice(speaker.text("Something went wrong with this file."), unchanged, again, tone="warn")
