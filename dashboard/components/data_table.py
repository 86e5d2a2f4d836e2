"""A table of a chart spec as HTML, in a box that scrolls sideways by itself and never the page."""

from dash import html
from dash.development.base_component import Component

from dashboard.charts.spec import Table
from dashboard.components.aria import aria, data


def data_table(table: Table, caption: str) -> Component:
    """The table with its caption, without columns that say nothing; columns of numbers are set flush."""
    table = table.only(table.told)
    numeric = dict.fromkeys(table.numeric, "numeric")
    head = [html.Th(column, scope="col", className=numeric.get(i, "")) for i, column in enumerate(table.columns)]
    rows = [html.Tr([_cell(table, i, cell) for i, cell in enumerate(row)]) for row in table.rows]
    return html.Div(
        html.Table([html.Caption(caption), html.Thead(html.Tr(head)), html.Tbody(rows)], className="data-table"),
        className="table-box",
        tabIndex="0",
        role="group",
        **aria(label=caption),
    )


def _cell(table: Table, index: int, text: str) -> Component:
    """A cell that knows its column, for where a narrow screen has no room for the headings; its side is the page's."""
    return html.Td(
        html.Bdi(text) if text else None,
        className="numeric" if index in table.numeric else "",
        **data(label=table.columns[index]),
    )
