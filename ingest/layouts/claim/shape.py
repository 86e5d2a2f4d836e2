"""The last step of every claim: the columns of a claim frame, in its order and types."""

import polars as pl

from db.claim_frame import SCHEMA
from ingest.layouts.distinct import LINE

ORDER = (LINE, "turn")
"""The line of a claim and its turn in it: what claims are sorted by."""


def finished(claims: pl.DataFrame) -> pl.DataFrame:
    """Claims with the columns of a claim frame, ``line`` and ``turn``."""
    return claims.select(*ORDER, *(pl.col(name).cast(kind) for name, kind in SCHEMA.items()))


def or_none(text: pl.Expr) -> pl.Expr:
    """Null for a blank text."""
    return pl.when(text != "").then(text)
