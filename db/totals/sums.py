"""The totals of incidents from the copy: the same rows as the register's own claims come to.

A claim that stands alone in its incident and kind is added as it is, on whole columns. Where several are in view, the
stored figure is taken if it is made of just these; else they are read from the register and reconciled again.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Any, Final

import numpy as np
import polars as pl
from sqlalchemy import select
from sqlmodel import Session, col

from db.answers import Total
from db.columns.bins import LATE, Bins, Rows, Told
from db.columns.numbers import BEST, HIGH, LOW, NO_DAY, parts_of_kind
from db.entries import chunks
from db.models import Claim
from db.selection.grouping import Grouping
from db.selection.selecting import Selection, about_incidents
from db.totals.alone import sums_of_alone
from db.totals.corroborated import in_figures
from db.totals.held_figures import HeldFigures
from db.totals.rereading import reconciled
from db.totals.sharing import Sharing
from db.totals.total_of import total_of
from db.totals.voices import Voices
from db.views.groups import Parting
from db.vocabulary import Corroboration, Quantifier

_BITS: Final = {"low": LOW, "best": BEST, "high": HIGH}


@dataclass(frozen=True, slots=True)
class _Shown:
    """What the voices of a view come to, whose columns are taken once.

    Claims that are alone in theirs as they are (``single``) and where their incidents are at home; the claims of stored
    figures at home; which of these figures are ``wanted``, where they are (``at``) and what they say (``told``).
    """

    single: Rows
    single_home: Rows
    stored_home: Rows
    wanted: Any
    at: Any
    told: Told


@dataclass
class IncidentSums:
    """The figures of the incidents of a selection, added up by kind and group."""

    session: Session
    selection: Selection
    by: Parting | None
    _words: dict[int, tuple[int | None, str | None]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        asked = self.selection.view.filters.corroboration
        self.selection = about_incidents(self.selection)
        if asked is not None:
            self.selection = in_figures(self.session, self.selection, asked)
        self._copy, self._view = self.selection.copy, self.selection.view
        self._sharing = Sharing.of(self.selection)
        self._grouping = Grouping.of(self.selection, self.session, self.by)
        self._take_home = self.selection.homes.taker(self._copy)
        self._bins = Bins(self._grouping.size)

    def totals(self, label: Callable[[str | None], str | None]) -> list[Total]:
        """The sum of each kind in each group; ``label`` says what a group is called."""
        self._bins = sums_of_alone(self.session, self.selection, self._sharing, self._grouping).copied()
        voices = Voices.of(self.session, self.selection, self._sharing, by_source=self.by == "source")
        shown = self._shown(voices)
        self._bins.add_claims(self._grouping.codes(shown.single_home), shown.single)
        if len(voices.rows):
            self._add_stored(voices, shown)
        if len(voices.rereading):
            self._add_reconciled(voices.rereading)
        return list(self._totals([label(group) for group in self._grouping.labels]))

    def _shown(self, voices: Voices) -> _Shown:
        """The same for all groupings of a view; of the last view alone, since it takes memory."""
        asked = id(voices), self._wanted(counted=False)
        return self._copy.remember("shown", asked, lambda: (self._taken(voices), voices), most=1)[0]

    def _taken(self, voices: Voices) -> _Shown:
        take, home, figures = self._copy.take, self._take_home, voices.figures
        wanted = np.flatnonzero(self._wanted(figures.counted[voices.at].astype(bool)))
        at, first, last = (values.take(wanted) for values in (voices.at, voices.first, voices.last))
        low, best, high, missing, claims = (getattr(figures, name).take(at) for name in _FIGURE)
        told = Told(low, best, high, missing, first, last, claims)
        return _Shown(Rows(take, voices.single), Rows(home, voices.single), Rows(home, voices.rows), wanted, at, told)

    def _add_stored(self, voices: Voices, shown: _Shown) -> None:
        codes = self._grouping.codes_of_figures(shown.stored_home, voices.figure, len(voices.at)).take(shown.wanted)
        self._bins.add(codes, shown.told)
        self._say(codes, lambda at_these: _said(voices.figures, shown.at[at_these].tolist()))

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
        figures = reconciled(self.session, self.selection, rows, self.by).filter(~pl.col("left_out"))
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
        self._bins.add(codes, Told(low, best, high, bits, first, last, figures["claims"].to_numpy()))
        said = figures.select(pl.col("quantifier").fill_null(0), "word")
        self._say(codes, lambda at_these: said[at_these].rows())

    def _totals(self, labels: list[str | None]) -> Iterator[Total]:
        sums = [self._bins.sums_of(at) for at in range(len(_BITS))]
        codes = self._in_order(sums)
        self._say_alone(codes)
        kinds, groups = np.divmod(codes, len(labels))
        bins, names = self._bins, self._grouping.labels
        told = zip(
            *(values.tolist() for values in (codes, self._grouping.kinds[kinds], groups)),
            *(_stated(*found, codes) for found in sums),
            *(values[codes].tolist() for values in (bins.claims, bins.figures, bins.lacking(2))),
            *(values[codes].tolist() for values in (_known(bins.first), bins.last)),
            strict=True,
        )
        for code, kind, group, *figure, incidents, unbounded, since, until in told:
            said = self._words[code] if incidents == 1 else (None, None)
            yield total_of(kind, names[group], labels[group], *figure, incidents, unbounded, since, until, *said)

    def _in_order(self, sums: list[tuple[Any, Any]]) -> Any:
        """The bins that hold a figure, as :mod:`db.totals.of_view` puts them in order, which is dear on records."""
        codes = np.flatnonzero(self._bins.figures)
        low, best, high = (np.where(stated, values, 0)[codes] for values, stated in sums)
        size = np.where(best != 0, best, np.where(low != 0, low, high))
        last = self._bins.last[codes]
        newest = np.where(last != NO_DAY, last, _known(self._bins.first[codes])).astype(np.int64)
        kinds, groups = np.divmod(codes, len(self._grouping.labels))
        parts = [parts_of_kind(kind) for kind in self._grouping.kinds.tolist()]
        least_first = [
            np.array([part[name] or 0 for part in parts], np.int64)[kinds]
            for name in ("age", "sex", "unit", "population", "measure")
        ]
        *words, measure = least_first
        return codes[np.lexsort((*words, -size, -newest, self._grouping.ranks[groups], measure))]

    def _say_alone(self, codes: Any) -> None:
        """The quantifiers, and the vague words, of the single claims that are alone in their bins."""
        alone = [code for code in codes[self._bins.figures[codes] == 1].tolist() if code not in self._words]
        rows = self._bins.number[alone]
        ordered = np.argsort(rows)
        quantifiers, ids = (self._copy.take(name, rows[ordered]).tolist() for name in ("quantifier", "id"))
        vague = [number for number, q in zip(ids, quantifiers, strict=True) if q == Quantifier.VAGUE.number]
        words = _vague_words(self.session, vague)
        for at, quantifier, number in zip(ordered.tolist(), quantifiers, ids, strict=True):
            self._words[alone[at]] = (quantifier or None, words.get(number))


def _vague_words(session: Session, ids: list[int]) -> dict[int, str]:
    """The words themselves ("dozens") of versions whose figures are vague: see :func:`db.views.versions.with_words`."""
    found: dict[int, str] = {}
    for some in chunks(ids):
        told = select(col(Claim.id), col(Claim.verbatim), col(Claim.span_start), col(Claim.span_end))
        for number, verbatim, start, end in session.connection().execute(told.where(col(Claim.id).in_(some))):
            if number is not None and start is not None and end is not None:
                found[number] = verbatim[start:end]
    return found


def _stated(values: Any, stated: Any, codes: Any) -> list[int | None]:
    own = zip(values[codes].tolist(), stated[codes].tolist(), strict=True)
    return [value if is_stated else None for value, is_stated in own]


_FIGURE: Final = ("low", "best", "high", "missing", "claims")


def _said(figures: HeldFigures, places: list[int]) -> list[tuple[Any, str | None]]:
    return [(figures.quantifier[at], figures.word.get(at)) for at in places]


def _known(first: Any) -> Any:
    return np.where(first == LATE, NO_DAY, first)
