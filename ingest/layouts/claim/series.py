"""What kind of count a claim is of (``series``), and which day it speaks of."""

import polars as pl

from db.vocabulary import DatePrecision, Measure, Series, Severity
from ingest.issues import Issue, Issues
from ingest.layouts.figures import LONGER_THAN_DAY

STOCKS = {Measure.REFUGEES, Measure.IDPS, Measure.ASYLUM_SEEKERS, Measure.HOMELESS}
"""Measures that count people in a state on a day, unless the file says otherwise."""


def with_series(claims: pl.DataFrame) -> tuple[pl.DataFrame, Issues]:
    """``series`` for each claim, after ``with_times``; a figure without a date is told, once for its row."""
    by = {
        "stated": pl.coalesce("said_series", "figure_series", "time_series"),
        "measure": pl.col("measure"),
        "coded": pl.col("incident_code") != "",
        "dated": pl.col("date_from").is_not_null(),
        "since": pl.col("since_stated"),
        "spans": pl.col("period_stated") | pl.col("date_precision").is_in(_LONG).fill_null(value=False),
    }
    keyed = claims.with_columns(**{f"by_{name}": expression for name, expression in by.items()})
    names = [f"by_{name}" for name in by]
    cases = keyed.select(names).unique()
    series = [_series(*values).number for values in cases.iter_rows()]
    known = cases.with_columns(pl.Series("series", series, dtype=pl.Int16))
    found = keyed.join(known, on=names, how="left", nulls_equal=True, maintain_order="left").drop(names)
    issues = Issues(_series_differs(*row) for row in _contradicting(found).iter_rows())
    undated = (
        (found["series"] == Series.UNSPECIFIED.number)
        & found["said_series"].is_null()
        & found["figure_series"].is_null()
        & found["time_series"].is_null()
    )
    message = "The row has no date, so its figures are not counted among incidents."
    rows = found.filter(undated)["row"].unique(maintain_order=True)
    issues.in_each(Issue(Severity.WARNING, "no_date", message, "Fill in “date”."), rows)
    _look_for_days(found, issues)
    _look_for_length(found, issues)
    return found, issues


def _look_for_days(claims: pl.DataFrame, issues: Issues) -> None:
    """Tolls and stocks of which nobody can tell the day, so that any dated one stands before them."""
    stands = pl.col("series").is_in([Series.CUMULATIVE.number, Series.STOCK.number])
    undated = claims.filter(stands, pl.all_horizontal(pl.col("date_to", "speaks_of", "published").is_null()))
    message = "The row does not say which day it speaks of, so a figure that does stands before it."
    rows = undated["row"].unique(maintain_order=True)
    issues.in_each(Issue(Severity.WARNING, "no_date", message, "Fill in “as_of”."), rows)


def _look_for_length(claims: pl.DataFrame, issues: Issues) -> None:
    """Figures whose words speak of several days, where the row's date is one of them."""
    of_words = pl.col("figure_series") == Series.PERIOD.number
    long = pl.col("figure_notes").str.contains(LONGER_THAN_DAY, literal=True)
    kept = pl.col("series") == Series.PERIOD.number  # else the row is rejected for what its column says
    dated = claims.filter(of_words, kept, pl.col("time_from").is_null()).filter(
        long, pl.col("date_from") == pl.col("date_to")
    )
    message = "The words speak of several days, and the row's date is one day."
    rows = dated["row"].unique(maintain_order=True)
    issues.in_each(Issue(Severity.WARNING, "period_of_one_day", message, "Fill in “from” and “to”."), rows)


def _contradicting(claims: pl.DataFrame) -> pl.DataFrame:
    """Figures whose words are of another series than their row's column says."""
    differs = claims.filter(pl.col("said_series") != pl.col("figure_series"))
    return differs.select("row", "verbatim", "figure_series", "said_series")


def _series_differs(row: int, words: str, one: int, other: int) -> Issue:
    stated = Series.of(other)
    message = f"{words!r} is of a {Series.of(one)}, where column “series” says {stated}."
    return Issue(Severity.ERROR, "series_differs", message, "Mend one of the two.", row, "series", stated.value)


_LONG = [precision.number for precision in (DatePrecision.D3, DatePrecision.D4, DatePrecision.D5)]


def _series(stated: int | None, measure: int, coded: bool, dated: bool, since: bool, spans: bool) -> Series:
    """What the row says; else people in a state are a stock, what is counted since a day is a toll.

    A week, a month or a stated period is a period, a day or a few an incident.
    """
    if stated is not None:
        return Series.of(stated)
    if Measure.of(measure) in STOCKS:
        return Series.STOCK
    if coded:
        return Series.INCIDENT
    if not dated:
        return Series.UNSPECIFIED
    if since:
        return Series.CUMULATIVE
    return Series.PERIOD if spans else Series.INCIDENT


def spoken_of(claims: pl.DataFrame) -> pl.DataFrame:
    """The one ``date`` of a toll or a stock is the day that it speaks of, not a day on which all of it happened."""
    stands = pl.col("series").is_in([Series.CUMULATIVE.number, Series.STOCK.number])
    short = pl.col("date_precision").is_not_null() & (pl.col("date_precision") != DatePrecision.D5.number)
    speaks = stands & pl.col("one_date") & short
    return claims.with_columns(
        speaks_of=pl.when(speaks).then("date_to").otherwise("speaks_of"),
        date_from=pl.when(~speaks).then("date_from"),
        date_to=pl.when(~speaks).then("date_to"),
        date_precision=pl.when(~speaks).then("date_precision"),
    )
