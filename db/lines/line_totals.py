"""Lines as totals: which are shown, and their words."""

from collections.abc import Callable, Iterable
from typing import Any, Final, NamedTuple

import numpy as np
from sqlmodel import Session, col, select

from db.answers import First, LineCount, Total
from db.columns.copies import Copy
from db.columns.numbers import BEST, HIGH, LOW, NO_DAY, parts_of_kind
from db.columns.spans import day
from db.lines.line_columns import OWN, Lines
from db.lines.ranked import Ranked
from db.lines.stock_days import outdated
from db.lines.told import Told, chosen, taken
from db.lines.told_lines import lines_of
from db.models import Source
from db.selection.grouping import Grouping
from db.selection.selecting import Selection
from db.views.groups import Parting
from db.vocabulary import Age, Basis, Measure, Population, Quantifier, Series, Sex, Unit, Word

_NO_MONTH: Final = 0
_FIRST_MONTH: Final = -24_000
"""Months are counted from 2,000 years before 1970, so that none is below 1."""
_SHOWN: Final = ("group", "low", "best", "high", "missing", "first", "last", "claims", "covered")
_WORDS: Final[dict[str, type[Word]]] = {
    "measure": Measure,
    "population": Population,
    "sex": Sex,
    "age": Age,
    "unit": Unit,
}
_RUNNING: Final = (Series.CUMULATIVE.number, Series.STOCK.number)

Label = Callable[[str | None], str | None]


class Chosen(NamedTuple):
    """The told claims of a selection, the lines that they make, which of these are outdated, and names of groups."""

    told: Told
    lines: Lines
    outdated: Any
    names: Callable[[int], str | None]

    def at(self, places: Any) -> "Chosen":
        """Some of the lines."""
        return self._replace(lines=self.lines.at(places), outdated=self.outdated[places])


def line_totals(session: Session, selection: Selection, by: Parting | None, label: Label) -> list[Total]:
    """All lines of a selection as totals."""
    found = _chosen(session, selection, by)
    return _totals(session, selection, found, label)


def largest_lines(
    session: Session, selection: Selection, by: Parting | None, label: Label, most: int, first: First
) -> tuple[list[Total], tuple[LineCount, ...]]:
    """Of each measure, kind, unit and group the ``first`` lines with their parts, ``most`` of them; counts of all.

    A part (children, women) comes with the line of which it is one, and counts for none. What is outdated is only
    counted.
    """
    found = _chosen(session, selection, by)
    ranked = selection.once(
        ("ranked lines", by), lambda: Ranked.of(selection.copy, found.told, found.lines, found.outdated)
    )
    return _totals(session, selection, found.at(ranked.first(most, first)), label), ranked.counts()


def outdated_stocks(session: Session, selection: Selection) -> int:
    """How many stocks of a selection, parts aside, no longer stand."""
    stocks = selection.narrowed(mask & (part["series"] == Series.STOCK.number) for part, mask, _ in selection.each())
    if not stocks.count():
        return 0
    found = _choose(session, stocks, None)
    counts = Ranked.of(selection.copy, found.told, found.lines, found.outdated).counts()
    return sum(count.outdated for count in counts)


def _chosen(session: Session, selection: Selection, by: Parting | None) -> Chosen:
    return selection.once(("lines", by), lambda: _choose(session, selection, by))


def _choose(session: Session, selection: Selection, by: Parting | None) -> Chosen:
    told = Told.of(session, selection)
    places = chosen(selection, told)
    group, names = _groups(session, selection, told.rows[places], by)
    lines = lines_of(selection, told, places, group)
    old = np.zeros(len(lines), bool) if by == "month" else outdated(session, selection, told, lines.claim)
    return Chosen(told, lines, old, names)


def _groups(session: Session, selection: Selection, rows: Any, by: Parting | None) -> tuple[Any, Any]:
    """The number of the group of each row, and what a number is called."""
    if by == "month":
        return _months(selection, rows), _month_name
    if by in {"place", "district", "source"}:
        grouping = Grouping.of(selection, session, by)
        column = "source" if by == "source" else "place"
        return grouping.group_of.take(selection.copy.take(column, rows)), grouping.labels.__getitem__
    return np.zeros(len(rows), np.int64), lambda _: None


