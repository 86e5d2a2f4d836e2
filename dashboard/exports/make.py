"""An order becomes a file, in pieces: nothing of the view is held but the piece that is being written."""

import json
from collections.abc import Callable, Iterable, Iterator

from sqlmodel import Session

from dashboard.exports.about import About
from dashboard.exports.order import Form, Order
from dashboard.exports.rows import rows_of
from dashboard.rows.csv_text import BOM, csv_pieces
from dashboard.rows.records import Row


def made(
    session: Session, about: About, order: Order, form: Form, tell: Callable[[int], None] | None = None
) -> Iterator[bytes]:
    """The file of an order, ``about`` being what it says of itself; ``tell`` is told how many rows are written."""
    rows = rows_of(session, order)
    if tell is not None:
        rows = _counted(rows, tell)
    if form is Form.README:
        yield about.text().encode()
    elif form is Form.XLSX:
        from dashboard.exports.workbook import workbook  # noqa: PLC0415  (the other forms do without)

        yield from workbook(about, order.table, rows)
    elif form is Form.JSON:
        yield from _document(about, order.table, rows)
    else:
        yield from _table(about, rows, tagged=form is Form.HXL)


def _counted(rows: Iterator[Row], tell: Callable[[int], None]) -> Iterator[Row]:
    for number, row in enumerate(rows, start=1):
        yield row
        tell(number)


def _table(about: About, rows: Iterator[Row], *, tagged: bool) -> Iterator[bytes]:
    """A plain table: the names of its columns, in HXL their tags, then the rows."""
    heads = [list(about.columns)]
    if tagged:
        heads.append([column.hxl for column in about.columns.values()])
    yield BOM.encode()
    for piece in csv_pieces(heads, rows):
        yield piece.encode()


def _document(about: About, table: str, rows: Iterable[Row]) -> Iterator[bytes]:
    """One JSON object: what the file says of itself, then its rows, a line each."""
    head = json.dumps({"about": about.document()}, ensure_ascii=False)
    yield f'{head[:-1]},\n"{table}": ['.encode()
    before = "\n"
    for row in rows:
        yield f"{before}{json.dumps(row, ensure_ascii=False)}".encode()
        before = ",\n"
    yield b"\n]}\n"
