"""Lines over time as charts say them: who, what and where; their figures as spots; their falls in words."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from itertools import islice
from types import MappingProxyType
from typing import Final, NamedTuple

from dashboard.charts.axis import known_numbers, nice_end
from dashboard.charts.figures import figure_of
from dashboard.charts.line_totals import total_of
from dashboard.charts.panels import Curve, Mark, Panel, Spot
from dashboard.charts.time_axis import MOST_NAMED_DAYS, day_ticks, few_ticks, padded
from dashboard.locale import Speaker, msg
from dashboard.wording import SourceNames, area_words, counted, kind_of_count, said_by, starting, time_frame
from db.answers import Total
from db.lines.falls import Change
from db.series.running import Point, RunningLine

MARKS: Final = {Change.FALL: Mark.FALL, Change.RESET: Mark.RESET}
PRINTED: Final = msg("The first {n} of {all} rows are printed; the page in the dashboard has all.")
TICKS: Final = 3
LEAST_OF_BARS: Final = 240  # days; one month alone is not drawn as wide as the chart


class Reader(NamedTuple):
    """Whom a chart speaks to: the language, and the names of sources and of places (by P-code) in it.

    ``spelt`` holds the same names of places by every spelling in small letters. ``most_rows`` of a table are wanted
    (None: all), since a browser can't show a hundred thousand. ``on_paper``: no file can be fetched beside it.
    """

    speaker: Speaker
    names: SourceNames
    places: Mapping[str, str]
    spelt: Mapping[str, str] = MappingProxyType({})
    most_rows: int | None = None
    on_paper: bool = False


def cut(rows: Iterable[tuple[str, ...]], reader: Reader) -> tuple[tuple[str, ...], ...]:
    """As many rows as the reader wants."""
    return tuple(islice(rows, reader.most_rows))


def cut_note(rows: int, reader: Reader) -> tuple[str, ...]:
    """That a table of so many rows was cut, and where the others are."""
    if reader.most_rows is None or rows <= reader.most_rows:
        return ()
    told = {"n": reader.most_rows, "all": rows}
    if reader.on_paper:
        return (reader.speaker.text(PRINTED, **told),)
    text = reader.speaker.text("The table shows the first {n} of {all} rows; the CSV file holds all.", **told)
    return (text,)


def as_total(line: RunningLine, point: Point) -> Total:
    """One figure of a line as a total of one claim."""
    return replace(
        total_of(line, point, line.series, claims=1),
        place=line.place,
        pcode=line.pcode,
        since=line.since,
        speaks_of=point.day,
        key=point.key,
        outdated=line.outdated and point is line.latest,
    )


def who(line: RunningLine, reader: Reader) -> str:
    """Who first said it and who passed it on, or that nobody says who counted."""
    if not line.direct and line.origin is None:
        source = reader.names.get(line.source, line.source)
        return reader.speaker.text("{source}, which does not say who counted", source=source)
    return said_by(as_total(line, line.latest), reader.speaker, reader.names)


def where(line: RunningLine, reader: Reader) -> str:
    """The place by its name in the reader's language, else in the source's words; that it is not stated."""
    if named := reader.places.get(line.spot or ""):
        return named
    return place_name(line.place, reader) if line.place else reader.speaker.text("place not stated")


def place_name(text: str, reader: Reader) -> str:
    """A place in the reader's language where the gazetteer or the list of countries knows it, else as it was said."""
    return reader.spelt.get(text.casefold()) or area_words(text, reader.speaker)


def what(line: RunningLine, speaker: Speaker) -> str:
    """What the figures count, "people killed"."""
    return counted(line.measure, speaker, unit=line.unit)


def kind(line: RunningLine, speaker: Speaker) -> str:
    """How and of whom it is counted."""
    return kind_of_count(as_total(line, line.latest), speaker)


def change_words(line: RunningLine, point: Point, speaker: Speaker) -> str:
    """What a figure does to its line: "falls from 1,000 to 967"; empty where it does nothing."""
    if point.change is None or point.before is None:
        return ""
    before, now = (figure_of(as_total(line, said), speaker).text for said in (point.before, point))
    if point.change is Change.RESET:
        return speaker.text("counts anew: {before}, then {now}", before=before, now=now)
    return speaker.text("falls from {before} to {now}", before=before, now=now)


def curve(line: RunningLine, detail: str, reader: Reader) -> Curve:
    """The line as a curve."""
    speaker = reader.speaker
    spots = tuple(
        Spot(
            day=point.day,
            label=speaker.day(point.day),
            figure=figure_of(as_total(line, point), speaker),
            mark=MARKS[point.change] if point.change else None,
            mark_text=change_words(line, point, speaker),
        )
        for point in line.points
    )
    newest = speaker.text("{figure} on {day}", figure=spots[-1].figure.text, day=spots[-1].label)
    if line.outdated:
        newest = speaker.listing([spots[-1].figure.text, time_frame(as_total(line, line.latest), speaker)])
    return Curve(who(line, reader), speaker.clauses([part for part in (newest, detail) if part]), spots)


def panel(heading: str, curves: Sequence[Curve], speaker: Speaker, *, bars: bool = False) -> Panel:
    """Curves on axes from zero, and from their first to their last day."""
    spots = [spot for each in curves for spot in each.spots]
    days = sorted({spot.day for spot in spots})
    few = len(days) <= MOST_NAMED_DAYS  # each is named, for which the edge of a narrow screen has no room
    first, last = padded(days[0], days[-1], LEAST_OF_BARS if bars else 6, 3 if few else 8)
    largest = max(known_numbers(spot.figure for spot in spots), default=1)
    return Panel(
        heading=starting(heading),
        curves=tuple(curves),
        ticks=few_ticks(days, speaker) or day_ticks(first, last, speaker),
        first=first,
        last=last,
        axis_max=nice_end(largest, TICKS),
        bars=bars,
    )
