"""Which claims of a copy a convention may read otherwise: those that state a vague word, or no number at all."""

from typing import Any, Final

import numpy as np
from sqlmodel import Session

from db.columns.copies import Copy
from db.columns.numbers import BEST, HIGH, LOW
from db.conventions.reading import readings
from db.conventions.registry import Convention
from db.selection.selecting import Selection
from db.vocabulary import Quantifier, Series

_NO_NUMBER: Final = LOW | BEST | HIGH


def worded(copy: Copy, convention: Convention) -> Any:
    """A mark for each row of the copy, as :func:`db.conventions.reading.concerned` says of claims."""
    return copy.remember("worded", convention, lambda: _worded(copy, convention))


def _worded(copy: Copy, convention: Convention) -> Any:
    measures = [word.number for word in convention.entry.measures]
    found = [np.zeros(0, bool)]
    for part in copy.parts:
        unstated = (part["quantifier"] == Quantifier.VAGUE.number) | (part["missing"] == _NO_NUMBER)
        found.append(unstated & np.isin(part["measure"], measures))
    return np.concatenate(found)


def tells_in_words(selection: Selection) -> bool:
    """Whether anything but incidents is told in words in a selection whose view has a convention."""
    convention = selection.view.filters.convention
    if convention is None:
        return False
    return bool(np.any(selection.copy.take("series", _rows(selection, convention)) != Series.INCIDENT.number))


def read_otherwise(session: Session, selection: Selection) -> int:
    """How many claims of a selection the convention of its view reads otherwise than the register, or leaves out."""
    convention = selection.view.filters.convention
    if convention is None:
        return 0
    rows = _rows(selection, convention)
    if convention.entry.leaves_out:
        return len(rows)
    ids, quantifiers, series = (selection.copy.take(name, rows) for name in ("id", "quantifier", "series"))
    vague = quantifiers == Quantifier.VAGUE.number
    own = vague | (series == Series.INCIDENT.number)
    return readings(session, zip(ids[own].tolist(), ~vague[own], strict=True), convention).height


def _rows(selection: Selection, convention: Convention) -> Any:
    """The rows of the selection in words, ascending."""
    rows = selection.rows
    return rows[worded(selection.copy, convention)[rows]]
