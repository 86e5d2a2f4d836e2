"""The upload page before a file is chosen. What follows is drawn into ``STAGE``, in the order of reading."""

import json

import dash_mantine_components as dmc
from dash import dcc, html
from dash.development.base_component import Component

from dashboard.components.aria import aria, data
from dashboard.desk import Desk
from dashboard.locale import Speaker, msg
from dashboard.pages.upload import recorded
from dashboard.pages.upload.ids import Upload

FILTERED = False
TEMPLATE_URL = "/api/v1/template.csv"
TOO_LARGE = msg("{name} is larger than {limit} MB, the most that can be uploaded. Split it.")


def layout(desk: Desk, search: str, speaker: Speaker) -> Component:
    """Choose, look, record; and what is recorded already."""
    text = speaker.text
    return html.Div(
        [
            html.H1(text("Upload"), className="page-title"),
            html.P(
                text("A file is read and shown to you first. Nothing changes in the register until you record it."),
                className="lead",
            ),
            _drop_zone(desk, speaker),
            html.Div(id=Upload.STAGE, className="stage"),
            _actions(desk, speaker),
            recorded.layout(desk, search, speaker),
        ],
        className="upload",
    )


def _drop_zone(desk: Desk, speaker: Speaker) -> Component:
    text, limit = speaker.text, desk.settings.max_upload_mb
    for_script = {
        "max_bytes": desk.settings.max_upload_bytes,
        "sending": text("Sending {name}…", name="{name}"),
        "too_large": text(TOO_LARGE, name="{name}", limit=limit),
        "failed": text("The file could not be sent. Check that Sijill is still running, and try again."),
    }
    return html.Section(
        [
            html.Button(text("Choose a file"), id=Upload.CHOOSE, className="button button-primary"),
            html.P(text("or drop it here. CSV, Excel, ODS, JSON or ZIP, up to {limit} MB.", limit=limit)),
            html.A(text("Download an empty template"), href=TEMPLATE_URL, className="quiet-link", download=""),
            html.Progress(id=Upload.PROGRESS, max="1", value="0", hidden=True, **aria(label=text("Sent so far"))),
            html.P(id=Upload.STATUS, role="status", className="upload-status"),
            dcc.Store(id=Upload.CHOSEN),
            dcc.Store(id=Upload.WORKED),
            dcc.Store(id=Upload.SHOWN),
        ],
        id=Upload.DROP_ZONE,
        className="drop-zone",
        **aria(label=text("Choose a file")),
        **data(texts=json.dumps(for_script)),
    )


def _actions(desk: Desk, speaker: Speaker) -> Component:
    return html.Section(
        [
            dmc.TextInput(
                id=Upload.RECORDED_BY,
                label=speaker.text("Your name"),
                description=speaker.text("Kept with the batch, so that colleagues know whom to ask."),
                value=desk.settings.recorded_by,
                debounce=True,  # known as soon as it is left, and not one timer later
            ),
            html.Button(id=Upload.CONFIRM, className="button button-primary", disabled=True),
        ],
        id=Upload.ACTIONS,
        className="upload-actions",
        hidden=True,
        **aria(label=speaker.text("Record")),
    )
