"""Ids that differ in capital letters alone: perhaps one report, which would be counted twice.

They stay two, because some numberings do tell ``K-1`` from ``k-1``; but nobody should have to find out from a total.
"""

from collections.abc import Iterator
from typing import Final

import polars as pl
from sqlalchemy import Connection, func, select
from sqlmodel import col

from db.models import Claim
from db.vocabulary import Severity
from db.writing import recall
from ingest.beside_register.brought import Brought, issue_of
from ingest.issues import Issue

MOST_LOOKED_UP: Final = 20_000
"""Of a file with more claims every key of the register is compared at once, which takes a second for a million."""

_APART: Final = "\x1f"
_LETTERED: Final = r"^[^/]*/[^/]*\pL"
_ASKED: Final = ("key", "row", "measure", "incident", "verbatim")


def ids_spelt_otherwise(connection: Connection, brought: Brought, *, empty: bool) -> Iterator[Issue]:
    """A warning for each row whose id is that of another, in the file or in the register, but for its capitals."""
    own = ~pl.col("key").str.starts_with("h-") & pl.col("subset_of").is_null()
    named = brought.claims.lazy().filter(own).select(_ASKED, folded=pl.col("key").str.to_lowercase()).collect()
    held = set() if empty else _held(connection, named)
    if named.height > MOST_LOOKED_UP:
        twice = pl.col("folded").hash().is_duplicated()  # which leaves few to look at
        named = named.filter(twice | pl.col("folded").is_in([key.lower() for key in held]))
    keys = named.select("key", "folded").unique("key", maintain_order=True)
    in_file = keys.filter(pl.col("folded").is_duplicated()).unique("folded", keep="first", maintain_order=True)
    others = dict(in_file.select("folded", "key").iter_rows()) | {key.lower(): key for key in held}
    asked = named.filter(pl.col("folded").is_in(list(others)), ~pl.col("key").is_in(list(held)))
    for claim in asked.unique("row", keep="first", maintain_order=True).iter_rows(named=True):
        key, other = claim["key"], others[claim["folded"]]
        if other != key:
            message = f"The id {_id(key)!r} is that of another report, {_id(other)!r}, but for its capital letters."
            remedy = "They count as two. If they are one, send the row with the id as it was first written."
            yield issue_of(claim, Severity.WARNING, "id_spelt_otherwise", message, remedy, "id")


def _held(connection: Connection, named: pl.DataFrame) -> set[str]:
    """The keys of the register that are those of a file, as they are or but for capital letters."""
    if named.height > MOST_LOOKED_UP:
        return _held_of_all(connection, named)
    own = set(named["key"])
    asked = {spelt for key in own for spelt in _spellings(key)} | own
    return set(recall.open_versions(connection, pl.Series(sorted(asked), dtype=pl.String))["key"])


def _held_of_all(connection: Connection, named: pl.DataFrame) -> set[str]:
    """Of so many keys only those that the register spells otherwise: the others are nothing to tell."""
    if not named["key"].str.contains(_LETTERED).any():
        return set()
    is_id = col(Claim.superseded_at).is_(None) & ~col(Claim.key).startswith("h-", autoescape=True)
    # one text of all keys: a row of the database for each would take twice as long
    keys = connection.scalar(select(func.aggregate_strings(col(Claim.key), _APART)).where(is_id)) or ""
    register = pl.DataFrame({"key": keys.split(_APART)}).lazy().with_columns(folded=pl.col("key").str.to_lowercase())
    alike = register.filter(pl.col("folded").hash().is_in(named["folded"].hash().implode())).collect()
    return set(alike.join(named, on="folded", how="semi").join(named, on="key", how="anti")["key"])


def _spellings(key: str) -> Iterator[str]:
    source, *rest = key.split("/")
    if rest:
        for spelt in (rest[0].lower(), rest[0].upper(), rest[0].capitalize(), rest[0].title()):
            yield "/".join((source, spelt, *rest[1:]))


def _id(key: str) -> str:
    parts = key.split("/")
    return parts[1] if len(parts) > 1 else key
