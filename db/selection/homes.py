"""The homes of incidents (:mod:`db.views.homes`) on whole columns: the few rows that do not show their own.

A claim's own days and place are those of its incident as a rule. ``Homes`` has the claims of the incidents of which
several claims say different days or places.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import partial
from typing import Any, Final

import numpy as np
import polars as pl

from db.columns.copies import Copy, Part
from db.columns.numbers import NO_DAY
from db.gazetteer.places import Tree
from db.views.homes import homes_from
from db.vocabulary import ClaimStatus, Series

_SHOWN: Final = ("begins", "ends", "place")


@dataclass(frozen=True)
class Homes:
    """``rows``, ascending, are of incidents whose claims differ; ``begins``, ``ends``, ``place`` are of their homes.

    ``incident`` is what each of the rows counts with.
    """

    rows: Any
    incident: Any
    begins: Any
    ends: Any
    place: Any
    tree: Tree

    @classmethod
    def of(cls, copy: Copy, known: Iterable[Any], incidents: Iterable[Any], waiting: Any, tree: Tree) -> "Homes":
        """By the rows ``known`` at a moment, the incidents that rows then count with, and versions that then wait."""
        told = [_told(*each, waiting) for each in zip(copy.parts, known, incidents, strict=True)]
        rows, incident, counts = (
            np.concatenate([np.zeros(0, kind), *(each[at] for each in told)]) for at, kind in enumerate(_KINDS)
        )
        own = {name: copy.take(name, rows) for name in _SHOWN}
        differing = _differing(own, incident, counts)
        chosen = differing[incident]
        return cls._found(copy, rows[chosen], incident[chosen], counts[chosen], tree)

    @classmethod
    def _found(cls, copy: Copy, rows: Any, incident: Any, counts: Any, tree: Tree) -> "Homes":
        homes = homes_from(_frame(copy, rows, incident, counts), tree)
        numbers = {pcode: number for number, pcode in enumerate(copy.places, start=1)}
        own = pl.DataFrame({"incident_id": incident.astype(np.int64)}).join(
            homes, on="incident_id", how="left", maintain_order="left"
        )
        days = {name: own[name].to_physical().fill_null(NO_DAY).to_numpy() for name in ("first", "last")}
        place = own["pcode"].replace_strict(numbers, default=0, return_dtype=pl.Int32).fill_null(0).to_numpy()
        return cls(rows, incident, begins=days["last"], ends=days["first"], place=place, tree=tree)

    def onward(
        self, copy: Copy, known: list[Any], before: list[Any], incidents: tuple[Any, ...], waiting: Any
    ) -> "Homes":
        """These homes, of a copy whose ``known`` rows were ``before``, as they are in one that follows it.

        Only incidents are looked at again of which a version is new, or is known no more.
        """
        marked = _touched(copy, known, np.concatenate([np.zeros(0, bool), *before]), incidents)
        again = (rows & marked.take(incident) for rows, incident in zip(known, incidents, strict=True))
        fresh = Homes.of(copy, again, incidents, waiting, self.tree)
        kept = np.flatnonzero(~marked[self.incident])
        order = np.argsort(np.concatenate([self.rows[kept], fresh.rows]))
        joined = {
            name: np.concatenate([getattr(self, name)[kept], getattr(fresh, name)])[order]
            for name in ("rows", "incident", *_SHOWN)
        }
        return Homes(**joined, tree=self.tree)

    def taker(self, copy: Copy) -> Callable[[str, Any], Any]:
        """:meth:`take` of a copy."""
        return partial(self.take, copy)

    def take(self, copy: Copy, name: str, rows: Any) -> Any:
        """A column at these row numbers, which ascend, as their incidents' homes have it."""
        found = copy.take(name, rows)
        if name not in _SHOWN or not len(self.rows) or not len(rows):
            return found
        at = np.minimum(np.searchsorted(self.rows, rows), len(self.rows) - 1)
        elsewhere = np.flatnonzero(self.rows[at] == rows)
        found = np.array(found)
        found[elsewhere] = getattr(self, name)[at[elsewhere]]
        return found


_KINDS: Final = (np.int64, np.int32, bool)


def _touched(copy: Copy, known: list[Any], before: Any, incidents: tuple[Any, ...]) -> Any:
    """For each incident whether a row of it is newer than those ``before``, or is known and was not, or the reverse."""
    marked = np.zeros(max((int(some.max(initial=0)) for some in incidents), default=0) + 1, bool)
    for part, now, incident in zip(copy.parts, known, incidents, strict=True):
        then = before[part.offset : part.offset + part.rows]
        marked[incident[: len(then)][now[: len(then)] != then]] = True
        marked[incident[len(then) :]] = True
    marked[0] = False
    return marked


def counting(part: Part, waiting: Any) -> Any:
    """Which rows of a part count: what does not wait for review, of itself or since a person holds it back."""
    active: Any = part["status"] == ClaimStatus.ACTIVE.number
    return active & ~np.isin(part["id"], waiting) if len(waiting) else active


def _told(part: Part, known: Any, incident: Any, waiting: Any) -> tuple[Any, Any, Any]:
    """The row numbers of the claims about incidents in a part, their incidents, and whether they have a say."""
    happened = known & (part["series"] == Series.INCIDENT.number) & (part["status"] <= ClaimStatus.IN_REVIEW.number)
    own = np.flatnonzero(happened & (incident > 0))
    counts = (part["whole"][own] == 1) & counting(part, waiting)[own]
    return own + part.offset, incident[own], counts


def _differing(own: dict[str, Any], incident: Any, counts: Any) -> Any:
    """For each incident whether any claim of it shows other days or another place than one that has a say."""
    size = int(incident.max(initial=0)) + 1
    one = np.zeros(size, np.int32)
    numbers = np.arange(len(incident), dtype=np.int32)
    one[incident] = numbers
    one[incident[counts]] = numbers[counts]
    against, differs = one[incident], np.zeros(len(incident), bool)
    for values in own.values():
        differs |= values != values[against]
    found = np.zeros(size, bool)
    found[incident[differs]] = True
    return found


def _frame(copy: Copy, rows: Any, incident: Any, counts: Any) -> pl.DataFrame:
    texts = pl.Series([None, *copy.places], dtype=pl.String)
    days = {name: pl.Series(copy.take(old, rows)).replace(NO_DAY, None) for name, old in _DAYS}
    return pl.DataFrame(
        {
            "incident_id": incident.astype(np.int64),
            **days,
            "date_precision": pl.Series(copy.take("date_precision", rows)).replace(0, None),
            "pcode": texts.gather(copy.take("place", rows)),
            "counts": counts,
        }
    ).with_columns(pl.col(name).cast(pl.Int32).cast(pl.Date) for name in days)


_DAYS: Final = (("date_from", "first"), ("date_to", "last"))
