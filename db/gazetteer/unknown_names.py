"""Names that the gazetteer has not got, as the open problems of recorded files tell them."""

from collections.abc import Collection
from typing import Final, NamedTuple

from sqlalchemy import and_, func, select
from sqlmodel import Session, col

from db.models import Batch, BatchIssue, Claim, IssueKind
from db.vocabulary import BatchStatus

UNKNOWN_PLACE: Final = "unknown_place"
UNKNOWN_AREAS: Final = ("unknown_governorate", "unknown_district")
"""The codes of problems that tell such a name: of a place, and of the areas that hold places."""


class UnknownName(NamedTuple):
    """A name in the words of its rows, and how many ``rows`` in how many ``files`` say it.

    ``pcode`` is the area that these rows keep; ``lat`` and ``lon`` are their point, where they state one and the same.
    """

    name: str
    pcode: str | None
    lat: float | None
    lon: float | None
    rows: int
    files: int


def unknown_names(session: Session, codes: Collection[str]) -> list[UnknownName]:
    """The names that open problems of these codes are about, by area and name; an area's rows apart from another's.

    Of rows whose claims stand as they were sent: one that a later file has placed, or that was rejected, has no part.
    """
    of_row = and_(col(Claim.batch_id) == col(IssueKind.batch_id), col(Claim.row) == col(BatchIssue.row))
    lat, lon = ((func.min(bound), func.max(bound)) for bound in (col(Claim.lat), col(Claim.lon)))
    rows, files = (func.count(number.distinct()) for number in (col(BatchIssue.id), col(IssueKind.batch_id)))
    statement = (
        select(col(IssueKind.value), col(Claim.pcode), *lat, *lon, rows, files)
        .join(BatchIssue, col(BatchIssue.kind_id) == col(IssueKind.id))
        .join(Batch, col(Batch.id) == col(IssueKind.batch_id))
        .join(Claim, of_row)
        .where(
            col(IssueKind.code).in_(codes),
            col(IssueKind.value) != "",
            col(BatchIssue.resolved_at).is_(None),
            col(Claim.superseded_at).is_(None),
            col(Batch.status) == BatchStatus.RECORDED,
        )
        .group_by(col(IssueKind.value), col(Claim.pcode))
    )
    found = [
        UnknownName(name, pcode, *(_one(*lats, *lons)), counted, named)
        for name, pcode, *bounds, counted, named in session.execute(statement)
        for lats, lons in [(bounds[:2], bounds[2:])]
    ]
    return sorted(found, key=lambda each: (each.pcode or "", each.name))


def _one(
    least_lat: float | None, lat: float | None, least_lon: float | None, lon: float | None
) -> tuple[float | None, float | None]:
    return (lat, lon) if (least_lat, least_lon) == (lat, lon) else (None, None)
