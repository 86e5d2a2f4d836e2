"""The page on displacement before it is filled."""

from collections.abc import Iterable

from dash import html
from dash.development.base_component import Component

from dashboard.charts.screen import CONFIG
from dashboard.components.aria import aria
from dashboard.components.chart_card import chart_card
from dashboard.desk import Desk
from dashboard.locale import Speaker
from dashboard.pages.displacement.ids import Movement, Old, Stock, Way
from dashboard.sections import MOVEMENTS, STOCKS

FILTERED = True


def layout(_desk: Desk, _search: str, speaker: Speaker) -> Component:
    """People on a day, then movements, then from where to where: kinds that are never mixed."""
    text = speaker.text
    return html.Div(
        [
            html.H1(text("Displacement"), className="page-title"),
            _section("stocks-of-people", text(STOCKS.heading), text(STOCKS.explanation), Stock, speaker, Old),
            _section("movements-of-people", text(MOVEMENTS.heading), text(MOVEMENTS.explanation), Movement, speaker),
            _section(
                "ways-of-people", text("Ways"), text("Where people came from and where they are or went."), Way, speaker
            ),
        ],
        className="of-charts",
    )


def _section(
    anchor: str, heading: str, about: str, charts: Iterable[str], speaker: Speaker, tables: Iterable[str] = ()
) -> Component:
    cards = [chart_card(chart, speaker, CONFIG) for chart in charts]
    cards += [html.Article(id=table, className="card") for table in tables]
    return html.Section(
        [
            html.Div([html.H2(heading, id=anchor), html.P(about)], className="part-heading"),
            html.Div(cards, className="charts"),
        ],
        **aria(labelledby=anchor),
    )
