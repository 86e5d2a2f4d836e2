"""What rows don't say: claims that they take back without a figure, and columns of figures that they leave blank."""

from collections.abc import Iterable, Mapping, Sequence

import polars as pl

from db.drafts import Retraction
from db.vocabulary import Measure, RevisionReason, Series
from ingest.layouts.claim.column_parts import with_parts_of_columns
from ingest.layouts.claim.group import GROUPS
from ingest.layouts.claim.series import STOCKS, spoken_of
from ingest.layouts.distinct import LINE
from ingest.layouts.header.column_name import measure_of
from ingest.layouts.naming import STANDS, with_keys

TAKES_BACK = {RevisionReason.RETRACTION, RevisionReason.DUPLICATE}
"""Reasons for which a claim no longer stands."""


def retractions_of(
    shared: pl.DataFrame, claims: pl.DataFrame, names: Mapping[str, str], broken: Sequence[int]
) -> list[Retraction]:
    """What rows without a figure take back: the claims that they would make if they had figures."""
    back = pl.col("said_revision_reason").is_in([reason.number for reason in TAKES_BACK])
    rows = shared.filter(back, ~pl.col("row").is_in(broken)).join(claims.select(LINE), on=LINE, how="anti")
    if rows.is_empty():
        return []
    asked = _slots(names) or list(Measure)
    every = pl.concat([_unsaid(rows, asked), _of_rounds(rows, asked)])
    keyed = every.group_by("row", "said_revision_reason", maintain_order=True).agg(
        pl.col("key").unique(maintain_order=True)
    )
    return [Retraction(row, tuple(keys), RevisionReason.of(reason)) for row, reason, keys in keyed.iter_rows()]


def _slots(names: Iterable[str]) -> list[str]:
    """The columns of figures of one measure among these."""
    return [name for name in names if measure_of(name)]


def _unsaid(rows: pl.DataFrame, slots: Sequence[str]) -> pl.DataFrame:
    """The claims of ``slots`` that rows would make if they had the figures: ``row``, ``key``, the row's columns."""
    measures = [Measure(slot.partition("/")[0]).number for slot in slots]
    numbers = pl.DataFrame(
        {
            "measure": pl.Series(measures, dtype=pl.Int16),
            "column_part": [slot.partition("/")[2] or None for slot in slots],
            "column_whole": pl.Series([None] * len(slots), dtype=pl.String),
        },
        schema_overrides={"column_part": pl.String},
    )
    stock = pl.col("measure").is_in([measure.number for measure in STOCKS])
    usual = (
        pl.when(stock).then(pl.lit(Series.STOCK.number, pl.Int16)).otherwise(pl.lit(Series.INCIDENT.number, pl.Int16))
    )
    named = {f"{name}_named": pl.col(f"said_{name}") for name, _ in GROUPS}
    would = rows.join(numbers, how="cross").with_columns(
        **named,
        unit=pl.col("said_unit"),
        turn=pl.int_range(pl.len(), dtype=pl.Int64).over(LINE),
        series=pl.col("said_series").fill_null(usual),
        series_stated=pl.col("said_series"),
        basis_stated=pl.col("said_basis"),
    )
    return with_parts_of_columns(with_keys(spoken_of(would)))


def _of_rounds(rows: pl.DataFrame, slots: Sequence[str]) -> pl.DataFrame:
    """The same of rows whose id may be that of a line, which has a claim for each day that it was stated for."""
    again = rows.filter(pl.col("ids_of_lines"), pl.col("id") != "")
    return _unsaid(again.with_columns(said_series=pl.lit(Series.STOCK.number, pl.Int16)), slots)


def silent_claims(rows: pl.DataFrame, shared: pl.DataFrame, claims: pl.DataFrame) -> pl.DataFrame:
    """The claims that rows with an id and a figure don't make in the other columns of figures that the file has."""
    wide = _slots(rows.columns)
    speaking = shared.filter(pl.col("id") != "").join(claims.select(LINE), on=LINE, how="semi")
    if not wide or speaking.is_empty():
        return pl.DataFrame(schema={"row": pl.Int64, "key": pl.String})
    lines = claims.filter(pl.col("series").is_in(STANDS)).select(LINE)
    of_rounds = _of_rounds(speaking.join(lines, on=LINE, how="semi"), wide)
    would = pl.concat([_unsaid(speaking, wide), of_rounds]).unique("key", maintain_order=True)
    by = [LINE, "measure", "column_part"]
    return would.join(claims.select(by), on=by, how="anti", nulls_equal=True).select("row", "key")
