"""A sex or an age that one file tells of an id and another does not: the whole figure stands beside that of its group.

With an id the key names sex and age (see ``docs/decisions/2026-11-22-what-names-a-claim.md``), because women and men of
one report are two claims; so a column of sexes that is filled in later revises nothing.
"""

from collections.abc import Iterator
from typing import Final

import polars as pl
from sqlalchemy import Connection

from db.vocabulary import Age, Severity, Sex
from db.writing import recall
from ingest.beside_register.brought import Brought, issue_of, told
from ingest.issues import Issue
from ingest.layouts.own_ids import ids_are_the_senders

_GROUP: Final = f"(?:/(?:{'|'.join(Sex)}))?(?:/(?:{'|'.join(Age)}))?$"
"""What of a key names a sex and an age."""
_GROUPED: Final = pl.col("sex").is_not_null() | pl.col("age").is_not_null()


def groups_told_later(connection: Connection, brought: Brought) -> Iterator[Issue]:
    """A warning for each new claim of an id whose figure stands for another sex or age, or for everybody."""
    if not ids_are_the_senders(brought.layout):
        return
    ours, of_days = _own(brought.claims), _own(brought.held.drop("spot"))
    grouped = ours.filter(_GROUPED)
    later = pl.concat([grouped["key"], of_days.filter(_GROUPED)["key"]]).str.replace(_GROUP, "").unique()
    if later.is_empty():
        return
    may_be = _GROUPED | pl.col("key").is_in(later.implode())
    wholes = recall.standing(connection, grouped["key"].str.replace(_GROUP, "").unique())
    held = _own(pl.concat([wholes, of_days.filter(may_be)])).unique("key")
    new = ours.filter(may_be).join(held, on="key", how="anti", maintain_order="left")
    left = held.join(ours, on="key", how="anti")
    of_one_id = pl.col("key").str.replace(_GROUP, "").alias("whole")
    pairs = (new.with_columns(of_one_id), left.with_columns(of_one_id))
    found = pairs[0].join(pairs[1], on="whole", how="inner", suffix="_held", maintain_order="left")
    for claim in found.sort("row", "row_held").unique("key", keep="first", maintain_order=True).iter_rows(named=True):
        names = ("row", "date_from", "date_to", "speaks_of", "place")
        earlier = {name: claim[f"{name}_held"] for name in names} | {"batch": claim["batch"]}
        message = f"The register has {claim['verbatim_held']!r} of this id, of others or of all, in {told(earlier)}."
        remedy = "Both stand. If they are the same people, take that back as it was sent, with “retraction”."
        yield issue_of(claim, Severity.WARNING, "group_told_later", message, remedy)


def _own(claims: pl.DataFrame) -> pl.DataFrame:
    """The whole claims that are named by ids."""
    return claims.filter(~pl.col("key").str.starts_with("h-"), pl.col("subset_of").is_null())
