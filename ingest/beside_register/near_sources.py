"""Names of sources that are nearly alike: perhaps one organisation, which would be told as two.

Until both are graded they are one origin where they tell of one event (:mod:`db.source_names.perhaps_one`).
"""

from collections.abc import Iterable, Iterator
from typing import Final

import polars as pl
from rapidfuzz import fuzz, process
from sqlalchemy import Connection, select
from sqlmodel import col

from db.models import Source
from db.source_names.nearness import LEAST_LETTERS, LEAST_LIKENESS, may_be_one
from db.vocabulary import Severity
from ingest.issues import Issue
from ingest.normalize.source import plain_name

_REMEDY: Final = (
    "If they are one, make one an alias of the other; if two, grade both: on “Sources” or with `sijill sources`."
)


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
            message = f"The name {name!r} is nearly that of the source {met[other]!r}: they do not bear each other out."
            yield Issue(Severity.WARNING, "near_source", message, _REMEDY, row, column, name)
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
    """The most alike of other names, if they may be one."""
    if len(name) < LEAST_LETTERS:
        return None
    alike = process.extract(name, list(others), scorer=fuzz.ratio, score_cutoff=LEAST_LIKENESS, limit=None)
    return next((other for other, *_ in alike if other != name and may_be_one(other, name)), None)
