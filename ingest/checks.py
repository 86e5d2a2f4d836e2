"""Traps of a claim and of a file: what is possible to write down and unlikely to be true.

A trap never drops a row in silence; what shows only beside the register is in ``ingest.beside_register``. Each check
takes a claim frame and gives issues: an error rejects the row, a warning keeps it for a person to look at.
"""

from collections.abc import Iterator, Sequence
from datetime import date
from typing import Any

import polars as pl

from db.claim_frame import SCHEMA
from db.vocabulary import Measure, Series, Severity
from ingest.issues import Issue
from ingest.layouts.unread import Apart
from ingest.population import above_population

LOOK = "Look at the document."

_STATES = (Measure.REFUGEES, Measure.IDPS, Measure.ASYLUM_SEEKERS)
_EVENTS = (Measure.KILLED, Measure.INJURED, Measure.DISPLACED, Measure.EVACUATED, Measure.RETURNED)


def check_claims(claims: pl.DataFrame, today: date, people: pl.DataFrame) -> Iterator[Issue]:
    """The traps of claims by themselves; ``today`` is the latest day that it is anywhere on earth.

    ``people`` is how many live where (:func:`ingest.population.known_populations`).
    """
    begins, published, speaks = pl.col("date_from"), pl.col("published"), pl.col("speaks_of")
    future = claims.filter(begins > today)
    yield from _days(future, Severity.ERROR, "future_date", "date", "date_from", "lies in the future", "Mend the date.")
    printed = claims.filter(published > today)
    yield from _days(
        printed, Severity.WARNING, "future_date", "published", "published", "lies in the future", "Mend the date."
    )
    said = "speaks of a day after it was published ({published})"
    yield from _days(
        claims.filter(speaks > published), Severity.WARNING, "as_of_after_published", "as_of", "speaks_of", said
    )
    said = "lies after the day of publication ({published})"
    yield from _days(
        claims.filter(begins > published), Severity.WARNING, "date_after_published", "date", "date_from", said
    )
    yield from _stocks_and_flows(claims)
    yield from _words_not_in_excerpt(claims)
    yield from above_population(claims, people)


def _days(
    claims: pl.DataFrame, severity: Severity, code: str, column: str, day: str, what: str, remedy: str = LOOK
) -> Iterator[Issue]:
    for row, value, published in claims.select("row", pl.col(day).alias("day"), "published").iter_rows():
        message = f"{value} {what.format(published=published)}."
        yield Issue(severity, code, message, remedy, row, column, str(value))


def _stocks_and_flows(claims: pl.DataFrame) -> Iterator[Issue]:
    """People in a state that are counted as an event, and events that are counted as a state."""
    measure, series = pl.col("measure"), pl.col("series")
    states = measure.is_in([word.number for word in _STATES])
    events = measure.is_in([word.number for word in _EVENTS])
    flows = series.is_in([Series.INCIDENT.number, Series.PERIOD.number])
    strange = claims.filter((states & flows) | (events & (series == Series.STOCK.number)))
    for row, counted, kind in strange.select("row", "measure", "series").iter_rows():
        message = f"{Series.of(kind)} is not how {Measure.of(counted)} are counted."
        remedy = "People in a state on a day are a stock; what happens to them is an incident or a period."
        yield Issue(Severity.WARNING, "stock_and_flow", message, remedy, row, "series", str(Series.of(kind)))


def _words_not_in_excerpt(claims: pl.DataFrame) -> Iterator[Issue]:
    cited = claims.filter(pl.col("excerpt").is_not_null(), pl.col("verbatim") != "")
    for row, excerpt, verbatim, *span in cited.select(
        "row", "excerpt", "verbatim", "span_start", "span_end"
    ).iter_rows():
        figure = verbatim[span[0] : span[1]] if span[0] is not None else verbatim
        if figure not in excerpt:
            message = f"{figure} does not stand in the excerpt."
            yield Issue(Severity.WARNING, "words_not_in_excerpt", message, LOOK, row, "excerpt", figure)


_NOT_SAID = {"key", "row", "title", "url", "publisher", "language", "place", "spot", "revision_reason"}


