"""Tolls over time: a line for each source and definition, never joined, with its falls and new counts marked."""

from collections.abc import Sequence
from textwrap import shorten
from typing import Final

from dashboard.charts.axis import counted_in
from dashboard.charts.figures import bound_cells, bound_columns
from dashboard.charts.notes import bound_notes
from dashboard.charts.panels import PanelsSpec
from dashboard.charts.running_lines import (
    Reader,
    as_total,
    change_words,
    curve,
    cut,
    cut_note,
    kind,
    panel,
    what,
    where,
    who,
)
from dashboard.charts.spec import Table
from dashboard.locale import NO_FIGURE, Speaker
from dashboard.wording import day_or_month, definition_words, source_line, starting
from db.series.running import Running, RunningLine

MOST_PANELS: Final = 8
MOST_CURVES: Final = 6
MOST_LETTERS: Final = 130  # of a definition beside a curve; the table has all of it

Group = tuple[int, int, str | None]


def by_kind_and_place(lines: Sequence[RunningLine]) -> list[list[RunningLine]]:
    """The lines that may stand in one panel: one measure, unit and place; those with most figures first."""
    groups: dict[Group, list[RunningLine]] = {}
    for line in lines:
        groups.setdefault((line.measure.number, line.unit.number, line.spot), []).append(line)
    points = {group: sum(len(line.points) for line in own) for group, own in groups.items()}
    return [groups[group] for group in sorted(groups, key=lambda group: (group[0], group[1], -points[group]))]


def toll_curves(tolls: Running, reader: Reader) -> PanelsSpec:
    """The tolls of a view. Parts of a toll are in the table and not drawn, nor is what finds no room."""
    speaker = reader.speaker
    wholes = [line for line in tolls.lines if not line.part]
    groups = by_kind_and_place(wholes)
    panels = tuple(
        panel(
            speaker.text("{counted}: {where}", counted=what(own[0], speaker), where=where(own[0], reader)),
            [curve(line, _detail(line, speaker), reader) for line in own[:MOST_CURVES]],
            speaker,
        )
        for own in groups[:MOST_PANELS]
    )
    drawn = sum(len(each.curves) for each in panels)
    figures = [spot.figure for each in panels for line in each.curves for spot in line.spots]
    return PanelsSpec(
        id="toll-curves",
        title=speaker.text("Tolls over time"),
        sentence=_sentence(wholes, tolls.lines, speaker),
        unit=counted_in((line.unit for line in wholes), speaker),
        table=_table(tolls.lines, reader),
        notes=(
            *_notes(tolls, len(wholes) - drawn, speaker),
            *cut_note(sum(len(line.points) for line in tolls.lines), reader),
            *bound_notes(figures, speaker),
        )
        if panels
        else (),
        source_line=source_line([who(line, reader) for line in wholes], speaker),
        rtl=speaker.rtl,
        panels=panels,
    )


def _detail(line: RunningLine, speaker: Speaker) -> str:
    """How and of whom it is counted, and the beginning of the definition."""
    defined = shorten(definition_words(line.definition, speaker), MOST_LETTERS, placeholder="…")
    return speaker.clauses([part for part in (kind(line, speaker), defined) if part])


def _falls(lines: Sequence[RunningLine]) -> int:
    return sum(point.change is not None for line in lines for point in line.points)


def _sentence(wholes: Sequence[RunningLine], lines: Sequence[RunningLine], speaker: Speaker) -> str:
    if not wholes:
        return speaker.text("No toll in this view.")
    days = [point.day for line in wholes for point in line.points]
    falls = _falls(wholes)
    said = (
        speaker.plural("{n} fall is marked", "{n} falls are marked", falls)
        if falls
        else speaker.text("none of them falls")
    )
    if of_parts := _falls(lines) - falls:
        said += speaker.plural("; of their parts, {n} falls", "; of their parts, {n} fall", of_parts)
    return speaker.text(
        "{tolls} by {sources}, {period}: {falls}.",
        tolls=speaker.plural("{n} toll", "{n} tolls", len(wholes)),
        sources=speaker.plural("{n} source", "{n} sources", len({line.origin or line.source for line in wholes})),
        period=speaker.period(min(days), max(days)),
        falls=said,
    )


def _notes(tolls: Running, not_drawn: int, speaker: Speaker) -> tuple[str, ...]:
    """What the lines mean, and what is in the table alone or nowhere."""
    text = speaker.text
    notes = [
        text(
            "A line joins the figures of one source under one definition, for one place and since one day; never more."
        ),
        text("A toll is replaced by its next figure and never added to another one."),
    ]
    if _falls([line for line in tolls.lines if not line.part]):
        notes.append(
            text("▼ marks a toll that falls; where a count begins again, below half of what it was, its line breaks.")
        )
    parts = sum(line.part for line in tolls.lines)
    told = (
        (parts, speaker.plural("{n} part of a toll", "{n} parts of tolls", parts)),
        (not_drawn, speaker.plural("{n} more toll", "{n} more tolls", not_drawn)),
    )
    if in_table := [words for number, words in told if number]:
        notes.append(text("In the table only: {what}.", what=speaker.listing(in_table)))
    return (*notes, *left_out_notes(tolls, speaker))


def left_out_notes(running: Running, speaker: Speaker) -> tuple[str, ...]:
    """The claims that are in no line, and why."""
    told = (
        (running.undated, speaker.plural("{n} claim without a day", "{n} claims without a day", running.undated)),
        (
            running.unplaced,
            speaker.plural(
                "{n} claim of several for one day without a place",
                "{n} claims of several for one day without a place",
                running.unplaced,
            ),
        ),
    )
    left = [words for number, words in told if number]
    return (speaker.text("Not in this chart: {what}.", what=speaker.listing(left)),) if left else ()


def _table(lines: Sequence[RunningLine], reader: Reader) -> Table:
    """Every figure of every line, parts too, the newest of a line first."""
    text = reader.speaker.text
    columns = (
        text("What"),
        text("Who says so"),
        text("Where"),
        text("Day"),
        *bound_columns(reader.speaker),
        text("Change"),
        text("What is counted"),
        text("Counted since"),
        text("Definition"),
        text("Part of a toll"),
    )
    rows = (row for line in lines for row in _rows(line, reader))
    return Table(columns, cut(rows, reader), numeric=(4, 5, 6, 7))


def _rows(line: RunningLine, reader: Reader) -> list[tuple[str, ...]]:
    speaker = reader.speaker
    said = starting(what(line, speaker)), who(line, reader), where(line, reader)
    about = (
        kind(line, speaker) or NO_FIGURE,
        day_or_month(line.since, speaker) if line.since else NO_FIGURE,
        definition_words(line.definition, speaker) or NO_FIGURE,
        speaker.text("yes") if line.part else speaker.text("no"),
    )
    return [
        (
            *said,
            speaker.day(point.day),
            *bound_cells(as_total(line, point), speaker),
            change_words(line, point, speaker) or NO_FIGURE,
            *about,
        )
        for point in reversed(line.points)
    ]
