"""Tables as CSV that is safe to open: a spreadsheet must never run a cell that somebody else wrote."""

import csv
import io
from collections.abc import Sequence
from typing import Final

from dashboard.api.rows import Row
from dashboard.charts.spec import Table
from ingest.neutral import neutral

BOM: Final = "\ufeff"


def csv_of_rows(rows: Sequence[Row], *, line_end: str = "\r\n") -> str:
    """Rows of equal keys as CSV without a mark: words neutralised, None as nothing; empty for no rows."""
    text = io.StringIO(newline="")
    writer = csv.writer(text, lineterminator=line_end)
    if rows:
        writer.writerow(rows[0])
    for row in rows:
        writer.writerow([neutral(value) if isinstance(value, str) else value for value in row.values()])
    return text.getvalue()


def csv_of(table: Table) -> str:
    """The table as CSV: UTF-8 with its mark, so that spreadsheets read Arabic."""
    text = io.StringIO(newline="")
    writer = csv.writer(text)
    writer.writerows([neutral(cell) for cell in row] for row in (table.columns, *table.rows))
    return BOM + text.getvalue()
