"""Counts and first and last days over the claims of a selection, on whole columns."""

from typing import Any, Final

import numpy as np

from db.columns.numbers import NO_DAY
from db.columns.selection import Selection
from db.columns.spans import day
from db.columns.store import Part
from db.frame import UNGRADED
from db.records import Spoken
from db.vocabulary import ClaimStatus, Series

_LATE: Final = 2**31 - 1


def standing_counts(selection: Selection) -> dict[str, Any]:
    """What the standing line says: ``claims, incidents, newest, unlocated, undated, ungraded, in_review``."""
    seen = np.zeros(selection.most_incident + 1, bool)
    counts = dict.fromkeys(("claims", "unlocated", "undated", "ungraded", "in_review"), 0)
    newest = NO_DAY
    for part, mask, incident in selection.each():
        seen[incident[mask]] = True
        happened = _first_known(part, ("first", "last", "speaks"))
        said = _first_known(part, ("published", "speaks", "last", "first"))
        ungraded = selection.ranks[part["speaker"], part["measure"]] == UNGRADED
        told = {
            "claims": mask,
            "unlocated": mask & (part["place"] == 0),
            "undated": mask & (happened == NO_DAY),
            "ungraded": mask & ungraded,
            "in_review": mask & (part["status"] == ClaimStatus.IN_REVIEW.number),
        }
        counts = {name: counts[name] + int(np.count_nonzero(rows)) for name, rows in told.items()}
        newest = max(newest, int(np.where(mask, said, NO_DAY).max(initial=NO_DAY)))
    return counts | {"incidents": int(np.count_nonzero(seen[1:])), "newest": day(newest)}


def _first_known(part: Part, names: tuple[str, ...]) -> Any:
    found = part[names[0]]
    for name in names[1:]:
        found = np.where(found == NO_DAY, part[name], found)
    return found


def newest_incidents(selection: Selection) -> tuple[Any, Any]:
    """The incidents that the selection's claims are about, and the last day of each (``NO_DAY``: not known)."""
    last = np.full(selection.most_incident + 1, NO_DAY, np.int32)
    seen = np.zeros(len(last), bool)
    for part, mask, incident in selection.each():
        chosen = mask & (part["series"] == Series.INCIDENT.number) & (part["status"] == ClaimStatus.ACTIVE.number)
        own = np.flatnonzero(chosen & (incident > 0))
        seen[incident[own]] = True
        np.maximum.at(last, incident[own], part["last"][own])
    found = np.flatnonzero(seen)
    return found, last[found]


def spoken(selection: Selection) -> dict[int, Spoken]:
    """What each speaker says, by the id of the source."""
    copy = selection.copy
    size, texts = copy.most("speaker") + 1, len(copy.definitions) + 1
    claims, first, last = np.zeros(size, np.int64), np.full(size, _LATE, np.int32), np.full(size, NO_DAY, np.int32)
    said = np.zeros(size * texts, bool)
    for part, mask, _ in selection.each():
        own = np.flatnonzero(mask)
        who = part["speaker"][own].astype(np.int64)
        claims += np.bincount(who, minlength=size)
        days = part["first"][own]
        known = days != NO_DAY
        np.minimum.at(first, who[known], days[known])
        np.maximum.at(last, who, part["last"][own])
        said[who * texts + part["definition"][own]] = True
    first[first == _LATE] = NO_DAY
    defined = said.reshape(size, texts)[:, 1:]
    return {
        who: Spoken(
            int(claims[who]),
            day(int(first[who])),
            day(int(last[who])),
            tuple(sorted(copy.definitions[text] for text in np.flatnonzero(defined[who]))),
        )
        for who in (np.flatnonzero(claims[1:]) + 1).tolist()
    }


def relayed(selection: Selection) -> dict[int, int]:
    """How many claims each source passes on for others, by source id."""
    size = selection.copy.most("source") + 1
    counts = np.zeros(size, np.int64)
    for part, mask, _ in selection.each():
        counts += np.bincount(part["source"][mask & (part["direct"] == 0)], minlength=size)
    return {int(source): int(counts[source]) for source in np.flatnonzero(counts)}
