"""What sources last told of people on a day and have not told anew for long: a table, apart from what stands."""

from dashboard.charts.axis import counted_in
from dashboard.charts.figures import size
from dashboard.charts.running_lines import Reader, as_total, cut, cut_note
from dashboard.charts.spec import ChartSpec, Table
from dashboard.charts.stock_lines import columns, outdated_lines, row
from db.series.running import Running, RunningLine


def old_stocks(chart: str, stocks: Running, reader: Reader) -> ChartSpec:
    """The stocks of a view that no longer stand, the last told first; ``chart`` is the id of the table."""
    speaker, text = reader.speaker, reader.speaker.text
    lines = sorted(outdated_lines(stocks), key=_newest_first)
    return ChartSpec(
        id=chart,
        title=text("No longer current: what was last told"),
        sentence=_sentence(lines, reader),
        unit=counted_in((line.unit for line in lines), speaker),
        table=Table(_columns(reader), cut((row(line, -1, reader) for line in lines), reader), numeric=(4, 5, 6, 7)),
        notes=(
            text("The people may have returned, moved on or died, or nobody counted them again. Zero is not meant."),
            text("How long a figure stands is told on the page Method. Look for a newer file of the source."),
            *cut_note(len(lines), reader),
        )
        if lines
        else (),
        rtl=speaker.rtl,
    )


def _columns(reader: Reader) -> tuple[str, ...]:
    told = reader.speaker.text("Day"), reader.speaker.text("Last told")
    return tuple(told[1] if name == told[0] else name for name in columns(reader))


def _newest_first(line: RunningLine) -> tuple[int, int, int, str]:
    figure = line.latest
    return -figure.day.toordinal(), line.measure.number, -size(as_total(line, figure)), figure.key


def _sentence(lines: list[RunningLine], reader: Reader) -> str:
    speaker = reader.speaker
    if not lines:
        return speaker.text("Every figure of people on a day in this view is current.")
    days = [line.latest.day for line in lines]
    return speaker.plural(
        "{n} figure was last told so long ago ({period}) that it no longer stands for the people there are now.",
        "{n} figures were last told so long ago ({period}) that they no longer stand for the people there are now.",
        len(lines),
        period=speaker.period(min(days), max(days)),
    )
