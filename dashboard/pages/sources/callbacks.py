"""The callbacks of the page on sources: its parts follow the address and what was decided; the forms decide."""

from typing import Any

from dash import Dash, Input, Output, State, ctx, no_update
from dash.development.base_component import Component
from sqlmodel import Session

from dashboard.components.ids import Frame
from dashboard.components.still import stilled
from dashboard.desk import Desk
from dashboard.pages.deeds import told
from dashboard.pages.drawing import (
    MOST_ROWS_ALONE,
    csv_link,
    draw_part,
    register_charts,
    register_tables,
    table_part,
)
from dashboard.pages.sources import hiding
from dashboard.pages.sources.charts import ABOUT_PLACES, CHARTS, DECIDED, LISTINGS
from dashboard.pages.sources.decide import FIELDS, choices, decide
from dashboard.pages.sources.ids import Decide, Do, Hide, Keep, Sources
from dashboard.pages.sources.profiles import profiles
from dashboard.threads import in_thread
from dashboard.view import View

EMPTIED = (Decide.REASON, Decide.GRADE, Decide.MEASURE, Decide.DAY, Decide.ALIAS, *FIELDS)
"""The fields that are emptied once a decision is written; the name and the source stay."""

OF_A_PLACE = (Hide.PLACE, Hide.REASON)
"""The fields of the form on places that are emptied once a decision is written."""


def register(app: Dash, desk: Desk) -> None:
    """One for each chart and table, one for what is known of each source, and three for the forms."""
    register_charts(app, desk, CHARTS)
    register_tables(app, desk, LISTINGS)
    for place in (Sources.PROFILES.value, *DECIDED):
        _register_decided(app, desk, place, Decide.CHANGED)
    for place in ABOUT_PLACES:
        _register_decided(app, desk, place, Hide.CHANGED)
    _register_form(app, desk)
    _register_hiding(app, desk)


def _register_decided(app: Dash, desk: Desk, place: str, changed: Decide | Hide) -> None:
    """A part that is drawn anew when somebody decided something."""
    tables = DECIDED | ABOUT_PLACES

    @app.callback(Output(place, "children"), Input(Frame.VIEW, "search"), Input(changed, "data"))
    @in_thread
    def draw(search: str | None, _changed: int | None) -> list[Component]:
        asked = search or ""

        def part(session: Session, view: View) -> list[Component]:
            if place not in tables:
                return profiles(session, view)
            return table_part(tables[place](session, view, MOST_ROWS_ALONE), csv_link(place, asked), view)

        return stilled(draw_part(desk, asked, part))


def _register_form(app: Dash, desk: Desk) -> None:
    @app.callback(Output(Decide.SOURCE, "data"), Input(Frame.VIEW, "search"), Input(Decide.CHANGED, "data"))
    @in_thread
    def offer(search: str | None, _changed: int | None) -> list[dict[str, str]]:
        return choices(desk, search or "")

    typed = (Decide.SOURCE, Decide.BY, *EMPTIED)

    @app.callback(
        Output(Decide.TOLD, "children"),
        Output(Decide.CHANGED, "data"),
        *[Output(name, "value") for name in EMPTIED],
        *[Input(deed, "n_clicks") for deed in Do],
        State(Frame.VIEW, "search"),
        *[State(name, "value") for name in typed],
        prevent_initial_call=True,
    )
    @in_thread
    def press(*given: Any) -> tuple[Any, ...]:
        if not any(given[: len(Do)]):  # the form has just come
            return no_update, no_update, *(no_update for _ in EMPTIED)
        search, *values = given[len(Do) :]
        said = {name.value: value or "" for name, value in zip(typed, values, strict=True)}
        outcome = decide(desk, search or "", Do(ctx.triggered_id), said)
        if outcome.number is None:
            return told(outcome), no_update, *(no_update for _ in EMPTIED)
        return told(outcome), [outcome.number, outcome.told], *("" for _ in EMPTIED)


def _register_hiding(app: Dash, desk: Desk) -> None:
    typed = (Hide.BY, *OF_A_PLACE)

    @app.callback(
        Output(Hide.TOLD, "children"),
        Output(Hide.CHANGED, "data"),
        *[Output(name, "value") for name in OF_A_PLACE],
        *[Input(deed, "n_clicks") for deed in Keep],
        State(Frame.VIEW, "search"),
        *[State(name, "value") for name in typed],
        prevent_initial_call=True,
    )
    @in_thread
    def press(*given: Any) -> tuple[Any, ...]:
        nothing = [no_update] * len(OF_A_PLACE)
        if not any(given[: len(Keep)]):  # the form has just come
            return no_update, no_update, *nothing
        search, *values = given[len(Keep) :]
        said = {name.value: value or "" for name, value in zip(typed, values, strict=True)}
        outcome = hiding.decide(desk, search or "", Keep(ctx.triggered_id), said)
        if outcome.number is None:
            return told(outcome), no_update, *nothing
        return told(outcome), [outcome.number, outcome.told], *("" for _ in OF_A_PLACE)