def check_file(claims: pl.DataFrame, apart: Apart = lambda _row, _other: ()) -> Iterator[Issue]:
    """The traps between the rows of a file; ``apart`` tells which columns that are not read two rows differ in."""
    twice = _is_twice(claims["key"])
    yield from _twins(claims.filter(twice), apart)
    unnamed = claims.filter(claims["key"].str.starts_with("h-") & ~twice)
    about = pl.concat_str([pl.col(name).cast(pl.String).fill_null("") for name in _ABOUT], separator=_BETWEEN)
    yield from _twins(unnamed.with_columns(key=about), apart)
    yield from _circles(claims)


def _is_twice(texts: pl.Series) -> pl.Series:
    """Whether each text stands more than once: by numbers first, which a million of are compared in less time."""
    perhaps = texts.hash().is_duplicated()
    again = texts.filter(perhaps)
    return perhaps & texts.is_in(again.filter(again.is_duplicated()).implode())


_BETWEEN = "\x1f"
_ABOUT = (
    *("source", "origin", "measure", "series", "sex", "age", "population", "basis", "definition", "subset_of"),
    *("unit", "date_from", "date_to", "speaks_of", "spot", "lat", "lon", "incident"),
)
"""What a claim without an id is about, however its place is spelt."""


def _circles(claims: pl.DataFrame) -> Iterator[Issue]:
    """A part of itself, or of its own part."""
    parts = claims.filter(pl.col("subset_of").is_not_null())
    wholes = parts.select(subset_of="key", part_of="subset_of").unique("subset_of")
    beside = parts.join(wholes, on="subset_of", how="inner", maintain_order="left")
    own = pl.col("subset_of") == pl.col("key")
    for claim in beside.filter(own | (pl.col("part_of") == pl.col("key"))).iter_rows(named=True):
        remedy = "Name the row whose figure it is a part of, or clear the cell."
        row, words = int(claim["row"]), str(claim["verbatim"])
        message = "The figure is said to be a part of itself, or of its own part."
        yield Issue(Severity.ERROR, "part_of_itself", message, remedy, row, "subset_of", words)


def _twins(claims: pl.DataFrame, apart: Apart) -> Iterator[Issue]:
    """Two rows that claim the same thing. A repeated row is left out; where they differ, so are both."""
    first: dict[str, dict[str, Any]] = {}
    for claim in claims.filter(pl.col("key").is_duplicated()).iter_rows(named=True):
        earlier = first.setdefault(claim["key"], claim)
        if earlier is claim:
            continue
        if all(earlier[name] == claim[name] for name in SCHEMA if name not in _NOT_SAID):
            yield _twin(claim, "row_twice", f"repeats row {earlier['row']}")
        else:
            unread = apart(earlier["row"], claim["row"])
            pairs = ((earlier, claim), (claim, earlier))
            yield from (_twin(one, *_difference(one, other), unread) for one, other in pairs)


def _difference(claim: dict[str, object], other: dict[str, object]) -> tuple[str, str]:
    if claim["verbatim"] == other["verbatim"]:
        return "two_rows_for_one_claim", f"claims the same as row {other['row']}, but not all that it says is the same"
    measure = Measure.of(claim["measure"])  # type: ignore[arg-type]  # a number, as the schema says
    message = f"says {claim['verbatim']!r} of the {measure} of whom row {other['row']} says {other['verbatim']!r}"
    return "two_figures_for_one_claim", message


def _twin(claim: dict[str, object], code: str, message: str, unread: Sequence[str] = ()) -> Issue:
    remedy = "Delete one of the rows; if they are two events or two claims, give each an “id”."
    if unread:
        message += f"; they differ in {' and '.join(map(repr, unread))}, which is not read"
        remedy = "Tell them apart in columns of the template, such as “date”, or give each row an “id”."
    if own := _own_id(str(claim["key"])):
        way_out = "Delete the older one; if they are two events or two claims, give each an id of its own."
        remedy = f"Both rows have the id {own!r}. {way_out}"
    row, measure, words = int(str(claim["row"])), Measure.of(int(str(claim["measure"]))), str(claim["verbatim"])
    return Issue(Severity.ERROR, code, f"The row {message}.", remedy, row, measure.value, words)


def _own_id(key: str) -> str | None:
    """The id that a key has from its row; None for a hash, and for what a claim without an id is about."""
    parts = key.split("/")
    named = len(parts) > 1 and not key.startswith("h-") and _BETWEEN not in key
    return parts[1].replace("%2F", "/").replace("%25", "%") if named else None
