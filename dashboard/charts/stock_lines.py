"""People in displacement on a day: the latest of each source for each place, and how the largest went over time."""

from textwrap import shorten
from typing import Final

from dashboard.charts.axis import counted_in, known_numbers, nice_end
from dashboard.charts.figures import bound_cells, bound_columns, figure_of, size
from dashboard.charts.notes import bound_notes
from dashboard.charts.panels import PanelsSpec
from dashboard.charts.running_lines import Reader, as_total, curve, cut, cut_note, kind, panel, what, where, who
from dashboard.charts.spec import RangeRow, RangesSpec, Table
from dashboard.charts.toll_curves import left_out_notes
from dashboard.locale import NO_FIGURE, Speaker
from dashboard.wording import definition_words, source_line, starting, time_frame
from db.series.running import Running, RunningLine

MOST_ROWS: Final = 8  # of each measure
MOST_CURVES: Final = 6
MOST_LETTERS: Final = 130  # of a definition beside a curve; the table has all of it

Kinds = list[list[RunningLine]]
"""Lines of one measure and unit together, the largest first; parts are not among them."""


def by_kind(stocks: Running, *, current: bool = False) -> Kinds:
    """The lines that are no part of another one, by measure and unit; what no longer stands last, or not at all."""
    kinds: dict[tuple[int, int], list[RunningLine]] = {}
    for line in stocks.lines:
        if not line.part and not (current and line.outdated):
            kinds.setdefault((line.measure.number, line.unit.number), []).append(line)
    largest = [
        sorted(own, key=lambda line: (line.outdated, -size(as_total(line, line.latest)))) for own in kinds.values()
    ]
    return [own for _, own in sorted(zip(kinds, largest, strict=True), key=lambda pair: pair[0])]


def stock_places(stocks: Running, reader: Reader) -> RangesSpec:
    """The latest figure of each source for each place that still stands, the largest of each measure drawn."""
    speaker, text = reader.speaker, reader.speaker.text
    kinds = by_kind(stocks, current=True)
    rows = tuple(_range_row(line, own[0], reader) for own in kinds for line in own[:MOST_ROWS])
    return RangesSpec(
        id="stock-places",
        title=text("People in displacement: the latest of each source and place"),
        sentence=_sentence(kinds, stocks, reader),
        unit=counted_in((line.unit for own in kinds for line in own[:MOST_ROWS]), speaker),
        table=_latest_table(kinds, reader),
        notes=(
            text("Each is the latest figure of its source for its place. They speak of different days."),
            text("They are not added: places may hold each other, and sources may count the same people."),
            *_more_note(kinds, MOST_ROWS, speaker),
            *cut_note(sum(map(len, kinds)), reader),
            *outdated_note(len(outdated_lines(stocks)), speaker),
            *left_out_notes(stocks, speaker),
            *bound_notes([row.figure for row in rows], speaker),
        )
        if rows
        else (),
        source_line=source_line([who(line, reader) for own in kinds for line in own[:MOST_ROWS]], speaker),
        rtl=speaker.rtl,
        rows=rows,
        axis_max=nice_end(max(known_numbers(row.figure for row in rows), default=1)),
    )


def stock_curves(stocks: Running, reader: Reader) -> PanelsSpec:
    """How the largest stocks of each measure went from day to day; nothing is added over time or places."""
    speaker, text = reader.speaker, reader.speaker.text
    kinds = by_kind(stocks)
    panels = tuple(
        panel(
            what(own[0], speaker),
            [curve(line, _what_and_where(line, reader), reader) for line in own[:MOST_CURVES]],
            speaker,
        )
        for own in kinds
    )
    figures = [spot.figure for each in panels for line in each.curves for spot in line.spots]
    return PanelsSpec(
        id="stock-curves",
        title=text("People in displacement over time"),
        sentence=_over_time(kinds, reader),
        unit=counted_in((line.unit for own in kinds for line in own[:MOST_CURVES]), speaker),
        table=_table(kinds, reader),
        notes=(
            text("A line joins the figures of one source under one definition for one place; days are never added."),
            *_more_note(kinds, MOST_CURVES, speaker),
            *cut_note(sum(len(line.points) for own in kinds for line in own), reader),
            *left_out_notes(stocks, speaker),
            *bound_notes(figures, speaker),
        )
        if panels
        else (),
        source_line=source_line([who(line, reader) for own in kinds for line in own[:MOST_CURVES]], speaker),
        rtl=speaker.rtl,
        panels=panels,
    )


