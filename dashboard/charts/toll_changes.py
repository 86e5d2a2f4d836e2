"""Where tolls fall or begin again, as a table: a fall is a correction, a new count or a mistake."""

from dashboard.charts.axis import counted_in
from dashboard.charts.figures import figure_of
from dashboard.charts.running_lines import Reader, as_total, kind, what, where, who
from dashboard.charts.spec import ChartSpec, Table
from dashboard.locale import NO_FIGURE, Speaker
from dashboard.wording import definition_words, starting
from db.lines.falls import Change
from db.series.running import Point, Running, RunningLine


def toll_changes(tolls: Running, reader: Reader) -> ChartSpec:
    """Every fall and new count in a view, the newest first, parts of tolls among them."""
    speaker, text = reader.speaker, reader.speaker.text
    found = [(line, point) for line in tolls.lines for point in line.points if point.change is not None]
    found.sort(key=lambda pair: (-pair[1].day.toordinal(), pair[1].key))
    columns = (
        text("Day"),
        text("What"),
        text("Who says so"),
        text("Where"),
        text("Before"),
        text("Then"),
        text("Difference"),
        text("What happened"),
        text("What is counted"),
        text("Definition"),
    )
    return ChartSpec(
        id="toll-changes",
        title=text("Falls and new counts"),
        sentence=_sentence(found, reader),
        unit=counted_in((line.unit for line, _ in found), reader.speaker),
        table=Table(columns, tuple(_row(line, point, reader) for line, point in found), numeric=(4, 5, 6)),
        notes=(text("People do not come back to life: ask the source whether it corrected, moved or lost some."),)
        if found
        else (),
        rtl=speaker.rtl,
    )


def _sentence(found: list[tuple[RunningLine, Point]], reader: Reader) -> str:
    speaker = reader.speaker
    if not found:
        return speaker.text("No toll in this view falls.")
    resets = sum(point.change is Change.RESET for _, point in found)
    told = (
        (len(found) - resets, speaker.plural("{n} fall", "{n} falls", len(found) - resets)),
        (resets, speaker.plural("{n} new count", "{n} new counts", resets)),
    )
    words = speaker.listing([said for number, said in told if number])
    return speaker.text("In this view: {what}.", what=words)


def _row(line: RunningLine, point: Point, reader: Reader) -> tuple[str, ...]:
    speaker = reader.speaker
    happened = speaker.text("counts anew") if point.change is Change.RESET else speaker.text("falls")
    return (
        speaker.day(point.day),
        starting(what(line, speaker)),
        who(line, reader),
        where(line, reader),
        figure_of(as_total(line, point.before), speaker).text if point.before else NO_FIGURE,
        figure_of(as_total(line, point), speaker).text,
        _difference(point, speaker),
        happened,
        kind(line, speaker) or NO_FIGURE,
        definition_words(line.definition, speaker) or NO_FIGURE,
    )


def _difference(point: Point, speaker: Speaker) -> str:
    """By how many a toll falls, where both figures are one number: of an open or a vague one nobody knows."""
    now, before = _exact(point), _exact(point.before)
    if now is None or before is None:
        return NO_FIGURE
    return speaker.isolate(speaker.number(now - before).replace("-", "−"))


def _exact(point: Point | None) -> int | None:
    return point.best if point and point.low == point.best == point.high else None
