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
from dashboard.pages.upload import recorded
from dashboard.pages.upload.ids import Upload
from dashboard.pages.upload.mapping import mapping_step, said_map
from dashboard.pages.upload.preview import preview, refused
from dashboard.pages.upload.result import result
from dashboard.threads import in_thread
from dashboard.view import speaker_of
from ingest.layouts.mapping.column_map import ColumnMap, ColumnMapError
from ingest.layouts.mapping.offer import Offer
from ingest.outcome import FileRefusedError, Outcome

log = logging.getLogger(__name__)

Chosen = dict[str, Any] | None
"""What the page says about the columns of the upload under ``token``; None before it has said anything."""


@dataclass(frozen=True, slots=True)
class Stage:
    """What the page shows under the drop zone, and whether, and as what, the file can be recorded."""

    shown: list[Component] = field(default_factory=list)
    no_actions: bool = True
    confirm: str = ""
    disabled: bool = True


def look(desk: Desk, received: dict[str, Any] | None, speaker: Speaker, chosen: Chosen = None) -> Stage:
    """The stage after a file has arrived, or after a person has said what its columns are."""
    if not received:
        return Stage()
    token = received["token"]
    offer, said = None, None
    try:
        offer = recording.offered(desk, token)
        said = said_of(offer, chosen, token)
        outcome = recording.preview(desk, token, said)
    except (FileRefusedError, ColumnMapError) as error:
        reason = speaker.text("Nothing can be recorded from this file")
        step = [mapping_step(offer, token, said, speaker, opened=True)] if offer else []
        return Stage([*refused(received["name"], error.issues, speaker), *step], no_actions=False, confirm=reason)
    except UnknownUploadError:
        return Stage([_expired(speaker)])
    words, able = confirm_words(outcome, speaker)
    columns = mapping_step(offer, token, said, speaker, opened=bool(said or offer.guesses)) if offer else None
    return Stage(preview(outcome, speaker, columns), no_actions=False, confirm=words, disabled=not able)


def said_of(offer: Offer | None, chosen: Chosen, token: str) -> ColumnMap | None:
    """What a person has said about the columns of this upload; what was said of another one does not count."""
    if offer is None or not chosen or chosen.get("token") != token:
        return None
    return said_map(offer, chosen)


def record(desk: Desk, token: str, recorded_by: str, search: str, speaker: Speaker, chosen: Chosen = None) -> Stage:
    """The stage after the word to record was given."""
    try:
        said = said_of(recording.offered(desk, token), chosen, token) if chosen else None
        return Stage(result(recording.record(desk, token, recorded_by, said), token, search, speaker))
    except (FileRefusedError, ColumnMapError) as error:
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
    """The callbacks of the page."""
    recorded.register(app, desk)

    @app.callback(
        Output(Upload.STAGE, "children"),
        Output(Upload.ACTIONS, "hidden"),
        Output(Upload.CONFIRM, "children"),
        Output(Upload.CONFIRM, "disabled"),
        Input(Upload.RECEIVED, "data"),
        Input(Upload.CHOSEN, "data"),
        Input(Upload.CONFIRM, "n_clicks"),
        State(Upload.RECORDED_BY, "value"),
        State(Frame.VIEW, "search"),
        prevent_initial_call=True,
    )
    @in_thread
    def proceed(
        received: dict[str, Any] | None, chosen: Chosen, _clicks: int | None, by: str | None, search: str | None
    ) -> Any:
        speaker = speaker_of(search or "", desk.settings.language)
        try:
            if ctx.triggered_id == Upload.CONFIRM and received:
                return _written(record(desk, received["token"], by or "", search or "", speaker, chosen))
            return _written(look(desk, received, speaker, chosen))
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
