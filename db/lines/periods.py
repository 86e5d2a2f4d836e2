"""Figures of periods as lines: one speaker's for one definition, group and place, added where no day counts twice.

A sum may have gaps, as daily and monthly figures have; it then says how many of its days are ``covered``. A part
(children, women) of figures that are added is added alike: what is stated of some of them alone is the least of a part
of their sum, and where one of them has several such parts the largest of these is.
"""

from typing import Final

import polars as pl

from db.lines.shape import LINE, WORDS, shape
from db.vocabulary import Quantifier

_HOME: Final = ("home", "addend", "addends", "addend_from", "addend_to")
_DAYS: Final = (pl.col("date_to") - pl.col("date_from")).dt.total_days() + 1
_SPAN: Final = (pl.col("date_to").max() - pl.col("date_from").min()).dt.total_days() + 1


def period_lines(claims: pl.DataFrame, keys: tuple[str, ...]) -> pl.DataFrame:
    """The lines that claims of periods make; those of parts name the line of which they are a part.

    Wholes come first, then their parts, then the parts of these. Parts of each other in a circle stay as they are.
    """
    left = claims.with_columns(covered=pl.lit(None, pl.Int64))
    now = left.join(left.select(subset_of="key"), on="subset_of", how="anti")
    now = now.with_columns(addend="key", addends=pl.lit(1, pl.UInt32))
    found = []
    while not now.is_empty():
        left = left.join(now, on="key", how="anti")
        several = pl.col("addends") > 1
        alone = _in_time(now.filter(~several), keys)
        alike = now.filter(several).sort("date_from", "key")
        found += [_own(alone, keys), _sums(alone, keys), _sums_of_parts(alike, keys)]
        now = _parts(left, pl.concat([_homes(alone, keys), _homes(alike, keys)]))
    circles = left.with_columns(claims=pl.lit(1, pl.UInt32))
    return pl.concat([*found, shape(circles, keys)])


def _in_time(claims: pl.DataFrame, keys: tuple[str, ...]) -> pl.DataFrame:
    """Claims by day, with whether they ``clash``: their line has periods that overlap or are not known."""
    by = [*keys, *LINE]
    overlaps = pl.col("date_from") <= pl.col("date_to").cum_max().shift(1).over(by)
    clash = overlaps | pl.col("date_from").is_null() | pl.col("date_to").is_null()
    ordered = claims.sort("date_from", "date_to", nulls_last=True)
    marked = ordered.with_columns(clash=clash.fill_null(value=False).any().over(by))
    return marked.with_columns(addends=pl.when("clash").then(1).otherwise(pl.len().over(by)).cast(pl.UInt32))


def _own(claims: pl.DataFrame, keys: tuple[str, ...]) -> pl.DataFrame:
    """Lines of one claim each."""
    return shape(claims.filter("clash").with_columns(claims=pl.lit(1, pl.UInt32)), keys)


def _sums(claims: pl.DataFrame, keys: tuple[str, ...]) -> pl.DataFrame:
    sums = (
        claims.filter(~pl.col("clash"))
        .group_by([*keys, *LINE], maintain_order=True)
        .agg(
            *_FIRST,
            *(pl.col(name).last() for name in WORDS),
            low=_LEAST,
            best=pl.when(pl.col("best").null_count() == 0).then(pl.col("best").sum()),
            high=pl.when(pl.col("high").null_count() == 0).then(pl.col("high").sum()),
            quantifier=pl.when(pl.len() == 1).then(pl.col("quantifier").first()),
            word=pl.when(pl.len() == 1).then(pl.col("word").first()),
            claims=pl.len(),
            **_TIME,
        )
    )
    return shape(sums, keys)


def _sums_of_parts(claims: pl.DataFrame, keys: tuple[str, ...]) -> pl.DataFrame:
    """The same of parts of figures that are added: their bounds and best need a part of each of these."""
    by, one = [*keys, *LINE], pl.len() == 1
    each = claims.group_by([*by, "addend"], maintain_order=True).agg(
        *_FIRST,
        *(pl.col(name).last() for name in WORDS),
        *(pl.col(name).first() for name in ("date_from", "date_to", "addends")),
        *(pl.when(one).then(pl.col(name).first()).alias(name) for name in ("best", "high", "quantifier", "word")),
        low=pl.col("low").max(),
        claims=pl.len(),
    )
    whole = pl.len() == pl.col("addends").first()
    in_a_word = (pl.len() == 1) & (pl.col("quantifier").first() == Quantifier.VAGUE.number)
    sums = each.group_by(by, maintain_order=True).agg(
        *_FIRST,
        *(pl.col(name).last() for name in WORDS),
        *(pl.when(in_a_word).then(pl.col(name).first()).alias(name) for name in ("quantifier", "word")),
        low=_LEAST,
        best=pl.when(whole & (pl.col("best").null_count() == 0)).then(pl.col("best").sum()),
        high=pl.when(whole & (pl.col("high").null_count() == 0)).then(pl.col("high").sum()),
        claims=pl.col("claims").sum(),
        **_TIME,
    )
    return shape(sums, keys)


_FIRST: Final = tuple(pl.col(name).first() for name in ("key", "speaks_of", "published"))
_LEAST: Final = pl.when(pl.col("low").count() > 0).then(pl.col("low").sum())
_TIME: Final = {
    "covered": pl.when(_DAYS.sum() < _SPAN).then(_DAYS.sum()),
    "date_from": pl.col("date_from").min(),
    "date_to": pl.col("date_to").max(),
}


def _homes(claims: pl.DataFrame, keys: tuple[str, ...]) -> pl.DataFrame:
    """Of each claim the key of its line, and which of how many added figures it is of, with the days of that one."""
    first = pl.col("key").first().over([*keys, *LINE])
    home = pl.when("clash").then("key").otherwise(first) if "clash" in claims.columns else first
    days = {"addend_from": "date_from", "addend_to": "date_to"}
    return claims.with_columns(home=home, **days).select(*_HOME, subset_of="key")


def _parts(claims: pl.DataFrame, homes: pl.DataFrame) -> pl.DataFrame:
    """Those of the claims that are parts of some that have a home, as parts of it.

    A part of one of several added figures is of its days, and one of as many.
    """
    added = pl.col("addends") > 1
    return (
        claims.join(homes, on="subset_of", how="inner")
        .with_columns(
            subset_of="home",
            addend=pl.when(added).then("addend").otherwise("key"),
            date_from=pl.when(added).then("addend_from").otherwise("date_from"),
            date_to=pl.when(added).then("addend_to").otherwise("date_to"),
        )
        .drop("home", "addend_from", "addend_to")
    )
