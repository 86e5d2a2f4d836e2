"""What a file brings to the register, and how its claims are spoken of beside those that are there already."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

import polars as pl
from sqlalchemy import Connection

from db.drafts import Retraction
from db.vocabulary import Measure, Series, Severity
from db.writing import recall
from ingest.issues import Issue

Row = dict[str, Any]
"""A claim of a frame, by column; ``batch`` is that of a claim which the register has."""

Spot = Callable[[str | None, str | None], str | None]
"""What names a place for comparing, by its words and its P-code."""


@dataclass(frozen=True, slots=True)
class Brought:
    """What a file brings: its claims, the keys that its rows with an id are silent about, what its rows take
    back, its bytes' hash.

    ``held`` is what ``held_of_days`` finds, ``spot`` names a place by its words and P-code, ``area`` gives the
    governorate of a P-code.
    """

    claims: pl.DataFrame
    silent: pl.DataFrame
    retractions: Sequence[Retraction]
    sha256: str
    layout: str
    spot: Spot
    area: Callable[[str | None], str | None]
    held: pl.DataFrame


def held_of_days(connection: Connection, claims: pl.DataFrame, spot: Spot) -> pl.DataFrame:
    """What stands in the register of incidents of the days of a file's claims: ``recall.HELD`` and ``spot``."""
    days = claims["date_from"].filter(claims["series"] == Series.INCIDENT.number).drop_nulls().unique()
    held = recall.of_days(connection, [] if recall.is_empty(connection) else days)
    places = held.select("place", "pcode").unique()
    spots = pl.Series("spot", [spot(*place) for place in places.iter_rows()], dtype=pl.String)
    return held.join(places.with_columns(spots), on=["place", "pcode"], how="left", nulls_equal=True)


def days_between(one: Row, other: Row) -> int:
    """Days between two spans; 0 where they touch, overlap or are not known."""
    if not (one["date_from"] and one["date_to"] and other["date_from"] and other["date_to"]):
        return 0
    gaps = ((one["date_from"] - other["date_to"]).days, (other["date_from"] - one["date_to"]).days)
    return max(0, *(int(gap) for gap in gaps))


def told(claim: Row) -> str:
    """Where a claim stands, and when and where it was."""
    if claim["batch"] is None:
        return f"row {claim['row']}"
    return f"batch {claim['batch']}, row {claim['row']} ({when(claim)}, {claim['place'] or 'no place'})"


def when(claim: Row) -> str:
    """The days of a claim in words."""
    first, last = claim["date_from"], claim["date_to"]
    if first is None:
        return str(claim.get("speaks_of") or "no date")
    return str(first) if last == first else f"{first} to {last}"


def issue_of(claim: Row, severity: Severity, code: str, message: str, remedy: str, column: str | None = None) -> Issue:
    """A trap that a claim is in, under its row and the column of its figure, or the one given."""
    value = claim["incident"] if column == "incident" else claim["verbatim"]
    return Issue(severity, code, message, remedy, claim["row"], column or Measure.of(claim["measure"]).value, value)
