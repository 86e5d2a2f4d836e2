"""Adding up the claims that stand alone, which are their own figures, on whole columns.

What is asked without a group, by place, by source and by month comes from one pass over the rows, where the bins of
the first three together are few.
"""

from functools import partial
from typing import Any, Final, NamedTuple

import numpy as np
from sqlmodel import Session

from db.columns.bins import Bins, Rows
from db.columns.copies import Copy
from db.gazetteer.places import Tree
from db.selection.grouping import Columns, Grouping
from db.selection.selecting import STRETCH, Selection
from db.totals.sharing import Sharing

MOST_JOINT: Final = 100_000
"""More bins of kind, place and source than these are not added up together."""
ROWS_FOR_A_BIN: Final = 16
"""So many rows at a time for each bin at least, since each time all bins are gone through too."""
_SHORT: Final = 2**16
_AXES: Final = {None: (1, 2), "place": (2,), "source": (1,)}
_APART: Final = "district"
"""There are many, and few views ask for them: they are added up on their own."""


def sums_of_alone(session: Session, selection: Selection, sharing: Sharing, grouping: Grouping) -> Bins:
    """The sums of the claims of a selection about incidents that stand alone, in the bins of a grouping."""
    return selection.once(("alone", grouping.by), lambda: _sums(session, selection, sharing, grouping))


def _sums(session: Session, selection: Selection, sharing: Sharing, grouping: Grouping) -> Bins:
    places, sources, months = (Grouping.of(selection, session, by) for by in ("place", "source", "month"))
    shape = len(grouping.kinds), len(places.labels), len(sources.labels)
    if grouping.by == _APART or int(np.prod(shape)) > MOST_JOINT:
        return _added(selection, sharing, (grouping,))[0]
    joint, by_month = selection.once("joint", lambda: _added(selection, sharing, (places, sources), (months,)))
    return by_month if grouping.by == "month" else joint.along(shape, _AXES[grouping.by])


def _added(selection: Selection, sharing: Sharing, *asked: tuple[Grouping, ...]) -> list[Bins]:
    """The sums in bins of each combination of kind and the groups of some groupings, from one pass for all.

    By the numbers of the wanted rows: to choose among all by a mask costs several times as much.
    """
    bins = [Bins(len(some[0].kinds) * int(np.prod([len(each.labels) for each in some]))) for some in asked]
    every = zip(*(_codes(selection, some) for some in asked), strict=True)
    stretch = max(STRETCH, *(ROWS_FOR_A_BIN * each.size for each in bins))
    for part, mask, codes in zip(selection.copy.parts, selection.masks, every, strict=True):
        for begin in range(0, part.rows, stretch):
            end = min(begin + stretch, part.rows)
            own = np.flatnonzero(mask[begin:end] & sharing.alone[begin + part.offset : end + part.offset]) + begin
            rows = Rows(part.take, own)
            for each, some, code in zip(bins, asked, codes, strict=True):
                found = code.take(own).astype(np.intp)
                _put_home(found, own + part.offset, selection, some)
                each.add_claims(found, rows, part.offset)
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
        codes = _joined(groupings, part)
        found.append(codes.astype(np.uint16 if codes.max(initial=0) < _SHORT else np.int32))
    return found
