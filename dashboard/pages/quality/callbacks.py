"""The callbacks of the page on quality."""

from collections.abc import Callable
from typing import Any

from dash import Dash, Input, Output
from dash.development.base_component import Component
from sqlmodel import Session

from dashboard.components.ids import Frame
from dashboard.components.still import stilled
from dashboard.desk import Desk
from dashboard.pages.drawing import draw_part
from dashboard.pages.quality.charts import LISTINGS
from dashboard.pages.quality.ids import Quality
from dashboard.pages.quality.issues import issues_part
from dashboard.pages.quality.listings import falls_part, listing_part
from dashboard.pages.quality.look import Look
from dashboard.pages.quality.pairs import pairs_part
from dashboard.pages.quality.summary import summary_part
from dashboard.threads import in_thread
from dashboard.view import View

Part = Callable[[Session, View, Look], list[Component]]

PARTS: dict[str, Part] = {
    Quality.SUMMARY.value: summary_part,
    Quality.PAIRS.value: pairs_part,
    Quality.ISSUES.value: issues_part,
    Quality.FALLS.value: falls_part,
    **{listing: listing_part(listing, make) for listing, make in LISTINGS.items()},
}
"""Every part of the page, by the id of its place."""


def draw(desk: Desk, place: str, search: str) -> list[Component]:
    """What one part shows for an address."""
    look = Look.of(search)
    return draw_part(desk, search, lambda session, view: PARTS[place](session, view, look))


def register(app: Dash, desk: Desk) -> None:
    """One for each part."""
    for place in PARTS:
        _register(app, desk, place)


def _register(app: Dash, desk: Desk, place: str) -> None:
    @app.callback(Output(place, "children"), Input(Frame.VIEW, "search"))
    @in_thread
    def show(search: str | None) -> Any:
        return stilled(draw(desk, place, search or ""))
