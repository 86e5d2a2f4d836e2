"""The page of one incident before it is filled."""

import dash_mantine_components as dmc
from dash import html
from dash.development.base_component import Component

from dashboard.charts.screen import CONFIG
from dashboard.components.chart_card import chart_card
from dashboard.desk import Desk
from dashboard.locale import Speaker
from dashboard.pages.incident.form import form
from dashboard.pages.incident.ids import Chart, Listing, Part

FILTERED = True


def layout(desk: Desk, _search: str, speaker: Speaker) -> Component:
    """What it is; the figure and why; every claim on one axis and in its words; the history; the form."""
    return html.Div(
        [
            html.H1(speaker.text("Incident"), className="page-title"),
            html.Header(dmc.Skeleton(height=60), id=Part.HEAD, className="incident-head"),
            html.Div(
                [
                    html.Article(id=Listing.FIGURES, className="card"),
                    chart_card(Chart.CLAIMS, speaker, CONFIG),
                    html.Article(id=Listing.DIFFERENCES, className="card"),
                    html.Article(id=Part.WORDS, className="card"),
                    html.Article(id=Listing.HISTORY, className="card"),
                    html.Article(form(desk, speaker), className="card"),
                ],
                className="charts",
            ),
        ],
        className="of-charts incident",
    )
