"""Tables as CSV that is safe to open: a spreadsheet must never run a cell that somebody else wrote."""

import csv
import io
from typing import Final

from dashboard.charts.spec import Table
from ingest.neutral import neutral

BOM: Final = "\ufeff"


def csv_of(table: Table) -> str:
    """The table as CSV: UTF-8 with its mark, so that spreadsheets read Arabic."""
    text = io.StringIO(newline="")
    writer = csv.writer(text)
    writer.writerows([neutral(cell) for cell in row] for row in (table.columns, *table.rows))
    return BOM + text.getvalue()
