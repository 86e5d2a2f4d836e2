"""The recorded files under the upload: the list, the one that the address opens, and the form that withdraws it."""

import dash_mantine_components as dmc
from dash import html
from dash.development.base_component import Component

from dashboard.components.aria import aria
from dashboard.desk import Desk
from dashboard.locale import Speaker
from dashboard.pages.upload.recorded.ids import Recorded
from dashboard.pages.upload.recorded.state import state


def layout(desk: Desk, search: str, speaker: Speaker) -> Component:
    """The section; a register that can't be read shows why in the place of the list."""
    now = state(desk, search, speaker)
    heading = "recorded-heading"
    return html.Section(
        [
            html.H2(speaker.text("Recorded files"), id=heading),
            html.Div(now.listed, id=Recorded.LIST),
            html.Div(now.opened, id=Recorded.OPENED, className="opened"),
            html.Div(_form(desk, now.foreseen, now.withdraw, speaker), id=Recorded.FORM, hidden=now.no_form),
        ],
        className="recorded",
        **aria(labelledby=heading),
    )


def _form(desk: Desk, foreseen: str, withdraw: str, speaker: Speaker) -> Component:
    """Opened by one press and done by another, with a reason between them."""
    text = speaker.text
    return html.Details(
        [
            html.Summary(text("Withdraw this file…")),
            html.P(text("The register then answers as if the file had never been sent. Nothing is deleted.")),
            html.P(foreseen, id=Recorded.FORESEEN, className="foreseen"),
            html.Div(
                [
                    dmc.TextInput(
                        id=Recorded.REASON,
                        label=text("Why it is withdrawn"),
                        description=text("Kept with the batch."),
                        required=True,
                        value="",
                        debounce=True,  # else what is typed is known one timer later, which may be after the press
                    ),
                    dmc.TextInput(
                        id=Recorded.BY, label=text("Withdrawn by"), value=desk.settings.recorded_by, debounce=True
                    ),
                    html.Button(withdraw, id=Recorded.WITHDRAW, className="button button-primary"),
                ],
                className="withdraw",
            ),
        ],
        id=Recorded.DETAILS,
        open=False,
    )
