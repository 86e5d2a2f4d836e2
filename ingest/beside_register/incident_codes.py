"""One incident code for two events, in a file or beside the register.

A code such as ALP-2024-11-29-1 is one event's, whoever reports under it. A bare number is that of a row in somebody's
list, and the next list begins again: beside the register it is one event's only where days and places say so, too.
"""

from collections.abc import Iterator
from typing import Final

import polars as pl
from sqlalchemy import Connection

from db.vocabulary import Severity
from db.writing import recall
from ingest.beside_register.bare_numbers import is_bare_number
from ingest.beside_register.brought import Brought, Row, days_between, issue_of, told, when
from ingest.beside_register.ids_again import MOST_DAYS_APART
from ingest.beside_register.other_town import with_other_town
from ingest.issues import Issue
from ingest.layouts.own_ids import ids_are_the_senders

_OF_EVENT: Final = ("key", "source", "incident", "row", "measure", "verbatim", "place", "pcode", "date_from", "date_to")
_CODE_OF_ITS_OWN: Final = "Give each event a code of its own, such as one with the office and the month in it."
_OR_TAKE_BACK: Final = (
    "If it is another event, give it a code of its own; if its day is mended, first take that row back."
)


def codes_of_two_events(connection: Connection, brought: Brought, *, empty: bool) -> Iterator[Issue]:
    """Codes whose reports lie days apart or in other governorates, and numbers that begin again."""
    own = pl.col("incident").is_not_null() & ~pl.col("incident").str.starts_with("h-")
    coded = brought.claims.select(_OF_EVENT).filter(own).with_columns(batch=pl.lit(None, pl.Int64))
    if coded.is_empty():
        return
    held = coded.clear() if empty else _held(connection, brought, coded)
    again = list(_numbers_again(connection, brought, coded, held))
    yield from again
    asked = {issue.row for issue in again}
    for event in _doubtful(brought, pl.concat([held, coded])):
        yield from (issue for issue in _one_event(event.rows(named=True)) if issue.row not in asked)


def _held(connection: Connection, brought: Brought, coded: pl.DataFrame) -> pl.DataFrame:
    """What stands in the register under these codes, but for what the file says anew."""
    held = recall.of_incidents(connection, coded["incident"].unique())
    return held.join(brought.claims.select("key"), on="key", how="anti").select(coded.columns)


def _doubtful(brought: Brought, reports: pl.DataFrame) -> list[pl.DataFrame]:
    """The reports of each code that is of days far apart, or of several governorates."""
    placed = reports.with_columns(area=_area(brought, reports, "pcode"))
    spread = (pl.col("date_from").max() - pl.col("date_to").min()).dt.total_days() > MOST_DAYS_APART
    doubtful = placed.group_by("incident").agg(far=spread, areas=pl.col("area").drop_nulls().n_unique())
    doubtful = doubtful.filter(pl.col("far").fill_null(value=False) | (pl.col("areas") > 1))
    return placed.join(doubtful, on="incident", how="semi").partition_by("incident", maintain_order=True)


def _one_event(reports: list[Row]) -> Iterator[Issue]:
    first = reports[0]
    for claim in reports[1:]:
        if claim["batch"] is not None:
            continue
        if days_between(claim, first) > MOST_DAYS_APART:
            yield _days_apart(claim, first, Severity.ERROR, _CODE_OF_ITS_OWN)
        elif claim["area"] and first["area"] and claim["area"] != first["area"]:
            yield _in_another_governorate(claim, first, Severity.WARNING)


