"""The rows of an export, a piece of the view at a time."""

from collections.abc import Callable, Hashable, Iterator
from typing import Final

from sqlmodel import Session

from dashboard.contacts import row_without_contacts
from dashboard.exports.columns import Table
from dashboard.exports.discretion import Discretion
from dashboard.exports.order import Order
from dashboard.exports.small import coarsened, left_out_beside, parts_of
from dashboard.rows.incidents import figure_rows
from dashboard.rows.records import Row, claim_row, total_row
from db import queries
from db.answers import ClaimRecord
from db.vocabulary import Population, Series

PIECE: Final = 20_000
"""Claims or incidents that are asked for at a time."""


def rows_of(session: Session, order: Order) -> Iterator[Row]:
    """The rows that an order asks for, with the columns of its shape in their order.

    Raises :class:`db.filters.FilterError`, as every question to the register does.
    """
    columns = list(order.shape.columns)
    for row in _PUT[order.table](session, order, Discretion.of(session) if order.public else None):
        shown = row_without_contacts(row) if order.public else row
        yield {name: shown[name] for name in columns}


def _claims(session: Session, order: Order, discretion: Discretion | None) -> Iterator[Row]:
    beside = _parts_left_out(session, order)
    for claim in _every_claim(session, order):
        row = claim_row(claim)
        shown = row if discretion is None else discretion.claim(row)
        yield _told(shown, order, beside=claim.key in beside)


def _every_claim(session: Session, order: Order) -> Iterator[ClaimRecord]:
    offset = 0
    while found := queries.claims(session, order.filters, limit=PIECE, offset=offset):
        yield from found
        offset += PIECE


def _parts_left_out(session: Session, order: Order) -> frozenset[Hashable]:
    """The parts of totals that are left out beside small ones; a part may stand far from its total."""
    if order.small is None:
        return frozenset()
    claims = (claim for claim in _every_claim(session, order) if claim.subset_of)
    parts = (part for claim in claims for part in parts_of(claim.key, (claim.subset_of,), claim_row(claim)))
    return left_out_beside(parts, order.small)


def _incidents(session: Session, order: Order, discretion: Discretion | None) -> Iterator[Row]:
    offset = 0
    while found := queries.incidents(session, order.filters, limit=PIECE, offset=offset):
        for incident in found:
            rows = list(figure_rows(incident))
            beside = _left_out(rows, order, _of_groups)
            for at, row in enumerate(rows):
                shown = row if discretion is None else discretion.figure(row, incident.sources)
                yield _told(shown, order, beside=at in beside)
        offset += PIECE


def _totals(session: Session, order: Order, discretion: Discretion | None) -> Iterator[Row]:
    rows = [total_row(total, order.by) for total in queries.totals(session, order.filters, order.by)]
    beside = _left_out(rows, order, lambda row: _of_totals(row, order.by))
    for at, row in enumerate(rows):
        shown = row if discretion is None else discretion.total(row, order.by)
        yield _told(shown, order, beside=at in beside)


Family = Callable[[Row], Iterator[Hashable]]
"""The families to which a row's figure belongs: those of each could be taken from a sum that may be known."""


def _of_groups(row: Row) -> Iterator[Hashable]:
    """Civilians beside combatants, women beside men: parts of one figure of everybody."""
    if row["population"] not in (Population.ALL, Population.UNKNOWN) or row["sex"] or row["age"]:
        yield "group", row["measure"], row["unit"]


def _of_totals(row: Row, by: queries.By | None) -> Iterator[Hashable]:
    """Parts of one total; of summed incidents also its groups, and its months, places or incidents."""
    if row["part_of"]:
        yield "part", row["part_of"]
    if row["series"] != Series.INCIDENT:
        return
    here = None if by is None else row[by]
    yield from ((*family, here) for family in _of_groups(row) if isinstance(family, tuple))
    if by is not None:
        yield "across", *(row[name] for name in ("measure", "unit", "population", "sex", "age"))


def _left_out(rows: list[Row], order: Order, families: Family) -> frozenset[Hashable]:
    """The places of the rows that are left out beside small ones."""
    if order.small is None:
        return frozenset()
    parts = (part for at, row in enumerate(rows) for part in parts_of(at, families(row), row))
    return left_out_beside(parts, order.small)


def _told(row: Row, order: Order, *, beside: bool) -> Row:
    return row if order.small is None else coarsened(row, order.small, beside=beside)


_PUT: Final = {Table.CLAIMS: _claims, Table.INCIDENTS: _incidents, Table.TOTALS: _totals}
