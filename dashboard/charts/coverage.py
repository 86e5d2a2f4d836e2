"""What sources cover: how many claims of which time and which area each made, as grids."""

from collections import Counter
from collections.abc import Sequence
from datetime import date
from typing import Final, NamedTuple

from dashboard.charts.classes import breaks, class_labels, class_of
from dashboard.charts.grid import Cell, GridRow, GridSpec
from dashboard.charts.running_lines import Reader, cut, cut_note
from dashboard.charts.spec import Table
from dashboard.locale import Speaker
from db.sources.coverage import Covered

MOST_ROWS: Final = 16
MOST_COLUMNS: Final = 40
MOST_NAMED: Final = 5
_YEARS: Final = (1, 2, 5, 10, 20, 50)

Counts = dict[str, Counter[int]]
"""Claims by source and column."""


class _Columns(NamedTuple):
    """The names of the columns, and which of them a claim is in; None: in none."""

    names: tuple[str, ...]
    named: tuple[int, ...]


def coverage_in_time(found: Sequence[Covered], reader: Reader) -> GridSpec:
    """Claims by source and month, or by years where the months are too many to tell apart."""
    speaker, text = reader.speaker, reader.speaker.text
    months = [each.month for each in found if each.month is not None]
    columns, index = _time_columns(months, speaker)
    counts: Counts = {}
    for each in found:
        if each.month is not None:
            counts.setdefault(each.source, Counter())[index(each.month)] += each.claims
    undated = sum(each.claims for each in found if each.month is None)
    left = speaker.plural("{n} claim without a day", "{n} claims without a day", undated)
    return _grid(
        ("coverage-time", text("When each source speaks of"), text("When")),
        counts,
        columns,
        _sentence(counts, columns, text("No claim in this view has a day."), speaker),
        (
            text("Tolls and figures on a day stand where they speak of, everything else where it happened."),
            *((text("Not in this chart: {what}.", what=left),) if undated else ()),
        ),
        reader,
    )


def coverage_in_space(found: Sequence[Covered], reader: Reader) -> GridSpec:
    """Claims by source and governorate."""
    speaker, text = reader.speaker, reader.speaker.text
    areas = _largest_areas(found, reader)
    place = {area: at for at, area in enumerate(areas)}
    counts: Counts = {}
    for each in found:
        if each.area in place:
            counts.setdefault(each.source, Counter())[place[each.area]] += each.claims
    wider = sum(each.claims for each in found if each.area not in place)
    left = speaker.plural(
        "{n} claim about another or a wider area, or no known place",
        "{n} claims about another or a wider area, or no known place",
        wider,
    )
    columns = _Columns(tuple(reader.places.get(area, area) for area in areas), tuple(range(len(areas))))
    return _grid(
        ("coverage-space", text("Where each source speaks of"), text("Where")),
        counts,
        columns,
        _sentence(counts, columns, text("No claim in this view is located in a governorate."), speaker),
        ((text("Not in this chart: {what}.", what=left),) if wider else ()),
        reader,
    )


def _largest_areas(found: Sequence[Covered], reader: Reader) -> list[str]:
    """The areas that most is said of, by name."""
    claims: Counter[str] = Counter()
    for each in found:
        if each.area is not None:
            claims[each.area] += each.claims
    largest = [area for area, _ in claims.most_common(MOST_COLUMNS)]
    return sorted(largest, key=lambda area: reader.places.get(area, area))


def _time_columns(months: Sequence[date], speaker: Speaker) -> tuple[_Columns, "_Index"]:
    if not months:
        return _Columns((), ()), _Index(0, 1)
    first, last = min(months), max(months)
    if _number(last) - _number(first) < MOST_COLUMNS:
        index = _Index(_number(first), 1)
        names = [speaker.month(date(n // 12, n % 12 + 1, 1)) for n in range(_number(first), _number(last) + 1)]
    else:
        span = next((n for n in _YEARS if (last.year - first.year) // n < MOST_COLUMNS), _YEARS[-1])
        start = first.year // span * span
        index = _Index(start * 12, span * 12)
        years = range(start, last.year + 1, span)
        names = [speaker.digits(str(year) if span == 1 else f"{year}–{year + span - 1}") for year in years]
    every = -(-len(names) // MOST_NAMED)
    return _Columns(tuple(names), tuple(range((len(names) - 1) % every // 2, len(names), every))), index


def _number(month: date) -> int:
    """The month as a number of months."""
    return month.year * 12 + month.month - 1


class _Index(NamedTuple):
    """The column of a month: columns of ``span`` months from the month numbered ``first``."""

    first: int
    span: int

    def __call__(self, month: date) -> int:
        return (_number(month) - self.first) // self.span


def _grid(
    names: tuple[str, str, str],
    counts: Counts,
    columns: _Columns,
    sentence: str,
    notes: tuple[str, ...],
    reader: Reader,
) -> GridSpec:
    chart, title, axis = names
    speaker, text = reader.speaker, reader.speaker.text
    ordered = sorted(counts, key=lambda source: (-counts[source].total(), source))
    edges = breaks([number for source in ordered[:MOST_ROWS] for number in counts[source].values()])
    rows = tuple(_row(source, counts[source], columns, edges, reader) for source in ordered[:MOST_ROWS])
    more = len(ordered) - len(rows)
    cells = sum(len(own) for own in counts.values())
    hidden = text("In the table only: {what}.", what=speaker.plural("{n} more source", "{n} more sources", more))
    return GridSpec(
        id=chart,
        title=title,
        sentence=sentence,
        unit=text("claims"),
        table=_table(axis, ordered, counts, columns, reader),
        notes=(
            text("What is passed on without saying whose it is stands under who passes it on."),
            *notes,
            *((hidden,) if more else ()),
            *cut_note(cells, reader),
        )
        if rows
        else (),
        rtl=speaker.rtl,
        rows=rows,
        columns=columns.names,
        named=columns.named,
        classes=class_labels(edges, speaker),
    )


def _row(source: str, own: Counter[int], columns: _Columns, edges: Sequence[int], reader: Reader) -> GridRow:
    speaker = reader.speaker
    cells = tuple(
        Cell(at, class_of(number, edges), f"{columns.names[at]}, {speaker.plural('{n} claim', '{n} claims', number)}")
        for at, number in sorted(own.items())
    )
    return GridRow(reader.names.get(source, source), speaker.plural("{n} claim", "{n} claims", own.total()), cells)


def _sentence(counts: Counts, columns: _Columns, nothing: str, speaker: Speaker) -> str:
    if not counts:
        return nothing
    sources = speaker.plural("{n} source", "{n} sources", len(counts))
    claims = speaker.plural("{n} claim", "{n} claims", sum(own.total() for own in counts.values()))
    totals: Counter[int] = Counter()
    for own in counts.values():
        totals.update(own)
    most = columns.names[max(totals, key=lambda at: (totals[at], -at))]
    return speaker.text("{claims} by {sources}; most about {most}.", claims=claims, sources=sources, most=most)


def _table(axis: str, ordered: Sequence[str], counts: Counts, columns: _Columns, reader: Reader) -> Table:
    """A row for each cell that holds something."""
    speaker = reader.speaker
    rows = (
        (reader.names.get(source, source), columns.names[at], speaker.number(number))
        for source in ordered
        for at, number in sorted(counts[source].items())
    )
    return Table((speaker.text("Source"), axis, speaker.text("Claims")), cut(rows, reader), numeric=(2,))
