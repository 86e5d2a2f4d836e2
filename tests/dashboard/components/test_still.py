"""Parts of pages that are only read: written out whole, or left to Dash where something answers in them."""

from typing import Any

from dash import dcc, html
from dash.development.base_component import Component

from dashboard.charts.spec import Table
from dashboard.components.data_table import data_table
from dashboard.components.still import still, stilled

TABLE = Table(("Who", "How many"), tuple((f"Office {n} <&>", str(n)) for n in range(20)), numeric=(1,))


def components(part: object) -> int:
    held = getattr(part, "children", None) if isinstance(part, Component) else part
    inner = held if isinstance(held, (list, tuple)) else [held] if isinstance(held, Component) else []
    return isinstance(part, Component) + sum(map(components, inner))


def told_of(drawn: Any) -> dict[str, Any]:
    told: dict[str, Any] = drawn.to_plotly_json()["props"]
    return told


def test_a_table_becomes_one_component_that_keeps_its_own_attributes() -> None:
    table = data_table(TABLE, "Offices")
    (drawn,) = stilled([table])
    told = told_of(drawn)
    assert (components(table) > 80, components(drawn)) == (True, 1)
    assert (told["className"], told["tabIndex"], told["aria-label"]) == ("table-box", "0", "Offices")
    assert told["data-still"].count("<tr>") == 21


def test_words_are_never_markup() -> None:
    assert "Office 3 &lt;&amp;&gt;" in told_of(still(data_table(TABLE, "Offices")))["data-still"]


def test_a_link_within_is_written_as_one() -> None:
    part = html.Ul([html.Li(dcc.Link("Aleppo", href="/incident?code=a&lang=ar")) for _ in range(9)])
    assert '<a href="/incident?code=a&amp;lang=ar">Aleppo</a>' in told_of(stilled([part])[0])["data-still"]


def test_what_answers_to_something_is_left_to_dash() -> None:
    many = [html.Li(html.B(str(n))) for n in range(9)]
    with_id = html.Ul([*many, html.Li("x", id="asked-for")])
    with_script = html.Div([*many, dcc.Store(id="kept")])
    small, text = html.P("a word"), "a bare word"
    parts = [with_id, with_script, small, text]
    assert stilled(parts) == parts
