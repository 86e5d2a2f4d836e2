"""Names of sources that are nearly alike: perhaps one organisation, whose two spellings would corroborate each other.

Nothing is merged: "Media office 1" and "Media office 2" are two, and so are "Office East" and "Office Coast".
"""

import re
from collections.abc import Iterable, Iterator

import polars as pl
from rapidfuzz import fuzz, process
from sqlalchemy import Connection, select
from sqlmodel import col

from db.models import Source
from db.vocabulary import Severity
from ingest.issues import Issue
from ingest.normalize.source import plain_name

LEAST_LIKENESS = 90.0
"""RapidFuzz's ratio of the folded names, in percent, from which on they are told."""
LEAST_LIKENESS_OF_WORDS = 80.0
"""The same of each two words where the names have as many: one word may make another office (East, West)."""
LEAST_LETTERS = 6
"""Shorter names are mostly initials, of which one letter makes another organisation."""


def near_sources(connection: Connection, claims: pl.DataFrame) -> Iterator[Issue]:
    """A warning for each name that a claim frame brings and that is nearly that of another source, once a file."""
    rows = _first_rows(claims)
    if rows.is_empty():
        return
    held = list(connection.execute(select(col(Source.name), col(Source.name_ar), col(Source.aliases))))
    known = {name for name, _, _ in held}
    met = {plain_name(other): name for name, arabic, more in held for other in (name, arabic, *more) if other}
    for name, row, column in rows.iter_rows():
        if name in known:
            continue
        folded = plain_name(name)
        if other := _nearest(folded, met):
            message = f"The name {name!r} is nearly that of the source {met[other]!r}; they count as two sources."
            remedy = "If they are one, write one name, or make the other an alias of it (`sijill sources alias`)."
            yield Issue(Severity.WARNING, "near_source", message, remedy, row, column, name)
        met.setdefault(folded, name)


def _first_rows(claims: pl.DataFrame) -> pl.DataFrame:
    """Each name with the first row that has it and the column that it stands in there, in the order of the rows."""
    named = [
        claims.select(pl.col(column).alias("name"), "row")
        .drop_nulls("name")
        .group_by("name")
        .agg(pl.col("row").min(), column=pl.lit(column).first())
        for column in ("source", "origin")
    ]
    return pl.concat(named).sort("row", "name", maintain_order=True).unique("name", keep="first", maintain_order=True)


def _nearest(name: str, others: Iterable[str]) -> str | None:
    """The most alike of other names, if it is alike enough, word by word too, and has the same numbers in it."""
    if len(name) < LEAST_LETTERS:
        return None
    alike = process.extract(name, list(others), scorer=fuzz.ratio, score_cutoff=LEAST_LIKENESS, limit=None)
    return next((other for other, *_ in alike if other != name and _may_be_one(other, name)), None)


def _may_be_one(one: str, other: str) -> bool:
    if _numbers(one) != _numbers(other):
        return False
    words, others = one.split(), other.split()
    if len(words) != len(others):
        return True
    pairs = [pair for pair in zip(words, others, strict=True) if not _LITTLE.issuperset(pair)]
    return all(fuzz.ratio(*pair) >= LEAST_LIKENESS_OF_WORDS for pair in pairs)


_LITTLE = frozenset({"al", "and", "at", "by", "el", "for", "in", "of", "on", "the"})


def _numbers(name: str) -> list[str]:
    return re.findall(r"\d+", name)
