"""Counts and first and last days over the claims of a selection, on whole columns."""

from collections import Counter
from datetime import date
from typing import Any, Final

import numpy as np

from db.answers import Spoken
from db.columns.bins import LATE, earliest_of
from db.columns.copies import Part
from db.columns.numbers import NO_DAY, parts_of_kind
from db.columns.spans import day
from db.selection.grouping import kinds_of
from db.selection.selecting import Selection
from db.views.frame import UNGRADED
from db.vocabulary import DatePrecision, Series

_SIGN: Final = np.uint32(2**31)
"""Days with this bit turned are unsigned numbers in their order, of which ``NO_DAY`` is 0."""
_ALL_DAYS: Final = 4_000_000


def standing_counts(selection: Selection) -> dict[str, Any]:
    """What the standing line says of the claims, by the names of :class:`db.answers.Standing`."""
    return selection.once("standing", lambda: _standing_counts(selection))


def _standing_counts(selection: Selection) -> dict[str, Any]:
    seen = np.zeros(selection.most_incident + 1, bool)
    counts = dict.fromkeys(("claims", "unlocated", "undated", "in_review"), 0)
    newest = in_year = NO_DAY
    for part, mask, incident in selection.stretches():
        seen[incident * mask] = True
        undated = (part["first"] == NO_DAY) & (part["last"] == NO_DAY) & (part["speaks"] == NO_DAY)
        told = {
            "claims": mask,
            "unlocated": mask & (part["place"] == 0),
            "undated": mask & undated,
            "in_review": mask & ~selection.counting(part),
        }
        counts = {name: counts[name] + int(np.count_nonzero(rows)) for name, rows in told.items()}
        of_year = mask & (part["date_precision"] == DatePrecision.D5.number)
        if of_year.any():
            of_year &= (part["published"] == NO_DAY) & (part["speaks"] == NO_DAY)
            in_year = max(in_year, _newest(part, of_year))
        newest = max(newest, _newest(part, mask & ~of_year))
    ungraded = int(selection.once("by speaker", lambda: _by_speaker(selection))[selection.ranks == UNGRADED].sum())
    return (
        counts
        | {"ungraded": ungraded, "incidents": int(np.count_nonzero(seen[1:])), "newest": day(newest)}
        | {"newest_year": year_after(day(newest), day(in_year))}
    )


def _newest(part: Part, mask: Any) -> int:
    return int(((part["said"].view(np.uint32) ^ _SIGN) * mask).max(initial=0)) + NO_DAY


def year_after(newest: date | None, in_year: date | None) -> int | None:
    """The year of a day of which no more than the year is known, where it is after the newest day that is known."""
    return in_year.year if in_year and (newest is None or in_year.year > newest.year) else None


def _by_speaker(selection: Selection) -> Any:
    """How many claims there are of each speaker (rows) and measure (columns)."""
    speakers, measures = selection.ranks.shape
    counts = np.zeros(speakers * measures, np.int64)
    for part, mask, _ in selection.stretches():
        codes = part["speaker"] * np.int32(measures)
        codes += part["measure"]
        codes *= mask
        counts += np.bincount(codes, minlength=len(counts))
    counts[0] = 0  # of no measure are the others alone
    return counts.reshape(speakers, measures)


def speaking_of_incidents(selection: Selection) -> list[tuple[int, int, int, int]]:
    """Measure, population, speaker (ids of sources) and number of claims that count with single incidents."""
    return selection.once("speaking of incidents", lambda: _speaking_of_incidents(selection))


def _speaking_of_incidents(selection: Selection) -> list[tuple[int, int, int, int]]:
    speakers = selection.copy.most("speaker") + 1
    kinds, kind_at = kinds_of(selection.copy)
    counts = np.zeros(speakers * len(kinds), np.int64)
    for part, mask, incident in selection.stretches():
        counts_in = (part["series"] == Series.INCIDENT.number) & (part["whole"] == 1) & (incident > 0)
        own = np.flatnonzero(mask & counts_in & selection.counting(part))
        codes = kind_at.take(part["kind"].take(own)) * speakers + part["speaker"].take(own)
        counts += np.bincount(codes, minlength=len(counts))
    found: Counter[tuple[int, int, int]] = Counter()
    for code in np.flatnonzero(counts).tolist():
        kind, speaker = divmod(code, speakers)
        said = parts_of_kind(int(kinds[kind]))
        if speaker:  # nobody says who counted
            found[said["measure"] or 0, said["population"] or 0, speaker] += int(counts[code])
    return [(*who, claims) for who, claims in found.items()]


def newest_incidents(selection: Selection, least: int) -> tuple[Any, Any]:
    """The incidents that the selection's claims are about, and the last day of each (``NO_DAY``: not known).

    All those of the latest days, down to the day on which there are ``least`` or more; all there are if they are fewer.
    """
    active, claims = selection.once("active", lambda: _active(selection)), 2 * least
    while True:
        after = _day_of_enough(active, claims)
        found, last = _since(active, after)
        if len(found) >= least or after == NO_DAY:
            return found, last
        claims *= 8


def _active(selection: Selection) -> Selection:
    return selection.narrowed(
        mask & (part["series"] == Series.INCIDENT.number) & selection.counting(part) & (incident > 0)
        for part, mask, incident in selection.each()
    )


def _day_of_enough(active: Selection, claims: int) -> int:
    """A day since which there are so many claims; ``NO_DAY`` if there are no more than these with a day."""
    latest = max((part.most("last") for part in active.copy.parts), default=NO_DAY)
    if latest == NO_DAY:
        return NO_DAY
    days = 1
    while days < _ALL_DAYS:
        after, found = latest - days, 0
        for part, mask in zip(active.copy.parts, active.masks, strict=True):
            found += int(np.count_nonzero(mask & (part["last"] > after)))
        if found >= claims:
            return after + 1
        days *= 2
    return NO_DAY


def _since(active: Selection, after: int) -> tuple[Any, Any]:
    """The incidents with a claim of that day or later, and the last day of each."""
    last = np.full(active.most_incident + 1, NO_DAY, np.int32)
    seen = np.zeros(len(last), bool)
    for part, mask, incident in active.stretches():
        own = np.flatnonzero(mask & (part["last"] >= after))
        seen[incident[own]] = True
        np.maximum.at(last, incident[own], part["last"][own])
    found = np.flatnonzero(seen)
    return found, last[found]


def spoken(selection: Selection) -> dict[int, Spoken]:
    """What each speaker says, by the id of the source."""
    return selection.once("spoken", lambda: _spoken(selection))


def _spoken(selection: Selection) -> dict[int, Spoken]:
    copy = selection.copy
    size, texts = copy.most("speaker") + 1, len(copy.definitions) + 1
    first, last = np.full(size, LATE, np.int32), np.full(size, NO_DAY, np.int32)
    said = np.zeros(size * texts, bool)
    for part, mask, _ in selection.stretches():
        who = part["speaker"] * mask  # nobody, who is left out in the end
        earliest_of(first, who, part["first"])
        np.maximum.at(last, who, part["last"])
        defined = np.flatnonzero(part["definition"])
        said[who[defined].astype(np.int64) * texts + part["definition"][defined]] = True
    first[first == LATE] = NO_DAY
    claims = selection.once("by speaker", lambda: _by_speaker(selection)).sum(axis=1)
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
    for part, mask, _ in selection.stretches():
        counts += np.bincount(part["source"][np.flatnonzero(mask & (part["direct"] == 0))], minlength=size)
    return {int(source): int(counts[source]) for source in np.flatnonzero(counts)}
