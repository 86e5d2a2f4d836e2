"""The overview's callbacks: read the address, ask the register, draw."""

import logging
from collections.abc import Callable
from typing import Any

from dash import Dash, Input, Output, State, dcc, html, no_update
from dash.development.base_component import Component
from sqlmodel import Session

from dashboard.charts.screen import figure
from dashboard.charts.spec import ChartSpec, MapSpec
from dashboard.components.atlas import Atlas
from dashboard.components.chart_card import Part, outputs, part_id, redraw
from dashboard.components.ids import Frame
from dashboard.components.incident_table import incident_table
from dashboard.components.notice import notice
from dashboard.components.source_notes import source_note
from dashboard.desk import Desk
from dashboard.pages.overview.charts import CHARTS
from dashboard.pages.overview.headlines import headlines
from dashboard.pages.overview.ids import Chart, Overview
from dashboard.pages.overview.incidents import spec_and_codes
from dashboard.pages.overview.layout import measure_switch
from dashboard.threads import in_thread
from dashboard.view import View, search_of, speaker_of
from db import queries
from db.engine import reading
from db.filters import FilterError

log = logging.getLogger(__name__)

CSV_URL = "/api/v1/charts"


def boundaries(desk: Desk, spec: ChartSpec) -> dict[str, Any] | None:
    """The areas of a map, as GeoJSON; None for a chart that is no map."""
    if not isinstance(spec, MapSpec):
        return None
    with reading(desk.engine) as session:
        return Atlas.of(session).geojson(area.pcode for area in spec.areas)


def draw_chart(desk: Desk, chart: str, search: str, dark: bool, drawn_at: str | None) -> tuple[Any, ...]:
    """What a redraw of one chart's card writes."""

    def make() -> ChartSpec:
        view = View.from_search(search, desk.settings.language)
        with reading(desk.engine) as session:
            return CHARTS[chart](session, view)

    def draw(spec: ChartSpec) -> dict[str, Any]:
        return figure(spec, dark=dark, geojson=boundaries(desk, spec))

    speaker = speaker_of(search, desk.settings.language)
    return redraw(make, draw, f"{CSV_URL}/{chart}.csv{search}", drawn_at, speaker)


def draw_section(desk: Desk, search: str, section: Callable[[Session, View], list[Component]]) -> list[Component]:
    """A part of the page that is no chart, or why it is not there; the standing line tells of a filter's error."""
    speaker = speaker_of(search, desk.settings.language)
    try:
        view = View.from_search(search, desk.settings.language)
        with reading(desk.engine) as session:
            return section(session, view)
    except FilterError:
        return []
    except Exception:
        log.exception("a part of the overview could not be drawn")
        return [notice(speaker.text("The register could not be read."), tone="warn")]


def incidents_section(session: Session, view: View) -> list[Component]:
    """The table of the newest incidents."""
    (spec, codes), text, words = spec_and_codes(session, view), view.speaker.text, dict(view.asked)
    heading = html.Div([html.H2(spec.title), html.P(spec.sentence)], className="heading")
    if not spec.table.rows:
        return [heading, notice(text("Nothing in this view."))]
    every = dcc.Link(text("All incidents"), href=f"/incidents{search_of(words)}", className="quiet-link")
    return [heading, incident_table(spec.table, codes, words, spec.title), every]


def sources_section(session: Session, view: View) -> list[Component]:
    """The sources of the view with their reliability notes."""
    text = view.speaker.text
    notes = [source_note(source, view.speaker) for source in queries.sources(session, view.filters)]
    explained = text("Grades from A to F say how reliable a source has been. Each is somebody's judgement.")
    heading = html.Div([html.H2(text("Who says so")), html.P(explained)], className="heading")
    return [heading, html.Ul(notes) if notes else notice(text("Nothing in this view."))]


def chosen_place(click: dict[str, Any] | None) -> str | None:
    """The P-code of the area that was clicked."""
    points = (click or {}).get("points") or [{}]
    location: str | None = points[0].get("location")
    return location


def register(app: Dash, desk: Desk) -> None:
    """The callbacks of the page."""
    for chart in Chart:
        _register_chart(app, desk, chart)
    for place, section in (
        (Overview.HEADLINES, headlines),
        (Overview.INCIDENTS, incidents_section),
        (Overview.SOURCES, sources_section),
        (Overview.SWITCH, None),
    ):
        _register_section(app, desk, place, section)

    @app.callback(
        Output(Frame.CHOSEN_PLACE, "data"),
        Output(part_id(Chart.MAP, Part.FIGURE), "clickData"),
        Input(part_id(Chart.MAP, Part.FIGURE), "clickData"),
        prevent_initial_call=True,
    )
    def choose_place(click: dict[str, Any] | None) -> tuple[Any, None]:
        return chosen_place(click) or no_update, None  # cleared, so that the same area can be clicked again


def _register_chart(app: Dash, desk: Desk, chart: Chart) -> None:
    @app.callback(
        outputs(chart),
        Input(Frame.VIEW, "search"),
        Input(Frame.PROVIDER, "forceColorScheme"),
        State(part_id(chart, Part.DRAWN_AT), "data"),
    )
    @in_thread
    def draw(search: str | None, scheme: str | None, drawn_at: str | None) -> tuple[Any, ...]:
        return draw_chart(desk, chart, search or "", scheme == "dark", drawn_at)


def _register_section(
    app: Dash, desk: Desk, place: Overview, section: Callable[[Session, View], list[Component]] | None
) -> None:
    @app.callback(Output(place, "children"), Input(Frame.VIEW, "search"))
    @in_thread
    def draw(search: str | None) -> list[Component]:
        search = search or ""
        return draw_section(desk, search, section or (lambda _session, view: measure_switch(search, view)))
