"""The page for an address that there is no page at."""

from typing import Final

from dash import html
from dash.development.base_component import Component

from dashboard.desk import Desk
from dashboard.locale import Speaker, msg

FILTERED = False
NO_PAGE: Final = msg("There is no page at this address.")
GO_ON: Final = msg("Go on from the links above.")


def layout(_desk: Desk, _search: str, speaker: Speaker) -> Component:
    """Says so, and leaves the masthead's links to lead on."""
    return html.Div(
        [
            html.H1(speaker.text(NO_PAGE), className="page-title"),
            html.P(speaker.text(GO_ON), className="lead"),
        ],
        className="nowhere",
    )
