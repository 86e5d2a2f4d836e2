"""Which claims of a copy share a figure with others, and which stand alone and are their own figure."""

from dataclasses import dataclass
from typing import Any

import numpy as np

from db.columns.copies import Copy
from db.columns.numbers import KINDS
from db.conventions.registry import Convention
from db.selection.selecting import Selection
from db.selection.worded import worded
from db.vocabulary import ClaimStatus, Series


@dataclass(frozen=True)
class Sharing:
    """``alone`` marks the rows whose incident and kind no other row has or ever had.

    ``rows`` are all other rows that count in figures of incidents, ascending; ``groups`` numbers the incident and kind
    of each; ``keys`` has the key of each group (:func:`key_of`), ascending. Rows of incidents that were judged are
    never alone, nor are those that the view's convention may read otherwise.
    """

    alone: Any
    rows: Any
    groups: Any
    keys: Any

    @classmethod
    def of(cls, selection: Selection) -> "Sharing":
        """The sharing under the links, merges and convention of the selection's view, whatever its other filters."""
        plain = selection.copy.remember("sharing", selection.judged, lambda: cls._of(selection))
        convention = selection.view.filters.convention
        if convention is None:
            return plain
        asked = selection.judged, convention
        return selection.copy.remember("sharing of words", asked, lambda: _without_words(selection, plain, convention))

    @classmethod
    def _of(cls, selection: Selection) -> "Sharing":
        before: Sharing | None = selection.copy.carried("sharing", selection.judged)
        return _first(selection) if before is None else _further(selection, before)


def _without_words(selection: Selection, plain: Sharing, convention: Convention) -> Sharing:
    """The same, with what a convention may read otherwise among what is shared, of which claims can be read again."""
    rows = np.flatnonzero(plain.alone & worded(selection.copy, convention))
    incident = np.concatenate([np.zeros(0, np.int64), *selection.incidents])[rows]
    alone = plain.alone.copy()
    alone[rows] = False
    return _with_more(alone, plain, rows, key_of(incident, selection.copy.take("kind", rows)))


def voices_of(copy: Copy, sharing: Sharing) -> Any:
    """For each of the shared rows a number for its group and source."""
    return copy.remember("voices", id(sharing), lambda: (_voices(copy, sharing), sharing), most=1)[0]


def _voices(copy: Copy, sharing: Sharing) -> Any:
    spoken = sharing.groups * np.int64(copy.most("source") + 1) + copy.take("source", sharing.rows)
    return np.unique(spoken, return_inverse=True)[1].astype(np.int32)


def _first(selection: Selection) -> Sharing:
    rows, keys = _counting(selection, 0)
    lone = ~_told_twice(keys) & ~_judged(selection, keys)
    return _made(selection.copy.rows, rows[lone], rows[~lone], keys[~lone])


def _further(selection: Selection, before: Sharing) -> Sharing:
    """The sharing after more versions: of the earlier ones only those change whose incident a newer one is about."""
    start = len(before.alone)
    rows, keys = _counting(selection, start)
    touched = np.zeros(selection.most_incident + 1, bool)
    touched[keys // KINDS] = True
    earlier, earlier_keys = _alone_of(selection, before, touched)
    joined = np.isin(earlier_keys, keys)
    known = _among(before.keys, keys)
    shared = _told_twice(keys) | np.isin(keys, earlier_keys) | known | _judged(selection, keys)
    alone = np.zeros(selection.copy.rows, bool)
    alone[:start] = before.alone
    alone[earlier[joined]] = False
    alone[rows[~shared]] = True
    more = np.append(earlier[joined], rows[shared]), np.append(earlier_keys[joined], keys[shared])
    return _with_more(alone, before, *more)


def _with_more(alone: Any, before: Sharing, rows: Any, keys: Any) -> Sharing:
    """What was shared before with a few more rows: to sort all of their keys again would be dear."""
    fresh = np.unique(keys[~_among(before.keys, keys)])
    at = np.searchsorted(before.keys, fresh)
    every = np.insert(before.keys, at, fresh)
    moved = np.arange(len(before.keys)) + np.searchsorted(fresh, before.keys)
    all_rows = np.append(before.rows, rows)
    groups = np.append(moved.take(before.groups), np.searchsorted(every, keys))
    order = np.argsort(all_rows, kind="stable")
    return Sharing(alone, all_rows[order].astype(np.int32), groups[order].astype(np.int32), every)


def _counting(selection: Selection, start: int) -> tuple[Any, Any]:
    """The rows from ``start`` on that count in figures of incidents, and their keys."""
    rows, keys = [np.zeros(0, np.int64)], [np.zeros(0, np.int64)]
    for part, incident in zip(selection.copy.parts, selection.incidents, strict=True):
        begin = min(max(start - part.offset, 0), part.rows)
        counts = (part["series"][begin:] == Series.INCIDENT.number) & (
            part["status"][begin:] == ClaimStatus.ACTIVE.number
        )
        own = np.flatnonzero(counts & (part["whole"][begin:] == 1) & (incident[begin:] > 0)) + begin
        rows.append(own + part.offset)
        keys.append(key_of(incident[own], part["kind"][own]))
    return np.concatenate(rows), np.concatenate(keys)


def _alone_of(selection: Selection, before: Sharing, touched: Any) -> tuple[Any, Any]:
    """The rows that stood alone in the touched incidents, and their keys."""
    rows, keys = [np.zeros(0, np.int64)], [np.zeros(0, np.int64)]
    for part, incident in zip(selection.copy.parts, selection.incidents, strict=True):
        alone = before.alone[part.offset : part.offset + part.rows]
        own = np.flatnonzero(touched[incident[: len(alone)]] & alone)
        rows.append(own + part.offset)
        keys.append(key_of(incident[own], part["kind"][own]))
    return np.concatenate(rows), np.concatenate(keys)


def _judged(selection: Selection, keys: Any) -> Any:
    """Whether something was judged of the incident of a key."""
    marked = np.zeros(selection.most_incident + 1, bool)
    marked[[number for number in selection.view.judged.named if number < len(marked)]] = True
    return marked[keys // KINDS]


def _told_twice(keys: Any) -> Any:
    """Whether a key is there more than once."""
    ordered = np.sort(keys)
    return _among(np.unique(ordered[1:][ordered[1:] == ordered[:-1]]), keys)


def _among(ordered: Any, keys: Any) -> Any:
    """Whether keys are among some that ascend."""
    if not len(ordered):
        return np.zeros(len(keys), bool)
    return ordered[np.minimum(np.searchsorted(ordered, keys), len(ordered) - 1)] == keys


def _made(size: int, lone: Any, rows: Any, keys: Any) -> Sharing:
    alone = np.zeros(size, bool)
    alone[lone] = True
    return _grouped(alone, rows, keys)


def _grouped(alone: Any, rows: Any, keys: Any) -> Sharing:
    unique, groups = np.unique(keys, return_inverse=True)
    return Sharing(alone, rows.astype(np.int32), groups.astype(np.int32), unique)


def key_of(incident: Any, kind: Any) -> Any:
    """An incident and a kind as one number."""
    return np.asarray(incident).astype(np.int64) * KINDS + kind