def _numbers_again(
    connection: Connection, brought: Brought, coded: pl.DataFrame, held: pl.DataFrame
) -> Iterator[Issue]:
    """Rows under a bare number that the register has for another day or place, in a list that does not go on.

    In one file a number may well be one event; another town on another day is told.
    """
    bare = coded.filter(is_bare_number(pl.col("incident"))) if ids_are_the_senders(brought.layout) else coded.clear()
    if bare.is_empty():
        return
    first = bare.unique("incident", keep="first", maintain_order=True)
    in_file = _beside(brought, bare, first).filter("other_town", ~pl.col("moved"), pl.col("gap") > 0)
    for claim in in_file.filter(pl.col("gap") <= MOST_DAYS_APART).iter_rows(named=True):
        yield _days_apart(claim, _first(claim), Severity.WARNING, _CODE_OF_ITS_OWN)
    if held.is_empty():
        return
    known = recall.standing(connection, bare["key"]).select("source")
    taken_back = [key for retraction in brought.retractions for key in retraction.keys]
    others = held.filter(~pl.col("key").is_in(taken_back))
    pairs = _beside(brought, bare.join(known, on="source", how="anti", maintain_order="left"), others)
    apart = pl.any_horizontal(pl.col("other_town", "moved"), pl.col("gap") > 0)
    doubtful = pairs.filter(apart.all().over("key", "row"))
    for claim in doubtful.unique(["key", "row"], keep="first", maintain_order=True).sort("row").iter_rows(named=True):
        yield _number_again(claim)


def _beside(brought: Brought, ours: pl.DataFrame, others: pl.DataFrame) -> pl.DataFrame:
    """Each report beside others of its number: days between (``gap``), another town or governorate (``moved``)."""
    pairs = ours.join(others, on="incident", how="inner", suffix="_held", maintain_order="left")
    placed = with_other_town(pairs, brought).with_columns(
        area=_area(brought, pairs, "pcode"), area_held=_area(brought, pairs, "pcode_held")
    )
    days = (pl.col("date_from") - pl.col("date_to_held"), pl.col("date_from_held") - pl.col("date_to"))
    gap = pl.max_horizontal(between.dt.total_days() for between in days).fill_null(0)
    return placed.with_columns(gap=gap, moved=(pl.col("area") != pl.col("area_held")).fill_null(value=False))


def _first(claim: Row) -> Row:
    return {name: claim[f"{name}_held"] for name in ("batch", "row", "place", "date_from", "date_to")}


def _number_again(claim: Row) -> Issue:
    """An error; a warning where another source tells of a day beside it in the same place."""
    first = _first(claim)
    elsewhere, same_source = claim["other_town"] or claim["moved"], claim["source"] == claim["source_held"]
    if claim["gap"] > 0:
        severity = Severity.ERROR if elsewhere or same_source else Severity.WARNING
        return _days_apart(claim, first, severity, _OR_TAKE_BACK if same_source else _CODE_OF_ITS_OWN)
    if claim["moved"]:
        return _in_another_governorate(claim, first, Severity.ERROR)
    message = f"Incident {claim['incident']!r} is in {claim['place']!r} here and in another place in {told(first)}."
    return issue_of(claim, Severity.ERROR, "incident_elsewhere", message, _CODE_OF_ITS_OWN, "incident")


def _days_apart(claim: Row, first: Row, severity: Severity, remedy: str) -> Issue:
    code, days = claim["incident"], days_between(claim, first)
    message = f"Incident {code!r} is {days} days apart here ({when(claim)}) and in {told(first)}."
    if days == 1:
        message = f"Incident {code!r} is a day apart here ({when(claim)}) and in {told(first)}."
    return issue_of(claim, severity, "incident_elsewhere", message, remedy, "incident")


def _in_another_governorate(claim: Row, first: Row, severity: Severity) -> Issue:
    code = claim["incident"]
    message = f"Incident {code!r} is in {claim['place']!r} here and in another governorate in {told(first)}."
    return issue_of(claim, severity, "incident_elsewhere", message, _CODE_OF_ITS_OWN, "incident")


def _area(brought: Brought, claims: pl.DataFrame, column: str) -> pl.Expr:
    areas = {pcode: brought.area(pcode) for pcode in claims[column].drop_nulls().unique()}
    if not areas:
        return pl.lit(None, pl.String)
    return pl.col(column).replace_strict(areas, default=None, return_dtype=pl.String)
