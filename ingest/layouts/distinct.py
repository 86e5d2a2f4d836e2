"""Reading cells once, however often they stand in a file: distinct combinations in, columns and issues out."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

import polars as pl

from ingest.issues import Issue
from ingest.layouts.cells import Cells

LINE = "line"
"""The column that numbers the rows of a table that is read; ``row`` is the number of the row in the file."""


@dataclass(frozen=True, slots=True)
class Read:
    """``frame`` has ``line`` and the columns that were read; ``issues`` name their rows."""

    frame: pl.DataFrame
    issues: list[Issue]


def read_each(
    rows: pl.DataFrame,
    fields: Sequence[str],
    names: Mapping[str, str],
    read: Callable[[Cells], Iterable[tuple[Any, ...]]],
    schema: Mapping[str, Any],
) -> Read:
    """Read each distinct combination of ``fields`` by ``read``, which gives any number of tuples of ``schema``.

    ``rows`` has ``line``, ``row`` and text columns (blank: ""); a field without a column is blank. The frame has a row
    for each line and tuple, in the order of the lines.
    """
    present = [field for field in fields if field in rows.columns]
    lines = rows.select(LINE, "row", *present)
    distinct = lines.select(present).unique(maintain_order=True) if present else pl.DataFrame({"_": [0]})
    found: list[tuple[Any, ...]] = []
    troubled: dict[int, list[Issue]] = {}
    for code, texts in enumerate(distinct.iter_rows()):
        cells = Cells({field: text for field, text in zip(present, texts, strict=False) if text}, names)
        found.extend((code, *values) for values in read(cells))
        if cells.issues:
            troubled[code] = list(dict.fromkeys(cells.issues))
    codes = _codes(lines, distinct, present)
    values = pl.DataFrame(found, schema={"code": pl.Int64, **schema}, orient="row")
    frame = codes.join(values, on="code", how="inner", maintain_order="left").drop("code", "row")
    return Read(frame, list(_told(codes, troubled)))


def _codes(lines: pl.DataFrame, distinct: pl.DataFrame, present: list[str]) -> pl.DataFrame:
    if not present:
        return lines.with_columns(code=pl.lit(0, pl.Int64))
    numbered = distinct.with_columns(code=pl.int_range(pl.len(), dtype=pl.Int64))
    return lines.join(numbered, on=present, how="left", maintain_order="left").select(LINE, "row", "code")


def _told(codes: pl.DataFrame, troubled: dict[int, list[Issue]]) -> Iterable[Issue]:
    for row, code in codes.filter(pl.col("code").is_in(list(troubled))).select("row", "code").iter_rows():
        yield from (replace(issue, row=row) for issue in troubled[code])
