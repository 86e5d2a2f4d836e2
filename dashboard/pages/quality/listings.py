"""The tables of the page on quality: the first rows of each, or all of one of them, page by page."""

from collections.abc import Callable
from dataclasses import replace

from dash import dcc, html
from dash.development.base_component import Component
from sqlmodel import Session

from dashboard.charts.spec import ChartSpec
from dashboard.charts.toll_changes import toll_changes
from dashboard.pages.drawing import MakeSpec, csv_link, reader_of, table_part
from dashboard.pages.quality.look import PER_PAGE, Look, back, turning
from dashboard.pages.tolls.ids import Listing as Tolls
from dashboard.view import View
from db.series.running import running
from db.vocabulary import Series


def listing_part(name: str, make: MakeSpec) -> Callable[[Session, View, Look], list[Component]]:
    """A part of the page that is a table: ``name`` is the word by which the address looks at all of it."""

    def part(session: Session, view: View, look: Look) -> list[Component]:
        if look.what not in (None, name):
            return []
        spec = make(session, view)
        return _all_of_it(spec, look, view) if look.what == name else _in_short(spec, name, look, view)

    return part


def _falls(session: Session, view: View, most_rows: int | None = None) -> ChartSpec:
    """Where tolls fall or begin again, as the page on tolls tells it."""
    return toll_changes(running(session, view.filters, Series.CUMULATIVE), reader_of(session, view, most_rows))


falls_part = listing_part(Tolls.CHANGES.value, _falls)


def _in_short(spec: ChartSpec, name: str, look: Look, view: View) -> list[Component]:
    rows = len(spec.table.rows)
    first = table_part(_rows(spec, 0), csv_link(spec.id, look.search), view)
    if rows <= PER_PAGE:
        return first
    every = view.speaker.plural("Look through {n} row", "Look through all {n} rows", rows)
    return [*first[:-1], html.P([dcc.Link(every, href=look.at(name)), first[-1]], className="onward")]


def _all_of_it(spec: ChartSpec, look: Look, view: View) -> list[Component]:
    turn = turning(look, len(spec.table.rows), view.speaker)
    heading, *rest = table_part(_rows(spec, look.offset), csv_link(spec.id, look.search), view)
    return [part for part in (back(look, view.speaker), heading, turn, *rest) if part is not None]


def _rows(spec: ChartSpec, offset: int) -> ChartSpec:
    """The chart with one page of its table."""
    return replace(spec, table=replace(spec.table, rows=spec.table.rows[offset : offset + PER_PAGE]))
