"""The page of incidents before it is filled."""

import dash_mantine_components as dmc
from dash import html
from dash.development.base_component import Component

from dashboard.desk import Desk
from dashboard.locale import Speaker
from dashboard.pages.incidents.ids import Listing

FILTERED = True


def layout(_desk: Desk, _search: str, speaker: Speaker) -> Component:
    """A heading and the table."""
    text = speaker.text
    lead = text(
        "One row for each event. Open it to see who claims what, in which words, and how the figure was chosen."
    )
    return html.Div(
        [
            html.H1(text("Incidents"), className="page-title"),
            html.P(lead, className="lead"),
            html.Article(dmc.Skeleton(height=480), id=Listing.INCIDENTS, className="card"),
        ],
        className="of-charts incidents",
    )
