"""Which claims of a selection make figures of the corroboration that its view asks for.

Corroboration is that of the whole incident: a view of one source's claims cuts off who else speaks of the same.
"""

from dataclasses import replace
from typing import Any

import numpy as np
import polars as pl
from sqlalchemy import select
from sqlmodel import Session, col

from db.entries import chunks
from db.happened.reconciled import whole_incidents
from db.models import Incident
from db.selection.selecting import Selection, about_incidents
from db.totals.rereading import reconciled
from db.totals.sharing import Sharing, key_of
from db.totals.voices import Voices
from db.vocabulary import Corroboration


def corroborated(session: Session, selection: Selection) -> Selection:
    """The claims of the selection about incidents with such a figure; all claims where the view does not ask."""
    wanted = selection.view.filters.corroboration
    if wanted is None:
        return selection
    found = selection.once(("corroborated", wanted), lambda: _about_the_same(session, selection, wanted))
    return replace(found, view=selection.view)  # it may have been asked for first under another policy


def in_figures(session: Session, selection: Selection, wanted: Corroboration) -> Selection:
    """Of claims about incidents those that are in a figure of this corroboration."""
    found = selection.once(("in figures", wanted), lambda: _in_figures(session, selection, wanted))
    return replace(found, view=selection.view)


def _about_the_same(session: Session, selection: Selection, wanted: Corroboration) -> Selection:
    found = np.zeros(selection.most_incident + 1, bool)
    for _, mask, incident in in_figures(session, about_incidents(selection), wanted).each():
        found[incident[mask]] = True
    return selection.narrowed(mask & found[incident] for _, mask, incident in selection.each())


def _in_figures(session: Session, selection: Selection, wanted: Corroboration) -> Selection:
    whole = about_incidents(Selection.of(selection.copy, session, whole_incidents(selection.view)))
    sharing = Sharing.of(whole)
    found = whole.once(("groups", wanted), lambda: _groups_of(session, whole, sharing, wanted))
    marked = sharing.alone.copy() if wanted is Corroboration.SINGLE else np.zeros(selection.copy.rows, bool)
    marked[sharing.rows[found[sharing.groups]]] = True
    return selection.narrowed(
        mask & marked[part.offset : part.offset + part.rows] for part, mask, _ in selection.each()
    )


def _groups_of(session: Session, whole: Selection, sharing: Sharing, wanted: Corroboration) -> Any:
    """Which of the groups of shared claims have it, by all claims that the register has at the view's moment."""
    found = np.zeros(len(sharing.keys), bool)
    voices = Voices.of(session, whole, sharing, by_source=False)
    if wanted is Corroboration.SINGLE:
        found[sharing.groups[np.searchsorted(sharing.rows, voices.single)]] = True
    stored = voices.rows[voices.figures.corroboration[voices.at[voices.figure]] == wanted.number]
    found[sharing.groups[np.searchsorted(sharing.rows, stored)]] = True
    if len(voices.rereading):
        figures = reconciled(session, whole, voices.rereading, None)
        own = figures.filter(pl.col("corroboration") == wanted.number)
        found[np.searchsorted(sharing.keys, key_of(_ids(session, own["incident"]), own["kind"].to_numpy()))] = True
    return found


def _ids(session: Session, codes: pl.Series) -> Any:
    statements = (
        select(col(Incident.code), col(Incident.id)).where(col(Incident.code).in_(some))
        for some in chunks(codes.unique())
    )
    number = {code: number for statement in statements for code, number in session.connection().execute(statement)}
    return np.array([number[code] for code in codes], np.int64)
