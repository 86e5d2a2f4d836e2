"""Displacement in its two kinds, never mixed: people in displacement on a day, and movements over time."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date
from typing import Any, Final

from dashboard.charts.axis import counted_in
from dashboard.charts.figures import size
from dashboard.charts.lines import Line, axis_end, in_order, lines_table, range_rows, speakers
from dashboard.charts.notes import bound_notes
from dashboard.charts.spec import RangesSpec
from dashboard.charts.stock_lines import outdated_note
from dashboard.locale import Speaker
from dashboard.wording import SourceNames, counted, headline, mid_sentence, said_by, source_line, starting
from dashboard.wording.countries import is_country
from db.answers import Total
from db.vocabulary import Measure, Series

MEASURES: Final = frozenset(
    {
        Measure.DISPLACED,
        Measure.EVACUATED,
        Measure.RETURNED,
        Measure.REFUGEES,
        Measure.IDPS,
        Measure.ASYLUM_SEEKERS,
        Measure.HOMELESS,
    }
)


COUNTRY_LETTERS: Final = 2
"""Of a country's P-code."""
MOST_SAID: Final = 3
"""Headings of which the sentence speaks; the chart and its table have all."""


def stocks(totals: Sequence[Total], speaker: Speaker, *, names: SourceNames | None = None) -> RangesSpec:
    """People in displacement on a day: a heading for each measure, the newest first, and of one day the largest.

    What no longer stands is in the table alone, after the rest.
    """
    chosen = [t for t in totals if t.measure in MEASURES and t.series is Series.STOCK]
    standing = [total for total in chosen if not total.outdated]

    def heading(total: Total) -> str:
        return starting(counted(total.measure, speaker, unit=total.unit))

    return _ranges(
        "displacement-stocks",
        speaker.text("People in displacement on a day"),
        [*in_order(standing, _newest_first), *in_order([t for t in chosen if t.outdated], _newest_first)],
        heading,
        (
            speaker.text("No figure of people in displacement on a day in this view."),
            speaker.text("People in displacement on different days are not added: many are the same people."),
        ),
        speaker,
        names,
    )


def telling_outdated(spec: RangesSpec, outdated: int, speaker: Speaker) -> RangesSpec:
    """The chart of stocks, saying how many of its view are no longer current."""
    notes = (*outdated_note(outdated, speaker), *spec.notes)
    if outdated and not spec.rows:
        none = speaker.text("No figure of people in displacement on a day in this view is current.")
        return replace(spec, sentence=none, notes=notes)
    return replace(spec, notes=notes)


def movements(totals: Sequence[Total], speaker: Speaker, *, names: SourceNames | None = None) -> RangesSpec:
    """Movements: a heading for each measure and series, since an event, a period and a toll are not alike."""
    chosen = [t for t in totals if t.measure in MEASURES and t.series is not Series.STOCK]

    def heading(total: Total) -> str:
        counts = counted(total.measure, speaker, unit=total.unit)
        series = mid_sentence(speaker.term(total.series))
        return starting(speaker.text("{counted} ({series})", counted=counts, series=series))

    return _ranges(
        "displacement-movements",
        speaker.text("Displacement and return as movements"),
        in_order(chosen, _newest_first),
        heading,
        (
            speaker.text("No movement of displaced people in this view."),
            speaker.text("Movements are not people: one person may move more than once."),
        ),
        speaker,
        names,
    )


def _newest_first(total: Total) -> tuple[Any, ...]:
    day = total.speaks_of or total.until or total.published or date.min
    return (
        total.measure.number,
        total.series.number,
        total.unit.number,
        -day.toordinal(),
        -size(total),
        total.source or "",
    )


def _ranges(
    chart_id: str,
    title: str,
    lines: Sequence[Line],
    heading: Callable[[Total], str],
    empty_and_caution: tuple[str, str],
    speaker: Speaker,
    names: SourceNames | None,
) -> RangesSpec:
    empty, caution = empty_and_caution

    def who(total: Total) -> str:
        return said_by(total, speaker, names)

    standing = [line for line in lines if not line.total.outdated]
    rows = range_rows(standing, heading, who, speaker)
    headings = list(dict.fromkeys(row.group for row in rows))
    return RangesSpec(
        id=chart_id,
        title=title,
        sentence=_sentence(standing, heading, empty, speaker, names),
        unit=headings[0] if len(headings) == 1 else counted_in((line.total.unit for line in standing), speaker),
        table=lines_table(lines, heading, who, speaker),
        notes=(caution, *bound_notes([row.figure for row in rows], speaker)) if rows else (),
        source_line=source_line(speakers(standing, who), speaker),
        rtl=speaker.rtl,
        rows=rows,
        axis_max=axis_end(rows),
    )


def _sentence(
    lines: Sequence[Line], heading: Callable[[Total], str], empty: str, speaker: Speaker, names: SourceNames | None
) -> str:
    """Under each heading the newest figure of the widest place: a village's newest is nobody's idea of the whole."""
    under: dict[str, list[Total]] = {}
    for total, whole in sorted(lines, key=lambda line: _width(line.total, speaker)):
        if whole is None:
            under.setdefault(heading(total), []).append(total)
    if not under:
        return empty
    said = sorted(under.values(), key=lambda own: (_width(own[0], speaker), -size(own[0])))[:MOST_SAID]
    return " ".join([*(headline(own[0], speaker, names) for own in said), *_one_of_many(said, speaker)])


def _one_of_many(said: Sequence[Sequence[Total]], speaker: Speaker) -> tuple[str, ...]:
    """Which of several figures the sentence gives, where there are others: of other places, days or sources."""
    if not any(len(own) > 1 for own in said):
        return ()
    if len(said) == 1:
        return (speaker.text("This is the newest figure of the widest place; others stand beside it, never added."),)
    return (speaker.text("Each is the newest figure of the widest place; others stand beside it, never added."),)


def _width(total: Total, speaker: Speaker) -> int:
    """How narrow the place is: P-codes grow by level, and a place without one that is no country comes last."""
    if total.place and is_country(total.place, speaker):
        return COUNTRY_LETTERS
    return len(total.pcode) if total.pcode else 99
