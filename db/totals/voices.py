"""Which of the shared claims that a view looks at make which figures: what is reconciled together is a voice.

A voice is the claims of one incident and kind or, where sources are asked for one by one, those of one source among
them. One claim in view is its own figure; where a stored figure is made of just the claims in view, that is taken; the
others have to be read and reconciled.
"""

from dataclasses import dataclass
from typing import Any

import numpy as np
from sqlmodel import Session

from db.selection.selecting import Selection
from db.totals.held_figures import HeldFigures
from db.totals.sharing import Sharing, voices_of
from db.totals.whole_figures import WholeFigures, days_of


@dataclass(frozen=True)
class Voices:
    """Row numbers of claims that are alone in their voice (``single``) and of those to reconcile (``rereading``).

    ``rows`` are of those of which stored figures are made, at least one of each; ``figure`` numbers the figure of each
    row. A figure is at ``at`` of ``figures`` and has a ``first`` and ``last`` day.
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
        whole = WholeFigures.of(session, selection, sharing)
        chosen = _in_view(selection, sharing)
        if by_source:
            return _of_sources(selection, sharing, whole, chosen)
        groups = sharing.groups.take(chosen)
        counts = np.bincount(groups, minlength=len(sharing.keys))
        taken = whole.stands & (whole.members == counts)
        rest = np.flatnonzero(~taken.take(groups))
        rows, groups = sharing.rows.take(chosen.take(rest)), groups.take(rest)
        single = ~whole.tangled.take(groups) & (counts.take(groups) == 1)
        shown = whole.order[taken.take(whole.order)]
        at, first, last, row = (values.take(shown) for values in (whole.held, whole.first, whole.last, whole.row))
        return cls(rows[single], rows[~single], whole.figures, row, np.arange(len(shown)), at, first, last)


def _of_sources(selection: Selection, sharing: Sharing, whole: WholeFigures, chosen: Any) -> Voices:
    """The voices of the sources one by one."""
    rows, groups = sharing.rows[chosen], sharing.groups[chosen]
    voice = voices_of(selection.copy, sharing)[chosen]
    counts = np.bincount(voice, minlength=1)[voice]
    tangled, held = whole.tangled[groups], whole.held[groups]
    stored = ~tangled & (held >= 0)
    stored[stored] = whole.figures.members[held[stored]] == counts[stored]
    single = ~tangled & ~stored & (counts == 1)
    figure, size = _numbered(voice[stored])
    at = np.zeros(size, np.int64)
    at[figure] = held[stored]
    first, last = days_of(selection.copy, rows[stored], figure, size)
    return Voices(rows[single], rows[~stored & ~single], whole.figures, rows[stored], figure, at, first, last)


def _in_view(selection: Selection, sharing: Sharing) -> Any:
    """The places in ``sharing.rows`` of those that are selected."""
    picked = [np.zeros(0, bool)]
    for part, mask in zip(selection.copy.parts, selection.masks, strict=True):
        start, end = np.searchsorted(sharing.rows, [part.offset, part.offset + part.rows])
        picked.append(mask[sharing.rows[start:end] - part.offset])
    return np.flatnonzero(np.concatenate(picked))


def _numbered(voice: Any) -> tuple[Any, int]:
    """The voices numbered from 0, and how many there are."""
    seen = np.zeros(int(voice.max(initial=-1)) + 1, bool)
    seen[voice] = True
    places = np.cumsum(seen) - 1
    return places[voice], int(np.count_nonzero(seen))
