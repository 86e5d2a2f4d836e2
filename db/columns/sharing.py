"""Which claims of a copy share a figure with others, and which stand alone and are their own figure."""

from dataclasses import dataclass
from typing import Any

import numpy as np
import polars as pl

from db.columns.numbers import KINDS
from db.columns.selection import Selection
from db.vocabulary import ClaimStatus, Series


@dataclass(frozen=True)
class Sharing:
    """``alone`` marks, for each part, the rows whose incident and kind no other row has or ever had.

    ``rows`` are all other rows that count in figures of incidents, ascending; ``groups`` numbers the incident and kind
    of each; ``keys`` has the key of each group (:func:`key_of`), ascending. Rows of incidents that were judged are
    never alone.
    """

    alone: tuple[Any, ...]
    rows: Any
    groups: Any
    keys: Any

    @classmethod
    def of(cls, selection: Selection) -> "Sharing":
        """The sharing under the links and merges of the selection's view, whatever its filters."""
        return selection.copy.remember(("sharing", selection.judged), lambda: cls._of(selection))

    @classmethod
    def _of(cls, selection: Selection) -> "Sharing":
        judged = selection.view.judged
        marked = np.zeros(max(selection.most_incident, 0) + 1, bool)
        marked[[number for number in judged.named if number < len(marked)]] = True
        rows, keys, judged_rows = [], [], []
        for part, incident in zip(selection.copy.parts, selection.incidents, strict=True):
            counts = (part["series"] == Series.INCIDENT.number) & (part["status"] == ClaimStatus.ACTIVE.number)
            own = np.flatnonzero(counts & (part["whole"] == 1) & (incident > 0))
            rows.append(own + part.offset)
            keys.append(key_of(incident[own], part["kind"][own]))
            judged_rows.append(marked[incident[own]])
        all_rows, all_keys = _joined(rows, np.int64), _joined(keys, np.int64)
        shared = pl.Series(all_keys).is_duplicated().to_numpy() | _joined(judged_rows, np.bool_)
        unique, groups = np.unique(all_keys[shared], return_inverse=True)
        lone = all_rows[~shared]
        alone = []
        for part in selection.copy.parts:
            mask = np.zeros(part.rows, bool)
            mask[lone[(lone >= part.offset) & (lone < part.offset + part.rows)] - part.offset] = True
            alone.append(mask)
        return cls(tuple(alone), all_rows[shared], groups.astype(np.int32), unique)


def key_of(incident: Any, kind: Any) -> Any:
    """An incident and a kind as one number."""
    return np.asarray(incident).astype(np.int64) * KINDS + kind


def _joined(pieces: list[Any], kind: Any) -> Any:
    return np.concatenate(pieces) if pieces else np.zeros(0, kind)
