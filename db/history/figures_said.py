"""How many figures each source ever gave, those that it took back too: what its revised figures are a share of."""

from collections import Counter
from typing import Any

from sqlalchemy import and_, func, select
from sqlmodel import Session, col

from db.columns.later import later_versions
from db.entries import table_of
from db.filters import Filters
from db.history.revisions import meeting, recorded_by, revised_keys, withdrawn_batches
from db.models import Batch, Claim, Source
from db.views.frame import View

Said = tuple[int, int | None, str]
"""Whom a claim names by ids, its source and who first said it, and its key."""


def figures_said(session: Session, filters: Filters) -> dict[str, int]:
    """By the name of who first said them the claims of which a version meets the view's filters, as revisions do.

    What came with a file that was withdrawn was never said. Each claim has one first version, so these are counted;
    one of which only a later version meets the filters is counted by that.
    """
    view = View.of(session, filters)
    connection = session.connection()
    first = select(col(Claim.source_id), col(Claim.origin_id), func.count()).where(*_first(view))
    rows = connection.execute(first.group_by(col(Claim.source_id), col(Claim.origin_id)))
    said = Counter[tuple[int, int | None]]({(source, origin): number for source, origin, number in rows})
    for source, origin, _ in _met_later(session, view):
        said[source, origin] += 1
    names = {row.id: row.name for row in connection.execute(select(col(Source.id), col(Source.name)))}
    found = Counter[str]()
    for (source, origin), number in said.items():
        found[names[source if origin is None else origin]] += number
    return dict(found)


def _first(view: View) -> list[Any]:
    """Conditions on first versions that meet the filters."""
    stands = col(Claim.batch_id).not_in(withdrawn_batches(view))
    return [col(Claim.version) == 1, stands, *meeting(view, Claim)]


def _met_later(session: Session, view: View) -> set[Said]:
    """Who said which claims of which a later version meets the filters and the first does not."""
    revised = table_of(Claim).alias("revised")
    own = (col(Claim.source_id), col(Claim.origin_id), col(Claim.key))
    came = and_(col(Batch.id) == col(Claim.batch_id), col(Batch.recorded_at) == col(Claim.recorded_at))
    kept = (col(Claim.batch_id).not_in(withdrawn_batches(view)), *recorded_by(col(Claim.recorded_at), view))
    later: set[Said] = set()
    first: set[Said] = set()
    for these in later_versions(session, revised):
        mended = col(Claim.key).in_(revised_keys(view, revised, these))
        versions = select(*own).join(Batch, came).where(mended, *kept)
        later.update((row[0], row[1], row[2]) for row in session.connection().execute(versions))
        begun = select(*own).where(mended, *_first(view))
        first.update((row[0], row[1], row[2]) for row in session.connection().execute(begun))
    return later - first
