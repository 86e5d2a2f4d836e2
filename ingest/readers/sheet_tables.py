"""Tables below one another in one sheet: where each begins, so that no row is read under the header of another."""

from dataclasses import dataclass

from ingest.readers.grid import Grid, Merge, Records
from ingest.readers.head import find_head
from ingest.readers.shapes import filled, is_labels


@dataclass(frozen=True, slots=True)
class Part:
    """The records of one table in a sheet: from ``first`` up to but not including ``end``."""

    first: int
    end: int


def parts(records: Records, merges: tuple[Merge, ...]) -> list[Part]:
    """The tables of a sheet, in order: a new one begins where the first header's first cell comes again.

    That is below a record without a first cell, in a record of labels; with a title above it or without. ``records``
    are stripped and not all blank.
    """
    starts = [0]
    head = find_head(Grid(records, lambda _: iter(()), "", merges=merges))
    first = _first_header_record(records, head.data, head.names[0])
    if first is not None:
        starts += _further(records, head.data, records[first])
    return [Part(first, end) for first, end in zip(starts, [*starts[1:], len(records)], strict=True)]


def _first_header_record(records: Records, data: int, name: str) -> int | None:
    """The record that the header's first name begins in; None where the first column has no name."""
    return next((i for i, record in enumerate(records[:data]) if record[0] and name.startswith(record[0])), None)


def _further(records: Records, data: int, header: list[str]) -> list[int]:
    starts = []
    for position in range(data + 1, len(records)):
        if records[position - 1][0] or not records[position][0]:
            continue
        titled = filled(records[position]) == [0] and position + 1 < len(records)
        if any(_repeats(records[below], header) for below in ([position, position + 1] if titled else [position])):
            starts.append(position)
    return starts


def _repeats(record: list[str], header: list[str]) -> bool:
    return record[0] == header[0] and len(filled(record)) > 1 and is_labels(record)
