"""The callbacks of the page on quality."""

from collections.abc import Callable
from typing import Any

from dash import Dash, Input, Output, State, no_update
from dash.development.base_component import Component
from sqlmodel import Session

from dashboard.components.ids import Frame
from dashboard.components.still import stilled
from dashboard.desk import Desk
from dashboard.pages.deeds import told
from dashboard.pages.drawing import draw_part
from dashboard.pages.quality.charts import LISTINGS
from dashboard.pages.quality.closing import close, files
from dashboard.pages.quality.ids import Close, Quality
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


OF_PROBLEMS = (Quality.SUMMARY.value, Quality.ISSUES.value)
"""The parts that are drawn anew when problems are closed."""
EMPTIED = (Close.FILE, Close.ROW, Close.REASON)


def draw(desk: Desk, place: str, search: str) -> list[Component]:
    """What one part shows for an address."""
    look = Look.of(search)
    return draw_part(desk, search, lambda session, view: PARTS[place](session, view, look))


def register(app: Dash, desk: Desk) -> None:
    """One for each part, and two for the form that closes problems."""
    for place in PARTS:
        _register(app, desk, place)
    _register_form(app, desk)


def _register(app: Dash, desk: Desk, place: str) -> None:
    inputs = [Input(Frame.VIEW, "search"), *([Input(Close.CHANGED, "data")] if place in OF_PROBLEMS else [])]

    @app.callback(Output(place, "children"), *inputs)
    @in_thread
    def show(search: str | None, _changed: Any = None) -> Any:
        return stilled(draw(desk, place, search or ""))


def _register_form(app: Dash, desk: Desk) -> None:
    @app.callback(
        Output(Close.FILE, "data"),
        Output(Close.PLACE, "hidden"),
        Input(Frame.VIEW, "search"),
        Input(Close.CHANGED, "data"),
    )
    @in_thread
    def offer(search: str | None, changed: Any) -> tuple[Any, ...]:
        found = files(desk, search or "")
        return found, not found and not changed  # what was told of the last press stays to be read

    @app.callback(
        Output(Close.TOLD, "children"),
        Output(Close.CHANGED, "data"),
        *[Output(name, "value") for name in EMPTIED],
        Input(Close.CLOSE, "n_clicks"),
        State(Frame.VIEW, "search"),
        State(Close.BY, "value"),
        *[State(name, "value") for name in EMPTIED],
        prevent_initial_call=True,
    )
    @in_thread
    def press(clicks: int | None, search: str | None, *given: Any) -> tuple[Any, ...]:
        nothing = [no_update] * len(EMPTIED)
        if not clicks:  # the form has just come
            return no_update, no_update, *nothing
        typed = {name.value: value or "" for name, value in zip((Close.BY, *EMPTIED), given, strict=True)}
        outcome = close(desk, search or "", typed)
        if outcome.number is None:
            return told(outcome), no_update, *nothing
        return told(outcome), [outcome.number, outcome.told], *("" for _ in EMPTIED)
