"""The last row of a file beside the sum of all others, whatever its day: a total at the end often has no word of it."""

from typing import Any, Final, NamedTuple

import polars as pl

from db.vocabulary import ClaimStatus, Series
from ingest.layouts.total_rows import adds_up

Row = dict[str, Any]

FEWEST_OTHERS: Final = 2
FEWEST_OTHERS_OF_ONE: Final = 3
"""For a row of one figure, which comes to a sum by chance more often than several do; and it is of so many people:"""
FROM_PERSONS: Final = 20


class LastRow(NamedTuple):
    """The first figure of the last row (``row, measure, figure, verbatim``), whether it has a day, and so is added,
    and whether it is ``sure`` that it adds up the others."""

    first: Row
    dated: bool
    sure: bool


_ABOUT: Final = ("measure", "population", "sex", "age", "unit")


def last_like_total(claims: pl.DataFrame) -> LastRow | None:
    """The last row, where each of its figures is what the others of its kind come to; else, or by chance, None.

    It adds them up where it says so in its notes, or states several figures and, unlike the others, no place or days
    that span all of theirs. ``claims`` are a file's.
    """
    if claims.is_empty():
        return None
    figure, last = pl.coalesce("best", "low"), claims["row"].max()
    happened = (pl.col("series") == Series.INCIDENT.number) & pl.col("date_from").is_not_null()
    undated = (pl.col("series") == Series.UNSPECIFIED.number) & (pl.col("row") == last)
    stands = (pl.col("status") == ClaimStatus.ACTIVE.number) & pl.col("subset_of").is_null()
    whole = claims.filter(happened | undated, stands, figure > 0).select(*_ABOUT, *_SAID, figure=figure)
    own, others = whole.filter(pl.col("row") == last), whole.filter(pl.col("row") != last)
    if own.is_empty() or others.is_empty() or _is_event(own).any():
        return None
    sums = others.group_by(_ABOUT).agg(comes_to=pl.col("figure").sum(), rows=pl.col("row").n_unique())
    beside = own.join(sums, on=_ABOUT, how="left", nulls_equal=True, maintain_order="left")
    alike = (beside["comes_to"] == beside["figure"]).fill_null(value=False).all()
    return _judged(beside, others) if alike else None


_SAID: Final = ("row", "key", "incident", "verbatim", "place", "pcode", "date_from", "date_to", "notes")


def _is_event(own: pl.DataFrame) -> pl.Series:
    """Whether a row names the incident that it is of."""
    code = pl.col("incident")
    named = ~code.str.starts_with("h-") & ~pl.col("key").str.starts_with(code)
    return own.select(named.fill_null(value=False)).to_series()


def _judged(own: pl.DataFrame, others: pl.DataFrame) -> LastRow | None:
    first, rows, several = own.row(0, named=True), own.select(pl.col("rows").min()).item(), len(own) > 1
    said = bool(first["notes"]) and adds_up(first["notes"], of_place=True)
    sure = said or (several and (_nowhere(first, others) or _spans(first, others)))
    many = rows >= FEWEST_OTHERS_OF_ONE and first["figure"] >= FROM_PERSONS
    enough = many or (rows >= FEWEST_OTHERS and (sure or several))
    return LastRow(first, dated=first["date_from"] is not None, sure=sure) if enough else None


def _nowhere(own: Row, others: pl.DataFrame) -> bool:
    return own["place"] is None and own["pcode"] is None and others["place"].is_not_null().all()


def _spans(own: Row, others: pl.DataFrame) -> bool:
    """Whether its days, more than one, hold those of all others."""
    begins, ends = own["date_from"], own["date_to"]
    if begins is None or ends is None or begins == ends:
        return False
    inside = (others["date_from"] >= begins) & (others["date_to"] <= ends)
    return bool(inside.fill_null(value=False).all()) and others["date_from"].n_unique() > 1
