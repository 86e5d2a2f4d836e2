"""Bins for sums: the kinds that a copy holds, and the groups that a question asks for."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
from sqlmodel import Session, col, select

from db.columns.bins import LATE, Rows
from db.columns.copies import Copy, Part
from db.columns.numbers import KINDS, NO_DAY
from db.models import Source
from db.selection.selecting import Selection
from db.views.groups import Parting, area_of

Columns = Mapping[str, Any] | Part | Rows
"""Columns by name, a value for each row."""


@dataclass(frozen=True)
class Grouping:
    """A bin is ``kind * len(labels) + group``, with kinds and groups by their places in ``kinds`` and ``labels``.

    A claim is in the month and place at which its incident is at home: ``begins``, ``ends`` and ``place`` are to be
    those of :class:`db.selection.homes.Homes`. The first label is None: no group. ``group_of`` maps the value of a
    column to its group: a day (from ``base`` on) to its month, a place to its governorate or district, a source to
    itself.
    """

    by: Parting | None
    kinds: Any
    kind_at: Any
    labels: tuple[str | None, ...]
    group_of: Any
    base: int = 0

    @classmethod
    def of(cls, selection: Selection, session: Session, by: Parting | None) -> "Grouping":
        """The bins of a question."""
        copy = selection.copy
        kinds, kind_at = kinds_of(copy)
        if by == "month":
            base, months, group_of = copy.remember("months", None, lambda: _months(copy))
            return cls(by, kinds, kind_at, (None, *months), group_of, base)
        if by in {"place", "district"}:
            labels, group_of, _ = copy.remember("areas", (by, id(selection.view.tree)), lambda: _areas(selection, by))
            return cls(by, kinds, kind_at, labels, group_of)
        if by == "source":
            labels, group_of = _sources(copy, session)
            return cls(by, kinds, kind_at, labels, group_of)
        return cls(by, kinds, kind_at, (None,), None)

    @property
    def size(self) -> int:
        """How many bins there are."""
        return len(self.kinds) * len(self.labels)

    @property
    def ranks(self) -> Any:
        """For each label its place among them in the order of their texts; None comes last."""
        order = sorted(range(len(self.labels)), key=lambda at: (self.labels[at] is None, self.labels[at] or ""))
        ranks = np.empty(len(order), np.int64)
        ranks[order] = np.arange(len(order))
        return ranks

    @property
    def meaning(self) -> tuple[Any, ...]:
        """What the codes mean: equal where they do."""
        return self.by, tuple(self.kinds.tolist()), self.labels, self.base

    def codes(self, columns: Columns) -> Any:
        """The bin of each claim that stands alone."""
        kinds = self.kind_at.take(columns["kind"])
        if self.by is None:
            return kinds
        return kinds * len(self.labels) + self.groups(columns)

    def groups(self, columns: Columns) -> Any:
        """The group of each claim that stands alone."""
        if self.by == "month":
            last, first = self._months(columns["begins"]), self._months(columns["ends"])
            return np.where(first == last, first, 0)
        return self.group_of.take(columns["source" if self.by == "source" else "place"])

    def _months(self, days: Any) -> Any:
        return self.group_of.take(np.clip(days, self.base, self.base + len(self.group_of) - 1) - self.base)

    def codes_of_figures(self, columns: Columns, figure: Any, size: int) -> Any:
        """The bins of ``size`` figures that several claims share: ``figure`` is the place of each row's figure."""
        codes = np.zeros(size, np.int64)
        codes[figure] = self.codes(columns)
        return codes

    def code_of(self, kind: int, label: str | None) -> int:
        """The bin of a kind and a group's label."""
        return int(self.kind_at[kind]) * len(self.labels) + self.labels.index(label)


def kinds_of(copy: Copy) -> tuple[Any, Any]:
    """The kinds that a copy holds, and for each kind its place among them."""
    return copy.remember("kinds", None, lambda: _kinds(copy))


def _kinds(copy: Copy) -> tuple[Any, Any]:
    seen = np.logical_or.reduce([np.zeros(KINDS, bool), *(part.once("kinds", _kinds_seen) for part in copy.parts)])
    return np.flatnonzero(seen), np.cumsum(seen) - 1


def _kinds_seen(columns: Columns) -> Any:
    seen = np.zeros(KINDS, bool)
    seen[columns["kind"]] = True
    return seen


def _months(copy: Copy) -> tuple[int, list[str], Any]:
    """The day before the first known one, the months from then on, and the group of each day, and of later ones."""
    first, last = first_days(copy)
    if last == NO_DAY:
        return 0, [], np.zeros(1, np.int64)
    months = np.arange(first, last + 1).astype("datetime64[D]").astype("datetime64[M]")
    names = [str(month) for month in np.arange(months[0], months[-1] + 1)]
    return first - 1, names, np.concatenate([[0], (months - months[0]).astype(np.int64) + 1, [0]])


def first_days(copy: Copy) -> tuple[int, int]:
    """The earliest and the latest day on which something begins; :data:`db.columns.bins.LATE`, ``NO_DAY`` if none."""
    days = [part.once("first days", _first_days) for part in copy.parts]
    return min((low for low, _ in days), default=LATE), max((high for _, high in days), default=NO_DAY)


def _first_days(columns: Columns) -> tuple[int, int]:
    days = columns["first"]
    return int(np.min(days, where=days != NO_DAY, initial=LATE)), int(days.max(initial=NO_DAY))


def _areas(selection: Selection, by: Parting | None) -> tuple[tuple[str | None, ...], Any, Any]:
    """Labels, the group of each place, and the tree, which is kept so that no other one is taken for it."""
    tree = selection.view.tree
    areas = [area_of(pcode, tree, by) for pcode in selection.copy.places]
    labels = sorted({area for area in areas if area})
    at = {pcode: number for number, pcode in enumerate(labels, start=1)}
    return (None, *labels), _lookup(at[area] if area else 0 for area in areas), tree


def _sources(copy: Copy, session: Session) -> tuple[tuple[str | None, ...], Any]:
    names = {int(number or 0): name for number, name in session.execute(select(col(Source.id), col(Source.name)))}
    found = [names.get(number, "") for number in range(1, copy.most("source") + 1)]
    return (None, *found), np.arange(len(found) + 1)


def _lookup(groups: Iterable[int]) -> Any:
    return np.array([0, *groups], np.int64)
