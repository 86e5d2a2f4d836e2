"""The claims of a view that are not about single incidents: tolls, stocks, periods."""

import polars as pl
from sqlmodel import Session

from db.columns.store import copy_for
from db.conventions.reading import read_by
from db.lines.told_frame import told_claims
from db.selection.selecting import Selection
from db.series.outdated import with_outdated
from db.spelling import with_keys
from db.views.frame import View, load
from db.vocabulary import ClaimStatus


def told_in(session: Session, view: View) -> pl.DataFrame:
    """What is told of the view's series, which is not incident; not what waits for review.

    As :func:`db.views.frame.load` gives it, but from a copy without what figures of incidents need; with the keys of
    :func:`db.spelling.with_keys` and ``outdated`` of :func:`db.series.outdated.with_outdated`. ``convention`` is the
    name of the view's convention where that reads a claim otherwise.
    """
    copy = copy_for(session)
    if copy is None:
        claims = load(session, view).filter(pl.col("status") == ClaimStatus.ACTIVE.number)
        told = with_keys(claims, view.tree.places)
    else:
        told = told_claims(session, Selection.of(copy, session, view))
    found, convention = with_outdated(session, view, told), view.filters.convention
    if convention is None:
        return found.with_columns(convention=pl.lit(None, pl.String))
    return read_by(session, found, convention)
