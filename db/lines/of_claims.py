"""What is not counted in incidents (tolls, stocks, periods, figures of no stated kind), as lines, never joined.

A *line* is one speaker's figures for one definition, group and place over time. Lines are not added to each other,
nor are the figures of a toll or a stock over time: the latest stands, and an older one does not stand on because its
place was spelt another way. Where a speaker gives several figures in one word, the line is the range that they span.
A toll that counts from another day is another line: it replaces nothing. Nor does a figure of no stated kind.
Only periods that do not overlap add up along their line (:mod:`db.lines.periods`).
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from typing import Final

import polars as pl

from db.answers import First, LineCount, Total
from db.lines.periods import period_lines
from db.lines.shape import LINE, START, WORDS, shape
from db.spelling import Named, with_keys
from db.vocabulary import Series

MOST_PEOPLE: Final = 2**53
"""More than any figure; what states no number comes after all that do."""

NARROWEST: Final = 99


def lines(claims: pl.DataFrame, places: Mapping[str, Named], *keys: str) -> pl.DataFrame:
    """One row for each line, and for each value of ``keys``: figure, days, number of claims.

    ``claims`` are as :func:`db.views.frame.load` gives them, of any series but incident; ``places`` are the
    gazetteer's, by P-code. Claims that come with their keys (:func:`db.spelling.with_keys`) keep them.
    """
    keyed = claims if "place_key" in claims.columns else with_keys(claims, places)
    moment = pl.coalesce("speaks_of", "date_to", "date_from", "published")
    ordered = keyed.with_columns(START, moment=moment).sort(
        "moment", "published", "recorded_at", "key", descending=[True, True, True, False], nulls_last=True
    )
    replaces = pl.col("series").is_in([Series.CUMULATIVE.number, Series.STOCK.number])
    running = pl.col("series") == Series.PERIOD.number
    each = ordered.filter(~replaces & ~running).with_columns(claims=pl.lit(1, pl.UInt32))  # of no stated kind
    latest = _latest(ordered.filter(replaces), keys)
    return pl.concat([latest, period_lines(ordered.filter(running), keys), shape(each, keys)], how="diagonal")


def _latest(claims: pl.DataFrame, keys: tuple[str, ...]) -> pl.DataFrame:
    """The latest figure of each line; a part of a figure that no longer stands goes with it."""
    by = [*keys, *LINE]
    newest = pl.all_horizontal(pl.col(name).eq_missing(pl.col(name).first().over(by)) for name in _SAID_AT)
    counts = claims.group_by(by).agg(claims=pl.len())
    latest = claims.filter(newest).group_by(by, maintain_order=True).agg(*_FIRST, *_SPANNED)
    found = shape(latest.join(counts, on=by, how="left", nulls_equal=True, maintain_order="left"), keys)
    while True:
        gone = claims.select("key").join(found, on="key", how="anti")
        standing = found.join(gone, left_on="subset_of", right_on="key", how="anti", maintain_order="left")
        if standing.height == found.height:
            return found
        found = standing


_SAID_AT = ("moment", "published", "recorded_at")
_ONE_FIGURE = pl.struct("low", "best", "high").n_unique() == 1
_FIRST = tuple(pl.col(name).first() for name in ("key", "date_from", "date_to", "speaks_of", "published", *WORDS))
_SPANNED = (
    *(pl.when(_ONE_FIGURE).then(pl.col(name).first()).alias(name) for name in ("best", "quantifier", "word")),
    pl.when(_ONE_FIGURE | (pl.col("low").null_count() == 0)).then(pl.col("low").min()).alias("low"),
    pl.when(_ONE_FIGURE | (pl.col("high").null_count() == 0)).then(pl.col("high").max()).alias("high"),
)


def largest_of(totals: Iterable[Total], most: int, first: First) -> tuple[list[Total], tuple[LineCount, ...]]:
    """Of each measure, kind, unit and group the ``first`` lines with their parts, ``most`` of them; counts of all.

    What is outdated is only counted.
    """
    every = list(totals)
    at = {(total.key, total.group): number for number, total in enumerate(every)}
    pairs = ((number, at.get((total.part_of, total.group))) for number, total in enumerate(every) if total.part_of)
    whole_of = {number: whole for number, whole in pairs if whole is not None}
    kinds = defaultdict(list)
    for number, total in enumerate(every):
        if number not in whole_of and not total.outdated:
            kinds[total.measure, total.series, total.unit, total.group].append(number)
    ordered = (sorted(own, key=lambda n: _place(every[n], first))[:most] for own in kinds.values())
    shown = {number for own in ordered for number in own}
    counts = _counts(every, [total for number, total in enumerate(every) if number not in whole_of])
    while parts := {number for number, whole in whole_of.items() if whole in shown} - shown:
        shown |= parts
    return [every[number] for number in sorted(shown)], counts


def _counts(every: Iterable[Total], wholes: list[Total]) -> tuple[LineCount, ...]:
    standing = [[total for total in some if not total.outdated] for some in (every, wholes)]
    several = *standing, [total for total in wholes if total.outdated]
    lines, own, old = (Counter((total.measure, total.series, total.unit) for total in some) for some in several)
    ordered = sorted(lines | old, key=lambda kind: [word.number for word in kind])
    return tuple(LineCount(*kind, lines[kind], own[kind], old[kind]) for kind in ordered)


def _place(total: Total, first: First) -> tuple[int, int, int, str]:
    size = next((bound for bound in (total.best, total.low, total.high) if bound is not None), -1)
    day = total.speaks_of or total.until or total.published
    recency = -day.toordinal() if first in {"newest", "widest"} and day else 0
    smallness = size if size >= 0 else MOST_PEOPLE
    return (
        width_of(total.pcode) if first == "widest" else 0,
        recency,
        smallness if first == "smallest" else -size,
        total.key or "",
    )


def width_of(pcode: str | None) -> int:
    """How narrow a place is: P-codes grow by level, and a place without one comes last."""
    return len(pcode) if pcode else NARROWEST
