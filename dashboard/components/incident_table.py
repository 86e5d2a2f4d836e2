"""A table of incidents whose rows lead to them."""

from collections.abc import Sequence

from dash import dcc, html
from dash.development.base_component import Component

from dashboard.charts.spec import Table
from dashboard.components.aria import aria, data
from dashboard.view import search_of

INCIDENT_PAGE = "/incident"
CODE = "code"
"""The parameter of the address that names the incident."""
OF_THE_LIST = ("page", "sort")
"""Parameters of an address that only the list of incidents knows."""


def incident_address(code: str, words: dict[str, str]) -> str:
    """Where an incident is shown, in the view of an address's ``words``."""
    kept = {name: value for name, value in words.items() if name not in OF_THE_LIST}
    return INCIDENT_PAGE + search_of(kept | {CODE: code})


def incident_table(
    table: Table, codes: Sequence[str], words: dict[str, str], caption: str, heads: Sequence[Component] | None = None
) -> Component:
    """The table, whose first cell of each row leads to the incident of that row's code.

    ``heads`` stand for the headings where these are more than text. Columns that say nothing are left out.
    """
    heads, table = heads and [heads[at] for at in table.told], table.only(table.told)
    numeric = dict.fromkeys(table.numeric, "numeric")
    plain = [html.Th(column, scope="col", className=numeric.get(at, "")) for at, column in enumerate(table.columns)]
    rows = [_row(table, row, code, words) for row, code in zip(table.rows, codes, strict=True)]
    return html.Div(
        html.Table(
            [html.Caption(caption), html.Thead(html.Tr(heads or plain)), html.Tbody(rows)],
            className="data-table incident-table",
        ),
        className="table-box incident-box",
        tabIndex="0",
        role="group",
        **aria(label=caption),
    )


def _row(table: Table, row: tuple[str, ...], code: str, words: dict[str, str]) -> Component:
    first, *others = row
    link = dcc.Link(html.Bdi(first), href=incident_address(code, words), title=code)
    cells = [html.Td(link, **data(label=table.columns[0]))]
    for at, text in enumerate(others, start=1):
        side = "numeric" if at in table.numeric else ""
        cells.append(html.Td(html.Bdi(text) if text else None, className=side, **data(label=table.columns[at])))
    return html.Tr(cells)
