"""Adding up the claims that stand alone, which are their own figures, on whole columns.

What is asked without a group, by place and by source comes from one pass over the rows, where the bins of all three
together are few.
"""

from functools import partial
from typing import Any, Final, NamedTuple

import numpy as np
from sqlmodel import Session

from db.columns.bins import Bins, Told
from db.columns.copies import Copy
from db.columns.grouping import Grouping
from db.columns.selection import Selection
from db.columns.sharing import Sharing
from db.gazetteer.places import Tree

TOLD: Final = ("low", "best", "high", "missing", "first", "last", "plain")
MOST_JOINT: Final = 100_000
"""More bins of kind, place and source than these are not added up together."""
_AXES: Final = {None: (1, 2), "place": (2,), "source": (1,)}


def sums_of_alone(session: Session, selection: Selection, sharing: Sharing, grouping: Grouping) -> Bins:
    """The sums of the claims of a selection about incidents that stand alone, in the bins of a grouping."""
    return selection.once(("alone", grouping.by), lambda: _sums(session, selection, sharing, grouping))


def _sums(session: Session, selection: Selection, sharing: Sharing, grouping: Grouping) -> Bins:
    places, sources = (Grouping.of(selection, session, by) for by in ("place", "source"))
    shape = len(grouping.kinds), len(places.labels), len(sources.labels)
    if grouping.by == "month" or int(np.prod(shape)) > MOST_JOINT:
        return _added(selection, sharing, (grouping,), grouping.size)
    joint = selection.once("joint", lambda: _added(selection, sharing, (places, sources), int(np.prod(shape))))
    return joint.along(shape, _AXES[grouping.by])


def _added(selection: Selection, sharing: Sharing, groupings: tuple[Grouping, ...], size: int) -> Bins:
    """On the mapped columns as they are where many rows are wanted, else on those rows alone."""
    bins, every = Bins(size), _codes(selection, groupings)
    for part, mask, codes in zip(selection.copy.parts, selection.masks, every, strict=True):
        wanted = mask & sharing.alone[part.offset : part.offset + part.rows]
        if np.count_nonzero(wanted) * 3 < part.rows:
            own: Any = np.flatnonzero(wanted)
            told = Told(**{name: part[name][own] for name in TOLD})
            bins.add(codes[own].astype(np.int64), told, own + part.offset)
        else:
            told = Told(**{name: part[name] for name in TOLD})
            bins.add(np.where(wanted, codes, np.int64(size)), told, part.offset)
    return bins


def _codes(selection: Selection, groupings: tuple[Grouping, ...]) -> list[Any]:
    """The bin of each row, for each part: one for each combination of kind and groups. The same for all selections."""
    asked = (*(each.by for each in groupings), id(selection.view.tree))
    copy, meaning = selection.copy, tuple(each.meaning for each in groupings)
    earlier: _Codes | None = copy.carried("codes", asked)
    known = earlier.codes if earlier is not None and earlier.meaning == meaning else []
    make = partial(_made, copy, groupings, known)
    found: _Codes = copy.remember("codes", asked, lambda: _Codes(meaning, make(), selection.view.tree))
    return found.codes


class _Codes(NamedTuple):
    """What is kept of codes: what they mean, and the tree of places, so that no other one is taken for it."""

    meaning: tuple[Any, ...]
    codes: list[Any]
    tree: Tree


def _made(copy: Copy, groupings: tuple[Grouping, ...], known: list[Any]) -> list[Any]:
    """The codes of each part; a part of as many rows as one of the copy before is that part."""
    found = []
    for at, part in enumerate(copy.parts):
        if at < len(known) and len(known[at]) == part.rows:
            found.append(known[at])
            continue
        codes = groupings[0].codes(part)
        for more in groupings[1:]:
            codes *= len(more.labels)
            codes += more.groups(part)
        found.append(codes.astype(np.int32))
    return found
