"""Which versions of claims a view looks at, decided on whole columns: the same as :mod:`db.views.versions` says."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import Any, Final, TypeVar

import numpy as np
from sqlalchemy import func, select
from sqlmodel import Session, col

from db.columns.copies import Copy, Part, micros
from db.columns.numbers import NO_DAY, OPEN
from db.columns.state import state_of
from db.judgements.judged import held
from db.judgements.waiting import waiting_versions
from db.models import Claim, Judgement
from db.selection.homes import Homes, counting
from db.views.frame import UNGRADED, View, grades
from db.vocabulary import ClaimStatus, JudgementKind, Measure, Policy, Reliability, Series

T = TypeVar("T")

STRETCH: Final = 262_144
"""Rows that are looked at at a time: what is made of them stays in the processor's cache, a third faster than all."""


@dataclass(frozen=True)
class Selection:
    """The rows of a copy that a view looks at: a mask for each part. ``ranks`` has a row for each source id.

    ``waiting`` are the ids, ascending, of versions of claims that are held back from figures (:meth:`counting`).
    ``homes`` says where and when the incidents are at home whose claims do not agree on it. ``made`` is what several
    questions make of the same rows.
    """

    copy: Copy
    view: View
    masks: tuple[Any, ...]
    ranks: Any
    incidents: tuple[Any, ...]
    judged: tuple[int, ...]
    waiting: Any
    homes: Homes
    made: dict[Any, Any] = field(default_factory=dict, repr=False)

    @classmethod
    def of(cls, copy: Copy, session: Session, view: View) -> "Selection":
        """All claims of the view, whatever they are about; ``incidents`` are those that they count with.

        The questions of a page ask for the same, so the last few are kept. Policy and corroboration choose no claims;
        nor does a convention, but what is made of them under each is kept apart.
        """
        chosen = view.filters.but(policy=Policy.ENVELOPE, corroboration=None)
        asked = (chosen, view.pcodes, view.sources, view.incidents, id(view.tree), state_of(session))
        found = copy.remember("selection", asked, lambda: cls._of(copy, session, view))
        return replace(found, view=view)

    @classmethod
    def _of(cls, copy: Copy, session: Session, view: View) -> "Selection":
        ranks = copy.remember("ranks", (view.filters.as_of, state_of(session)), lambda: _ranks(copy, session, view))
        judged = _judgements(session, view)
        incidents = copy.remember("incidents", judged, lambda: incidents_of(copy, session, view))
        known = _known(copy, view)
        waiting = np.array(waiting_versions(session.connection(), view.filters), np.int64)
        asked = view.filters.as_of, judged, id(view.tree)
        homes = copy.remember("homes", asked, lambda: _homes(copy, view, asked, known, incidents, waiting))
        masks = tuple(_mask(*each, copy, view, ranks, homes) for each in zip(copy.parts, known, strict=True))
        if view.incidents is not None:
            wanted = list(view.incidents)
            masks = tuple(mask & np.isin(about, wanted) for mask, about in zip(masks, incidents, strict=True))
        return cls(copy, view, masks, ranks, incidents, judged, waiting, homes)

    def once(self, asked: Any, make: Callable[[], T]) -> T:
        """What ``make`` makes of these rows, made once; of long lists the copy keeps the last few alone."""
        with self.copy.lock:
            if asked not in self.made:
                self.made[asked] = make()
                self.copy.keep_few(self.made, asked)
            found: T = self.made[asked]
            return found

    def each(self) -> Iterator[tuple[Part, Any, Any]]:
        """Each part of the copy with its mask and the incidents of its rows."""
        return zip(self.copy.parts, self.masks, self.incidents, strict=True)

    def stretches(self) -> Iterator[tuple[Part, Any, Any]]:
        """The same in stretches of the parts, for what is gone through row by row."""
        for part, mask, incident in self.each():
            for begin in range(0, part.rows, STRETCH):
                end = begin + STRETCH
                yield part.stretch(begin, end), mask[begin:end], incident[begin:end]

    def counting(self, part: Part) -> Any:
        """Which rows of a part, or of a stretch of one, count in figures: what does not wait for review."""
        return counting(part, self.waiting)

    def narrowed(self, masks: Iterable[Any]) -> "Selection":
        """The rows of these masks alone."""
        return replace(self, masks=tuple(masks), made={})

    @property
    def rows(self) -> Any:
        """The numbers of the rows, ascending."""
        found = [np.flatnonzero(mask) + part.offset for mask, part in zip(self.masks, self.copy.parts, strict=True)]
        return np.concatenate(found) if found else np.zeros(0, np.int64)

    @property
    def most_incident(self) -> int:
        """The greatest id of an incident that anything counts with."""
        return max((int(incident.max()) for incident in self.incidents if len(incident)), default=0)

    def count(self) -> int:
        """How many rows."""
        return sum(int(np.count_nonzero(mask)) for mask in self.masks)


def about_incidents(selection: Selection) -> Selection:
    """The claims that count in the figures of incidents: not what waits for review, and no parts of totals."""
    found = selection.once("about incidents", lambda: _about_incidents(selection))
    return replace(found, view=selection.view)


def _about_incidents(selection: Selection) -> Selection:
    return selection.narrowed(
        mask
        & (part["series"] == Series.INCIDENT.number)
        & selection.counting(part)
        & (incident > 0)
        & (part["whole"] == 1)
        for part, mask, incident in selection.each()
    )


