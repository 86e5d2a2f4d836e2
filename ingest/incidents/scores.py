"""Scores for pairs, in two rounds: first where a recorder says that it builds on another, then where nobody says so."""

from typing import Final

import polars as pl

from ingest.incidents.evidence import FEATURES, FIGURE_FEATURES
from ingest.incidents.share import shares
from ingest.incidents.weights import Rule, Scale

SCORED: Final = (
    "left",
    "right",
    "left_recorder",
    "right_recorder",
    "stated",
    "reports",
    "log_odds",
    "score",
    "rival",
    "km",
    *FEATURES,
)
"""The columns of scored pairs: ``left`` may tell in one of several events (``reports``), ``right`` is one of them;
``rival`` is the best score that either has with another of the same recorder."""


_ONE: Final = (pl.col("reports") == 1).cast(pl.Float64)


def score(sides: pl.DataFrame, built: pl.DataFrame, evidence: pl.DataFrame, rule: Rule) -> pl.DataFrame:
    """Scored pairs (:data:`SCORED`) from their ``evidence``. ``built``: who is said to build on whom, and how often.

    An incident that has its counterpart by a recorder's own word is not offered another of that recorder.
    """
    told = _oriented(sides, built, evidence)
    stated = _scored(told.filter("stated"), rule.stated, rule.nothing)
    found = stated.filter(pl.col("score") >= rule.stated.lower)
    others = told.filter(~pl.col("stated"))
    for side, across in (("left", "right"), ("right", "left")):
        taken = pl.concat(
            [
                found.select(pl.col(mine).alias(side), pl.col(f"{other}_recorder").alias(f"{across}_recorder"))
                for mine, other in (("left", "right"), ("right", "left"))
            ]
        )
        others = others.join(taken.unique(), on=[side, f"{across}_recorder"], how="anti")
    unstated = _scored(others, rule.unstated, rule.nothing)
    return pl.concat([stated, unstated]).select(SCORED).sort("score", "left", "right", descending=[True, False, False])


def _oriented(sides: pl.DataFrame, built: pl.DataFrame, evidence: pl.DataFrame) -> pl.DataFrame:
    """Each pair with the side on the left that says it is built from the other's recorder; by id where none says so."""
    who = sides.select("id", "recorder")
    pairs = (
        evidence.join(who.rename({"id": "one", "recorder": "one_recorder"}), on="one")
        .join(who.rename({"id": "other", "recorder": "other_recorder"}), on="other")
        .join(_says(built, "one", "other"), on=["one", "other_recorder"], how="left")
        .join(_says(built, "other", "one"), on=["other", "one_recorder"], how="left")
    )
    turned = pl.col("reports_of_other").is_not_null() & pl.col("reports_of_one").is_null()

    def either(plain: str, when_turned: str) -> pl.Expr:
        return pl.when(turned).then(when_turned).otherwise(plain)

    reports = pl.coalesce("reports_of_one", "reports_of_other")
    return pairs.select(
        left=either("one", "other"),
        right=either("other", "one"),
        left_recorder=either("one_recorder", "other_recorder"),
        right_recorder=either("other_recorder", "one_recorder"),
        stated=reports.is_not_null(),
        reports=reports.fill_null(1),
        km="km",
        **{name: pl.col(name) for name in FEATURES},
    )


def _says(built: pl.DataFrame, teller: str, told: str) -> pl.DataFrame:
    return built.select(
        pl.col("id").alias(teller),
        pl.col("built_from").alias(f"{told}_recorder"),
        pl.col("reports").alias(f"reports_of_{teller}"),
    )


def _scored(pairs: pl.DataFrame, scale: Scale, nothing: float) -> pl.DataFrame:
    weighed = pairs.with_columns(log_odds=log_odds(scale))
    balanced = weighed.select(
        left=pl.struct("left", "right_recorder").rank("dense"),
        right=pl.struct("right", "left_recorder").rank("dense"),
        log_odds="log_odds",
        capacity="reports",
    )
    scored = weighed.with_columns(shares(balanced, nothing))
    return scored.with_columns(rival=pl.max_horizontal(_next("left", "right"), _next("right", "left")))


def _next(side: str, across: str) -> pl.Expr:
    """The best score of a side with another incident of the same recorder; 0 where there is none."""
    group = [side, f"{across}_recorder"]
    best, second = (pl.col("score").top_k(2).sort(descending=True).get(n, null_on_oob=True) for n in (0, 1))
    first = best.over(group)
    return pl.when(pl.col("score") == first).then(second.over(group)).otherwise(first).fill_null(0)


def log_odds(scale: Scale, one: pl.Expr = _ONE) -> pl.Expr:
    """The weighed evidence of a pair by itself. Figures of one report don't compare with those of several together.

    ``one`` is 1 where one report is compared, else 0.
    """
    return scale.intercept + pl.sum_horizontal(
        pl.col(name) * weight * (one if name in FIGURE_FEATURES else 1.0) for name, weight in scale.weights.items()
    )
