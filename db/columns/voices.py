"""Which of the shared claims that a view looks at make which figures: what is reconciled together is a voice.

A voice is the claims of one incident and kind or, where sources are asked for one by one, those of one source among
them. One claim in view is its own figure; where a stored figure is made of just the claims in view, that is taken; the
others have to be read and reconciled.
"""

from dataclasses import dataclass
from typing import Any

import numpy as np
from sqlmodel import Session

from db.columns.bins import LATE, earliest_of
from db.columns.held_figures import HeldFigures
from db.columns.numbers import KINDS, NO_DAY
from db.columns.selection import Selection
from db.columns.sharing import Sharing, voices_of
from db.columns.state import state_of


@dataclass(frozen=True)
class Voices:
    """Row numbers of claims that are alone in their voice (``single``) and of those to reconcile (``rereading``).

    ``rows`` are those of which stored figures are made, ``figure`` numbers the figure of each; a figure is at ``at`` of
    ``figures`` and has a ``first`` and ``last`` day.
    """

    single: Any
    rereading: Any
    figures: HeldFigures
    rows: Any
    figure: Any
    at: Any
    first: Any
    last: Any

    @classmethod
    def of(cls, session: Session, selection: Selection, sharing: Sharing, *, by_source: bool) -> "Voices":
        """The voices of a selection of claims about incidents."""
        asked = ("voices", selection.view.filters.policy, by_source)
        return selection.once(asked, lambda: cls._of(session, selection, sharing, by_source=by_source))

    @classmethod
    def _of(cls, session: Session, selection: Selection, sharing: Sharing, *, by_source: bool) -> "Voices":
        copy, filters = selection.copy, selection.view.filters
        figures = HeldFigures.of(copy, session, filters.policy)
        asked = (filters.policy, filters.as_of, selection.judged, state_of(session))
        held_of = copy.remember("held", asked, lambda: figures.by_group(selection, sharing))
        chosen = _in_view(selection, sharing)
        rows, groups = sharing.rows[chosen], sharing.groups[chosen]
        voice = voices_of(copy, sharing)[chosen] if by_source else groups
        counts = np.bincount(voice, minlength=1)[voice]
        held = held_of[groups]
        tangled = _tangled(selection, sharing, groups)
        stored = ~tangled & (held >= 0)
        stored[stored] = figures.members[held[stored]] == counts[stored]
        single = ~tangled & ~stored & (counts == 1)
        figure, size = _numbered(voice[stored])
        at = np.zeros(size, np.int64)
        at[figure] = held[stored]
        first, last = _days(selection, rows[stored], figure, size)
        return cls(rows[single], rows[~stored & ~single], figures, rows[stored], figure, at, first, last)


def _in_view(selection: Selection, sharing: Sharing) -> Any:
    """The places in ``sharing.rows`` of those that are selected."""
    picked = [np.zeros(0, bool)]
    for part, mask in zip(selection.copy.parts, selection.masks, strict=True):
        start, end = np.searchsorted(sharing.rows, [part.offset, part.offset + part.rows])
        picked.append(mask[sharing.rows[start:end] - part.offset])
    return np.flatnonzero(np.concatenate(picked))


def _tangled(selection: Selection, sharing: Sharing, groups: Any) -> Any:
    """Whether a person or a rule has judged the incident of a row, so that it is not for columns to decide."""
    named = selection.view.judged.named
    if not named:
        return np.zeros(len(groups), bool)
    marked: Any = np.isin(sharing.keys // KINDS, list(named))
    return marked[groups]


def _numbered(voice: Any) -> tuple[Any, int]:
    """The voices numbered from 0, and how many there are."""
    seen = np.zeros(int(voice.max(initial=-1)) + 1, bool)
    seen[voice] = True
    places = np.cumsum(seen) - 1
    return places[voice], int(np.count_nonzero(seen))


def _days(selection: Selection, rows: Any, figure: Any, size: int) -> tuple[Any, Any]:
    first, last = np.full(size, LATE, np.int32), np.full(size, NO_DAY, np.int32)
    earliest_of(first, figure, selection.copy.take("first", rows))
    np.maximum.at(last, figure, selection.copy.take("last", rows))
    first[first == LATE] = NO_DAY
    return first, last
