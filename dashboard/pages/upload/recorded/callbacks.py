"""The callback of the recorded files: another is opened, a file has been recorded, or one is to be withdrawn."""

from typing import Any

from dash import ClientsideFunction, Dash, Input, Output, State, ctx

from dashboard.components.ids import Frame
from dashboard.desk import Desk
from dashboard.pages.upload.ids import Upload
from dashboard.pages.upload.recorded.ids import Recorded
from dashboard.pages.upload.recorded.state import state, withdraw
from dashboard.threads import in_thread
from dashboard.view import speaker_of


def register(app: Dash, desk: Desk) -> None:
    """The callbacks of the section."""

    @app.callback(
        Output(Recorded.LIST, "children"),
        Output(Recorded.OPENED, "children"),
        Output(Recorded.FORM, "hidden"),
        Output(Recorded.FORESEEN, "children"),
        Output(Recorded.WITHDRAW, "children"),
        Output(Recorded.REASON, "error"),
        Output(Recorded.REASON, "value"),
        Output(Recorded.DETAILS, "open"),
        Input(Frame.VIEW, "search"),
        Input(Upload.STAGE, "children"),
        Input(Recorded.WITHDRAW, "n_clicks"),
        State(Recorded.REASON, "value"),
        State(Recorded.BY, "value"),
        prevent_initial_call=True,
    )
    @in_thread
    def show(search: str | None, _stage: Any, clicks: int | None, reason: str | None, by: str | None) -> Any:
        address = search or ""
        speaker = speaker_of(address, desk.settings.language)
        if ctx.triggered_id == Recorded.WITHDRAW and clicks:
            now = withdraw(desk, address, reason or "", by or "", speaker)
        else:
            now = state(desk, address, speaker)
        stays = bool(now.wrong or now.reason)
        written = (now.listed, now.opened, now.no_form, now.foreseen, now.withdraw)
        return *written, now.wrong or None, now.reason, stays

    in_browser: Any = app.clientside_callback
    in_browser(
        ClientsideFunction("sijill", "leadToOpened"),
        Output(Recorded.OPENED, "tabIndex"),
        Input(Recorded.OPENED, "children"),
        prevent_initial_call=True,
    )
