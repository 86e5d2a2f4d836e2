"""What speaks for and against two incidents being one: a column for each feature, the same for every recorder.

Days, kilometres and persons are on a logarithmic scale where small differences matter most. Nothing here knows which
answer is right; ``weights.yml`` says how much each feature counts.
"""

from collections.abc import Iterable, Mapping, Sequence
from typing import Final

import polars as pl

from ingest.incidents.wording import likeness

FIGURE_FEATURES: Final = ("no_figures", "apart", "same_low", "same_high", "same_size", "lows_differ", "highs_differ")
"""Features that compare figures; they say nothing of a pair whose one side tells of several events together."""

FEATURES: Final = (
    "one_day_apart",
    "days_apart",
    "starts_apart",
    "no_point",
    "distance",
    "beyond_5_km",
    "beyond_15_km",
    "name",
    *FIGURE_FEATURES,
    "parties",
)
"""The features by name.

``one_day_apart`` and ``days_apart`` (two or more): the gap between the days of one and of the other, 0 or 1.
``starts_apart``: days between their first days, 3 at most. ``no_point``: one of them has no coordinates.
``distance``: log of 1 + km.
``name``: 0 to 1, see :func:`ingest.incidents.wording.likeness`.
``no_figures``: they count nothing alike. ``apart``: log of 1 + the persons between the two ranges, 0 where they touch;
``same_low``, ``same_high``: the same ends; ``same_size``: log of 1 + the low of figures of one best or the same ends;
``lows_differ``, ``highs_differ``: log of the ratio of the ends. The nearest two of all and of civilians count.
``parties``: 1 if both name a party in common, -1 if they name other ones, 0 if one names none.
"""

_FAR_DAYS: Final = 3
_VERSIONS: Final = ("killed_all", "killed_civilian")


def evidence_of(sides: pl.DataFrame, pairs: pl.DataFrame, names: Mapping[str, Sequence[str]]) -> pl.DataFrame:
    """``pairs`` (``one``, ``other``, ``km``) with :data:`FEATURES`. ``names``: P-code of a settlement to its names."""
    told = _beside(sides, pairs)
    compared = told.with_columns(_likenesses(told, names)).with_columns(*_days(), *_distance(), _parties(), *_figures())
    return compared.select("one", "other", "km", *(pl.col(name).cast(pl.Float64) for name in FEATURES))


def _beside(sides: pl.DataFrame, pairs: pl.DataFrame) -> pl.DataFrame:
    """Both sides of each pair, those of ``other`` with ``_2`` behind their names."""
    about = sides.drop("text", "former", "recorders", "recorded_at", "batch")
    second = about.rename({name: f"{name}_2" for name in about.columns})
    return pairs.join(about, left_on="one", right_on="id", maintain_order="left").join(
        second, left_on="other", right_on="id_2", maintain_order="left"
    )


def _days() -> Iterable[pl.Expr]:
    after = (pl.col("date_from") - pl.col("date_to_2")).dt.total_days()
    before = (pl.col("date_from_2") - pl.col("date_to")).dt.total_days()
    gap = pl.max_horizontal(after, before, pl.lit(0))
    yield (gap == 1).alias("one_day_apart")
    yield (gap > 1).alias("days_apart")
    starts = (pl.col("date_from") - pl.col("date_from_2")).dt.total_days().abs()
    yield starts.clip(upper_bound=_FAR_DAYS).alias("starts_apart")


def _distance() -> Iterable[pl.Expr]:
    yield pl.col("km").is_null().alias("no_point")
    yield pl.col("km").log1p().fill_null(0).alias("distance")
    yield (pl.col("km") > 5).fill_null(value=False).alias("beyond_5_km")
    yield (pl.col("km") > 15).fill_null(value=False).alias("beyond_15_km")


def _parties() -> pl.Expr:
    one, other = pl.col("parties"), pl.col("parties_2")
    common = one.list.set_intersection(other).list.len() > 0
    unknown = (one.list.len() == 0) | (other.list.len() == 0)
    return pl.when(unknown).then(0).when(common).then(1).otherwise(-1).alias("parties")


def _figures() -> Iterable[pl.Expr]:
    """Killed of all or of civilians on one side against either on the other; injured where neither counts killed."""
    killed = [_Ends(one, other) for one in _VERSIONS for other in _VERSIONS]
    injured = _Ends("injured", "injured")
    known = pl.any_horizontal(ends.known for ends in killed)

    def nearest(name: str, *, least: bool) -> pl.Expr:
        of_killed = [getattr(ends, name) for ends in killed]
        best = pl.min_horizontal(of_killed) if least else pl.max_horizontal(of_killed)
        return pl.when(known).then(best).otherwise(getattr(injured, name)).fill_null(0).alias(name)

    yield (~(known | injured.known)).alias("no_figures")
    yield from (nearest(name, least=True) for name in ("apart", "lows_differ", "highs_differ"))
    yield from (nearest(name, least=False) for name in ("same_low", "same_high", "same_size"))


class _Ends:
    """Two ranges as expressions, null unless each side states one. An open end reaches as far as the other side's."""

    def __init__(self, one: str, other: str) -> None:
        low, high = self._range(one, "")
        low_2, high_2 = self._range(other, "_2")
        self.known = low.is_not_null() & low_2.is_not_null()
        self.apart = pl.when(self.known).then(pl.max_horizontal(low - high_2, low_2 - high, pl.lit(0)).log1p())
        self.lows_differ = (low.log1p() - low_2.log1p()).abs()
        self.highs_differ = (high.log1p() - high_2.log1p()).abs()
        self.same_low = (low == low_2).cast(pl.Float64)
        self.same_high = (high == high_2).cast(pl.Float64)
        best, best_2 = (pl.col(f"{name}_best{side}") for name, side in ((one, ""), (other, "_2")))
        self.same_size = (
            pl.when((best == best_2) | ((low == low_2) & (high == high_2))).then(low.log1p()).otherwise(0.0)
        )

    @staticmethod
    def _range(name: str, side: str) -> tuple[pl.Expr, pl.Expr]:
        low, high = pl.col(f"{name}_low{side}"), pl.col(f"{name}_high{side}")
        return pl.coalesce(low, high), pl.coalesce(high, low)


def _likenesses(told: pl.DataFrame, names: Mapping[str, Sequence[str]]) -> pl.Series:
    """``name``; each distinct pair of places is compared once."""
    where = ["place", "pcode", "place_2", "pcode_2"]
    distinct = told.select(where).unique(maintain_order=True)
    found = [
        likeness(_names(place, pcode, names), _names(place_2, pcode_2, names))
        for place, pcode, place_2, pcode_2 in distinct.iter_rows()
    ]
    table = distinct.with_columns(pl.Series("name", found, dtype=pl.Float64))
    return told.select(where).join(table, on=where, how="left", nulls_equal=True, maintain_order="left")["name"]


def _names(place: str | None, pcode: str | None, names: Mapping[str, Sequence[str]]) -> list[str]:
    return [*([place] if place else []), *names.get(pcode or "", ())]
