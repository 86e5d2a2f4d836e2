"""From the evidence for each pair by itself to a score among all: an event that has its report needs no other.

Each incident has reports to give away: as many of a recorder as it says that it is built from, else one. Each pair
takes a share of them in proportion to its evidence, beside that of every rival on both sides and of having no
counterpart at all; shares are brought into balance in turns (Sinkhorn's algorithm for a transport with dustbins, as in
Sarlin et al., SuperGlue, 2020). So a pair's score is lower where a second one is as good, on a crowded day in a city,
than where it stands alone, and no incident is given away twice. The order of rows does not matter.
"""

import math
from typing import Final

import polars as pl

TURNS: Final = 60
"""Turns of balancing; after these no score of the real files moves by 0.001."""

_STRONGEST: Final = 25.0

BESIDE_NOTHING: Final = 7.0
"""Pairs whose log odds are so far below those of having no counterpart take no share: a thousandth at most."""


def shares(pairs: pl.DataFrame, nothing: float) -> pl.Series:
    """The score of each pair, 0 to 1, as it stands in ``pairs``.

    Columns: ``left``, ``right`` (whatever names the two sides), ``log_odds`` and ``capacity``, the reports that the
    left side has; the right one has one.
    """
    numbered = pairs.with_row_index("place")
    strong = _balanced(numbered.filter(pl.col("log_odds") >= nothing - BESIDE_NOTHING), nothing)
    return numbered.join(strong, on="place", how="left", maintain_order="left")["score"].fill_null(0.0)


def _balanced(pairs: pl.DataFrame, nothing: float) -> pl.DataFrame:
    """``place`` and ``score``."""
    odds = pl.col("log_odds").clip(-_STRONGEST, _STRONGEST).exp()
    dustbin = math.exp(nothing)
    frame = pairs.select("place", "left", "right", "capacity", weight=odds, of_left=pl.lit(1.0), of_right=pl.lit(1.0))
    for _ in range(TURNS):
        frame = frame.with_columns(
            of_left=pl.col("capacity") / ((pl.col("weight") * pl.col("of_right")).sum().over("left") + dustbin)
        ).with_columns(of_right=1 / ((pl.col("weight") * pl.col("of_left")).sum().over("right") + dustbin))
    score = (pl.col("weight") * pl.col("of_left") * pl.col("of_right")).clip(0, 1).round(6)
    return frame.select("place", score=score)
