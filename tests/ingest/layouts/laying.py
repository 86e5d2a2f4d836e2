"""Tables laid out whole, or row by row, for tests that look at laid rows one by one."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Final

import polars as pl

from db.drafts import RowDraft
from ingest.layouts.laid import LaidRow, SkippedRow
from ingest.layouts.lay_out import lay_out as laid_by
from ingest.layouts.plan import Plan
from ingest.layouts.publisher import PublisherLayout
from ingest.layouts.recognise import NO_TAGS
from ingest.readers.table import Table

EXAMPLE: Final[dict[str, Any]] = {
    "id": "example",
    "version": 1,
    "name": "Example",
    "publisher": "Example",
    "about": "Deaths.",
    "documentation": ["https://example.org"],
    "licence": "CC0",
    "recognise": [{"columns": ["Event", "Dead"]}],
}
"""What a layout's YAML says beside its fields and claims."""


@dataclass(frozen=True)
class Laid:
    """What became of rows: claims one by one, rows without any, and the section that the last one stands in."""

    rows: tuple[LaidRow, ...]
    skipped: tuple[SkippedRow, ...]
    section: str


def lay_out_rows(plan: Plan, rows: Iterable[RowDraft], section: str = "") -> Laid:
    """The claims of rows, all of which have the same columns."""
    listed = list(rows)
    numbers = pl.Series([row.number for row in listed], dtype=pl.Int64)
    header = tuple(listed[0].cells)
    frame = pl.DataFrame([row.cells for row in listed], schema=dict.fromkeys(header, pl.String))
    found = laid_by(plan, Table(header, frame, numbers, "as a test has it"), section)
    return Laid(tuple(found.rows()), found.skipped, found.section)


def lay_out_table(layout: PublisherLayout, rows: Iterable[RowDraft], tags: Mapping[str, str] = NO_TAGS) -> Laid:
    """The claims of all rows of a table."""
    listed = list(rows)
    return lay_out_rows(Plan.of(layout, tuple(listed[0].cells), tags), listed)


def lay_out(
    layout: PublisherLayout, row: RowDraft, tags: Mapping[str, str] = NO_TAGS, section: str = ""
) -> tuple[LaidRow, ...]:
    """The claims that one row makes; none for a row that is no data or states no figure."""
    return lay_out_rows(Plan.of(layout, tuple(row.cells), tags), [row], section).rows
