"""The page on changes before it is filled."""

import dash_mantine_components as dmc
from dash import html
from dash.development.base_component import Component

from dashboard.desk import Desk
from dashboard.locale import Speaker
from dashboard.pages.changes.ids import Listing

FILTERED = True


def layout(_desk: Desk, _search: str, speaker: Speaker) -> Component:
    """What the list is, and the list."""
    text = speaker.text
    lead = text("What the register came to know of this view after the moment “As known on”, up to now.")
    return html.Div(
        [
            html.H1(text("What changed since"), className="page-title"),
            html.P(lead, className="lead"),
            html.Div(html.Article(dmc.Skeleton(height=120), id=Listing.SINCE, className="card"), className="charts"),
        ],
        className="of-charts changes",
    )
