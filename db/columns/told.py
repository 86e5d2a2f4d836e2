"""The claims of a copy that are not about single incidents, as a frame: tolls, stocks, periods keep their words."""

from collections.abc import Iterator

import polars as pl
from sqlmodel import Session, col

from db.columns.selection import Selection
from db.columns.store import PIECE, Copy
from db.filters import Filters
from db.frame import View, read_versions
from db.models import Claim
from db.spelling import with_keys
from db.vocabulary import ClaimStatus, Series


def told(session: Session, selection: Selection) -> pl.DataFrame:
    """The active claims of the selection that are of any series but incident, as :func:`db.frame.load` gives them.

    With the keys of :func:`db.spelling.with_keys`. All of them are read once for a copy, with what an earlier copy had.
    """
    copy = selection.copy
    rows = selection.narrowed(
        mask & (part["series"] != Series.INCIDENT.number) & (part["status"] == ClaimStatus.ACTIVE.number)
        for part, mask, _ in selection.each()
    ).rows
    ids = pl.Series(copy.take("id", rows), dtype=pl.Int64)
    everything = copy.remember(("told", len(selection.view.tree.places)), lambda: _all(session, selection.view, copy))
    return everything.filter(pl.col("id").is_in(ids.implode()))


def _all(session: Session, view: View, copy: Copy) -> pl.DataFrame:
    key = ("told", len(view.tree.places))
    before = copy.before
    earlier = before.kept.get(key) if before else None
    after = before.until if before and earlier is not None else 0
    everything = View(Filters(), view.tree, None, None, view.judged)
    pieces = [
        read_versions(session, everything, col(Claim.series) != Series.INCIDENT, col(Claim.id).between(start + 1, end))
        for start, end in _ranges(after, copy.until)
    ]
    found = pl.concat(pieces) if pieces else read_versions(session, everything, col(Claim.id) < 0)
    fresh = with_keys(found, view.tree.places)
    return fresh if earlier is None else pl.concat([earlier, fresh])


def _ranges(after: int, until: int) -> Iterator[tuple[int, int]]:
    """Runs of ids, so that few rows are in memory as Python's objects at a time."""
    for start in range(after, until, PIECE):
        yield start, min(start + PIECE, until)
