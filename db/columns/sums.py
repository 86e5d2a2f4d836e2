"""The totals of incidents from the copy: the same rows as the register's own claims come to.

A claim that stands alone in its incident and kind is added as it is, on whole columns. Where several are in view, the
stored figure is taken if it is made of just these; else they are read from the register and reconciled again.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from functools import lru_cache
from typing import Any, Final

import numpy as np
import polars as pl
from sqlmodel import Session, col

from db.columns.bins import Bins, Told
from db.columns.grouping import Grouping
from db.columns.held_figures import HeldFigures, state_of
from db.columns.numbers import BEST, HIGH, KINDS, LOW, NO_DAY, kind_of, parts_of_kind
from db.columns.selection import Selection, about_incidents
from db.columns.sharing import Sharing
from db.entries import chunks
from db.figures import reconcile
from db.frame import read
from db.incident_groups import By, with_groups
from db.judged import with_judgements
from db.models import Claim
from db.vocabulary import Corroboration, Quantifier

_EPOCH: Final = date(1970, 1, 1)
_LATE: Final = 2**31 - 1
_TOLD: Final = ("low", "best", "high", "missing", "first", "last")
_BITS: Final = {"low": LOW, "best": BEST, "high": HIGH}


@dataclass
class IncidentSums:
    """The figures of the incidents of a selection, added up by kind and group."""

    session: Session
    selection: Selection
    by: By | None
    _words: dict[int, tuple[int | None, str | None]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.selection = about_incidents(self.selection)
        self._copy, self._view = self.selection.copy, self.selection.view
        self._sharing = Sharing.of(self.selection)
        self._grouping = Grouping.of(self.selection, self.session, self.by)
        self._bins = Bins(self._grouping.size)
        self._numbers = np.zeros(self._bins.size + 1)  # the sum of row numbers: of one row it is the row's

    def rows(self) -> list[dict[str, Any]]:
        """``group``, the kind, low, best, high, ``claims, incidents, quantifier, word, since, until`` for each."""
        if self._view.filters.corroboration in {None, Corroboration.SINGLE}:
            self._add_alone()
        rereading = self._add_shared()
        if len(rereading):
            self._add_reconciled(rereading)
        return list(self._rows())

    def _add_alone(self) -> None:
        """On the mapped columns as they are where many rows are wanted, else on those rows alone."""
        for part, mask, alone in zip(self._copy.parts, self.selection.masks, self._sharing.alone, strict=True):
            wanted = mask & alone
            own: Any = slice(None)
            if few := np.count_nonzero(wanted) * 3 < part.rows:
                own = np.flatnonzero(wanted)
            codes = self._grouping.codes({name: part[name][own] for name in self._grouping.needs})
            if not few:
                codes[~wanted] = self._bins.size
            numbers = own + part.offset if few else np.arange(part.offset, part.offset + part.rows)
            self._add(codes, Told(*(part[name][own] for name in _TOLD)), numbers)

    def _add(self, codes: Any, told: Told, numbers: Any) -> None:
        self._bins.add(codes, told)
        self._numbers += np.bincount(codes, weights=numbers, minlength=self._bins.size + 1)

    def _add_shared(self) -> Any:
        """Add what is in view by itself and what a stored figure is made of; the other rows are returned."""
        rows, groups = self._in_view()
        if not len(rows):
            return rows
        voice = self._voices(rows, groups)
        counts = np.bincount(voice)[voice]
        figures = HeldFigures.of(self._copy, self.session, self._view.filters.policy)
        key = (
            "held",
            self._view.filters.policy,
            self._view.filters.as_of,
            self.selection.judged,
            state_of(self.session),
        )
        held = self._copy.remember(key, lambda: figures.by_group(self.selection, self._sharing))[groups]
        tangled = self._tangled(groups)
        stored = ~tangled & (held >= 0)
        stored[stored] = figures.members[held[stored]] == counts[stored]
        single = ~tangled & ~stored & (counts == 1)
        if self._view.filters.corroboration in {None, Corroboration.SINGLE}:
            own = rows[single]
            codes = self._grouping.codes({name: self._copy.take(name, own) for name in self._grouping.needs})
            self._add(codes, Told(*(self._copy.take(name, own) for name in _TOLD)), own)
        if stored.any():
            self._add_stored(rows[stored], voice[stored], held[stored], figures)
        return rows[~stored & ~single]

    def _in_view(self) -> tuple[Any, Any]:
        """The selected rows that are not alone, and their groups."""
        sharing, picked = self._sharing, []
        for part, mask in zip(self._copy.parts, self.selection.masks, strict=True):
            start, end = np.searchsorted(sharing.rows, [part.offset, part.offset + part.rows])
            picked.append(mask[sharing.rows[start:end] - part.offset])
        chosen = np.concatenate(picked) if picked else np.zeros(0, bool)
        return sharing.rows[chosen], sharing.groups[chosen].astype(np.int64)

    def _voices(self, rows: Any, groups: Any) -> Any:
        """What is reconciled together: the claims of a group, or of a group and one source."""
        if self.by != "source":
            return groups
        spoken = groups * (self._copy.most("source") + 1) + self._copy.take("source", rows)
        return np.unique(spoken, return_inverse=True)[1]

    def _tangled(self, groups: Any) -> Any:
        """Whether a person or a rule has judged the incident of a row, so that it is not for columns to decide."""
        named = self._view.judged.named
        if not named:
            return np.zeros(len(groups), bool)
        return np.isin(self._sharing.keys[groups] // KINDS, list(named))

    def _add_stored(self, rows: Any, voice: Any, held: Any, figures: HeldFigures) -> None:
        _, which, figure = np.unique(voice, return_index=True, return_inverse=True)
        size, at = len(which), held[which]
        codes = self._grouping.codes_of_figures(self._copy, rows, figure, size)
        first, last = self._days(rows, figure, size)
        wanted = self._wanted(figures.corroboration[at], figures.counted[at].astype(bool))
        codes, at = codes[wanted], at[wanted]
        low, best, high, missing = (getattr(figures, name)[at] for name in ("low", "best", "high", "missing"))
        told = Told(low, best, high, missing, first[wanted], last[wanted])
        self._add(codes, replace(told, claims=figures.claims[at]), np.zeros(len(codes)))
        self._say(codes, lambda at_these: [(figures.quantifier[n], figures.word[n]) for n in at[at_these].tolist()])

    def _wanted(self, corroboration: Any, counted: Any) -> Any:
        wanted = self._view.filters.corroboration
        found = np.ones(len(corroboration), bool) if wanted is None else corroboration == wanted.number
        return found if wanted is Corroboration.DISCOUNTED else found & counted

    def _days(self, rows: Any, figure: Any, size: int) -> tuple[Any, Any]:
        first, last = np.full(size, _LATE, np.int32), np.full(size, NO_DAY, np.int32)
        days = self._copy.take("first", rows)
        np.minimum.at(first, figure[days != NO_DAY], days[days != NO_DAY])
        np.maximum.at(last, figure, self._copy.take("last", rows))
        first[first == _LATE] = NO_DAY
        return first, last

    def _say(self, codes: Any, words: Callable[[Any], list[tuple[Any, str | None]]]) -> None:
        """Remember quantifier and word of the figures that are alone in their bins so far."""
        alone = np.flatnonzero(self._bins.figures[codes] == 1)
        for code, (quantifier, word) in zip(codes[alone].tolist(), words(alone), strict=True):
            self._words[code] = (int(quantifier) or None, word)

    def _add_reconciled(self, rows: Any) -> None:
        """Reconcile what no stored figure is made of, from the register's own words."""
        key = (
            "reconciled",
            self._view.filters.policy,
            self._view.filters.as_of,
            self.by,
            state_of(self.session),
            rows.tobytes(),
        )
        figures = self._copy.remember(key, lambda: self._reconciled(rows))
        wanted = self._wanted(figures["corroboration"].to_numpy(), figures["counted"].to_numpy())
        figures = figures.filter(wanted)
        codes = np.array(
            [
                self._grouping.code_of(kind, label)
                for kind, label in zip(figures["kind"].to_list(), figures["group"].to_list(), strict=True)
            ],
            np.int64,
        )
        bits = sum(figures[name].is_null().cast(pl.Int64).to_numpy() * bit for name, bit in _BITS.items())
        low, best, high = (figures[name].fill_null(0).cast(pl.Float64).to_numpy() for name in _BITS)
        first, last = (figures[name].to_physical().fill_null(NO_DAY).to_numpy() for name in ("since", "until"))
        told = Told(low, best, high, bits, first, last, figures["claims"].to_numpy())
        self._add(codes, told, np.zeros(len(codes)))
        said = figures.select(pl.col("quantifier").fill_null(0), "word")
        self._say(codes, lambda at_these: said[at_these].rows())

    def _reconciled(self, rows: Any) -> pl.DataFrame:
        ids = self._copy.take("id", rows).tolist()
        claims = pl.concat(read(self.session, self._view, col(Claim.id).in_(some)) for some in chunks(ids))
        policy, judged = self._view.filters.policy, self._view.judged
        voices = claims.partition_by("source") if self.by == "source" else [claims]
        found = [with_groups(with_judgements(reconcile(own, policy), own, judged), own, self.by) for own in voices]
        number = kind_of(
            *(pl.col(name).fill_null(0).cast(pl.Int64) for name in ("measure", "population", "sex", "age", "unit"))
        )
        return pl.concat(found).with_columns(kind=number)

    def _rows(self) -> Iterator[dict[str, Any]]:
        codes = self._bins.filled()
        self._say_alone(codes)
        parts = [parts_of_kind(kind) for kind in self._grouping.kinds.tolist()]
        spans = self._spans(parts)
        told = zip(
            codes.tolist(),
            *(self._bins.sums_of(at, codes) for at in range(len(_BITS))),
            self._bins.claims[codes].tolist(),
            self._bins.figures[codes].tolist(),
            strict=True,
        )
        for code, low, best, high, claims, incidents in told:
            kind, group = divmod(code, len(self._grouping.labels))
            since, until = spans[parts[kind]["measure"] or 0]
            quantifier, word = self._words[code] if incidents == 1 else (None, None)
            yield {
                "group": self._grouping.labels[group],
                **parts[kind],
                **{"low": low, "best": best, "high": high, "claims": claims, "incidents": incidents},
                **{"quantifier": quantifier, "word": word, "since": _day(since[group]), "until": _day(until[group])},
            }

    def _spans(self, parts: list[dict[str, int | None]]) -> dict[int, tuple[list[int], list[int]]]:
        """The days of each measure in each group, whatever population and unit."""
        measures = np.array([part["measure"] for part in parts])
        shape = (len(measures), len(self._grouping.labels))
        first, last = (days[: self._bins.size].reshape(shape) for days in (self._bins.first, self._bins.last))
        return {
            int(measure): (
                first[measures == measure].min(axis=0).tolist(),
                last[measures == measure].max(axis=0).tolist(),
            )
            for measure in set(measures.tolist())
        }

    def _say_alone(self, codes: Any) -> None:
        """The quantifiers, and the vague words, of the single claims that are alone in their bins."""
        alone = [code for code in codes[self._bins.figures[codes] == 1].tolist() if code not in self._words]
        rows = np.rint(self._numbers[alone]).astype(np.int64)
        ordered = np.argsort(rows)
        quantifiers, ids = (self._copy.take(name, rows[ordered]).tolist() for name in ("quantifier", "id"))
        vague = [number for number, q in zip(ids, quantifiers, strict=True) if q == Quantifier.VAGUE.number]
        found = (read(self.session, self._view, col(Claim.id).in_(some)) for some in chunks(vague))
        words = {number: word for some in found for number, word in some.select("id", "word").iter_rows()}
        for at, quantifier, number in zip(ordered.tolist(), quantifiers, ids, strict=True):
            self._words[alone[at]] = (quantifier or None, words.get(number))


@lru_cache(maxsize=65_536)
def _day(number: int) -> date | None:
    return None if number in {NO_DAY, _LATE} else _EPOCH + timedelta(days=number)