def _months(selection: Selection, rows: Any) -> Any:
    """The month that a toll or a stock speaks of; of every other figure the one month that it lies in, if it is one."""
    take = selection.copy.take
    first, last, ends = (take(name, rows) for name in ("first", "last", "ends"))
    within = np.where((first != NO_DAY) & (last != NO_DAY) & (_month(first) == _month(last)), first, NO_DAY)
    days = np.where(np.isin(take("series", rows), _RUNNING), ends, within)
    return np.where(days == NO_DAY, _NO_MONTH, _month(days) - _FIRST_MONTH)


def _month(days: Any) -> Any:
    known = np.where(days == NO_DAY, 0, days)
    return known.astype("datetime64[D]").astype("datetime64[M]").astype(np.int64)


def _month_name(number: int) -> str | None:
    return None if number == _NO_MONTH else str(np.datetime64(number + _FIRST_MONTH, "M"))


def _totals(session: Session, selection: Selection, found: Chosen, label: Label) -> list[Total]:
    """A total for each of the lines."""
    lines = found.lines
    told = _columns(selection.copy, found.told, lines)
    names = _source_names(session)
    words: dict[int, dict[str, Any]] = {}
    groups = {number: found.names(number) for number in np.unique(lines.group).tolist()}
    labels = {number: label(group) for number, group in groups.items()}
    definitions, places = (None, *selection.copy.definitions), (None, *selection.copy.places)
    return [
        Total(
            **(words.get(kind) or words.setdefault(kind, _in_words(kind))),
            series=Series.of(series),
            low=None if missing & LOW else int(low),
            best=None if missing & BEST else int(best),
            high=None if missing & HIGH else int(high),
            claims=claims,
            incidents=0,
            group=groups[group],
            group_label=labels[group],
            quantifier=Quantifier.of(quantifier) if quantifier else None,
            word=word,
            source=names[source],
            origin=names[origin],
            basis=Basis.of(basis) if basis else None,
            definition=definitions[definition],
            place=place,
            pcode=places[pcode],
            since=day(since),
            until=day(until),
            speaks_of=day(speaks),
            published=day(published),
            key=key,
            part_of=part,
            covered=covered or None,
            outdated=old,
        )
        for ((kind, series, source, origin, basis, speaks, published, key, part, word, quantifier), more), old in zip(
            told, found.outdated.tolist(), strict=True
        )
        for definition, place, pcode, group, low, best, high, missing, since, until, claims, covered in (more,)
    ]


def _columns(copy: Copy, told: Told, lines: Lines) -> Iterable[tuple[tuple[Any, ...], tuple[Any, ...]]]:
    """Of each line what its claim says, and what it comes to."""
    rows, newest = told.rows[lines.claim], told.rows[lines.newest]
    quantifier = np.where(lines.alone, taken(copy, "quantifier", rows), 0)
    vague = np.flatnonzero(quantifier == Quantifier.VAGUE.number)
    words: list[str | None] = [None] * len(lines)
    for at, word in zip(vague.tolist(), told.texts("word", lines.claim[vague]), strict=True):
        words[at] = word
    said = (
        *(taken(copy, name, rows).tolist() for name in ("kind", "series", "source", "origin")),
        told.columns["basis"][lines.claim].tolist(),
        *(taken(copy, name, rows).tolist() for name in ("speaks", "published")),
        told.texts("key", lines.claim),
        _wholes(told, lines),
        words,
        quantifier.tolist(),
    )
    shown = (
        taken(copy, "definition", newest).tolist(),
        told.texts("place", lines.newest),
        taken(copy, "place", newest).tolist(),
        *(getattr(lines, name).tolist() for name in _SHOWN),
    )
    return zip(zip(*said, strict=True), zip(*shown, strict=True), strict=True)


def _wholes(told: Told, lines: Lines) -> list[str | None]:
    """The keys of what the lines are parts of: of a sum, or what its claim says."""
    keys = told.texts("part", lines.claim)
    added = np.flatnonzero(lines.whole != OWN)
    for at, key in zip(added.tolist(), told.texts("key", lines.whole[added]), strict=True):
        keys[at] = key
    return keys


def _source_names(session: Session) -> dict[int, str | None]:
    rows = session.execute(select(col(Source.id), col(Source.name)))
    return {0: None} | {int(number or 0): name for number, name in rows}


def _in_words(kind: int) -> dict[str, Any]:
    parts = parts_of_kind(kind)
    return {name: _WORDS[name].of(number) if number else None for name, number in parts.items()}
