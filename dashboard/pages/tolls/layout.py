"""The page on tolls before it is filled."""

from dash import html
from dash.development.base_component import Component

from dashboard.charts.screen import CONFIG
from dashboard.components.chart_card import chart_card
from dashboard.desk import Desk
from dashboard.locale import Speaker
from dashboard.pages.tolls.ids import Chart, Listing

FILTERED = True


def layout(_desk: Desk, _search: str, speaker: Speaker) -> Component:
    """How tolls went, then why they differ, then where they fall."""
    text = speaker.text
    lead = text("A toll is what one source says it has counted since a start. Tolls overlap and are never added.")
    return html.Div(
        [
            html.H1(text("Tolls"), className="page-title"),
            html.P(lead, className="lead"),
            html.Div(
                [
                    *[chart_card(chart, speaker, CONFIG) for chart in Chart],
                    *[html.Article(id=listing, className="card") for listing in Listing],
                ],
                className="charts",
            ),
        ],
        className="of-charts",
    )
