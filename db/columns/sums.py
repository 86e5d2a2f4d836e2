"""The totals of incidents from the copy: the same rows as the register's own claims come to.

A claim that stands alone in its incident and kind is added as it is, on whole columns. Where several are in view, the
stored figure is taken if it is made of just these; else they are read from the register and reconciled again.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import date
from typing import Any, Final

import numpy as np
import polars as pl
from sqlmodel import Session, col

from db.answers import Total
from db.columns.alone import TOLD, sums_of_alone
from db.columns.bins import LATE, Bins, Told
from db.columns.corroborated import in_figures
from db.columns.grouping import Grouping
from db.columns.held_figures import HeldFigures
from db.columns.numbers import BEST, HIGH, LOW, NO_DAY, parts_of_kind
from db.columns.rereading import reconciled
from db.columns.selection import Selection, about_incidents
from db.columns.sharing import Sharing
from db.columns.spans import day
from db.columns.voices import Voices
from db.entries import chunks
from db.frame import read
from db.incidents.groups import By
from db.models import Claim
from db.vocabulary import Age, Corroboration, Measure, Population, Quantifier, Series, Sex, Unit, Word

_BITS: Final = {"low": LOW, "best": BEST, "high": HIGH}


@dataclass
class IncidentSums:
    """The figures of the incidents of a selection, added up by kind and group."""

    session: Session
    selection: Selection
    by: By | None
    _words: dict[int, tuple[int | None, str | None]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        asked = self.selection.view.filters.corroboration
        self.selection = about_incidents(self.selection)
        if asked is not None:
            self.selection = in_figures(self.session, self.selection, asked)
        self._copy, self._view = self.selection.copy, self.selection.view
        self._sharing = Sharing.of(self.selection)
        self._grouping = Grouping.of(self.selection, self.session, self.by)
        self._bins = Bins(self._grouping.size)

    def totals(self, label: Callable[[str | None], str | None]) -> list[Total]:
        """The sum of each kind in each group; ``label`` says what a group is called."""
        self._bins = sums_of_alone(self.session, self.selection, self._sharing, self._grouping).copied()
        voices = Voices.of(self.session, self.selection, self._sharing, by_source=self.by == "source")
        self._add_single(voices.single)
        if len(voices.rows):
            self._add_stored(voices)
        if len(voices.rereading):
            self._add_reconciled(voices.rereading)
        return list(self._totals([label(group) for group in self._grouping.labels]))

    def _add_single(self, rows: Any) -> None:
        codes = self._grouping.codes({name: self._copy.take(name, rows) for name in self._grouping.needs})
        self._bins.add(codes, Told(**{name: self._copy.take(name, rows) for name in TOLD}), rows)

    def _add_stored(self, voices: Voices) -> None:
        figures, at = voices.figures, voices.at
        codes = self._grouping.codes_of_figures(self._copy, voices.rows, voices.figure, len(at))
        wanted = self._wanted(figures.counted[at].astype(bool))
        first, last = voices.first, voices.last
        if not wanted.all():
            codes, at, first, last = codes[wanted], at[wanted], first[wanted], last[wanted]
        low, best, high, missing, claims = (getattr(figures, name)[at] for name in _FIGURE)
        self._bins.add(codes, Told(low, best, high, missing, first, last, claims))
        self._say(codes, lambda at_these: _said(figures, at[at_these].tolist()))

    def _wanted(self, counted: Any) -> Any:
        """Which figures are added up: what is set aside only if it is what was asked for."""
        return counted | (self._view.filters.corroboration is Corroboration.DISCOUNTED)

    def _say(self, codes: Any, words: Callable[[Any], list[tuple[Any, str | None]]]) -> None:
        """Remember quantifier and word of the figures that are alone in their bins so far."""
        alone = np.flatnonzero(self._bins.figures[codes] == 1)
        for code, (quantifier, word) in zip(codes[alone].tolist(), words(alone), strict=True):
            self._words[code] = (int(quantifier) or None, word)

    def _add_reconciled(self, rows: Any) -> None:
        """Add what no stored figure is made of, from the register's own words."""
        figures = reconciled(self.session, self.selection, rows, self.by)
        figures = figures.filter(self._wanted(figures["counted"].to_numpy()))
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
        self._bins.add(codes, told)
        said = figures.select(pl.col("quantifier").fill_null(0), "word")
        self._say(codes, lambda at_these: said[at_these].rows())

    def _totals(self, labels: list[str | None]) -> Iterator[Total]:
        codes = self._bins.filled()
        self._say_alone(codes)
        parts = [parts_of_kind(kind) for kind in self._grouping.kinds.tolist()]
        words = [_in_words(part) for part in parts]
        told = zip(
            codes.tolist(),
            *(self._bins.sums_of(at, codes) for at in range(len(_BITS))),
            self._bins.claims[codes].tolist(),
            self._bins.figures[codes].tolist(),
            self._bins.first[codes].tolist(),
            self._bins.last[codes].tolist(),
            strict=True,
        )
        for code, low, best, high, claims, incidents, since, until in told:
            kind, group = divmod(code, len(labels))
            quantifier, word = self._words[code] if incidents == 1 else (None, None)
            yield Total(
                **words[kind],
                series=Series.INCIDENT,
                low=low,
                best=best,
                high=high,
                claims=claims,
                incidents=incidents,
                group=self._grouping.labels[group],
                group_label=labels[group],
                quantifier=Quantifier.of(quantifier) if quantifier else None,
                word=word,
                since=_day(since),
                until=_day(until),
            )

    def _say_alone(self, codes: Any) -> None:
        """The quantifiers, and the vague words, of the single claims that are alone in their bins."""
        alone = [code for code in codes[self._bins.figures[codes] == 1].tolist() if code not in self._words]
        rows = self._bins.number[alone]
        ordered = np.argsort(rows)
        quantifiers, ids = (self._copy.take(name, rows[ordered]).tolist() for name in ("quantifier", "id"))
        vague = [number for number, q in zip(ids, quantifiers, strict=True) if q == Quantifier.VAGUE.number]
        found = (read(self.session, self._view, col(Claim.id).in_(some)) for some in chunks(vague))
        words = {number: word for some in found for number, word in some.select("id", "word").iter_rows()}
        for at, quantifier, number in zip(ordered.tolist(), quantifiers, ids, strict=True):
            self._words[alone[at]] = (quantifier or None, words.get(number))


_WORDS: Final[dict[str, type[Word]]] = {
    "measure": Measure,
    "population": Population,
    "sex": Sex,
    "age": Age,
    "unit": Unit,
}


def _in_words(parts: dict[str, int | None]) -> dict[str, Any]:
    return {name: _WORDS[name].of(number) if number else None for name, number in parts.items()}


_FIGURE: Final = ("low", "best", "high", "missing", "claims")


def _said(figures: HeldFigures, places: list[int]) -> list[tuple[Any, str | None]]:
    return [(figures.quantifier[at], figures.word.get(at)) for at in places]


def _day(number: int) -> date | None:
    return None if number == LATE else day(number)
