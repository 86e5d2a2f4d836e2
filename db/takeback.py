"""Claims that no longer stand: a new version that says so, and supersedes the one that stood. Nothing is deleted."""

from collections.abc import Iterable
from datetime import datetime
from typing import NamedTuple

from sqlalchemy import Connection, literal, or_, select
from sqlmodel import col

from db.drafts import Retraction
from db.entries import chunks, supersede, table_of
from db.models import Claim
from db.vocabulary import ClaimStatus, RevisionReason

STANDS = (ClaimStatus.ACTIVE, ClaimStatus.IN_REVIEW)


class Taken(NamedTuple):
    """An open version to take back, the row that does it and why."""

    id: int
    row: int
    reason: RevisionReason


def taken(connection: Connection, retractions: Iterable[Retraction]) -> list[Taken]:
    """The open versions that retractions are about: the claims themselves and the parts that their own words named."""
    found: dict[int, Taken] = {}
    by_key = {key: retraction for retraction in retractions for key in retraction.keys}
    for some in chunks(by_key):
        for number, key, subset_of in _open(connection, some):
            own = key if key in by_key else subset_of
            if own and (key == own or key.startswith(f"{own}/")):
                found[number] = Taken(number, by_key[own].row, by_key[own].reason)
    return list(found.values())


def gone(connection: Connection, stated: dict[str, int], said: set[str]) -> list[Taken]:
    """The parts that a total's corrected words no longer name.

    ``stated`` maps the keys of totals to their rows; ``said`` are the keys of all claims that the batch makes.
    """
    return [
        Taken(number, stated[subset_of], RevisionReason.CORRECTION)
        for some in chunks(stated)
        for number, key, subset_of in _open(connection, some)
        if subset_of in stated and key not in said and key.startswith(f"{subset_of}/")
    ]


def take_back(connection: Connection, claims: Iterable[Taken], batch: int, now: datetime) -> None:
    """Write for each a version that is retracted, with its reason."""
    table = table_of(Claim)
    copied = [column for column in table.c if column.name not in {"id", *_CHANGED}]
    claims = list(claims)
    for claim in claims:
        changed = {
            "version": table.c.version + 1,
            "batch_id": literal(batch),
            "row": literal(claim.row),
            "status": literal(ClaimStatus.RETRACTED, table.c.status.type),
            "revision_reason": literal(claim.reason, table.c.revision_reason.type),
            "fingerprint": literal(""),
            "recorded_at": literal(now, table.c.recorded_at.type),
            "superseded_at": literal(None, table.c.superseded_at.type),
        }
        version = select(*copied, *(changed[name] for name in _CHANGED)).where(table.c.id == claim.id)
        supersede(connection, [claim.id], now)
        connection.execute(table.insert().from_select([*(c.name for c in copied), *_CHANGED], version))


_CHANGED = ("version", "batch_id", "row", "status", "revision_reason", "fingerprint", "recorded_at", "superseded_at")


def _open(connection: Connection, keys: list[str]) -> list[tuple[int, str, str | None]]:
    statement = select(col(Claim.id), col(Claim.key), col(Claim.subset_of)).where(
        col(Claim.superseded_at).is_(None),
        col(Claim.status).in_(STANDS),
        or_(col(Claim.key).in_(keys), col(Claim.subset_of).in_(keys)),
    )
    return [(int(number or 0), key, subset_of) for number, key, subset_of in connection.execute(statement)]
