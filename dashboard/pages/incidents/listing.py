"""The table of incidents: a page of it on screen, all of it as a file; in the order that the address asks for."""

from collections.abc import Mapping
from typing import Final, NamedTuple

from dash import dcc, html
from dash.development.base_component import Component
from sqlmodel import Session

from dashboard.charts.spec import ChartSpec, Table
from dashboard.components.aria import aria, data
from dashboard.components.incident_table import OF_THE_LIST, incident_table
from dashboard.components.notice import notice
from dashboard.locale import Speaker, msg
from dashboard.pages.drawing import MakeSpec, csv_link
from dashboard.pages.incidents.ids import Listing
from dashboard.pages.names import source_names
from dashboard.pages.overview.incidents import incident_cells, incident_columns
from dashboard.view import View, search_of
from db.incidents.pages import IncidentPage, Order, incident_page

ROWS: Final = 50
"""Incidents on a page."""
_FIRST: Final = {
    Order.NEWEST: msg("the newest first"),
    Order.OLDEST: msg("the oldest first"),
    Order.CLAIMS: msg("those with most claims first"),
    Order.KILLED: msg("by the largest number killed that anyone claims"),
    Order.INJURED: msg("by the largest number injured that anyone claims"),
}
_SORTED_BY: Final = {0: (Order.NEWEST, Order.OLDEST), 2: (Order.KILLED,), 3: (Order.INJURED,), 7: (Order.CLAIMS,)}
"""The orders that a column's heading offers, the first one first."""


class Asked(NamedTuple):
    """What an address asks of the list: its order and the number of the page, from 1."""

    order: Order
    page: int


def asked_of(words: Mapping[str, str]) -> Asked:
    """The order and page of an address; what can't be read is the first page of the newest."""
    order = next((order for order in Order if order == words.get("sort")), Order.NEWEST)
    page = words.get("page", "")
    return Asked(order, int(page) if page.isdecimal() and 0 < len(page) < 8 and int(page) else 1)


def listing(session: Session, view: View) -> list[Component]:
    """One page of the table, with the way to the others."""
    asked, text = asked_of(view.asked), view.speaker.text
    found = incident_page(session, view.filters, asked.order, limit=ROWS, offset=(asked.page - 1) * ROWS)
    pages = -(-found.total // ROWS)
    if asked.page > max(pages, 1):  # a page of a wider view
        asked = asked._replace(page=1)
        found = incident_page(session, view.filters, asked.order, limit=ROWS)
    spec = _spec(session, view, found, asked.order)
    heading = html.Div([html.H2(_heading(found, asked, view.speaker)), html.P(spec.sentence)], className="heading")
    if not found.incidents:
        return [heading, notice(text("Nothing in this view."), text("Widen the filters to see more."))]
    words = dict(view.asked)
    codes = [incident.code for incident in found.incidents]
    table = incident_table(spec.table, codes, words, spec.title, _heads(spec.table, asked.order, words, view.speaker))
    note = html.P(text("Sorted by a number, an incident stands by the largest that any one claim of it states."))
    kept = {name: value for name, value in words.items() if name != "page"}
    link = html.A(
        text("Download as CSV"),
        href=csv_link(Listing.INCIDENTS.value, search_of(kept)),
        className="quiet-link",
        download="",
    )
    return [
        heading,
        table,
        *_pager(asked.page, pages, words, view.speaker),
        html.Div(note, className="chart-notes"),
        link,
    ]


def incident_list(session: Session, view: View, most_rows: int | None = None) -> ChartSpec:
    """The whole table, or as many rows as are wanted, as a spec without a figure."""
    order = asked_of(view.asked).order
    return _spec(session, view, incident_page(session, view.filters, order, limit=most_rows), order)


def _spec(session: Session, view: View, found: IncidentPage, order: Order) -> ChartSpec:
    speaker, text = view.speaker, view.speaker.text
    names = source_names(session, speaker)
    columns = (*incident_columns(speaker), text("Claims"), text("Code"))
    rows = tuple(
        (*incident_cells(incident, speaker, names), speaker.number(incident.claims), incident.code)
        for incident in found.incidents
    )
    many = speaker.plural("{n} incident in this view", "{n} incidents in this view", found.total)
    return ChartSpec(
        id=Listing.INCIDENTS.value,
        title=text("Incidents"),
        sentence=text("{incidents}, {order}.", incidents=many, order=text(_FIRST[order])),
        unit=text("people"),
        table=Table(columns, rows, numeric=(7,)),
        rtl=speaker.rtl,
    )


def _heading(found: IncidentPage, asked: Asked, speaker: Speaker) -> str:
    first = (asked.page - 1) * ROWS
    last = first + len(found.incidents)
    if last - first == found.total:
        return speaker.text("All incidents")
    return speaker.text("Incidents {first} to {last} of {total}", first=first + 1, last=last, total=found.total)


def _heads(table: Table, order: Order, words: dict[str, str], speaker: Speaker) -> list[Component]:
    """The headings; those of a column that can be sorted by are links."""
    return [_head(at, column, at in table.numeric, order, words, speaker) for at, column in enumerate(table.columns)]


def _head(at: int, column: str, numeric: bool, order: Order, words: dict[str, str], speaker: Speaker) -> Component:
    side, offered = "numeric" if numeric else "", _SORTED_BY.get(at, ())
    if not offered:
        return html.Th(column, scope="col", className=side)
    here = order in offered
    following = offered[(offered.index(order) + 1) % len(offered)] if here else offered[0]
    link = dcc.Link(
        [column, html.Span(_arrow(order) if here else "↕", **aria(hidden="true"))],
        href=_at(words, sort=following.value),
        title=speaker.text("Sort: {order}", order=speaker.text(_FIRST[following])),
    )
    sort = {"sort": "ascending" if order is Order.OLDEST else "descending"} if here else {}
    return html.Th(link, scope="col", className=f"sortable {side}".strip(), **aria(**sort), **data(sorted=str(here)))


def _arrow(order: Order) -> str:
    return "↑" if order is Order.OLDEST else "↓"


def _at(words: dict[str, str], **changed: str) -> str:
    """The address with another order (then from its first page) or another page; the defaults go without saying."""
    kept = {name: value for name, value in words.items() if name not in OF_THE_LIST[: 2 if "sort" in changed else 1]}
    defaults = {"sort": Order.NEWEST.value, "page": "1"}
    return search_of(kept | {name: value for name, value in changed.items() if value != defaults[name]}) or "?"


def _pager(page: int, pages: int, words: dict[str, str], speaker: Speaker) -> list[Component]:
    if pages < 2:
        return []
    text = speaker.text
    ways = (
        (text("First page"), 1, page > 1),
        (text("Previous page"), page - 1, page > 1),
        (text("Next page"), page + 1, page < pages),
        (text("Last page"), pages, page < pages),
    )
    links = [
        dcc.Link(name, href=_at(words, page=str(number)), className="button")
        if there
        else html.Span(name, className="button off")
        for name, number, there in ways
    ]
    here = html.Span(text("Page {page} of {pages}", page=page, pages=pages), className="pager-here")
    return [html.Nav([*links[:2], here, *links[2:]], className="pager", **aria(label=text("Pages of incidents")))]


TABLES: dict[str, MakeSpec] = {Listing.INCIDENTS.value: incident_list}
"""What can be fetched as CSV."""
