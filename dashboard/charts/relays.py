"""Who passes on whom: a relay is no second source."""

from collections.abc import Sequence
from typing import Final

from dashboard.charts.axis import nice_end
from dashboard.charts.running_lines import Reader, cut, cut_note
from dashboard.charts.spec import Figure, RangeRow, RangesSpec, Table
from dashboard.locale import NO_FIGURE
from db.sources.coverage import Relay

MOST_ROWS: Final = 16


def relay_chart(found: Sequence[Relay], reader: Reader) -> RangesSpec:
    """How many claims each source passed on, and of whom, the most first."""
    speaker, text = reader.speaker, reader.speaker.text
    rows = tuple(_row(relay, reader) for relay in found[:MOST_ROWS])
    more = speaker.plural("{n} more pair", "{n} more pairs", len(found) - len(rows))
    unit = text("claims")
    return RangesSpec(
        id="relays",
        title=text("Who passes on whom"),
        sentence=_sentence(found, reader),
        unit=unit,
        table=_table(found, reader),
        notes=(
            text("What is passed on counts as its origin's, however many pass it on: a relay is no second source."),
            *((text("In the table only: {what}.", what=more),) if len(found) > len(rows) else ()),
            *cut_note(len(found), reader),
        )
        if rows
        else (),
        rtl=speaker.rtl,
        rows=rows,
        axis_max=nice_end(max((relay.claims for relay in found), default=1)),
    )


def _name(source: str, reader: Reader) -> str:
    return reader.names.get(source, source)


def _origin(relay: Relay, reader: Reader) -> str:
    return (
        reader.speaker.text("an origin that it does not state") if relay.origin is None else _name(relay.origin, reader)
    )


def _row(relay: Relay, reader: Reader) -> RangeRow:
    speaker = reader.speaker
    pair = speaker.text(
        "{source} passes on {origin}", source=_name(relay.source, reader), origin=_origin(relay, reader)
    )
    when = "" if relay.first is None else speaker.period(relay.first, relay.last)
    return RangeRow(pair, when, Figure(relay.claims, relay.claims, relay.claims, speaker.number(relay.claims)))


def _sentence(found: Sequence[Relay], reader: Reader) -> str:
    speaker = reader.speaker
    if not found:
        return speaker.text("No source in this view passes on another one.")
    claims = speaker.plural("{n} claim", "{n} claims", sum(relay.claims for relay in found))
    unstated = sum(relay.claims for relay in found if relay.origin is None)
    return speaker.text(
        "{claims} passed on by {sources}; of {unstated} nobody says who said it first.",
        claims=claims,
        sources=speaker.plural("{n} source", "{n} sources", len({relay.source for relay in found})),
        unstated=speaker.number(unstated),
    )


def _table(found: Sequence[Relay], reader: Reader) -> Table:
    speaker, text = reader.speaker, reader.speaker.text
    columns = text("Source"), text("Passes on"), text("Claims"), text("When")
    rows = (
        (
            _name(relay.source, reader),
            _origin(relay, reader),
            speaker.number(relay.claims),
            NO_FIGURE if relay.first is None else speaker.period(relay.first, relay.last),
        )
        for relay in found
    )
    return Table(columns, cut(rows, reader), numeric=(2,))
