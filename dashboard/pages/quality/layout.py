"""The page on quality before it is filled."""

import dash_mantine_components as dmc
from dash import html
from dash.development.base_component import Component

from dashboard.desk import Desk
from dashboard.locale import Speaker
from dashboard.pages.quality.ids import Listing, Quality

FILTERED = True


def layout(_desk: Desk, _search: str, speaker: Speaker) -> Component:
    """What waits in numbers, then possible duplicates, problems, falls, silent sources and gaps."""
    text = speaker.text
    lead = text("What a person should look at. Nothing here is left out of the figures unless it says so.")
    cards = [
        html.Article(id=place, className="card") for place in (Quality.PAIRS, Quality.ISSUES, Quality.FALLS, *Listing)
    ]
    return html.Div(
        [
            html.H1(text("Quality"), className="page-title"),
            html.P(lead, className="lead"),
            html.Div(dmc.Skeleton(height=120), id=Quality.SUMMARY, className="summary"),
            html.Div(cards, className="charts"),
        ],
        className="of-charts quality",
    )
