"""The page on quality before it is filled."""

import dash_mantine_components as dmc
from dash import html
from dash.development.base_component import Component

from dashboard.desk import Desk
from dashboard.locale import Speaker
from dashboard.pages.quality.closing import form
from dashboard.pages.quality.ids import Close, Listing, Quality

FILTERED = True


def layout(desk: Desk, _search: str, speaker: Speaker) -> Component:
    """What waits in numbers, then possible duplicates, problems, falls, silent sources and gaps."""
    text = speaker.text
    lead = text("What a person should look at. Nothing here is left out of the figures unless it says so.")
    first = [html.Article(id=place, className="card") for place in (Quality.PAIRS, Quality.ISSUES)]
    closing = html.Article(form(desk, speaker), id=Close.PLACE, className="card", hidden=True)
    others = [html.Article(id=place, className="card") for place in (Quality.FALLS, *Listing)]
    return html.Div(
        [
            html.H1(text("Quality"), className="page-title"),
            html.P(lead, className="lead"),
            html.Div(dmc.Skeleton(height=120), id=Quality.SUMMARY, className="summary"),
            html.Div([*first, closing, *others], className="charts"),
        ],
        className="of-charts quality",
    )
