"""The kinds that headline figures come in: one heading for each, because numbers of different kinds are never added."""

from collections.abc import Container, Sequence
from dataclasses import dataclass
from typing import Final

from dashboard.charts.displacement import MEASURES as DISPLACEMENT
from dashboard.locale import msg
from db.answers import LineCount, Total
from db.vocabulary import Series, Word


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
    msg("What a source says of some days, months or years as a whole, not of one event. Such figures are never added."),
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
    """Claims that name the whole as theirs; over incidents, the same kind broken down by sex or age."""
    if whole.series is not Series.INCIDENT:
        return [total for total in totals if whole.key is not None and total.part_of == whole.key]
    if whole.sex or whole.age:
        return []
    return [total for total in totals if (total.sex or total.age) and _kind(total) == _kind(whole)]


def wholes(totals: Sequence[Total]) -> list[Total]:
    """The totals that are not a part of another one among them, as :func:`parts_of` finds parts."""
    keys = {total.key for total in totals if total.series is not Series.INCIDENT and total.key is not None}
    kinds = {_kind(total) for total in totals if total.series is Series.INCIDENT and not (total.sex or total.age)}
    return [total for total in totals if not _is_part(total, keys, kinds)]


def _kind(total: Total) -> tuple[Word, ...]:
    return total.series, total.measure, total.population, total.unit


def _is_part(total: Total, keys: Container[str], kinds: Container[tuple[Word, ...]]) -> bool:
    if total.part_of is not None and total.part_of != total.key and total.part_of in keys:
        return True
    return bool(total.sex or total.age) and _kind(total) in kinds
