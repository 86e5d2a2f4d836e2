"""The overview before it is filled: what stands where."""

import dash_mantine_components as dmc
from dash import dcc, html
from dash.development.base_component import Component

from dashboard.charts.screen import CONFIG
from dashboard.components.aria import aria
from dashboard.components.chart_card import chart_card
from dashboard.desk import Desk
from dashboard.locale import Speaker
from dashboard.pages.overview.ids import Chart, Overview
from dashboard.view import SHOWABLE, View, search_of

FILTERED = True


def layout(_desk: Desk, _search: str, speaker: Speaker) -> Component:
    """Headlines over everything; charts beside the notes on who says so."""
    switch = html.Div(id=Overview.SWITCH, className="switch", role="group", **aria(label=speaker.text("Show")))
    who = speaker.text("Who says so")
    charts = [chart_card(chart, speaker, CONFIG, above=switch if chart is Chart.TIMELINE else None) for chart in Chart]
    return html.Div(
        [
            html.H1(speaker.text("Overview"), className="page-title"),
            html.Div(dmc.Skeleton(height=150), id=Overview.HEADLINES, className="headlines"),
            html.Div(
                [
                    html.Div([*charts, html.Article(id=Overview.INCIDENTS, className="card")], className="charts"),
                    html.Aside(dmc.Skeleton(height=400), id=Overview.SOURCES, **aria(label=who)),
                ],
                className="beside",
            ),
        ],
        className="overview",
    )


def measure_switch(view: View) -> list[Component]:
    """What the charts of incidents show, as links, so that it is in the address; a filter on a measure fixes it."""
    if view.filters.measure is not None:
        return []
    words = dict(view.asked)
    return [
        dcc.Link(
            view.speaker.term(measure),
            href=search_of(words | {"show": measure.value}),
            className="switch-option here" if measure is view.show else "switch-option",
        )
        for measure in SHOWABLE
    ]
