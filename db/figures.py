"""Reconciling: from what several sources claim of one incident to one low, best and high, under a named policy.

Pure functions from frame to frame; nothing here knows a database. The rules, which are also what the code refuses to
do:

- what several sources say of one event is compared, never added;
- a source that only relays the same origin does not count again;
- two names that may be one organisation's are one origin until both are graded (:mod:`db.source_names.perhaps_one`);
- an open bound stays open: the envelope of "at least 4" and "6" has no upper bound, nor has a sum with such a part;
- a part (children, women) is never added to its total;
- lows and highs of a sum make an envelope, which is not a confidence interval.
"""

from collections.abc import Callable, Iterable, Iterator

import polars as pl

from db.source_names.perhaps_one import perhaps_one
from db.vocabulary import Corroboration, Policy

GROUP = ("incident", "measure", "population", "sex", "age", "unit")
"""What a figure is of. Claims that differ in any of these are never compared or added."""

SUM = ("measure", "population", "sex", "age", "unit")
"""What a sum over incidents is of."""

_SAID_ON = pl.coalesce("published", "speaks_of", "date_to")
_BY_TRUST = ("rank", "said_on", "recorded_at", "key")
_BY_TIME = ("said_on", "recorded_at", "rank", "key")
_HAS_FIGURE = pl.any_horizontal(pl.col("low", "best", "high").is_not_null())

Read = Callable[[pl.DataFrame], pl.DataFrame]
"""Claims with other numbers in them than are stored, or some of them."""


def independent(claims: pl.DataFrame) -> pl.DataFrame:
    """The claims that count: no parts of a total, and of relays of one origin only the latest (none beside the origin).

    Relays of which nobody knows which is later and that disagree are all kept: they are one voice, in a range.

    Adds ``said_on``, the day a claim was made as far as is known. One of which no day is known is later than none.
    """
    whole = claims.filter(pl.col("subset_of").is_null()).with_columns(said_on=_SAID_ON)
    spoken = whole.filter(pl.col("speaker").is_not_null())
    unstated = whole.filter(pl.col("speaker").is_null())
    relays_of = [*GROUP, "speaker"]
    speaks_itself = pl.col("direct").any().over(relays_of)
    relays = (
        spoken.filter(~pl.col("direct") & ~speaks_itself)
        .filter(pl.col("published").is_null() | (pl.col("published") == pl.col("published").max().over(relays_of)))
        .sort("said_on", "recorded_at", "key", descending=[True, True, False], nulls_last=True)
        .unique([*relays_of, "low", "best", "high"], keep="first", maintain_order=True)
    )
    return pl.concat([spoken.filter("direct"), relays, unstated])


def reconcile(claims: pl.DataFrame, policy: Policy, read: Read | None = None) -> pl.DataFrame:
    """One row for each incident and kind: ``low, best, high, claims, origins, corroboration`` and whose best it is.

    ``claims`` are as :func:`db.views.frame.load` gives them. ``alike`` are the names that may be of one origin and
    count as one. ``chosen`` is the speaker (or source) whose best was taken.
    ``quantifier`` and ``word`` are set where the figure is one claim's own.

    The policy is given the claims that speak as ``read`` reads them. Who speaks, how many are independent and whether
    they contradict each other is found out from the claims as they were made.
    """
    [figures] = reconciled(claims, (policy,), read)
    return figures


def reconciled(claims: pl.DataFrame, policies: Iterable[Policy], read: Read | None = None) -> Iterator[pl.DataFrame]:
    """:func:`reconcile` under one policy after the other; what no policy changes is found out once."""
    counted, on = independent(claims), list(GROUP)
    speaking = _speaking(counted) if read is None else read(_speaking(counted))
    groups = counted.group_by(GROUP, maintain_order=True)
    told = groups.agg(claims=pl.len(), speakers=pl.col("speaker").drop_nulls().n_unique().clip(1))
    contested, alike = _contested(counted), perhaps_one(counted, GROUP)
    for policy in policies:
        yield (
            told.join(_POLICIES[policy](speaking), on=on, how="left", nulls_equal=True)
            .join(contested, on=on, how="left", nulls_equal=True)
            .join(alike, on=on, how="left", nulls_equal=True)
            .with_columns(origins=pl.col("speakers") - pl.col("too_many").fill_null(0))
            .with_columns(corroboration=_corroboration())
            .drop("apart", "speakers", "too_many")
        )