def _what_and_where(line: RunningLine, reader: Reader) -> str:
    defined = shorten(definition_words(line.definition, reader.speaker), MOST_LETTERS, placeholder="…")
    return reader.speaker.clauses([part for part in (where(line, reader), defined) if part])


def _range_row(line: RunningLine, first: RunningLine, reader: Reader) -> RangeRow:
    speaker, total = reader.speaker, as_total(line, line.latest)
    defined = definition_words(line.definition, speaker)
    details = (who(line, reader), defined or kind(line, speaker), time_frame(total, speaker))
    detail = speaker.clauses([part for part in details if part])
    heading = starting(what(first, speaker))
    return RangeRow(starting(where(line, reader)), detail, figure_of(total, speaker), group=heading)


def _sentence(kinds: Kinds, stocks: Running, reader: Reader) -> str:
    speaker = reader.speaker
    if not kinds and stocks.lines:
        return speaker.text("No figure of people in displacement on a day in this view is current.")
    if not kinds:
        return speaker.text("No figure of people in displacement on a day in this view.")
    largest = [_largest(own[0], reader) for own in kinds]
    return speaker.text("The largest figures: {figures}.", figures=speaker.clauses(largest))


def _largest(line: RunningLine, reader: Reader) -> str:
    speaker, total = reader.speaker, as_total(line, line.latest)
    return speaker.text(
        "{figure} {counted} ({where}, {when})",
        figure=figure_of(total, speaker).text,
        counted=what(line, speaker),
        where=where(line, reader),
        when=time_frame(total, speaker),
    )


def _over_time(kinds: Kinds, reader: Reader) -> str:
    speaker = reader.speaker
    if not kinds:
        return speaker.text("No figure of people in displacement on a day in this view.")
    days = [point.day for own in kinds for line in own for point in line.points]
    lines = speaker.plural("{n} line", "{n} lines", sum(map(len, kinds)))
    return speaker.text(
        "{lines} from {period}, each of one source and place.", lines=lines, period=speaker.period(min(days), max(days))
    )


def _more_note(kinds: Kinds, most: int, speaker: Speaker) -> tuple[str, ...]:
    more = sum(max(0, len(own) - most) for own in kinds)
    if not more:
        return ()
    lines = speaker.plural("{n} smaller line", "{n} smaller lines", more)
    return (speaker.text("In the table only: {what}.", what=lines),)


def columns(reader: Reader) -> tuple[str, ...]:
    """What the columns of a table of stocks are called."""
    text = reader.speaker.text
    return (
        text("What"),
        text("Where"),
        text("Who says so"),
        text("Day"),
        *bound_columns(reader.speaker),
        text("What is counted"),
        text("Definition"),
    )


def outdated_lines(stocks: Running) -> list[RunningLine]:
    """The stocks that no longer stand and are no part of another one."""
    return [line for line in stocks.lines if line.outdated and not line.part]


def outdated_note(number: int, speaker: Speaker) -> tuple[str, ...]:
    """That so many stocks are no longer current; nothing where all are."""
    if not number:
        return ()
    told = speaker.plural(
        "{n} figure is no longer current and stands apart: it was last told too long ago.",
        "{n} figures are no longer current and stand apart: they were last told too long ago.",
        number,
    )
    return (told,)


def _latest_table(kinds: Kinds, reader: Reader) -> Table:
    rows = (row(line, -1, reader) for own in kinds for line in own)
    return Table(columns(reader), cut(rows, reader), numeric=(4, 5, 6, 7))


def _table(kinds: Kinds, reader: Reader) -> Table:
    """Every figure, the newest of a line first."""
    rows = (row(line, at, reader) for own in kinds for line in own for at in range(len(line.points) - 1, -1, -1))
    return Table(columns(reader), cut(rows, reader), numeric=(4, 5, 6, 7))


def row(line: RunningLine, at: int, reader: Reader) -> tuple[str, ...]:
    """One figure of a line, by its place among them."""
    speaker, point = reader.speaker, line.points[at]
    return (
        starting(what(line, speaker)),
        where(line, reader),
        who(line, reader),
        speaker.day(point.day),
        *bound_cells(as_total(line, point), speaker),
        kind(line, speaker) or NO_FIGURE,
        definition_words(line.definition, speaker) or NO_FIGURE,
    )
