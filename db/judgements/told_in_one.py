"""Where one incident tells in one what others tell one by one: which of the two accounts is counted.

A part is never added to its total, so the whole counts and its parts do not, kind by kind: what the whole says nothing
of (another population, another measure) is counted from the parts. Where the parts together have more at least than the
whole has at most, the whole is not all of it, and the parts count in its place. A whole without an upper bound
("at least 3") is taken for what it states: 24 and 20 told one by one are not within it.
"""

from collections import defaultdict

import polars as pl

from db.figures import GROUP

_KIND = tuple(name for name in GROUP if name != "incident")
_ANY_NUMBER = pl.any_horizontal(pl.col("low", "best", "high").is_not_null())


def told_elsewhere(figures: pl.DataFrame, covers: pl.DataFrame) -> pl.DataFrame:
    """The ``GROUP`` of those of ``figures`` (``GROUP``, ``low, best, high``) that others of them tell too.

    ``covers`` are pairs of the codes of an ``incident`` and of a ``part`` that it tells too.
    """
    if covers.is_empty():
        return figures.select(GROUP).clear()
    numbered = figures.filter(_ANY_NUMBER)
    wholes = numbered.select(*_KIND, whole="incident", most=pl.coalesce("high", "best", "low"))
    parts = numbered.select(*_KIND, part="incident", least=pl.coalesce("low", "best"))
    direct = covers.rename({"incident": "whole"})
    exceeded = (
        direct.join(wholes, on="whole")
        .join(parts, on=["part", *_KIND], nulls_equal=True)
        .group_by("whole", *_KIND)
        .agg(least=pl.col("least").sum(), most=pl.col("most").first())
        .filter(pl.col("least") > pl.col("most"))
    )
    within = (
        _all_within(direct)
        .join(wholes, on="whole")
        .join(exceeded, on=["whole", *_KIND], how="anti", nulls_equal=True)
        .select(*_KIND, incident="part")
    )
    elsewhere = pl.concat([exceeded.select(*_KIND, incident="whole"), within])
    return figures.select(GROUP).join(elsewhere, on=list(GROUP), how="semi", nulls_equal=True)


def _all_within(direct: pl.DataFrame) -> pl.DataFrame:
    """The pairs, and those that follow from them: a part of a part is a part of the whole."""
    parts = defaultdict(set)
    for whole, part in direct.select("whole", "part").iter_rows():
        parts[whole].add(part)
    found = []
    for whole, own in list(parts.items()):
        seen, waiting = {whole}, list(own)
        while waiting:
            part = waiting.pop()
            if part not in seen:
                seen.add(part)
                found.append((whole, part))
                waiting.extend(parts.get(part, ()))
    return pl.DataFrame(found, schema={"whole": pl.String, "part": pl.String}, orient="row")
