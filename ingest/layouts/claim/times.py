"""Figures whose sentence speaks of another time than their row: what the words mean, and which days the claim takes.

A claim is named by the days of its row (``ingest.layouts.naming``) and happened on those of its words: a file that is
sent again with other words corrects it.
"""

from datetime import date
from typing import Any, Final

import polars as pl

from db.vocabulary import Series, Severity
from ingest.issues import Issue, Issues
from ingest.layouts.claim.series import STOCKS
from ingest.layouts.figure_columns import TIMES_APART
from ingest.normalize.date import precision_of
from ingest.normalize.meant_time import Meaning, Meant, RowDays, meant_time

_BY: Final = ("figure_times", "date_from", "date_to", "published", "one_event")
_FOUND: Final[dict[str, Any]] = {
    "time_series": pl.Int16,
    "time_from": pl.Date,
    "time_to": pl.Date,
    "time_lost": pl.Boolean,
    "time_case": pl.Int64,
}
MOST_OF_ONE_EVENT: Final = 1_000
"""More people are rarely harmed in one event, and the register would show them on one day."""
_OWN_COLUMN: Final = "Look whose days these are; a figure in a column of its own has the row's date."
_TOLD: Final[dict[Meaning, tuple[str, str, str]]] = {
    Meaning.LONGER: ("period_of_one_day", "{said}.", "Fill in “from” and “to”."),
    Meaning.OTHER: ("other_time", "{said}. The figure is of {days}.", _OWN_COLUMN),
    Meaning.ONE_OF: (
        "other_time",
        "{said}, perhaps that of the report. The figure is of one day from {days}.",
        "Fill in “published”, or put the figure into a column of its own.",
    ),
    Meaning.UNCERTAIN: (
        "other_time",
        "{said}. Which days that are is not said; the figure counts on none.",
        _OWN_COLUMN,
    ),
    Meaning.RISING: (
        "count_so_far",
        "{words!r} says that the count of {row} was not final; it is taken for one event, because the words name no"
        " period and no beginning.",
        "If it is a toll of several events, write “cumulative” into “series”.",
    ),
    Meaning.TOLL: (
        "toll_so_far",
        "{words!r} tells a toll up to {row}, not since when; it is taken for more than one event.",
        "If it is of one event, write “incident” into “series”.",
    ),
}


def with_times(claims: pl.DataFrame) -> tuple[pl.DataFrame, Issues]:
    """``time_series``, ``time_from`` and ``time_to`` of each claim, null where its words say nothing of that.

    ``time_lost``: nobody can tell of which days the words speak.
    """
    told = pl.col("figure_times").is_not_null() & pl.col("date_from").is_not_null() & pl.col("date_to").is_not_null()
    claims = claims.with_columns(one_event=_may_be_of_one_event())
    cases = claims.filter(told).select(_BY).unique(maintain_order=True)
    if cases.is_empty():
        return claims.with_columns(**{name: pl.lit(None, kind) for name, kind in _FOUND.items()}).drop(
            "one_event"
        ), Issues()
    meant = [_meant(*case) for case in cases.iter_rows()]
    columns = [(*_columns(found), case) for case, found in enumerate(meant)]
    known = cases.hstack(pl.DataFrame(columns, schema=_FOUND, orient="row"))
    found = claims.join(known, on=list(_BY), how="left", nulls_equal=True, maintain_order="left")
    found = _as_the_row_says(found).drop("one_event")
    return found, _issues(found, list(cases.iter_rows()), meant)


