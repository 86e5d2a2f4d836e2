"""One page of the incidents of a selection, newest first, found without looking at all of their claims' words."""

from collections.abc import Iterable
from typing import Any

import numpy as np
import polars as pl
from sqlalchemy import select
from sqlmodel import Session, col

from db.columns.copies import Part
from db.columns.numbers import NO_DAY
from db.columns.state import state_of
from db.entries import chunks
from db.gazetteer.places import Tree
from db.models import Claim, Incident
from db.selection.counts import newest_incidents
from db.selection.selecting import Selection
from db.views.frame import read_chosen


def claims_of_page(session: Session, selection: Selection, limit: int, offset: int) -> pl.DataFrame:
    """The claims of the view about the incidents of a page, as :func:`db.views.frame.load` gives them.

    Incidents are in order of their last day, the latest first, those of no day last, and then of their codes. Views
    that differ in what is older have one newest page, so it is not read for each.
    """
    ids, view = ids_about(selection, _page(session, selection, limit, offset)), selection.view

    def read() -> tuple[pl.DataFrame, Tree]:
        return read_chosen(session, view, ids), view.tree  # with the tree, so that no other one is taken for it

    asked = view.filters.as_of, id(view.tree), state_of(session), tuple(ids)
    return selection.copy.remember("claims of a page", asked, read)[0]


def ids_about(selection: Selection, incidents: Iterable[int]) -> list[int]:
    """The ids of the selection's versions that count with one of these incidents."""
    wanted = np.zeros(selection.most_incident + 1, bool)
    wanted[[number for number in incidents if number < len(wanted)]] = True
    rows = selection.narrowed(mask & wanted.take(incident) for _, mask, incident in selection.each()).rows
    found: list[int] = selection.copy.take("id", rows).tolist()
    return found


def ids_of_page(session: Session, selection: Selection, limit: int, offset: int) -> list[int]:
    """The ids of a page of the selection's claims, newest happening first, and of one day by their keys."""
    days = [_happened(part) for part in selection.copy.parts]
    picked = [some[mask] for some, mask in zip(days, selection.masks, strict=True)]
    ordered = np.sort(np.concatenate([np.zeros(0, np.int32), *picked]))
    end = min(offset + limit, len(ordered))
    if offset >= end:
        return []
    last, first = ordered[len(ordered) - 1 - offset], ordered[len(ordered) - end]
    near = selection.narrowed(
        mask & (some >= first) & (some <= last) for some, mask in zip(days, selection.masks, strict=True)
    )
    ids = selection.copy.take("id", near.rows).tolist()
    when = np.concatenate([some[mask] for some, mask in zip(days, near.masks, strict=True)]).tolist()
    keys = _keys(session, ids)
    told = sorted((-day, keys[number], number) for day, number in zip(when, ids, strict=True))
    skipped = offset - (len(ordered) - int(np.searchsorted(ordered, last, side="right")))
    return [number for _, _, number in told[skipped : skipped + end - offset]]


def _happened(part: Part) -> Any:
    """The last day of what happened, else the first, else the day spoken of; before all others what has none."""
    found = part["last"]
    for name in ("first", "speaks"):
        found = np.where(found == NO_DAY, part[name], found)
    return found


def _keys(session: Session, ids: list[int]) -> dict[int, str]:
    found: dict[int, str] = {}
    for some in chunks(ids):
        rows: Any = session.connection().execute(select(col(Claim.id), col(Claim.key)).where(col(Claim.id).in_(some)))
        found.update((int(number), key) for number, key in rows)
    return found


def _page(session: Session, selection: Selection, limit: int, offset: int) -> list[int]:
    incidents, last = newest_incidents(selection, limit + offset)
    if offset >= len(incidents) or limit <= 0:
        return []
    end = min(offset + limit, len(incidents))
    earliest = np.partition(last, len(last) - end)[len(last) - end]
    later, same = incidents[last > earliest], incidents[last == earliest]
    days = dict(zip(incidents[last >= earliest].tolist(), last[last >= earliest].tolist(), strict=True))
    codes = _codes(session, [*later.tolist(), *same.tolist()])
    ordered = sorted(days, key=lambda number: (-days[number], codes[number]))
    return ordered[offset:end]


def _codes(session: Session, ids: list[int]) -> dict[int, str]:
    found: dict[int, str] = {}
    for some in chunks(ids):
        rows: Any = session.connection().execute(
            select(col(Incident.id), col(Incident.code)).where(col(Incident.id).in_(some))
        )
        found.update((int(number), code) for number, code in rows)
    return found
