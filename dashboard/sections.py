"""The kinds that headline figures come in: one heading for each, because numbers of different kinds are never added."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from itertools import chain, islice, zip_longest
from typing import Final

from dashboard.charts.displacement import MEASURES as DISPLACEMENT
from dashboard.charts.figures import size
from dashboard.locale import msg
from db.answers import LineCount, Total
from db.vocabulary import Measure, Series


@dataclass(frozen=True, slots=True)
class Section:
    """A kind: its heading and what it is, both to be translated."""

    heading: str
    explanation: str


INCIDENTS: Final = Section(
    msg("Recorded incidents"),
    msg("Added over incidents: the sum of what is claimed of each, lowest to highest."),
)
TOLLS: Final = Section(
    msg("Tolls since a start"),
    msg("As each source claims them. They overlap, count different things, and are never added."),
)
PERIODS: Final = Section(
    msg("Over a stretch of time"),
    msg(
        "What a source says of some days, months or years as a whole, not of one event. Its figures for one place are "
        "added where no day counts twice; nothing else is."
    ),
)
STOCKS: Final = Section(
    msg("In displacement on a day"),
    msg("People in displacement on the day that the source speaks of. Not added over time."),
)
MOVEMENTS: Final = Section(
    msg("Displacement and return"),
    msg("Movements: one person may move more than once."),
)
OTHER: Final = Section(
    msg("Period or kind not stated"),
    msg("As the source words it, without a period; comparable with nothing else here."),
)
SECTIONS: Final = (INCIDENTS, TOLLS, PERIODS, STOCKS, MOVEMENTS, OTHER)


def in_sections(totals: Sequence[Total]) -> list[tuple[Section, list[Total]]]:
    """Every total in exactly one section; sections without one are left out."""
    kept = {section: [total for total in totals if section_of(total) is section] for section in SECTIONS}
    return [(section, found) for section, found in kept.items() if found]


def section_of(total: Total | LineCount) -> Section:
    """The kind that a total, or a number of lines, is of."""
    if total.series is Series.UNSPECIFIED:
        return OTHER
    if total.series is Series.STOCK:
        return STOCKS
    if total.measure in DISPLACEMENT:
        return MOVEMENTS
    return _OF_CASUALTIES[total.series]


_OF_CASUALTIES: Final = {Series.INCIDENT: INCIDENTS, Series.CUMULATIVE: TOLLS, Series.PERIOD: PERIODS}


def parts_of(whole: Total, totals: Sequence[Total]) -> list[Total]:
    """Claims that name the whole as theirs.

    A sum over incidents has none: what is part of another claim is in no sum (:func:`db.figures.independent`), so that
    a sum of women is of reports that speak of women alone, who are in no sum of all people.
    """
    return [total for total in totals if whole.key is not None and total.part_of == whole.key]


def wholes(totals: Sequence[Total]) -> list[Total]:
    """The totals that are not a part of another one among them, as :func:`parts_of` finds parts."""
    keys = {total.key for total in totals if total.key is not None}
    return [
        total for total in totals if total.part_of is None or total.part_of == total.key or total.part_of not in keys
    ]


def newest_by_turns(totals: Sequence[Total], most: int) -> list[Total]:
    """The newest, and of one day the largest, in the order in which they came; each measure has its turn.

    Without turns the newest of returns, by the dozen, would leave no card to those who were displaced.
    """
    if len(totals) <= most:
        return list(totals)
    by_measure: dict[Measure, list[Total]] = {}
    for total in sorted(totals, key=_recency, reverse=True):
        by_measure.setdefault(total.measure, []).append(total)
    turns = chain.from_iterable(zip_longest(*by_measure.values()))
    chosen = {id(total) for total in islice((total for total in turns if total is not None), most)}
    return [total for total in totals if id(total) in chosen]


def _recency(total: Total) -> tuple[date, int]:
    return total.speaks_of or total.until or total.published or date.min, size(total)
