"""Ids that differ in capital letters alone: perhaps one report, which would be counted twice.

They stay two, because some numberings do tell ``K-1`` from ``k-1``; but nobody should have to find out from a total.
"""

from collections.abc import Iterable, Iterator
from typing import Final

import polars as pl
from sqlalchemy import Connection

from db.vocabulary import Severity
from db.writing import recall
from ingest.brought import Brought, issue_of
from ingest.issues import Issue

MOST_LOOKED_UP: Final = 20_000
"""Of a file with more claims only the ids within it are compared."""


_ASKED: Final = ("key", "row", "measure", "incident", "verbatim")


def ids_spelt_otherwise(connection: Connection, brought: Brought, *, empty: bool) -> Iterator[Issue]:
    """A warning for each row whose id is that of another, in the file or in the register, but for its capitals."""
    own = ~pl.col("key").str.starts_with("h-") & pl.col("subset_of").is_null()
    named = brought.claims.lazy().filter(own).select(_ASKED, folded=pl.col("key").str.to_lowercase()).collect()
    alone = empty or named.height > MOST_LOOKED_UP
    if alone:
        named = named.filter(pl.col("folded").hash().is_duplicated())  # which leaves few to look at
    keys = named.select("key", "folded").unique("key", maintain_order=True)
    held = set() if alone else _held(connection, keys["key"])
    in_file = keys.filter(pl.col("folded").is_duplicated()).unique("folded", keep="first", maintain_order=True)
    others = dict(in_file.select("folded", "key").iter_rows()) | {key.lower(): key for key in held}
    asked = named.filter(pl.col("folded").is_in(list(others)), ~pl.col("key").is_in(list(held)))
    for claim in asked.unique("row", keep="first", maintain_order=True).iter_rows(named=True):
        key, other = claim["key"], others[claim["folded"]]
        if other != key:
            message = f"The id {_id(key)!r} is that of another report, {_id(other)!r}, but for its capital letters."
            remedy = "They count as two. If they are one, send the row with the id as it was first written."
            yield issue_of(claim, Severity.WARNING, "id_spelt_otherwise", message, remedy, "id")


def _held(connection: Connection, keys: Iterable[str]) -> set[str]:
    """The keys that the register has of these, and of these with their ids in small or in capital letters."""
    own = set(keys)
    asked = {spelt for key in own for spelt in _spellings(key)} | own
    return set(recall.open_versions(connection, pl.Series(sorted(asked), dtype=pl.String))["key"])


def _spellings(key: str) -> Iterator[str]:
    source, *rest = key.split("/")
    if rest:
        yield "/".join((source, rest[0].lower(), *rest[1:]))
        yield "/".join((source, rest[0].upper(), *rest[1:]))


def _id(key: str) -> str:
    parts = key.split("/")
    return parts[1] if len(parts) > 1 else key
