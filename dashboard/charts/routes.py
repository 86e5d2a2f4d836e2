"""From where to where, as far as claims say so: each source's latest figure of people by place of origin and place."""

from collections.abc import Sequence
from typing import Final, NamedTuple

from dashboard.charts.axis import counted_in, known_numbers, nice_end
from dashboard.charts.figures import bound_cells, bound_columns, figure_of, has_figure, size
from dashboard.charts.notes import bound_notes
from dashboard.charts.running_lines import Reader, cut, cut_note, place_name
from dashboard.charts.spec import RangeRow, RangesSpec, Table
from dashboard.charts.stock_lines import outdated_note
from dashboard.locale import NO_FIGURE, Speaker
from dashboard.wording import counted, definition_words, said_by, source_line, starting, time_frame
from db.answers import Total
from db.sources.origins import origin_named
from db.vocabulary import Measure

MOST_ROWS: Final = 8  # of each measure


class Route(NamedTuple):
    """A figure with where the people came from and where they are or went, in words."""

    total: Total
    origin: str
    destination: str


def routes(totals: Sequence[Total], reader: Reader) -> RangesSpec:
    """The figures whose definition names a place of origin, by measure, the largest first.

    Stocks that no longer stand are in the table alone, after the rest.
    """
    speaker, text = reader.speaker, reader.speaker.text
    found = sorted(filter(None, (_route(total, reader) for total in totals)), key=_largest_first)
    standing = [route for route in found if not route.total.outdated]
    rows = tuple(_range_row(route, reader) for route in _largest_of_each(standing))
    more = len(standing) - len(rows)
    return RangesSpec(
        id="routes",
        title=text("From where to where"),
        sentence=_sentence(standing, reader),
        unit=counted_in((route.total.unit for route in standing), speaker),
        table=_table(found, reader),
        notes=(
            text("Places of origin are read from what the source says it counts; most claims name none."),
            text("Each is the latest figure of its source. They are never added: the same people may be in several."),
            *_more(more, speaker),
            *outdated_note(len(found) - len(standing), speaker),
            *cut_note(len(found), reader),
            *bound_notes([row.figure for row in rows], speaker),
        )
        if rows
        else (),
        source_line=source_line([_who(route, reader) for route in standing], speaker),
        rtl=speaker.rtl,
        rows=rows,
        axis_max=nice_end(max(known_numbers(row.figure for row in rows), default=1)),
    )


def _route(total: Total, reader: Reader) -> Route | None:
    """The route of a figure; None where an end of it is not stated, or nothing is."""
    origin = origin_named(total.definition)
    place = total.place or reader.places.get(total.pcode or "")
    if origin is None or place is None or not has_figure(total) or size(total) == 0:
        return None
    return Route(total, place_name(origin, reader), place_name(place, reader))


def _largest_first(route: Route) -> tuple[bool, int, int, int, str, str]:
    total = route.total
    return total.outdated, total.measure.number, total.series.number, -size(total), route.origin, route.destination


def _heading(route: Route, speaker: Speaker) -> str:
    return starting(counted(route.total.measure, speaker, unit=route.total.unit))


def _largest_of_each(found: Sequence[Route]) -> list[Route]:
    taken: dict[Measure, int] = {}
    kept = []
    for route in found:
        number = taken[route.total.measure] = taken.get(route.total.measure, 0) + 1
        if number <= MOST_ROWS:
            kept.append(route)
    return kept


def _who(route: Route, reader: Reader) -> str:
    return said_by(route.total, reader.speaker, reader.names)


def _way(route: Route, speaker: Speaker) -> str:
    return speaker.text("from {origin} to {destination}", origin=route.origin, destination=route.destination)


def _range_row(route: Route, reader: Reader) -> RangeRow:
    speaker = reader.speaker
    details = (_who(route, reader), time_frame(route.total, speaker))
    detail = speaker.listing([part for part in details if part])
    label, heading = starting(_way(route, speaker)), _heading(route, speaker)
    return RangeRow(label, detail, figure_of(route.total, speaker), group=heading)


def _sentence(found: Sequence[Route], reader: Reader) -> str:
    speaker = reader.speaker
    if not found:
        return speaker.text("No claim in this view says from where people came and where they went.")
    largest = max(found, key=lambda route: size(route.total))
    return speaker.text(
        "The largest figure: {figure} {counted} {way} ({who}, {when}).",
        figure=figure_of(largest.total, speaker).text,
        counted=counted(largest.total.measure, speaker, unit=largest.total.unit),
        way=_way(largest, speaker),
        who=_who(largest, reader),
        when=time_frame(largest.total, speaker),
    )


def _more(number: int, speaker: Speaker) -> tuple[str, ...]:
    if not number:
        return ()
    ways = speaker.plural("{n} smaller figure", "{n} smaller figures", number)
    return (speaker.text("In the table only: {what}.", what=ways),)


def _table(found: Sequence[Route], reader: Reader) -> Table:
    text = reader.speaker.text
    columns = (
        text("From where"),
        text("To where"),
        text("What"),
        text("Who says so"),
        *bound_columns(reader.speaker),
        text("When"),
        text("Definition"),
    )
    return Table(columns, cut((_row(route, reader) for route in found), reader), numeric=(4, 5, 6, 7))


def _row(route: Route, reader: Reader) -> tuple[str, ...]:
    speaker = reader.speaker
    return (
        route.origin,
        route.destination,
        _heading(route, speaker),
        _who(route, reader),
        *bound_cells(route.total, speaker),
        time_frame(route.total, speaker) or NO_FIGURE,
        definition_words(route.total.definition, speaker) or NO_FIGURE,
    )
