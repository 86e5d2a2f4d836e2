"""The list of recorded files: when, who, which file, what came of it, and whether it stands."""

from collections.abc import Sequence
from datetime import UTC, datetime
from typing import Final

from dash import dcc, html
from dash.development.base_component import Component

from dashboard.components.aria import aria, data
from dashboard.locale import NO_FIGURE, Speaker
from dashboard.view import search_of, words_of
from dashboard.wording import judge_name, layout_words
from db.batches import BatchRecord
from db.vocabulary import BatchStatus

BATCH = "batch"
"""The parameter of the address that names the file that is opened."""
_NUMERIC: Final = (4, 5, 6)


def opened_in(search: str) -> int | None:
    """The number of the batch that the address opens."""
    written = words_of(search).get(BATCH, "")
    return int(written) if written.isdecimal() and len(written) < 10 else None


def listing(batches: Sequence[BatchRecord], more: int, search: str, speaker: Speaker) -> list[Component]:
    """A row for each file, whose name opens it; ``more`` are older ones that are not shown."""
    if not batches:
        return [html.P(speaker.text("No file is recorded yet."), className="hint")]
    text = speaker.text
    columns = _columns(speaker)
    caption = text("Recorded files")
    sides = ("numeric" if at in _NUMERIC else "" for at in range(len(columns)))
    heads = (html.Th(column, scope="col", className=side) for column, side in zip(columns, sides, strict=True))
    head = html.Thead(html.Tr(list(heads)))
    body = html.Tbody([_row(batch, search, speaker) for batch in batches])
    box = html.Div(
        html.Table([html.Caption(caption), head, body], className="data-table"),
        className="table-box recorded-files",
        tabIndex="0",
        role="group",
        **aria(label=caption),
    )
    left = speaker.plural("{n} older file is not shown.", "{n} older files are not shown.", more)
    return [box, html.P(left, className="hint")] if more else [box]


def _columns(speaker: Speaker) -> tuple[str, ...]:
    text = speaker.text
    counts = text("New claims"), text("Revised"), text("Rows rejected")
    return text("File"), text("When"), text("Who"), text("Layout"), *counts, text("Status")


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
    said: tuple[Component | str, ...] = (
        link,
        moment_words(batch.recorded_at, speaker),
        html.Bdi(judge_name(batch.recorded_by or NO_FIGURE, speaker)),
        html.Bdi(layout_words(batch.layout, speaker)),
        *(speaker.number(count) for count in counts),
        speaker.term(batch.status),
    )
    return html.Tr(
        [
            html.Td(words, className="numeric" if at in _NUMERIC else "", **data(label=column))
            for at, (column, words) in enumerate(zip(_columns(speaker), said, strict=True))
        ],
        className="withdrawn" if withdrawn else "",
        **aria(current="true" if is_open else "false"),
    )


def _address(batch: int, search: str) -> str:
    return search_of(words_of(search) | {BATCH: str(batch)})
