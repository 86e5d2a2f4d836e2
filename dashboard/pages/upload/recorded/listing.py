"""The list of recorded files: when, who, which file, what came of it, and whether it stands."""

from collections.abc import Sequence
from datetime import UTC, datetime

from dash import dcc, html
from dash.development.base_component import Component

from dashboard.components.aria import aria
from dashboard.locale import Speaker
from dashboard.view import search_of, words_of
from db.batches import BatchRecord
from db.vocabulary import BatchStatus

BATCH = "batch"
"""The parameter of the address that names the file that is opened."""


def opened_in(search: str) -> int | None:
    """The number of the batch that the address opens."""
    written = words_of(search).get(BATCH, "")
    return int(written) if written.isdecimal() and len(written) < 10 else None


def listing(batches: Sequence[BatchRecord], more: int, search: str, speaker: Speaker) -> list[Component]:
    """A row for each file, whose name opens it; ``more`` are older ones that are not shown."""
    if not batches:
        return [html.P(speaker.text("No file is recorded yet."), className="hint")]
    text = speaker.text
    columns = (text("When"), text("Who"), text("File"), text("Layout"), *_counts(speaker), text("Status"))
    caption = text("Recorded files")
    head = html.Thead(html.Tr([html.Th(column, scope="col") for column in columns]))
    body = html.Tbody([_row(batch, search, speaker) for batch in batches])
    box = html.Div(
        html.Table([html.Caption(caption), head, body], className="data-table"),
        className="table-box",
        tabIndex="0",
        role="group",
        **aria(label=caption),
    )
    left = speaker.plural("{n} older file is not shown.", "{n} older files are not shown.", more)
    return [box, html.P(left, className="hint")] if more else [box]


def _counts(speaker: Speaker) -> tuple[str, ...]:
    return speaker.text("New claims"), speaker.text("Revised"), speaker.text("Rows rejected")


def moment_words(moment: datetime, speaker: Speaker) -> str:
    """A moment as day and time of day in UTC."""
    utc = moment.astimezone(UTC)
    time = speaker.digits(f"{utc:%H:%M}")
    return speaker.text("{day}, {time} UTC", day=speaker.day(utc.date()), time=time)


def _row(batch: BatchRecord, search: str, speaker: Speaker) -> Component:
    counts = (batch.new, batch.revised, batch.rejected)
    is_open = opened_in(search) == batch.id
    link = dcc.Link(html.Bdi(batch.file_name), href=_address(batch.id, search))
    withdrawn = batch.status is BatchStatus.WITHDRAWN
    return html.Tr(
        [
            html.Td(moment_words(batch.recorded_at, speaker)),
            html.Td(html.Bdi(batch.recorded_by) if batch.recorded_by else None),
            html.Td(link),
            html.Td(html.Bdi(batch.layout)),
            *(html.Td(speaker.number(count), className="numeric") for count in counts),
            html.Td(speaker.term(batch.status)),
        ],
        className="withdrawn" if withdrawn else "",
        **aria(current="true" if is_open else "false"),
    )


def _address(batch: int, search: str) -> str:
    return search_of(words_of(search) | {BATCH: str(batch)})
