"""Claims that no longer stand: a new version that says so, and supersedes the one that stood. Nothing is deleted."""

from collections.abc import Iterable
from datetime import datetime
from typing import NamedTuple

from sqlalchemy import Connection, or_, select
from sqlmodel import col

from db.drafts import Retraction
from db.entries import chunks
from db.models import Claim
from db.vocabulary import ClaimStatus, RevisionReason
from db.writing.versions import NewVersion, write_versions

STANDS = (ClaimStatus.ACTIVE, ClaimStatus.IN_REVIEW)


class Taken(NamedTuple):
    """An open version to take back, the row that does it and why."""

    id: int
    row: int
    reason: RevisionReason


def taken(connection: Connection, retractions: Iterable[Retraction], earlier: int | None) -> list[Taken]:
    """The open versions that retractions are about: the claims themselves and the parts that their own words named.

    ``earlier`` is the batch that brought the same file before: what was said after it stands.
    """
    found: dict[int, Taken] = {}
    by_key = {key: retraction for retraction in retractions for key in retraction.keys}
    for some in chunks(by_key):
        for number, key, subset_of, batch in _open(connection, some):
            if earlier is not None and batch > earlier:
                continue
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
        for number, key, subset_of, _ in _open(connection, some)
        if subset_of in stated and key not in said and key.startswith(f"{subset_of}/")
    ]


def take_back(connection: Connection, claims: Iterable[Taken], batch: int, now: datetime) -> None:
    """Write for each a version that is retracted, with its reason."""
    retracted = (
        NewVersion(claim.id, claim.id, batch, claim.row, claim.reason, ClaimStatus.RETRACTED) for claim in claims
    )
    write_versions(connection, retracted, now)


def _open(connection: Connection, keys: list[str]) -> list[tuple[int, str, str | None, int]]:
    statement = select(col(Claim.id), col(Claim.key), col(Claim.subset_of), col(Claim.batch_id)).where(
        col(Claim.superseded_at).is_(None),
        col(Claim.status).in_(STANDS),
        or_(col(Claim.key).in_(keys), col(Claim.subset_of).in_(keys)),
    )
    return [(int(number or 0), key, whole, batch) for number, key, whole, batch in connection.execute(statement)]
