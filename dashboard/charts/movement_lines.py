"""Movements by place over the whole view, of every kind: each source's, as it words them."""

from collections.abc import Sequence
from typing import Final

from dashboard.charts.axis import counted_in, known_numbers, nice_end
from dashboard.charts.displacement import MEASURES
from dashboard.charts.figures import bound_cells, bound_columns, figure_of, in_words, size
from dashboard.charts.notes import bound_notes
from dashboard.charts.running_lines import Reader, cut, cut_note, place_name
from dashboard.charts.spec import RangeRow, RangesSpec, Table
from dashboard.locale import NO_FIGURE
from dashboard.wording import counted, definition_words, mid_sentence, said_by, source_line, starting, time_frame
from db.answers import Total
from db.vocabulary import Series

MOST_ROWS: Final = 8  # of each kind

Kinds = list[list[Total]]
"""Totals of one measure, series and unit together, the largest first."""


def movement_lines(totals: Sequence[Total], reader: Reader) -> RangesSpec:
    """The movements of each source and place, but for parts: the largest of each kind drawn, all in the table."""
    speaker, text = reader.speaker, reader.speaker.text
    kinds = _by_kind(totals)
    drawn = [total for own in kinds for total in own[:MOST_ROWS]]
    rows = tuple(_range_row(total, reader) for total in drawn)
    everything = sum(map(len, kinds))
    more = speaker.plural("{n} smaller figure", "{n} smaller figures", everything - len(rows))
    return RangesSpec(
        id="other-movements",
        title=text("Movements by place, over the whole view"),
        sentence=_sentence(kinds, reader),
        unit=counted_in((total.unit for total in drawn), speaker),
        table=_table(kinds, reader),
        notes=(
            text("Movements are not people: one person may move more than once."),
            text(
                "Periods of one source and place are added where no day counts twice; those of several sources or "
                "places never are."
            ),
            *((text("In the table only: {what}.", what=more),) if everything > len(rows) else ()),
            *cut_note(everything, reader),
            *bound_notes([row.figure for row in rows], speaker),
        )
        if rows
        else (),
        source_line=source_line([_who(total, reader) for total in drawn], speaker),
        rtl=speaker.rtl,
        rows=rows,
        axis_max=nice_end(max(known_numbers(row.figure for row in rows), default=1)),
    )


def _by_kind(totals: Sequence[Total]) -> Kinds:
    moved = [t for t in totals if t.measure in MEASURES and t.series is not Series.STOCK and t.part_of is None]
    kinds: dict[tuple[int, int, int], list[Total]] = {}
    for total in sorted(moved, key=lambda total: -size(total)):
        kinds.setdefault((total.measure.number, total.series.number, total.unit.number), []).append(total)
    return [kinds[kind] for kind in sorted(kinds)]


def _who(total: Total, reader: Reader) -> str:
    """Who says it; of a sum over incidents, that it is one."""
    return said_by(total, reader.speaker, reader.names) or reader.speaker.text("all sources of the incidents")


def _where(total: Total, reader: Reader) -> str:
    if total.place:
        return place_name(total.place, reader)
    if total.series is Series.INCIDENT:
        return reader.speaker.text("All recorded incidents")
    return reader.places.get(total.pcode or "") or reader.speaker.text("place not stated")


def _heading(total: Total, reader: Reader) -> str:
    speaker = reader.speaker
    series = mid_sentence(speaker.term(total.series))
    counts = counted(total.measure, speaker, unit=total.unit)
    return starting(speaker.text("{counted} ({series})", counted=counts, series=series))


def _range_row(total: Total, reader: Reader) -> RangeRow:
    speaker = reader.speaker
    details = (_who(total, reader), definition_words(total.definition, speaker), time_frame(total, speaker))
    detail = speaker.clauses([part for part in details if part])
    return RangeRow(starting(_where(total, reader)), detail, figure_of(total, speaker), group=_heading(total, reader))


def _sentence(kinds: Kinds, reader: Reader) -> str:
    """The largest figure of each kind."""
    speaker = reader.speaker
    if not kinds:
        return speaker.text("No movement of displaced people in this view.")
    largest = [
        speaker.text(
            "{figure} {counted} ({where}, {when})",
            figure=in_words(own[0], speaker),
            counted=mid_sentence(_heading(own[0], reader)),
            where=_where(own[0], reader),
            when=time_frame(own[0], speaker) or speaker.text("date not known"),
        )
        for own in kinds
    ]
    return speaker.text("The largest figures: {figures}.", figures=speaker.clauses(largest))


def _table(kinds: Kinds, reader: Reader) -> Table:
    text = reader.speaker.text
    columns = (
        text("What"),
        text("Where"),
        text("Who says so"),
        *bound_columns(reader.speaker),
        text("When"),
        text("Definition"),
    )
    rows = (_row(total, reader) for own in kinds for total in own)
    return Table(columns, cut(rows, reader), numeric=(3, 4, 5, 6))


def _row(total: Total, reader: Reader) -> tuple[str, ...]:
    return (
        _heading(total, reader),
        _where(total, reader),
        _who(total, reader),
        *bound_cells(total, reader.speaker),
        time_frame(total, reader.speaker) or NO_FIGURE,
        definition_words(total.definition, reader.speaker) or NO_FIGURE,
    )
