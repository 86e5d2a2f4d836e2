"""The overview's charts as specs: ask the register, hand the answer to the chart's builder."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Protocol

from sqlmodel import Session

from dashboard.charts.displacement import MEASURES as DISPLACEMENT
from dashboard.charts.displacement import movements, stocks, telling_outdated
from dashboard.charts.spec import ChartSpec, RangesSpec
from dashboard.charts.timeline import timeline
from dashboard.charts.toll_notes import toll_notes
from dashboard.charts.tolls import spoken_of, tolls
from dashboard.locale import Speaker
from dashboard.pages.drawing import MakeSpec, reader_of
from dashboard.pages.names import view_source_line
from dashboard.pages.overview.areas import map_of_areas
from dashboard.pages.overview.ids import Chart, Overview
from dashboard.pages.overview.incidents import newest_incidents
from dashboard.pages.overview.readable import readable
from dashboard.pages.overview.short import Which, in_short, told
from dashboard.view import View
from dashboard.wording import SourceNames, fallen_words, said_by
from db import queries
from db.answers import First, LineCount, Total
from db.series.fallen import fallen
from db.series.noted import notes_of
from db.vocabulary import Series


def _timeline(session: Session, view: View) -> ChartSpec:
    totals = queries.totals(session, view.shown, "month")
    line = view_source_line(session, view.shown, view.speaker)
    recorded = queries.standing(session, view.filters).incidents
    return timeline(totals, view.show, view.speaker, policy=view.filters.policy, source_line=line, recorded=recorded)


class Build(Protocol):
    """What makes a chart of totals."""

    def __call__(self, totals: Sequence[Total], speaker: Speaker, *, names: SourceNames | None) -> ChartSpec:
        """The chart."""


def _ranges(build: Build, which: Which, first: First) -> MakeSpec:
    """A chart of lines that a page shows in short and a file whole."""

    def made(session: Session, view: View, most_rows: int | None = None) -> ChartSpec:
        found = told(session, view, which, first, most_rows)
        reader = reader_of(session, view, most_rows)
        spec = build(readable(found.totals, reader), view.speaker, names=reader.names)
        if which is _is_toll:
            sentence = " ".join([spec.sentence, *_fallen(session, view, found.totals, reader.names)])
            notes = (*spec.notes, *_noted(session, view, found.totals, reader.names))
            spec = replace(spec, sentence=sentence, notes=notes)
        if which is _is_stock and isinstance(spec, RangesSpec):
            spec = telling_outdated(spec, found.outdated, view.speaker)
        return in_short(spec, view, first, found.more, most_rows)

    return made


def _fallen(session: Session, view: View, totals: Sequence[Total], names: SourceNames) -> list[str]:
    """Of the tolls that the sentence names, what those were that fell or began anew."""
    speaker, named = view.speaker, spoken_of(totals)
    found = fallen(session, view.filters, named)
    told = [(said_by(toll, speaker, names), found[toll.key]) for toll in named if toll.key in found]
    return [f"{speaker.text('{source}: {what}', source=who, what=fallen_words(fell, speaker))}." for who, fell in told]


def _noted(session: Session, view: View, tolls: Sequence[Total], names: SourceNames) -> tuple[str, ...]:
    wholes = [toll for toll in tolls if toll.series is Series.CUMULATIVE and toll.key and not toll.part_of]
    noted = notes_of(session, view.filters, (toll.key or "" for toll in wholes))
    said = ((said_by(toll, view.speaker, names), noted[toll.key]) for toll in wholes if toll.key in noted)
    return toll_notes(said, view.speaker)


def _is_toll(said: Total | LineCount) -> bool:
    return said.series is Series.CUMULATIVE


def _is_stock(said: Total | LineCount) -> bool:
    return said.measure in DISPLACEMENT and said.series is Series.STOCK


def _is_movement(said: Total | LineCount) -> bool:
    return said.measure in DISPLACEMENT and said.series is not Series.STOCK


def _whole(make: Callable[[Session, View], ChartSpec]) -> MakeSpec:
    """A chart that is whole on a page too."""

    def made(session: Session, view: View, most_rows: int | None = None) -> ChartSpec:
        del most_rows  # there are never many
        return make(session, view)

    return made


CHARTS: dict[str, MakeSpec] = {
    Chart.TIMELINE.value: _whole(_timeline),
    Chart.MAP.value: _whole(map_of_areas),
    Chart.TOLLS.value: _ranges(tolls, _is_toll, "largest"),
    Chart.STOCKS.value: _ranges(stocks, _is_stock, "newest"),
    Chart.MOVEMENTS.value: _ranges(movements, _is_movement, "newest"),
    Overview.INCIDENTS.value: _whole(newest_incidents),
}
"""What can be fetched as CSV; the incidents are a table without a figure."""
DRAWN: dict[str, MakeSpec] = {chart.value: CHARTS[chart] for chart in Chart}
