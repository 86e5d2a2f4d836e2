"""The page for an address that there is no page at."""

from dash import html
from dash.development.base_component import Component

from dashboard.desk import Desk
from dashboard.locale import Speaker

FILTERED = False


def layout(_desk: Desk, _search: str, speaker: Speaker) -> Component:
    """Says so, and leaves the masthead's links to lead on."""
    return html.Div(
        [
            html.H1(speaker.text("There is no page at this address."), className="page-title"),
            html.P(speaker.text("Go on from the links above."), className="lead"),
        ],
        className="nowhere",
    )
