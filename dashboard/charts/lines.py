"""Claims that stand side by side and are never added: their order, their rows on a shared axis, their table."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Any, NamedTuple

from dashboard.charts.axis import known_numbers, nice_end
from dashboard.charts.figures import bound_cells, bound_columns, figure_of, size
from dashboard.charts.spec import RangeRow, Table
from dashboard.locale import NO_FIGURE, Speaker
from dashboard.wording import coverage, definition_words, kind_of_count, periods_words, time_frame
from db.answers import Total


class Line(NamedTuple):
    """One speaker's figure, with the figure that it is a part of."""

    total: Total
    whole: Total | None


def in_order(totals: Sequence[Total], order: Callable[[Total], tuple[Any, ...]]) -> list[Line]:
    """Wholes in their order, each followed by its parts and theirs."""
    keys = {total.key for total in totals if total.key is not None}
    wholes = sorted((total for total in totals if total.part_of not in keys), key=order)
    return [line for whole in wholes for line in _with_parts(Line(whole, None), totals)]


def _with_parts(line: Line, totals: Sequence[Total]) -> list[Line]:
    parts = sorted((total for total in totals if _is_part(total, line.total)), key=lambda total: -size(total))
    return [line, *(each for part in parts for each in _with_parts(Line(part, line.total), totals))]


def _is_part(total: Total, whole: Total) -> bool:
    return whole.key is not None and total.part_of == whole.key


Words = Callable[[Total], str]
"""What is said of a line: its heading, or who says it."""


def range_rows(lines: Sequence[Line], heading: Words, who: Words, speaker: Speaker) -> tuple[RangeRow, ...]:
    """The rows of a chart: a whole by who says it, a part by what sets it apart from its whole.

    Rows of one kind, place and source say by what definition each counts where these differ.
    """
    rows = [_range_row(line, heading(line.total), who, speaker) for line in lines]
    by_definition = _told_apart(lines, heading, who, speaker)
    return tuple(
        _defined(row, line.total, speaker) if own else row
        for row, line, own in zip(rows, lines, by_definition, strict=True)
    )


def _told_apart(lines: Sequence[Line], heading: Words, who: Words, speaker: Speaker) -> list[bool]:
    """Which lines only their definition tells from others of their kind, place and source, whatever their time."""

    def otherwise(line: Line) -> tuple[str, ...]:
        total, whole = line
        return heading(total), who(total), kind_of_count(total, speaker), total.place or "", (whole and whole.key) or ""

    alike: dict[tuple[str, ...], set[str | None]] = {}
    for line in lines:
        alike.setdefault(otherwise(line), set()).add(line.total.definition)
    return [len(alike[otherwise(line)]) > 1 for line in lines]


def _counts(total: Total, speaker: Speaker, *, defined: bool) -> str:
    kind = kind_of_count(total, speaker)
    return (
        speaker.clauses([part for part in (definition_words(total.definition, speaker), kind) if part])
        if defined
        else kind
    )


def _defined(row: RangeRow, total: Total, speaker: Speaker) -> RangeRow:
    definition = definition_words(total.definition, speaker)
    if not definition:
        return row
    if row.part:
        return replace(row, label=speaker.text("of which {part}", part=definition))
    return replace(row, detail=speaker.listing([part for part in (definition, row.detail) if part]))


def _range_row(line: Line, group: str, who: Words, speaker: Speaker) -> RangeRow:
    total, whole = line
    figure = figure_of(total, speaker)
    if whole is None:
        details = (kind_of_count(total, speaker), total.place or "", time_frame(total, speaker))
        detail = speaker.listing([part for part in details if part])
        return RangeRow(who(total) or coverage(total, speaker), detail, figure, group=group)
    label = speaker.text("of which {part}", part=kind_of_count(total, speaker, apart_from=whole))
    part_of = speaker.text("part of {figure}", figure=figure_of(whole, speaker).text)
    detail = speaker.listing([each for each in (part_of, periods_words(total, whole, speaker)) if each])
    return RangeRow(label, detail, figure, part=True, group=group)


def lines_table(lines: Sequence[Line], heading: Words, who: Words, speaker: Speaker) -> Table:
    """The same rows as text, with the definition where rows of one kind, place and source differ in it."""
    by_definition = _told_apart(lines, heading, who, speaker)
    columns = (
        speaker.text("What"),
        speaker.text("Who says so"),
        *bound_columns(speaker),
        speaker.text("What is counted"),
        speaker.text("Where"),
        speaker.text("When"),
        speaker.text("Part of"),
    )
    rows = tuple(
        (
            heading(total),
            who(total) or coverage(total, speaker),
            *bound_cells(total, speaker),
            _counts(total, speaker, defined=own) or NO_FIGURE,
            total.place or NO_FIGURE,
            time_frame(total, speaker) or NO_FIGURE,
            figure_of(whole, speaker).text if whole is not None else NO_FIGURE,
        )
        for (total, whole), own in zip(lines, by_definition, strict=True)
    )
    return Table(columns, rows, numeric=(2, 3, 4, 5))


def axis_end(rows: Sequence[RangeRow]) -> int:
    """A round number that no claimed bound goes beyond."""
    return nice_end(max(known_numbers(row.figure for row in rows), default=1))


def speakers(lines: Sequence[Line], who: Words) -> list[str]:
    """Who is quoted, each once, as they come."""
    return list(dict.fromkeys(said for line in lines if (said := who(line.total))))
