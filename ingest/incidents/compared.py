"""The evidence for all pairs that can matter, gathered a piece at a time: where events crowd, most pairs can't.

A pair whose weighed evidence is so far below that of having no counterpart that it takes no share of any report has the
score 0, whatever its rivals are; it is let go of at once. Nothing else is lost.
"""

from collections.abc import Iterator

import polars as pl

from ingest.incidents.evidence import evidence_of
from ingest.incidents.pairs import pieces_of
from ingest.incidents.reading import Known
from ingest.incidents.scores import log_odds
from ingest.incidents.share import BESIDE_NOTHING
from ingest.incidents.weights import Rule


def compared(known: Known, rule: Rule) -> pl.DataFrame:
    """The evidence (:func:`ingest.incidents.evidence.evidence_of`) for each pair that takes a share, each once."""
    nothing = evidence_of(known.sides, pl.DataFrame(schema=_PAIR), known.names)
    found = pl.concat([nothing, *_pieces(known, rule)])
    return found.unique(["one", "other"], keep="first").sort("one", "other")


_PAIR = {"one": pl.Int64, "other": pl.Int64, "km": pl.Float64}


def _pieces(known: Known, rule: Rule) -> Iterator[pl.DataFrame]:
    tellers = known.built.select("id").unique()
    for pairs in pieces_of(known.sides, known.built, rule.blocking):
        evidence = evidence_of(known.sides, pairs.sort("one", "other"), known.names)
        told = pl.any_horizontal(pl.col(side).is_in(tellers["id"].implode()) for side in ("one", "other"))
        yield evidence.filter(_most(rule, told) >= rule.nothing - BESIDE_NOTHING)


def _most(rule: Rule, told: pl.Expr) -> pl.Expr:
    """The most that the evidence of a pair can weigh: either scale may be its own where one side builds on somebody."""
    alone = log_odds(rule.unstated, one=pl.lit(1.0))
    stated = pl.max_horizontal(log_odds(rule.stated, one=pl.lit(one)) for one in (0.0, 1.0))
    return pl.when(told).then(pl.max_horizontal(alone, stated)).otherwise(alone)
