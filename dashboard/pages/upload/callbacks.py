"""The upload page's callbacks: the address names a file, its columns were told, it is to be recorded, work is over."""

import logging
from typing import Any

from dash import ClientsideFunction, Dash, Input, Output, State, ctx, no_update

from dashboard.components.ids import Frame
from dashboard.desk import Desk
from dashboard.inbox import UnknownUploadError
from dashboard.pages.upload import recorded
from dashboard.pages.upload.ids import Upload
from dashboard.pages.upload.looking import begin_recording
from dashboard.pages.upload.stage import Stage, broken, stage, uploaded_in
from dashboard.threads import in_thread
from dashboard.view import speaker_of

log = logging.getLogger(__name__)


def proceed(desk: Desk, trigger: str | None, search: str, chosen: dict[str, Any] | None, by: str) -> Stage:
    """The stage of an address after ``trigger`` has changed: what was said of the columns, or the word to record."""
    speaker = speaker_of(search, desk.settings.language)
    token = uploaded_in(search)
    try:
        if trigger == Upload.CHOSEN and chosen and chosen.get("token") == token:
            desk.inbox.keep_said(str(token), chosen)
        if trigger == Upload.CONFIRM and token is not None:
            begin_recording(desk, token, by)
    except UnknownUploadError:
        return stage(desk, search, speaker)  # which says so
    except Exception:
        log.exception("an upload could not be read or recorded")
        return Stage([broken(speaker)])
    return _drawn(desk, search)


def _drawn(desk: Desk, search: str) -> Stage:
    speaker = speaker_of(search, desk.settings.language)
    try:
        return stage(desk, search, speaker)
    except Exception:
        log.exception("an upload could not be shown")
        return Stage([broken(speaker)])


def register(app: Dash, desk: Desk) -> None:
    """The callbacks of the page."""
    recorded.register(app, desk)

    @app.callback(
        Output(Upload.STAGE, "children"),
        Output(Upload.ACTIONS, "hidden"),
        Output(Upload.CONFIRM, "children"),
        Output(Upload.CONFIRM, "disabled"),
        Output(Upload.SHOWN, "data"),
        Input(Frame.VIEW, "search"),
        Input(Upload.CHOSEN, "data"),
        Input(Upload.CONFIRM, "n_clicks"),
        Input(Upload.WORKED, "data"),
        State(Upload.RECORDED_BY, "value"),
        State(Upload.SHOWN, "data"),
    )
    @in_thread
    def draw(
        search: str | None,
        chosen: dict[str, Any] | None,
        _clicks: int | None,
        _worked: str | None,
        by: str | None,
        shown: str | None,
    ) -> tuple[Any, ...]:
        trigger, token = ctx.triggered_id, uploaded_in(search or "")
        if trigger in (None, Frame.VIEW) and token == shown:
            return (no_update,) * 5  # something else in the address changed
        now = proceed(desk, trigger, search or "", chosen, by or "")
        return now.shown, now.no_actions, now.confirm, now.disabled, token

    in_browser: Any = app.clientside_callback
    in_browser(
        ClientsideFunction("sijill", "leadToStage"),
        Output(Upload.STAGE, "tabIndex"),
        Input(Upload.STAGE, "children"),
        prevent_initial_call=True,
    )
