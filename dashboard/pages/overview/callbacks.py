"""The overview's callbacks: a redraw for each chart and part, and the place that is chosen on the map."""

from typing import Any

from dash import Dash, Input, Output, no_update
from dash.development.base_component import Component
from sqlmodel import Session

from dashboard.components.chart_card import Part, part_id
from dashboard.components.ids import Frame
from dashboard.desk import Desk
from dashboard.pages.drawing import DrawPart, register_charts, register_parts
from dashboard.pages.overview.charts import DRAWN
from dashboard.pages.overview.headlines import headlines
from dashboard.pages.overview.ids import Chart, Overview
from dashboard.pages.overview.layout import measure_switch
from dashboard.pages.overview.sections import incidents_section, sources_section
from dashboard.view import View


def switch_section(_session: Session, view: View) -> list[Component]:
    """What the charts of incidents show, to be changed."""
    return measure_switch(view)


PARTS: dict[str, DrawPart] = {
    Overview.HEADLINES.value: headlines,
    Overview.INCIDENTS.value: incidents_section,
    Overview.SOURCES.value: sources_section,
    Overview.SWITCH.value: switch_section,
}
"""Every part of the page that is no chart, by the id of its place."""


def chosen_place(click: dict[str, Any] | None) -> str | None:
    """The P-code of the area that was clicked."""
    points = (click or {}).get("points") or [{}]
    location: str | None = points[0].get("location")
    return location


def register(app: Dash, desk: Desk) -> None:
    """The callbacks of the page."""
    register_charts(app, desk, DRAWN)
    register_parts(app, desk, PARTS)

    @app.callback(
        Output(Frame.CHOSEN_PLACE, "data"),
        Output(part_id(Chart.MAP, Part.FIGURE), "clickData"),
        Input(part_id(Chart.MAP, Part.FIGURE), "clickData"),
        prevent_initial_call=True,
    )
    def choose_place(click: dict[str, Any] | None) -> tuple[Any, None]:
        return chosen_place(click) or no_update, None  # cleared, so that the same area can be clicked again
