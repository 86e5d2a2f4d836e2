"""Rounds of a publisher that came in part: wholes that do not add up, and places that the round before had.

A file that breaks off within a round gives too small a whole. Where a round states a place and the places inside it,
the one must come to the sum of the others; and a place of the round before that has no row is told, because its older
figure stands beside the new ones.
"""

import re
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import Final

from db.vocabulary import Severity
from ingest.issues import Issue
from ingest.layouts.laid import LaidRow

_LEVELS: Final = ("country", "governorate", "district")
_ISO_DAY: Final = re.compile(r"\d{4}-\d{2}-\d{2}")
_NAMED: Final = 10
_REMEDY: Final = "Look whether the file breaks off, and send the whole round."

Area = tuple[str, ...]
"""A country, a governorate in one, or a district in that, by their names from the widest on."""


@dataclass(frozen=True, slots=True)
class Total:
    """What the rows of one place and round come to; ``first`` is the first of them."""

    first: LaidRow
    figure: int


def incomplete_rounds(totals: Iterable[Total]) -> Iterator[Issue]:
    """A warning for each level of a round that lacks places, and for each place that its own places don't come to."""
    series: defaultdict[tuple[str, str], defaultdict[str, dict[Area, Total]]] = defaultdict(lambda: defaultdict(dict))
    for total in totals:
        texts = total.first.texts
        if _ISO_DAY.match(texts.get("as_of", "")) and "country" in texts:
            round_ = series[texts["measure"], texts.get("whole", "")][_day(texts["as_of"])]
            area = _area(texts)
            known = round_.get(area)  # of two assessments of one day
            round_[area] = replace(known, figure=known.figure + total.figure) if known else total
    for rounds in series.values():
        days = sorted(rounds)
        for day in days:
            yield from _sums_that_differ(day, rounds[day])
        for before, day in pairwise(days):
            yield from _places_missing(day, rounds[day], before, rounds[before])


def _area(texts: Mapping[str, str]) -> Area:
    return tuple(texts[level] for level in _LEVELS if texts.get(level))


def _sums_that_differ(day: str, areas: Mapping[Area, Total]) -> Iterator[Issue]:
    inside: defaultdict[Area, int] = defaultdict(int)
    for area, total in areas.items():
        inside[area[:-1]] += total.figure
    differing = [area for area in areas if area in inside and inside[area] != areas[area].figure]
    for depth in sorted({len(area) for area in differing}):
        found = [area for area in differing if len(area) == depth]
        first = found[0]
        message = (
            f"In the round of {day}, places do not come to the sum of those inside them, {len(found)} in all:"
            f" {_names(found)}. Of {first[-1]} there are {areas[first].figure:,}, and {inside[first]:,} inside."
        )
        yield _issue(areas[first], message)


def _places_missing(day: str, areas: Mapping[Area, Total], before: str, had: Mapping[Area, Total]) -> Iterator[Issue]:
    for depth in range(1, len(_LEVELS) + 1):
        missing = [area for area in had if len(area) == depth and area not in areas]
        if missing:
            message = (
                f"The round of {day} lacks places that the round of {before} has, {len(missing)} in all:"
                f" {_names(missing)}."
            )
            yield _issue(next(iter(areas.values())), message)


def _names(areas: Collection[Area]) -> str:
    named = ", ".join(area[-1] for area in list(areas)[:_NAMED])
    return f"{named} …" if len(areas) > _NAMED else named


def _day(text: str) -> str:
    return text.partition("T")[0]


def _issue(total: Total, message: str) -> Issue:
    return Issue(Severity.WARNING, "incomplete_round", message, _REMEDY, total.first.number, "as_of")
