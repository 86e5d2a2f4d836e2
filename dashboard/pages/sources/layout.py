"""The page on sources before it is filled."""

import dash_mantine_components as dmc
from dash import html
from dash.development.base_component import Component

from dashboard.charts.screen import CONFIG
from dashboard.components.chart_card import chart_card
from dashboard.desk import Desk
from dashboard.locale import Speaker
from dashboard.pages.sources import hiding
from dashboard.pages.sources.form import form
from dashboard.pages.sources.ids import Chart, Listing, Sources

FILTERED = True


def layout(desk: Desk, _search: str, speaker: Speaker) -> Component:
    """What to know of each source, what all of them cover, revise and pass on, what people changed, and the forms."""
    text = speaker.text
    lead = text("Grades from A to F say how reliable a source has been. Each is somebody's judgement.")
    return html.Div(
        [
            html.H1(text("Sources"), className="page-title"),
            html.P(lead, className="lead"),
            html.Section(dmc.Skeleton(height=320), id=Sources.PROFILES, className="profiles"),
            html.Div(
                [
                    *[chart_card(chart, speaker, CONFIG) for chart in Chart],
                    *[html.Article(id=listing, className="card") for listing in Listing],
                    html.Article(form(desk, speaker), className="card"),
                    html.Article(hiding.form(desk, speaker), className="card"),
                ],
                className="charts",
            ),
        ],
        className="of-charts",
    )