def with_days_of_words(claims: pl.DataFrame) -> pl.DataFrame:
    """The days of each claim that its words give, in place of those of its row."""
    if claims["time_case"].null_count() == len(claims):
        return claims
    stands = pl.col("series").is_in([Series.CUMULATIVE.number, Series.STOCK.number])
    moved, lost = pl.col("time_from").is_not_null(), pl.col("time_lost").fill_null(value=False)
    happened = moved & ~stands
    days = (pl.col("time_to") - pl.col("time_from")).dt.total_days() + 1
    precision = days.map_elements(lambda length: precision_of(length).number, return_dtype=pl.Int16)
    return claims.with_columns(
        date_from=pl.when(happened).then("time_from").when(~lost).then("date_from"),
        date_to=pl.when(happened).then("time_to").when(~lost).then("date_to"),
        date_precision=pl.when(happened).then(precision).when(~lost).then("date_precision"),
        speaks_of=pl.when(moved & stands).then("time_to").when(~lost).then("speaks_of"),
    )


def _may_be_of_one_event() -> pl.Expr:
    """Whether words that name no period may be of one event: they have no other series, and few are counted."""
    most = pl.max_horizontal("low", "best", "high").fill_null(0)
    return pl.col("figure_series").is_null() & (most <= MOST_OF_ONE_EVENT)


def _meant(times: str, first: date, last: date, published: date | None, one_event: bool) -> Meant:
    return meant_time(times.split(TIMES_APART), RowDays(first, last, published), one_event=one_event)


def _columns(meant: Meant) -> tuple[int | None, date | None, date | None, bool]:
    series = {Meaning.LONGER: Series.PERIOD, Meaning.UNCERTAIN: Series.UNSPECIFIED, Meaning.TOLL: Series.CUMULATIVE}
    said = series.get(meant.meaning)
    if meant.meaning is Meaning.OTHER and meant.start != meant.end:
        said = Series.PERIOD
    return said.number if said else None, meant.start, meant.end, meant.meaning is Meaning.UNCERTAIN


def _as_the_row_says(claims: pl.DataFrame) -> pl.DataFrame:
    """A series that the row itself states stands, with its days unless the words clearly speak of others."""
    stock = pl.col("measure").is_in([measure.number for measure in STOCKS])
    stated = pl.col("said_series").is_not_null()
    holds = (pl.col("time_from") <= pl.col("date_from")) & (pl.col("time_to") >= pl.col("date_to"))
    kept = (stated & (holds | pl.col("time_from").is_null())) | (stock & holds)
    lost = pl.col("time_lost").fill_null(value=False)
    own = {name: pl.when(~kept.fill_null(value=False)).then(name) for name in _FOUND if name != "time_case"}
    told = pl.when(~kept.fill_null(value=False) | lost).then("time_case")
    return claims.with_columns(**own, time_case=told).with_columns(time_series=pl.when(~stock).then("time_series"))


def _issues(claims: pl.DataFrame, cases: list[tuple[str, date, date, date | None, bool]], meant: list[Meant]) -> Issues:
    issues = Issues()
    told = claims.filter(pl.col("time_case").is_not_null())
    told = told.select("row", "time_case", stated=pl.col("said_series").is_not_null()).unique(maintain_order=True)
    for rows in told.partition_by("time_case", "stated", maintain_order=True):
        _, case, stated = rows.row(0)
        times, first, last, *_ = cases[case]
        if issue := _issue(times.split(TIMES_APART)[0], _days(first, last), meant[case], stated=stated):
            issues.in_each(issue, rows["row"])
    return issues


def _issue(words: str, row: str, meant: Meant, *, stated: bool) -> Issue | None:
    code, message, remedy = _TOLD.get(meant.meaning, ("", "", ""))
    if stated and meant.meaning is Meaning.UNCERTAIN:
        message = "{said}. The figure is of that, because the row states its series."
    if not code:
        return None
    days = _days(meant.start, meant.end) if meant.start and meant.end else ""
    if meant.meaning is Meaning.LONGER and days:
        message += " The figure is of {days}."
    said = f"The words speak of {words!r}, and the row's date is {row}"
    return Issue(Severity.WARNING, code, message.format(said=said, words=words, row=row, days=days), remedy)


def _days(first: date, last: date) -> str:
    return str(first) if first == last else f"{first} to {last}"
