"""Why tolls differ: the latest of each side by side, and what sets their definitions, bases, periods and days apart."""

from collections.abc import Callable, Mapping, Sequence
from itertools import islice
from types import MappingProxyType
from typing import Final

from dashboard.charts.axis import counted_in, known_numbers, nice_end
from dashboard.charts.figures import bound_cells, bound_columns, figure_of, has_figure, size
from dashboard.charts.notes import bound_notes
from dashboard.charts.running_lines import Reader, as_total, kind, what, where, who
from dashboard.charts.spec import RangeRow, RangesSpec, Table
from dashboard.charts.toll_curves import by_kind_and_place
from dashboard.charts.toll_notes import toll_notes
from dashboard.locale import NO_FIGURE, Speaker, msg
from dashboard.wording import (
    day_or_month,
    definition_words,
    how_counted,
    note_text,
    source_line,
    starting,
    time_frame,
    who_is_counted,
)
from db.answers import Total
from db.series.running import Running, RunningLine

MOST_ROWS: Final = 24
MOST_SAID: Final = 6

Aspect = Callable[[RunningLine, Speaker], str]
Notes = Mapping[str, str]
NOTHING_NOTED: Final[Notes] = MappingProxyType({})


def _since(line: RunningLine, speaker: Speaker) -> str:
    return speaker.text("not stated") if line.since is None else day_or_month(line.since, speaker)


def _until(line: RunningLine, speaker: Speaker) -> str:
    return speaker.day(line.latest.day)


def _definition(line: RunningLine, speaker: Speaker) -> str:
    return definition_words(line.definition, speaker)


ASPECTS: Final[tuple[tuple[str, Aspect], ...]] = (
    (msg("who is counted"), lambda each, speaker: who_is_counted(each.population, speaker)),
    (msg("how people are counted"), lambda each, speaker: how_counted(each.basis, speaker)),
    (msg("since when"), _since),
    (msg("until when"), _until),
    (msg("definition"), _definition),
)
"""In what tolls can differ, and the words of each."""


def toll_differences(tolls: Running, reader: Reader, noted: Notes = NOTHING_NOTED) -> RangesSpec:
    """The latest figure of every toll that is no part of another one, side by side, the largest first.

    ``noted`` are the notes of their claims, by key.
    """
    speaker = reader.speaker
    groups = [sorted(own, key=_largest_first) for own in by_kind_and_place([t for t in tolls.lines if not t.part])]
    rows = tuple(islice((_range_row(line, own, reader) for own in groups for line in own), MOST_ROWS))
    compared = [own for own in groups if len(own) > 1]
    return RangesSpec(
        id="toll-differences",
        title=speaker.text("Why do these differ?"),
        sentence=_sentence(groups, compared, speaker),
        unit=counted_in((line.unit for own in groups for line in own), speaker),
        table=_table(groups, reader, noted),
        notes=(
            *(_why(own, reader) for own in compared[:MOST_SAID]),
            *_noted(groups, reader, noted),
            *_notes(rows, groups, speaker),
        ),
        source_line=source_line([who(line, reader) for own in groups for line in own], speaker),
        rtl=speaker.rtl,
        rows=rows,
        axis_max=nice_end(max(known_numbers(row.figure for row in rows), default=1)),
    )


def differing(lines: Sequence[RunningLine], speaker: Speaker) -> list[tuple[str, list[str]]]:
    """The aspects in which lines differ, each with the different words that they state."""
    told = [(speaker.text(name), list(dict.fromkeys(say(line, speaker) for line in lines))) for name, say in ASPECTS]
    return [(name, values) for name, values in told if len(values) > 1]


def _largest_first(line: RunningLine) -> tuple[int, str]:
    return -size(_latest(line)), who_key(line)


def who_key(line: RunningLine) -> str:
    """A stable order of lines that state the same number."""
    return f"{line.origin or ''} {line.source} {line.definition or ''}"


def _latest(line: RunningLine) -> Total:
    return as_total(line, line.latest)


def _heading(line: RunningLine, reader: Reader) -> str:
    said = {"counted": what(line, reader.speaker), "where": where(line, reader)}
    return starting(reader.speaker.text("{counted}: {where}", **said))


def _range_row(line: RunningLine, own: Sequence[RunningLine], reader: Reader) -> RangeRow:
    speaker, total = reader.speaker, _latest(line)
    detail = speaker.listing([part for part in (kind(line, speaker), time_frame(total, speaker)) if part])
    return RangeRow(who(line, reader), detail, figure_of(total, speaker), group=_heading(own[0], reader))


