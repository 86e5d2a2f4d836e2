"""The claims of a view that are not about single incidents: tolls, stocks, periods."""

import polars as pl
from sqlmodel import Session

from db.columns.selection import Selection
from db.columns.store import copy_for
from db.columns.told_frame import told_claims
from db.frame import View, load
from db.spelling import with_keys
from db.vocabulary import ClaimStatus


def told_in(session: Session, view: View) -> pl.DataFrame:
    """What is told of the view's series, which is not incident; not what waits for review.

    As :func:`db.frame.load` gives it, but from a copy without what figures of incidents need; with the keys of
    :func:`db.spelling.with_keys`.
    """
    copy = copy_for(session)
    if copy is None:
        claims = load(session, view).filter(pl.col("status") == ClaimStatus.ACTIVE.number)
        return with_keys(claims, view.tree.places)
    return told_claims(session, Selection.of(copy, session, view))
