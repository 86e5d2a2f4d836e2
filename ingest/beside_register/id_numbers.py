"""Ids that are one number written in two ways ("1", "01", "1.0"), as spreadsheet programs do: perhaps one report.

As with capital letters (:mod:`ingest.beside_register.id_spelling`) they stay two, and nobody has to find that out from
a total.
"""

from collections.abc import Iterator
from typing import Final

import polars as pl
from sqlalchemy import Connection, func, or_, select
from sqlmodel import col

from db.entries import chunks
from db.models import Claim
from db.vocabulary import Severity
from ingest.beside_register.brought import Brought, issue_of
from ingest.issues import Issue

MOST_LOOKED_UP: Final = 2_000
"""Of a file with more numbered claims the oddly written ids of the whole register are compared."""

_NUMBER: Final = r"^([^/]*/)0*(\d+?)(?:\.0+)?(/.*)$"
_ODD: Final = r"^[^/]*/(?:0\d+|\d+\.0+)(?:\.0+)?/"
_WIDEST: Final = 6
"""Digits up to which a number may have been filled with zeros."""
_APART: Final = "\x1f"
_KEY: Final = col(Claim.key)
_OPEN: Final = col(Claim.superseded_at).is_(None)
_KEYS: Final = select(_KEY).where(_OPEN)


def ids_numbered_otherwise(connection: Connection, brought: Brought, *, empty: bool) -> Iterator[Issue]:
    """A warning for each row whose id is the number of another, in the file or in the register, written otherwise."""
    own = ~pl.col("key").str.starts_with("h-") & pl.col("subset_of").is_null()
    numbered = brought.claims.lazy().filter(own, pl.col("key").str.contains(_NUMBER))
    named = numbered.select("key", "row", "measure", "incident", "verbatim", number=_number()).collect()
    if named.is_empty():
        return
    held = pl.Series("key", [], dtype=pl.String) if empty else _held(connection, named)
    every = pl.concat([held, named["key"]]).unique(maintain_order=True).to_frame().with_columns(number=_number())
    first = every.filter(pl.col("number").is_duplicated()).unique("number", keep="first", maintain_order=True)
    twice = named.join(first, on="number", how="inner", suffix="_other", maintain_order="left")
    asked = twice.filter(pl.col("key") != pl.col("key_other"), ~pl.col("key").is_in(held.implode()))
    for claim in asked.unique("row", keep="first", maintain_order=True).iter_rows(named=True):
        mine, other = (claim[name].split("/")[1] for name in ("key", "key_other"))
        message = f"The id {mine!r} is the number of another report, {other!r}, written in another way."
        remedy = "They count as two. If they are one, send the row with the id as it was first written."
        yield issue_of(claim, Severity.WARNING, "id_spelt_otherwise", message, remedy, "id")


def _number() -> pl.Expr:
    """A key with its id as a plain number."""
    return pl.col("key").str.replace(_NUMBER, "${1}${2}${3}")


def _held(connection: Connection, named: pl.DataFrame) -> pl.Series:
    """The keys of the register that are numbers of the file, however they are written."""
    numbers = named["number"].unique()
    if len(numbers) > MOST_LOOKED_UP:
        written = _written(connection, odd=not named["key"].str.contains(_ODD).any())
    else:
        spelt = {way for key in numbers for way in _ways(key)} | set(named["key"])
        written = [key for some in chunks(spelt) for key in connection.scalars(_KEYS.where(_KEY.in_(some)))]
    found = pl.Series("key", written, dtype=pl.String).unique().sort().to_frame().with_columns(number=_number())
    return found.filter(pl.col("number").is_in(numbers.implode()))["key"]


def _written(connection: Connection, *, odd: bool) -> list[str]:
    """All ids of the register, or (``odd``) those alone that a program may have written otherwise."""
    if odd:
        spelt = or_(_KEY.like("%/0%"), _KEY.like("%.0/%"), _KEY.like("%.00/%"))
        return list(connection.scalars(_KEYS.where(spelt)))
    # one text of all keys: a row of the database for each would take twice as long
    joined = select(func.aggregate_strings(_KEY, _APART)).where(_OPEN, ~_KEY.startswith("h-", autoescape=True))
    return (connection.scalar(joined) or "").split(_APART)


def _ways(key: str) -> Iterator[str]:
    """The ways in which programs write a number: as it is, with a decimal, filled with zeros."""
    source, number, *rest = key.split("/")
    for way in (number, f"{number}.0", *(number.zfill(width) for width in range(len(number) + 1, _WIDEST + 1))):
        yield "/".join((source, way, *rest))
