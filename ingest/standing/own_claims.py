"""Exported claims beside the register that they came from: what no export carries stays as it stands there.

An export has no coordinates and no place in a document's text; a claim that comes back without them has not lost them.
"""

from collections.abc import Iterable, Iterator
from typing import Any, Final

import polars as pl
from sqlalchemy import Connection, or_, select
from sqlmodel import Session, col

from db.claim_frame import SCHEMA
from db.deciding.confidential_places import confidential_places
from db.entries import chunks
from db.models import Claim, Document, Source
from db.vocabulary import Severity
from db.writing import recall
from ingest.beside_register.brought import issue_of, told
from ingest.issues import Issue
from ingest.places.hidden import HiddenPlaces

_STAYS: Final = {
    ("lat", "lon"): ("place", "pcode"),
    ("excerpt", "span_start", "span_end"): ("verbatim",),
}
"""Columns that no export carries, and those that must be as they were for them to stay."""
_OF_DOCUMENT: Final = ("title", "url", "publisher")
_MASKED: Final = r"^claim ([0-9]{1,18})$"
"""The key of a claim of a confidential source or place in an export that is made to be shown to anybody."""


def with_what_stands(connection: Connection, claims: pl.DataFrame) -> pl.DataFrame:
    """Claims of an export, in their order, with what the register holds beside it of those that it knows by key.

    The incident is kept: an export names the one that a claim was merged into, and only a judgement moves claims.
    """
    held = recall.open_versions(connection, claims["key"])
    if held.is_empty():
        return claims
    documents = _documents(connection, held["document"].drop_nulls().unique())
    known = held.select("key", *_NEEDED, known=pl.lit(value=True)).join(documents, on="document", how="left")
    beside = claims.join(known, on="key", how="left", suffix="_held", maintain_order="left")
    stays: dict[str, pl.Expr] = {}
    for names, same in _STAYS.items():
        alike = pl.all_horizontal(pl.col(name).eq_missing(pl.col(f"{name}_held")) for name in same)
        stays |= {name: _held(name, pl.col("known") & alike) for name in names}
    both = pl.col("incident").is_not_null() & pl.col("incident_held").is_not_null()
    of_one = pl.all_horizontal(pl.col(name).eq_missing(pl.col(f"{name}_held")) for name in _OF_DOCUMENT)
    stays["incident"] = _held("incident", both)
    stays["document"] = _held("document", pl.col("document_held").is_not_null() & of_one)
    return beside.with_columns(**stays).select(list(SCHEMA))


def figures_mended(connection: Connection, claims: pl.DataFrame) -> Iterator[Issue]:
    """Claims of an export whose figure somebody mended and whose words still say the one before."""
    held = recall.open_versions(connection, claims["key"])
    both = claims.join(held, on="key", how="inner", suffix="_held", maintain_order="left")
    other = pl.any_horizontal(pl.col(name).ne_missing(pl.col(f"{name}_held")) for name in ("low", "best", "high"))
    rows = both.filter(other, pl.col("verbatim") == pl.col("verbatim_held"))["row"]
    stands = {claim["key"]: claim for claim in held.iter_rows(named=True)} if len(rows) else {}
    for claim in claims.filter(pl.col("row").is_in(rows.implode())).iter_rows(named=True):
        message = f"The figure is another than in {told(stands[claim['key']])}, and its words are the same."
        remedy = "Write into “verbatim” what the source says now; the words are what anybody can check."
        yield issue_of(claim, Severity.WARNING, "words_left", message, remedy)


def masked(connection: Connection, claims: pl.DataFrame) -> Iterator[Issue]:
    """Claims of this register's confidential sources and places, which come back under the numbers that hid them."""
    numbers = claims.select("key", number=pl.col("key").str.extract(_MASKED).cast(pl.Int64)).drop_nulls()
    if numbers.is_empty():
        return
    sources = _of_sources(connection, numbers["number"])
    places = _of_places(connection, numbers["number"]) - sources
    keys = numbers.filter(pl.col("number").is_in(list(sources | places)))
    by_places = set(keys.filter(pl.col("number").is_in(list(places)))["key"])
    for claim in claims.filter(pl.col("key").is_in(keys["key"].implode())).iter_rows(named=True):
        message = f"The row is {claim['key']!r} of a confidential source of this register, without the source's name."
        if claim["key"] in by_places:
            message = f"The row is {claim['key']!r} of a confidential place of this register, without the place's name."
        remedy = "Leave it out: the claim stands. To mend it, use an export that is not public."
        yield issue_of(claim, Severity.ERROR, "masked_claim", message, remedy)


def _of_sources(connection: Connection, numbers: Iterable[int]) -> set[int]:
    """Of these claims those that a confidential source tells, in any version."""
    speaks = or_(col(Source.id) == col(Claim.source_id), col(Source.id) == col(Claim.origin_id))
    secret: Any = select(col(Claim.key)).join(Source, speaks).where(col(Source.confidential))
    statement = select(col(Claim.id)).where(col(Claim.key).in_(secret))
    return {n or 0 for some in chunks(numbers) for n in connection.scalars(statement.where(col(Claim.id).in_(some)))}


def _of_places(connection: Connection, numbers: Iterable[int]) -> set[int]:
    """Of these claims those of a hidden place, in any version, and those whose key names one."""
    with Session(connection) as session:
        hidden = HiddenPlaces.of(session, confidential_places(session))
    if not hidden:
        return set()
    named = select(col(Claim.id), col(Claim.key))
    keys = {n: k for some in chunks(numbers) for n, k in connection.execute(named.where(col(Claim.id).in_(some)))}
    at = select(col(Claim.key)).where(or_(*hidden.told_there()))
    there = {k for some in chunks(keys.values()) for k in connection.scalars(at.where(col(Claim.key).in_(some)))}
    return {number or 0 for number, key in keys.items() if key in there or hidden.is_in_code(key)}


_NEEDED: Final = (
    *dict.fromkeys(name for names, same in _STAYS.items() for name in (*names, *same)),
    "incident",
    "document",
)


def _held(name: str, stays: pl.Expr) -> pl.Expr:
    return pl.when(stays.fill_null(value=False)).then(f"{name}_held").otherwise(name)


def _documents(connection: Connection, keys: pl.Series) -> pl.DataFrame:
    """``document`` and what it is called, of documents of these keys: a day that is spelt anew makes another key."""
    columns = [col(Document.key), *(col(getattr(Document, name)) for name in _OF_DOCUMENT)]
    statements = [select(*columns).where(col(Document.key).in_(some)) for some in chunks(keys)]
    rows: list[Any] = [row for statement in statements for row in connection.execute(statement).fetchall()]
    return pl.DataFrame(rows, schema=dict.fromkeys(("document", *_OF_DOCUMENT), pl.String), orient="row")