def add_up(figures: pl.DataFrame, *keys: str) -> pl.DataFrame:
    """The sum over incidents for each kind, and for each value of ``keys``.

    ``low`` leaves out what has no low (nobody is counted below zero, so it still holds); ``best`` and ``high`` are null
    unless every part has one.
    """
    by = [*keys, *SUM]
    return figures.group_by(by, maintain_order=True).agg(
        _sum_known("low"),
        _sum_if_all("best"),
        _sum_if_all("high"),
        claims=pl.col("claims").sum(),
        incidents=pl.col("incident").n_unique(),
        unbounded=pl.col("high").null_count(),
        quantifier=pl.when(pl.len() == 1).then(pl.col("quantifier").first()),
        word=pl.when(pl.len() == 1).then(pl.col("word").first()),
    )


def _speaking(claims: pl.DataFrame) -> pl.DataFrame:
    """Without the claims that state no number ("casualties were reported"), unless nobody states one."""
    return claims.filter(_HAS_FIGURE | ~_HAS_FIGURE.any().over(GROUP))


def _hull(column: str, end: pl.Expr) -> pl.Expr:
    """The outermost bound; none if a claim leaves this side open."""
    return pl.when(pl.col(column).null_count() == 0).then(end).alias(column)


def _ordered(claims: pl.DataFrame, by: tuple[str, ...]) -> pl.DataFrame:
    return claims.sort(by, descending=[name in {"said_on", "recorded_at"} for name in by], nulls_last=True)


def _own(column: str) -> pl.Expr:
    """A claim's own word or quantifier, where the figure is of one claim alone."""
    return pl.when(pl.len() == 1).then(pl.col(column).first()).alias(column)


def _envelope(claims: pl.DataFrame) -> pl.DataFrame:
    has_best = pl.col("best").is_not_null()
    return (
        _ordered(claims, _BY_TRUST)
        .group_by(GROUP, maintain_order=True)
        .agg(
            _hull("low", pl.col("low").min()),
            pl.col("best").filter(has_best).first(),
            _hull("high", pl.col("high").max()),
            chosen=pl.col("speaker").fill_null(pl.col("source")).filter(has_best).first(),
            quantifier=_own("quantifier"),
            word=_own("word"),
        )
    )


def _one(claims: pl.DataFrame, by: tuple[str, ...]) -> pl.DataFrame:
    """The first claim of each group in the order ``by``, alone."""
    return (
        _ordered(claims, by)
        .group_by(GROUP, maintain_order=True)
        .agg(
            pl.col("low", "best", "high").first(),
            chosen=pl.col("speaker").fill_null(pl.col("source")).first(),
            quantifier=pl.col("quantifier").first(),
            word=pl.col("word").first(),
        )
    )


def _lowest(claims: pl.DataFrame) -> pl.DataFrame:
    return _one(claims.with_columns(least=pl.coalesce("low", "best", "high")), ("least", *_BY_TRUST))


_POLICIES = {
    Policy.ENVELOPE: _envelope,
    Policy.MOST_RELIABLE: lambda claims: _one(claims, _BY_TRUST),
    Policy.LATEST: lambda claims: _one(claims, _BY_TIME),
    Policy.LOWEST: _lowest,
}


def _contested(claims: pl.DataFrame) -> pl.DataFrame:
    """``apart``: the ranges of different speakers do not overlap, or they hold different parties responsible.

    An open bound reaches as far as it takes: "at least 4" is not apart from 6, nor is a speaker from what it mended.
    """
    ranges = (
        _speaking(claims)
        .group_by([*GROUP, "speaker"])
        .agg(_hull("low", pl.col("low").min()), _hull("high", pl.col("high").max()))
        .group_by(GROUP)
        .agg(apart=(pl.col("low").max() > pl.col("high").min()).fill_null(value=False))
    )
    blamed = pl.col("attributed_to").drop_nulls().str.to_lowercase().n_unique()
    return (
        claims.group_by(GROUP)
        .agg(blamed=blamed)
        .join(ranges, on=list(GROUP), how="left", nulls_equal=True)
        .select(*GROUP, apart=pl.col("apart") | (pl.col("blamed") > 1))
    )


def _corroboration() -> pl.Expr:
    return (
        pl.when((pl.col("origins") > 1) & pl.col("apart"))
        .then(pl.lit(Corroboration.CONTESTED.number))
        .when(pl.col("origins") > 1)
        .then(pl.lit(Corroboration.CORROBORATED.number))
        .otherwise(pl.lit(Corroboration.SINGLE.number))
    )


def _sum_known(column: str) -> pl.Expr:
    return pl.when(pl.col(column).count() > 0).then(pl.col(column).sum()).alias(column)


def _sum_if_all(column: str) -> pl.Expr:
    return pl.when(pl.col(column).null_count() == 0).then(pl.col(column).sum()).alias(column)
