"""Claims of the parts that the words of a figure name: "4 (2 children, 1 woman)"."""

from collections.abc import Iterable
from typing import Any

import polars as pl

from ingest.layouts.claim.shape import finished, or_none
from ingest.layouts.figure_columns import Figures
from ingest.normalize.reading import Reading


def part_claims(claims: pl.DataFrame, figures: Figures) -> pl.DataFrame:
    """A claim for each part that the words of a figure name ("4 (2 children, 1 woman)")."""
    told = [
        (index, number, *_part_columns(part))
        for index in claims["parts"].drop_nulls().unique()
        for number, part in enumerate(figures.parts[index], 1)
    ]
    parts = pl.DataFrame(told, schema={"parts": pl.Int64, "number": pl.Int64, **_PART}, orient="row")
    joined = claims.join(parts, on="parts", how="inner", maintain_order="left_right", suffix="_of_part")
    own = {name: pl.col(f"{name}_of_part") for name in _PART if name not in {"group", *_OF_GROUP, "figure_notes"}}
    group = {name: pl.coalesce(f"{name}_of_part", name) for name in _OF_GROUP}
    noted = pl.concat_str("row_notes", "figure_notes_of_part", separator="; ", ignore_nulls=True).pipe(or_none)
    named = joined.with_columns(
        **own,
        **group,
        notes=noted,
        turn=pl.col("turn") * 100 + pl.col("number"),
        subset_of=pl.col("key"),
        key=pl.concat_str("key", pl.lit("/"), "group"),
    )
    return finished(named)


_OF_GROUP = ("population", "sex", "age")
_PART: dict[str, Any] = {
    **dict.fromkeys(("low", "best", "high"), pl.Int64),
    "quantifier": pl.Int16,
    "rule": pl.String,
    "verbatim": pl.String,
    **dict.fromkeys(("span_start", "span_end"), pl.Int64),
    "unit": pl.Int16,
    **dict.fromkeys(_OF_GROUP, pl.Int16),
    "figure_notes": pl.String,
    "group": pl.String,
}


def _part_columns(part: Reading) -> Iterable[Any]:
    span = part.span if part.span[1] else (None, None)
    words = (part.quantifier, part.unit, part.population, part.sex, part.age)
    quantifier, unit, population, sex, age = (word.number if word else None for word in words)
    group = "-".join(word for word in (part.population, part.age, part.sex) if word)
    yield from (part.low, part.best, part.high, quantifier, part.rule, part.verbatim, *span)
    yield from (unit, population, sex, age, "; ".join(part.notes) or None, group)
