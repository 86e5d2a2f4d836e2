"""Tables as CSV that is safe to open: a spreadsheet must never run a cell that somebody else wrote."""

import csv
import io
from collections.abc import Iterable, Iterator, Sequence
from itertools import islice
from typing import Final

from dashboard.charts.spec import Table
from dashboard.rows.records import Row
from ingest.neutral import neutral

BOM: Final = "\ufeff"
_PIECE: Final = 2_000


def csv_of_rows(rows: Sequence[Row], *, line_end: str = "\r\n") -> str:
    """Rows of equal keys as CSV without a mark: words neutralised, None as nothing; empty for no rows."""
    if not rows:
        return ""
    return "".join(csv_pieces([list(rows[0])], rows, line_end=line_end))


def csv_pieces(heads: Sequence[Sequence[str]], rows: Iterable[Row], *, line_end: str = "\r\n") -> Iterator[str]:
    """The same, some thousands of rows at a time, under the lines of ``heads``; these are there without rows too."""
    remaining = iter(rows)
    text = io.StringIO(newline="")
    writer = csv.writer(text, lineterminator=line_end)
    writer.writerows(heads)
    while some := list(islice(remaining, _PIECE)):
        for row in some:
            writer.writerow([neutral(value) if isinstance(value, str) else value for value in row.values()])
        yield text.getvalue()
        text.seek(0)
        text.truncate()
    yield text.getvalue()


def csv_of(table: Table) -> str:
    """The table as CSV: UTF-8 with its mark, so that spreadsheets read Arabic."""
    text = io.StringIO(newline="")
    writer = csv.writer(text)
    writer.writerows([neutral(cell) for cell in row] for row in (table.columns, *table.rows))
    return BOM + text.getvalue()
