"""The callbacks of one incident: its parts follow the address and what was judged; the form judges."""

from typing import Any

from dash import Dash, Input, Output, State, ctx, no_update
from dash.development.base_component import Component
from sqlmodel import Session

from dashboard.components.chart_card import Part as CardPart
from dashboard.components.chart_card import outputs, part_id
from dashboard.components.ids import Frame
from dashboard.components.still import stilled
from dashboard.desk import Desk
from dashboard.pages.deeds import told
from dashboard.pages.drawing import (
    MOST_ROWS_ALONE,
    DrawPart,
    MakeSpec,
    csv_link,
    draw_chart,
    draw_part,
    table_part,
)
from dashboard.pages.incident.charts import CHARTS, LISTINGS
from dashboard.pages.incident.head import head
from dashboard.pages.incident.ids import Do, Judge, Part
from dashboard.pages.incident.judge import choices, judge
from dashboard.pages.incident.redact import redact_claim
from dashboard.pages.incident.words import words
from dashboard.threads import in_thread
from dashboard.view import View

TYPED = (
    *(Judge.REASON, Judge.OTHER, Judge.KIND, Judge.LOW, Judge.BEST, Judge.HIGH, Judge.CLAIM, Judge.JUDGEMENT),
    *(Judge.REDACTED, Judge.TEXT),
)
"""The fields that are emptied once a judgement is written; the name stays."""


def register(app: Dash, desk: Desk) -> None:
    """One for each part, and two for the form."""
    for place, part in ((Part.HEAD, head), (Part.WORDS, words)):
        _register_part(app, desk, place.value, part)
    for listing, make in LISTINGS.items():
        _register_part(app, desk, listing, make)
    for chart, make in CHARTS.items():
        _register_chart(app, desk, chart, make)
    _register_form(app, desk)


def _register_part(app: Dash, desk: Desk, place: str, part: DrawPart | MakeSpec) -> None:
    @app.callback(Output(place, "children"), Input(Frame.VIEW, "search"), Input(Judge.CHANGED, "data"))
    @in_thread
    def draw(search: str | None, _changed: int | None) -> list[Component]:
        asked = search or ""

        def written(session: Session, view: View) -> list[Component]:
            if place not in LISTINGS:
                return list(part(session, view))  # type: ignore[arg-type]  # only the tables are specs
            spec = LISTINGS[place](session, view, MOST_ROWS_ALONE)
            return table_part(spec, csv_link(place, asked), view) if spec.table.rows else []

        return stilled(draw_part(desk, asked, written))


def _register_chart(app: Dash, desk: Desk, chart: str, make: MakeSpec) -> None:
    @app.callback(
        outputs(chart),
        Input(Frame.VIEW, "search"),
        Input(Frame.PROVIDER, "forceColorScheme"),
        Input(Frame.WIDE, "data"),
        Input(Judge.CHANGED, "data"),
        State(part_id(chart, CardPart.DRAWN_AT), "data"),
    )
    @in_thread
    def draw(
        search: str | None, scheme: str | None, wide: bool | None, _changed: int | None, drawn_at: str | None
    ) -> tuple[Any, ...]:
        return draw_chart(desk, chart, make, search or "", dark=scheme == "dark", wide=bool(wide), drawn_at=drawn_at)


def _register_form(app: Dash, desk: Desk) -> None:
    @app.callback(
        Output(Judge.KIND, "data"),
        Output(Judge.CLAIM, "data"),
        Output(Judge.REDACTED, "data"),
        Output(Judge.JUDGEMENT, "data"),
        Input(Frame.VIEW, "search"),
        Input(Judge.CHANGED, "data"),
    )
    @in_thread
    def offer(search: str | None, _changed: int | None) -> tuple[Any, ...]:
        offered = choices(desk, search or "")
        return offered.kinds, offered.claims, offered.claims, offered.judgements

    @app.callback(
        Output(Judge.TOLD, "children"),
        Output(Judge.CHANGED, "data"),
        *[Output(name, "value") for name in TYPED],
        *[Input(deed, "n_clicks") for deed in Do],
        State(Frame.VIEW, "search"),
        State(Judge.BY, "value"),
        *[State(name, "value") for name in TYPED],
        prevent_initial_call=True,
    )
    @in_thread
    def press(*given: Any) -> tuple[Any, ...]:
        if not any(given[: len(Do)]):  # the form has just come
            return no_update, no_update, *(no_update for _ in TYPED)
        search, *values = given[len(Do) :]
        typed = {name.value: value or "" for name, value in zip((Judge.BY, *TYPED), values, strict=True)}
        deed = Do(ctx.triggered_id)
        redacts = deed is Do.REDACT
        outcome = redact_claim(desk, search or "", typed) if redacts else judge(desk, search or "", deed, typed)
        if outcome.number is None:
            return told(outcome), no_update, *(no_update for _ in TYPED)
        return told(outcome), [outcome.number, outcome.told], *("" for _ in TYPED)