def _sentence(groups: Sequence[object], compared: Sequence[Sequence[RunningLine]], speaker: Speaker) -> str:
    if not groups:
        return speaker.text("No toll in this view.")
    if not compared:
        return speaker.text("No two tolls of one place count the same thing in this view, so none can be compared.")
    tolls = speaker.plural("{n} toll", "{n} tolls", sum(map(len, compared)))
    return speaker.text("{tolls} of the same kind and place, side by side. They are never added.", tolls=tolls)


def _why(own: Sequence[RunningLine], reader: Reader) -> str:
    """What sets the tolls of one place apart, in a sentence; that nothing stated does, if so.

    A vague word has no place between numbers, and of an open figure nobody knows how far it is from another.
    """
    speaker = reader.speaker
    said = [_latest(line) for line in own]
    figures = {figure_of(total, speaker).text for total in said}
    numbers = [total for total in said if total.word is None and has_figure(total)]
    ends = _ends(numbers, speaker)
    apart = differing(own, speaker)
    ways = speaker.clauses([_way(name, values, speaker) for name, values in apart])
    told = {"heading": _heading(own[0], reader), "ways": ways, **ends}
    if len(figures) == 1:
        return speaker.text("{heading}. All say {most}.", heading=told["heading"], most=figures.pop())
    return speaker.text(_SHAPES[bool(apart), len(ends)], **told)


_SHAPES: Final = {
    (True, 3): msg("{heading}. From {least} to {most}, {gap} apart. They differ in: {ways}."),
    (True, 2): msg("{heading}. From {least} to {most}. They differ in: {ways}."),
    (True, 0): msg("{heading}. They differ in: {ways}."),
    (False, 3): msg("{heading}. From {least} to {most}; nothing that the sources state explains it."),
    (False, 2): msg("{heading}. From {least} to {most}; nothing that the sources state explains it."),
    (False, 0): msg("{heading}. Nothing that the sources state explains why they differ."),
}
"""What is said of differing tolls, by whether what they state sets them apart, and by what is known of their ends."""


def _ends(numbers: Sequence[Total], speaker: Speaker) -> dict[str, str]:
    """The smallest and the largest number, and how far apart they are where that is known; nothing of a single one."""
    if not numbers:
        return {}
    most, least = numbers[0], numbers[-1]
    ends = {"least": figure_of(least, speaker).text, "most": figure_of(most, speaker).text}
    if ends["least"] == ends["most"]:
        return {}
    if any(not total.low == total.best == total.high for total in (least, most)):
        return ends
    return {**ends, "gap": speaker.number(size(most) - size(least))}


def _way(name: str, values: list[str], speaker: Speaker) -> str:
    """An aspect with what is stated of it, if that is short."""
    if any(len(value) > 40 for value in values) or len(values) > 3 or "" in values:
        return name
    return speaker.text("{aspect} ({values})", aspect=name, values=" / ".join(map(speaker.isolate, values)))


def _notes(rows: Sequence[RangeRow], groups: Sequence[Sequence[RunningLine]], speaker: Speaker) -> tuple[str, ...]:
    more = sum(map(len, groups)) - len(rows)
    hidden = (
        (speaker.text("In the table only: {what}.", what=speaker.plural("{n} more toll", "{n} more tolls", more)),)
        if more
        else ()
    )
    return (*hidden, *bound_notes([row.figure for row in rows], speaker))


def _noted(groups: Sequence[Sequence[RunningLine]], reader: Reader, noted: Notes) -> tuple[str, ...]:
    """What is noted of the tolls that are drawn."""
    drawn = islice((line for own in groups for line in own), MOST_ROWS)
    said = ((who(line, reader), noted[line.latest.key]) for line in drawn if line.latest.key in noted)
    return toll_notes(said, reader.speaker)


def _table(groups: Sequence[Sequence[RunningLine]], reader: Reader, noted: Notes) -> Table:
    text = reader.speaker.text
    columns = (
        text("What"),
        text("Where"),
        text("Who says so"),
        *bound_columns(reader.speaker),
        *(starting(text(name)) for name, _ in ASPECTS),
        text("Differs from the largest in"),
        text("Notes"),
    )
    rows = tuple(_row(line, own, reader, noted) for own in groups for line in own)
    table = Table(columns, rows, numeric=(3, 4, 5, 6))
    return table if any(row[-1] for row in rows) else table.only(range(len(columns) - 1))


def _row(line: RunningLine, own: Sequence[RunningLine], reader: Reader, noted: Notes) -> tuple[str, ...]:
    speaker = reader.speaker
    apart = [name for name, _ in differing([own[0], line], speaker)]
    return (
        starting(what(line, speaker)),
        where(line, reader),
        who(line, reader),
        *bound_cells(_latest(line), speaker),
        *(say(line, speaker) or NO_FIGURE for _, say in ASPECTS),
        speaker.listing(apart) or NO_FIGURE,
        note_text(noted.get(line.latest.key), speaker),
    )