def incidents_of(copy: Copy, session: Session, view: View) -> tuple[Any, ...]:
    """The incident that each version counts with at the view's moment, after links, denials and merges; 0 for none."""
    links, roots = links_of(session, view), view.judged.roots
    if not links and not roots:
        return tuple(part["incident"] for part in copy.parts)
    most = max(copy.most("incident"), *links.values(), *roots, *roots.values(), 0)
    root = np.arange(most + 1, dtype=np.int32)
    root[list(roots)] = list(roots.values())
    return tuple(root[_linked(part, links)] for part in copy.parts)


def _judgements(session: Session, view: View) -> tuple[int, ...]:
    """What tells one state of the judgements from another: how many were made and how many undone."""
    moment = view.filters.as_of
    made, undone = col(Judgement.recorded_at), col(Judgement.undone_at)
    before = [] if moment is None else [made <= moment]
    undone_then = func.count(undone) if moment is None else func.count().filter(undone <= moment)
    row = session.connection().execute(select(func.count(), undone_then).select_from(Judgement).where(*before)).one()
    return tuple(int(number) for number in row)


def _linked(part: Part, links: Mapping[int, int]) -> Any:
    incident = np.array(part["incident"])
    if not links or not part.rows:
        return incident
    ids, linked = (np.array(list(some), np.int64) for some in (links, links.values()))
    at = np.minimum(np.searchsorted(part["id"], ids), part.rows - 1)
    here = part["id"][at] == ids
    incident[at[here]] = linked[here]
    return incident


def links_of(session: Session, view: View) -> dict[int, int]:
    """From the ids of versions to the incidents that judgements link their claims to; to 0 where one denies theirs."""
    statement = (
        select(col(Claim.id), col(Claim.incident_id), col(Judgement.kind), col(Judgement.incident_id))
        .join(Judgement, col(Judgement.claim_key) == col(Claim.key))
        .where(col(Judgement.kind).in_([JudgementKind.LINK, JudgementKind.UNLINK]), *held(view.filters))
        .order_by(col(Judgement.id))
    )
    rows = session.connection().execute(statement).all()
    links = {number: judged for number, _, kind, judged in rows if number and judged and kind is JudgementKind.LINK}
    denials = ((number, own, judged) for number, own, kind, judged in rows if kind is JudgementKind.UNLINK)
    gone = {number: 0 for number, own, judged in denials if number and links.get(number, own) == judged}
    return links | gone


def _homes(copy: Copy, view: View, asked: Any, known: list[Any], incidents: tuple[Any, ...], waiting: Any) -> Homes:
    earlier: Homes | None = copy.carried("homes", asked)
    if earlier is None or copy.before is None:
        return Homes.of(copy, known, incidents, waiting, view.tree)
    return earlier.onward(copy, known, _known(copy.before, view), incidents, waiting)


def _mask(part: Part, known: Any, copy: Copy, view: View, ranks: Any, homes: Homes) -> Any:
    filters = view.filters
    found = known & (part["status"] <= ClaimStatus.IN_REVIEW.number)
    for name, word in (("measure", filters.measure), ("series", filters.series), ("population", filters.population)):
        if word is not None:
            found &= part[name] == word.number
    if view.sources is not None:
        speaks = _marked(view.sources, max(copy.most("source"), copy.most("origin")))
        found &= speaks[part["source"]] | speaks[part["origin"]]
    if filters.reliability is not None:
        found &= ranks[part["speaker"], part["measure"]] <= Reliability(filters.reliability).number
    if filters.seeks_homes:
        _keep_home(found, part, copy, view, homes)
    return found


def _keep_home(found: Any, part: Part, copy: Copy, view: View, homes: Homes) -> None:
    """Leave in a mask what is at home in the view's period and place."""
    start, end = np.searchsorted(homes.rows, [part.offset, part.offset + part.rows])
    moved = homes.rows[start:end] - part.offset
    within = {name: getattr(homes, name)[start:end] for name in ("begins", "ends", "place")}
    here = found[moved] & _in_view(within, copy, view)
    found &= _in_view(part, copy, view)
    found[moved] = here


def _in_view(columns: Mapping[str, Any] | Part, copy: Copy, view: View) -> Any:
    """Whether days and places are those of the view, which asks for one of them at least."""
    filters, limits = view.filters, []
    if view.pcodes is not None:
        wanted = view.pcodes
        limits.append(np.array([False, *(pcode in wanted for pcode in copy.places)])[columns["place"]])
    if filters.since is not None:
        limits.append(columns["ends"] >= day_number(filters.since))
    if filters.until is not None:
        limits.append((columns["begins"] <= day_number(filters.until)) & (columns["begins"] != NO_DAY))
    return limits[0] if len(limits) == 1 else np.logical_and.reduce(limits)


def _known(copy: Copy, view: View) -> list[Any]:
    """Which versions of each part stood at the view's moment."""
    if view.filters.as_of is None:
        return [part["superseded"] == OPEN for part in copy.parts]
    moment = micros(view.filters.as_of)
    return [(part["known"] <= moment) & (part["superseded"] > moment) for part in copy.parts]


def _marked(numbers: Iterable[int], most: int) -> Any:
    found = np.zeros(most + 1, bool)
    found[[number for number in numbers if 0 < number <= most]] = True
    return found


def day_number(day: Any) -> int:
    """Days since 1970."""
    return int(np.datetime64(day, "D").astype(np.int64))


def _ranks(copy: Copy, session: Session, view: View) -> Any:
    """The grade of each source id (rows) for each measure (columns): A 1 ... F 6, or ``UNGRADED``."""
    given = grades(session, view.filters)
    most = max([copy.most("speaker"), *(source for source, _, _ in given)], default=0)
    table = np.full((most + 1, len(Measure) + 1), UNGRADED, np.uint8)
    for source, measure, reliability in sorted(given, key=lambda grade: grade[1] is not None):
        table[source, slice(None) if measure is None else measure] = reliability
    return table
