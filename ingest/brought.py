"""What a file brings to the register, and how its claims are spoken of beside those that are there already."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

import polars as pl

from db.drafts import Retraction
from db.vocabulary import Measure, Severity
from ingest.issues import Issue

Row = dict[str, Any]
"""A claim of a frame, by column; ``batch`` is that of a claim which the register has."""


@dataclass(frozen=True, slots=True)
class Brought:
    """What a file brings: its claims, the keys that its rows with an id are silent about, what its rows take
    back, its bytes' hash.

    ``spot`` names a place by its words and P-code, ``area`` gives the governorate of a P-code.
    """

    claims: pl.DataFrame
    silent: pl.DataFrame
    retractions: Sequence[Retraction]
    sha256: str
    layout: str
    spot: Callable[[str | None, str | None], str | None]
    area: Callable[[str | None], str | None]


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
        return "no date"
    return str(first) if last == first else f"{first} to {last}"


def issue_of(claim: Row, severity: Severity, code: str, message: str, remedy: str, column: str | None = None) -> Issue:
    """A trap that a claim is in, under its row and the column of its figure, or the one given."""
    value = claim["incident"] if column == "incident" else claim["verbatim"]
    return Issue(severity, code, message, remedy, claim["row"], column or Measure.of(claim["measure"]).value, value)
