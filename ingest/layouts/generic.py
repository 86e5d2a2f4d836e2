"""The generic layout: rows of a field office's file to claims.

In the long form a row is one claim (columns ``measure`` and ``value`` or ``low``, ``best``, ``high``); in the wide
form it is one report with a column for each measure, whose claims are about one incident. What a cell does not say is
not known: a blank cell makes no claim. Cells are read once for each distinct combination (``ingest.layouts.distinct``).
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

import polars as pl

from db.claim_frame import SCHEMA
from db.drafts import Retraction
from db.vocabulary import ClaimStatus, Population, Series, Severity
from ingest.issues import Issue, Issues
from ingest.layouts.claim.column_parts import with_parts_of_columns
from ingest.layouts.claim.group import with_groups
from ingest.layouts.claim.parts import part_claims
from ingest.layouts.claim.series import spoken_of, with_series
from ingest.layouts.claim.shape import finished, or_none
from ingest.layouts.claim.times import with_days_of_words, with_times
from ingest.layouts.distinct import LINE
from ingest.layouts.figure_columns import read_figures
from ingest.layouts.household_size import with_household_sizes
from ingest.layouts.naming import with_incidents, with_keys
from ingest.layouts.own_export import as_read_before
from ingest.layouts.row.shared import shared_columns
from ingest.layouts.surroundings import Surroundings
from ingest.layouts.unsaid import TAKES_BACK, retractions_of, silent_claims


@dataclass(frozen=True, slots=True)
class Laid:
    """What rows hold: ``claims`` as ``db.claim_frame`` says. A row with an error among ``issues`` is rejected, whole.

    ``silent`` has ``row`` and ``key`` of claims that a row with an id could make and does not: their cells are blank.
    """

    claims: pl.DataFrame
    issues: Issues
    retractions: list[Retraction]
    silent: pl.DataFrame


def read_rows(rows: pl.DataFrame, names: Mapping[str, str], surroundings: Surroundings) -> Laid:
    """Read rows of text. Never raises for what they hold: what can't be read is an issue with its column and value.

    ``rows`` has ``line`` (its own number), ``row`` (the file's) and a column of text for each field that the file has
    (blank: ""); ``names`` is field to the name of its column in the file.
    """
    surroundings.begin_piece()
    shared, issues = shared_columns(rows, names, surroundings)
    figures = read_figures(rows, names, surroundings.memory, surroundings.stated.decimal_sign)
    issues.extend(figures.issues)
    claims = _in_order(figures.frame.join(shared, on=LINE, how="inner", maintain_order="left"))
    claims, of_times = with_times(claims)
    claims, of_series = with_series(claims)
    claims, of_groups = with_groups(claims, names)
    issues.extend(of_times.without_rows(issues.broken_rows()))
    issues.extend(of_series.without_rows(issues.broken_rows()))
    issues.extend(of_groups)
    claims, of_own = as_read_before(_named(spoken_of(claims)), rows, names, surroundings.memory)
    issues.extend(of_own)
    whole = finished(claims)
    parts = part_claims(claims, figures)
    broken = issues.broken_rows()
    retractions = retractions_of(shared, claims, names, broken)
    silent = _without_figure(shared, claims, [*broken, *(retraction.row for retraction in retractions)])
    issues.in_each(Issue(Severity.ERROR, "no_figure", "The row states no figure.", _FILL_IN), silent)
    kept = pl.concat([whole, parts]).filter(~pl.col("row").is_in(issues.broken_rows()))
    sized, of_sizes = with_household_sizes(kept, rows, names, surroundings.stated.household, surroundings.memory)
    issues.extend(of_sizes)
    return Laid(_apart(sized), issues.each_once(), retractions, silent_claims(rows, shared, claims))


def _named(claims: pl.DataFrame) -> pl.DataFrame:
    """Keys, incidents and what of a claim is taken from its row unless its words say it."""
    told = claims.with_columns(
        series_stated=pl.col("said_series"),
        basis_stated=pl.col("said_basis"),
        basis=pl.coalesce("said_basis", "figure_basis"),
        definition=pl.coalesce("definition", "figure_definition"),
        notes=pl.concat_str("notes", "figure_notes", separator="; ", ignore_nulls=True).pipe(or_none),
        population=pl.col("population").fill_null(Population.UNKNOWN.number),
        credibility=pl.col("said_credibility"),
        revision_reason=pl.col("said_revision_reason"),
        status=_status(),
        factor=pl.lit(None, pl.Float64),
        factor_source=pl.lit(None, pl.String),
    )
    keyed = with_parts_of_columns(with_keys(told))
    return with_incidents(with_days_of_words(keyed), pl.col("series") == Series.INCIDENT.number)


def _status() -> pl.Expr:
    back = pl.col("said_revision_reason").is_in([reason.number for reason in TAKES_BACK]).fill_null(value=False)
    retracted, active = (pl.lit(status.number, pl.Int16) for status in (ClaimStatus.RETRACTED, ClaimStatus.ACTIVE))
    return pl.when(back).then(retracted).otherwise(active)


def _in_order(claims: pl.DataFrame) -> pl.DataFrame:
    """Claims by row, and those of one row by their turn; one number is compared in half the time of two."""
    at = claims.select(pl.col(LINE) * _TURNS + pl.col("turn")).to_series()
    return claims if at.is_sorted() else claims[at.arg_sort()]


_TURNS: Final = 2**31
"""More than any turn of a claim in its row."""


def _apart(claims: pl.DataFrame) -> pl.DataFrame:
    """Claims of one row with keys of their own: a sentence may state one measure twice, words one group twice."""
    ordered = _in_order(claims)
    if ordered["key"].n_unique() == len(ordered):
        return ordered.select(list(SCHEMA))
    again = pl.int_range(pl.len()).over(LINE, "key") + 1
    key = pl.when(again == 1).then("key").otherwise(pl.concat_str("key", pl.lit("/"), again.cast(pl.String)))
    return ordered.with_columns(key=key).select(list(SCHEMA))


_FILL_IN = "Fill in at least one figure, or delete the row."


def _without_figure(shared: pl.DataFrame, claims: pl.DataFrame, told: list[int]) -> pl.Series:
    """The rows that make no claim, but for those of which that is told."""
    return shared.join(claims.select(LINE), on=LINE, how="anti").filter(~pl.col("row").is_in(told))["row"]
