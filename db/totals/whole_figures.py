"""The stored figures of all that was known of each incident and kind at a moment, worked out once for a copy."""

from dataclasses import dataclass
from typing import Any

import numpy as np
from sqlmodel import Session

from db.columns.bins import LATE, earliest_of
from db.columns.copies import Copy, micros
from db.columns.numbers import KINDS, NO_DAY, OPEN
from db.columns.state import state_of
from db.conventions.registry import Convention
from db.selection.selecting import Selection
from db.selection.worded import worded
from db.totals.held_figures import HeldFigures
from db.totals.sharing import Sharing


@dataclass(frozen=True)
class WholeFigures:
    """A value for each group of shared claims (:class:`db.totals.sharing.Sharing`).

    ``held`` is the place of its stored figure (-1: of none), ``members`` how many of its claims were known, ``row`` one
    of these, ``first`` and ``last`` their days. ``stands`` says that the figure is made of just these. ``tangled`` is
    what a person or a rule judged, or the view's convention may read otherwise: it is not for columns to decide.
    ``order`` has the groups by their rows.
    """

    figures: HeldFigures
    held: Any
    members: Any
    stands: Any
    tangled: Any
    row: Any
    first: Any
    last: Any
    order: Any

    @classmethod
    def of(cls, session: Session, selection: Selection, sharing: Sharing) -> "WholeFigures":
        """Under the policy and convention and at the moment of a selection's view, whatever its other filters."""
        filters = selection.view.filters
        figures = HeldFigures.of(selection.copy, session, filters.policy)
        asked = (filters.policy, filters.convention, filters.as_of, selection.judged, state_of(session))
        return selection.copy.remember("held", asked, lambda: cls._of(selection, sharing, figures))

    @classmethod
    def _of(cls, selection: Selection, sharing: Sharing, figures: HeldFigures) -> "WholeFigures":
        copy, size = selection.copy, len(sharing.keys)
        held = figures.by_group(selection, sharing)
        known = _known(selection, sharing.rows)
        rows, groups = sharing.rows[known], sharing.groups[known]
        members = np.bincount(groups, minlength=size).astype(np.int32)
        named = selection.view.judged.named
        tangled = np.isin(sharing.keys // KINDS, list(named)) if named else np.zeros(size, bool)
        if selection.view.filters.convention is not None:
            tangled |= _in_words(selection, sharing, selection.view.filters.convention)
        stands = (held >= 0) & ~tangled & (members > 0)
        stands[stands] = figures.members[held[stands]] == members[stands]
        row = np.zeros(size, np.int32)
        row[groups] = rows
        first, last = days_of(copy, rows, groups, size)
        return cls(
            figures, held, members, stands, tangled, row, first, last, np.argsort(row, kind="stable").astype(np.int32)
        )


def _in_words(selection: Selection, sharing: Sharing, convention: Convention) -> Any:
    """The groups of which a claim states a word that the convention may read otherwise."""
    found = np.zeros(len(sharing.keys), bool)
    found[sharing.groups[worded(selection.copy, convention)[sharing.rows]]] = True
    return found


def days_of(copy: Copy, rows: Any, figure: Any, size: int) -> tuple[Any, Any]:
    """The first and the last day of ``size`` figures: ``figure`` is the place of each row's; ``NO_DAY`` for none."""
    first, last = np.full(size, LATE, np.int32), np.full(size, NO_DAY, np.int32)
    earliest_of(first, figure, copy.take("first", rows))
    np.maximum.at(last, figure, copy.take("last", rows))
    first[first == LATE] = NO_DAY
    return first, last


def _known(selection: Selection, rows: Any) -> Any:
    """Which versions stood at the view's moment and counted."""
    superseded, as_of = selection.copy.take("superseded", rows), selection.view.filters.as_of
    counts = ~np.isin(selection.copy.take("id", rows), selection.waiting) if len(selection.waiting) else True
    if as_of is None:
        return (superseded == OPEN) & counts
    moment = micros(as_of)
    return (selection.copy.take("known", rows) <= moment) & (superseded > moment) & counts
