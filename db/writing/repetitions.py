"""What a batch only says again: kept, so that it stands on when the batch that said it first is withdrawn."""

from collections.abc import Iterable, Iterator, Mapping

import polars as pl
from sqlalchemy import Connection, or_, select
from sqlmodel import col

from db.bulk.frames import insert_frame
from db.drafts import Retraction
from db.entries import chunks, table_of
from db.models import Claim, Repetition
from db.vocabulary import ClaimStatus

_ROWS = {"claim_id": pl.Int64, "row": pl.Int64}


def note(
    connection: Connection,
    claims: pl.DataFrame,
    again: pl.DataFrame,
    retractions: Iterable[Retraction],
    batch: int,
) -> None:
    """Keep which open versions of other batches this batch says again, with the rows that do so.

    ``claims`` are all claims of the batch; ``again`` those that a standing version says already, with its ``id``. A
    claim that the batch words differently, because an old file does not undo what was mended after it, is not said
    again.
    """
    said = again.select(claim_id="id", row="row")
    back = list(_taken_back(connection, claims, retractions, batch))
    taken = pl.DataFrame(back, schema=_ROWS, orient="row")
    rows = pl.concat([said, taken]).unique("claim_id", keep="first", maintain_order=True)
    insert_frame(connection, table_of(Repetition), rows.with_columns(batch_id=pl.lit(batch, pl.Int64)))


def _taken_back(
    connection: Connection, claims: pl.DataFrame, retractions: Iterable[Retraction], batch: int
) -> Iterator[tuple[int, int]]:
    """Retracted versions that the batch would retract if they stood, and the rows (see ``db.writing.takeback``)."""
    if not _any_retracted(connection):
        return
    taken_back = {key: retraction.row for retraction in retractions for key in retraction.keys}
    said = dict(zip(claims["key"], claims["row"], strict=True))
    totals = claims.filter(pl.col("subset_of").is_null())
    by_key = dict(zip(totals["key"], totals["row"], strict=True)) | taken_back
    for some in chunks(by_key):
        statement = select(col(Claim.id), col(Claim.key), col(Claim.subset_of)).where(
            col(Claim.superseded_at).is_(None),
            col(Claim.status) == ClaimStatus.RETRACTED,
            col(Claim.batch_id) != batch,
            or_(col(Claim.key).in_(some), col(Claim.subset_of).in_(some)),
        )
        yield from _rows(connection.execute(statement).fetchall(), by_key, taken_back, said)


def _rows(
    found: Iterable[Iterable[object]], by_key: Mapping[str, int], taken_back: Mapping[str, int], said: Mapping[str, int]
) -> Iterator[tuple[int, int]]:
    for number, key, subset_of in found:
        own = str(subset_of) if subset_of in by_key and str(key).startswith(f"{subset_of}/") else None
        if key in taken_back or (own is not None and key not in said):
            yield int(str(number)), taken_back.get(str(key)) or by_key[own or str(key)]


def _any_retracted(connection: Connection) -> bool:
    retracted = select(col(Claim.id)).where(col(Claim.status) == ClaimStatus.RETRACTED).limit(1)
    return connection.execute(retracted).first() is not None
