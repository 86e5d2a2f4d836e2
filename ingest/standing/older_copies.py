"""Rows of an export that say what the register itself said once: an old copy takes back nothing of what came since.

An export of Monday that comes back on Wednesday is no source's word against a correction of Tuesday. A row with a
reason of its own is somebody's, and is taken as it is.
"""

from typing import Final, NamedTuple

import polars as pl
from sqlalchemy import Connection

from db.vocabulary import ClaimStatus, Severity
from db.writing import recall
from ingest.beside_register.brought import issue_of
from ingest.issues import Issue

_NOT_CARRIED: Final = {"lat", "lon", "excerpt", "span_start", "span_end", "document", "incident"}
"""What no export carries, or names as it stands on the day of the export: it tells no older row from a mended one."""

_SIZES: Final = {"factor", "factor_source"}
_CARRIED: Final = [name for name in recall.CLAIMED if name not in _NOT_CARRIED]


class Left(NamedTuple):
    """Claims of an export, in their order, the older ones as they stand now; and what is told of those."""

    claims: pl.DataFrame
    issues: list[Issue]


def with_older_left(connection: Connection, claims: pl.DataFrame, *, sized: bool) -> Left:
    """Claims of an export beside what the register said of them before, which stays mended.

    ``sized``: the export says how many people a household has.
    """
    carried = [name for name in _CARRIED if sized or name not in _SIZES]
    standing = _not_withdrawn(recall.open_versions(connection, claims["key"]))
    other = claims.join(standing, on="key", how="inner", suffix="_held", maintain_order="left")
    other = other.filter(_differs("_held", carried), pl.col("revision_reason").is_null())
    if other.is_empty():
        return Left(claims, [])
    past = recall.superseded(connection, other["key"])
    beside = other.select(*claims.columns, standing_batch="batch").join(past, on="key", how="inner", suffix="_past")
    older = (
        beside.filter(~_differs("_past", carried)).sort("row", "batch").unique("key", keep="last", maintain_order=True)
    )
    issues = [
        issue_of(
            claim,
            Severity.WARNING,
            "older_copy",
            f"The row says what batch {claim['batch']} said and batch {claim['standing_batch']} corrected.",
            "What stands was left. To go back to the row, say so in a column “reason”.",
        )
        for claim in older.iter_rows(named=True)
    ]
    return Left(_as_standing(claims, standing.join(older.select("key"), on="key", how="semi")), issues)


def _not_withdrawn(versions: pl.DataFrame) -> pl.DataFrame:
    """Without what was taken back with its file: that may be sent again."""
    return versions.filter(pl.col("status") != ClaimStatus.WITHDRAWN.number)


def _differs(suffix: str, carried: list[str]) -> pl.Expr:
    return pl.any_horizontal(pl.col(name).ne_missing(pl.col(f"{name}{suffix}")) for name in carried)


def _as_standing(claims: pl.DataFrame, standing: pl.DataFrame) -> pl.DataFrame:
    """The claims, those of a version in ``standing`` as it has them."""
    held = standing.select("key", *recall.CLAIMED, stands=pl.lit(value=True))
    beside = claims.join(held, on="key", how="left", suffix="_held", maintain_order="left")
    chosen = [
        pl.when(pl.col("stands")).then(f"{name}_held").otherwise(name).alias(name)
        for name in recall.CLAIMED
        if name in claims.columns
    ]
    return beside.with_columns(chosen).select(claims.columns)
