"""Tolls since a start, as each source claims them: side by side, never joined, with the reasons why they differ."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from typing import Any, Final

from dashboard.charts.axis import counted_in
from dashboard.charts.figures import has_figure, in_words, size
from dashboard.charts.lines import Line, axis_end, in_order, lines_table, range_rows, speakers
from dashboard.charts.notes import bound_notes
from dashboard.charts.spec import RangesSpec
from dashboard.locale import Speaker, msg
from dashboard.wording import SourceNames, counted, definition_words, headline, said_by, source_line, starting
from db.answers import Total
from db.vocabulary import Measure, Population, Series

_WAYS_TO_DIFFER: Final[tuple[tuple[Callable[[Total], object], str], ...]] = (
    (lambda total: total.population, msg("who is counted")),
    (lambda total: total.basis, msg("how people are counted")),
    (lambda total: total.pcode or total.place, msg("of which place")),
    (lambda total: total.since, msg("since when")),
    (lambda total: total.speaks_of, msg("until when")),
    (lambda total: total.definition, msg("definition")),
)


def tolls(totals: Sequence[Total], speaker: Speaker, *, names: SourceNames | None = None) -> RangesSpec:
    """The cumulative lines among ``totals`` on one axis, a heading for each measure; parts stand under their whole."""
    lines = in_order([t for t in totals if t.series is Series.CUMULATIVE], _largest_first)
    wholes = _wholes(lines)

    def heading(total: Total) -> str:
        return starting(counted(total.measure, speaker, unit=total.unit))

    def who(total: Total) -> str:
        return said_by(total, speaker, names)

    rows = range_rows(lines, heading, who, speaker)
    headings = list(dict.fromkeys(row.group for row in rows))
    return RangesSpec(
        id="tolls",
        title=speaker.text("Tolls since a start, as each source claims them"),
        sentence=_sentence(_compared(wholes), wholes, speaker, names),
        unit=headings[0] if len(headings) == 1 else counted_in((line.total.unit for line in lines), speaker),
        table=lines_table(lines, heading, who, speaker),
        notes=(
            *_why_they_differ(wholes, speaker),
            *_definitions(lines, speaker, names),
            *bound_notes([row.figure for row in rows], speaker),
        ),
        source_line=source_line(speakers(lines, who), speaker),
        rtl=speaker.rtl,
        rows=rows,
        axis_max=axis_end(rows),
    )


def spoken_of(totals: Sequence[Total]) -> tuple[Total, ...]:
    """The tolls that the sentence of :func:`tolls` names: the smallest and the largest, or the one there is."""
    return _compared(_wholes(in_order([t for t in totals if t.series is Series.CUMULATIVE], _largest_first)))


def _wholes(lines: Sequence[Line]) -> list[Total]:
    return [line.total for line in lines if line.whole is None and has_figure(line.total)]


def _compared(wholes: Sequence[Total]) -> tuple[Total, ...]:
    """The smallest and the largest toll of what most sources speak of: one measure, in one place, and no part of it.

    Of what tells two tolls by their start alone, 240 last year and 10 in this, the larger is compared. A vague word is
    no number to put in order beside others.
    """
    if not wholes:
        return ()
    largest = _of_all(list(_largest_of_each(wholes)))
    alike = [_told_of(total) for total in largest]
    most_told = max(dict.fromkeys(alike), key=alike.count)
    compared = [total for total, kind in zip(largest, alike, strict=True) if kind == most_told]
    numbers = [total for total in compared if total.word is None] or compared
    least, most = min(numbers, key=size), max(numbers, key=size)
    return (most,) if least is most else (least, most)


def _largest_of_each(wholes: Sequence[Total]) -> Iterable[Total]:
    """The tolls, but for those that only count from another day than a larger one."""
    found: dict[Total, Total] = {}
    for total in sorted(wholes, key=size, reverse=True):
        found.setdefault(replace(total, **_OF_ITS_DAYS), total)
    kept = set(map(id, found.values()))
    return (total for total in wholes if id(total) in kept)


_OF_ITS_DAYS: Final[dict[str, Any]] = {
    **dict.fromkeys(("low", "best", "high", "quantifier", "word", "convention", "key")),
    **dict.fromkeys(("since", "until", "speaks_of", "published")),
    "claims": 1,
}
"""What a toll says beside what it counts."""


def _of_all(wholes: Sequence[Total]) -> Sequence[Total]:
    return [total for total in wholes if not _is_of_some(total)] or wholes


def _told_of(total: Total) -> tuple[Measure, str | None]:
    return total.measure, total.pcode or total.place


def _sentence(compared: Sequence[Total], wholes: Sequence[Total], speaker: Speaker, names: SourceNames | None) -> str:
    if not compared:
        return speaker.text("No toll in this view.")
    least, most = compared[0], compared[-1]
    if least is most:
        return headline(most, speaker, names)
    said = counted(most.measure, speaker)
    if len({place for _, place in map(_told_of, _of_all(wholes))}) > 1 and most.place:
        said = speaker.text("{counted} ({where})", counted=said, where=most.place)
    return starting(
        speaker.text(
            "{counted}: from {least} ({least_source}) to {most} ({most_source}).",
            least=in_words(least, speaker),
            least_source=said_by(least, speaker, names),
            most=in_words(most, speaker),
            most_source=said_by(most, speaker, names),
            counted=said,
        )
    )


def _is_of_some(total: Total) -> bool:
    """Whether a toll is of children, of women or of medical staff alone, whose whole may not be in the view."""
    return total.sex is not None or total.age is not None or total.population is Population.PROTECTED


def _largest_first(total: Total) -> tuple[int, int, str]:
    return total.measure.number, -size(total), total.source or ""


def _why_they_differ(wholes: Sequence[Total], speaker: Speaker) -> tuple[str, ...]:
    """In what the tolls of one measure differ; nothing if there is only one of each."""
    by_measure = [[total for total in wholes if total.measure is measure] for measure in {t.measure for t in wholes}]
    ways = [
        speaker.text(way)
        for aspect, way in _WAYS_TO_DIFFER
        if any(len({aspect(total) for total in same}) > 1 for same in by_measure)
    ]
    if not ways:
        return ()
    return (
        speaker.text(
            "The tolls differ in: {ways}. They are shown side by side and never added.", ways=speaker.listing(ways)
        ),
    )


def _definitions(lines: Sequence[Line], speaker: Speaker, names: SourceNames | None) -> tuple[str, ...]:
    """What each source says it counts, a sentence for each source."""
    stated: dict[str, dict[str, None]] = {}
    for total, _ in lines:
        if total.definition:
            stated.setdefault(said_by(total, speaker, names), {})[definition_words(total.definition, speaker)] = None
    return tuple(
        speaker.text("{source} counts: {definition}", source=source, definition=" / ".join(map(speaker.isolate, own)))
        for source, own in stated.items()
    )
