"""Adding up the claims that stand alone, which are their own figures, on whole columns.

What is asked without a group, by place and by source comes from one pass over the rows, where the bins of all three
together are few.
"""

from functools import partial
from typing import Any, Final, NamedTuple

import numpy as np
from sqlmodel import Session

from db.columns.bins import Bins, Rows
from db.columns.copies import Copy
from db.columns.grouping import Columns, Grouping
from db.columns.selection import Selection
from db.columns.sharing import Sharing
from db.gazetteer.places import Tree

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
    """By the numbers of the wanted rows: to choose among all by a mask costs several times as much."""
    bins, every = Bins(size), _codes(selection, groupings)
    for part, mask, codes in zip(selection.copy.parts, selection.masks, every, strict=True):
        own = np.flatnonzero(mask & sharing.alone[part.offset : part.offset + part.rows])
        found = codes.take(own).astype(np.intp)
        _put_home(found, own + part.offset, selection, groupings)
        bins.add_claims(found, Rows(part.take, own), part.offset)
    return bins


def _put_home(codes: Any, rows: Any, selection: Selection, groupings: tuple[Grouping, ...]) -> None:
    """Give the rows that do not show their incident's home the bins of it."""
    homes = selection.homes
    elsewhere = np.flatnonzero(np.isin(rows, homes.rows, assume_unique=True)) if len(homes.rows) else homes.rows
    if len(elsewhere):
        codes[elsewhere] = _joined(groupings, Rows(homes.taker(selection.copy), rows[elsewhere]))


def _joined(groupings: tuple[Grouping, ...], columns: Columns) -> Any:
    codes = groupings[0].codes(columns)
    for more in groupings[1:]:
        codes *= len(more.labels)
        codes += more.groups(columns)
    return codes


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
        found.append(_joined(groupings, part).astype(np.int32))
    return found
