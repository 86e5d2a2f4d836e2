"""Under a map the same ways as on it, for the keyboard and without a script: into an area, and back to the whole."""

from collections.abc import Iterable, Mapping

from dash import dcc, html
from dash.development.base_component import Component

from dashboard.charts.spec import ChartSpec, MapSpec
from dashboard.components.filter_bar import synchronise
from dashboard.components.ids import Control
from dashboard.locale import Speaker
from dashboard.view import search_of

Way = tuple[str, str]
"""What a link says, and the P-code of the place that it chooses; empty: all places."""


def area_links(spec: ChartSpec, asked: Mapping[str, str], speaker: Speaker) -> list[Component]:
    """Lines of links to the wider views and to the areas that have a figure; of a chart that is no map none.

    ``asked`` are the words of the page's address; each link chooses another place in it.
    """
    if not isinstance(spec, MapSpec):
        return []
    here = asked.get(Control.PLACE.parameter)
    into = [(area.name, area.pcode) for area in spec.areas if area.figure is not None and area.pcode != here]
    choose = speaker.text("Choose a district:") if spec.within else speaker.text("Choose a governorate:")
    lines = ((speaker.text("Back to:"), spec.wider), (choose, into))
    return [_line(heading, ways, search_of(dict(asked))) for heading, ways in lines if ways]


def _line(heading: str, ways: Iterable[Way], search: str) -> Component:
    links = [html.Li(dcc.Link(name, href=_with_place(search, pcode))) for name, pcode in ways]
    return html.Div([html.Span(heading), html.Ul(links)], className="area-links")


def _with_place(search: str, pcode: str) -> str:
    return synchronise(search, {Control.PLACE: pcode or None}) or "?"
