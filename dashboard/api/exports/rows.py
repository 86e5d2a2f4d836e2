"""The rows of an export, a piece of the view at a time."""

from collections.abc import Iterator
from typing import Final

from sqlmodel import Session

from dashboard.api.exports.columns import Table
from dashboard.api.exports.discretion import Discretion
from dashboard.api.exports.order import Order
from dashboard.api.incident_rows import figure_rows
from dashboard.api.rows import Row, claim_row, total_row
from db import queries

PIECE: Final = 20_000
"""Claims or incidents that are asked for at a time."""


def rows_of(session: Session, order: Order) -> Iterator[Row]:
    """The rows that an order asks for, with the columns of its shape in their order.

    Raises :class:`db.filters.FilterError`, as every question to the register does.
    """
    columns = list(order.shape.columns)
    for row in _PUT[order.table](session, order, Discretion.of(session) if order.public else None):
        yield {name: row[name] for name in columns}


def _claims(session: Session, order: Order, discretion: Discretion | None) -> Iterator[Row]:
    offset = 0
    while found := queries.claims(session, order.filters, limit=PIECE, offset=offset):
        for claim in found:
            row = claim_row(claim)
            yield row if discretion is None else discretion.claim(row)
        offset += PIECE


def _incidents(session: Session, order: Order, discretion: Discretion | None) -> Iterator[Row]:
    offset = 0
    while found := queries.incidents(session, order.filters, limit=PIECE, offset=offset):
        for incident in found:
            for row in figure_rows(incident):
                yield row if discretion is None else discretion.figure(row, incident.sources)
        offset += PIECE


def _totals(session: Session, order: Order, discretion: Discretion | None) -> Iterator[Row]:
    for total in queries.totals(session, order.filters, order.by):
        row = total_row(total, order.by)
        yield row if discretion is None else discretion.total(row, order.by)


_PUT: Final = {Table.CLAIMS: _claims, Table.INCIDENTS: _incidents, Table.TOTALS: _totals}
