"""Where the header is, judged by shape in the first records: titles above it, rows of it, HXL tags below it."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from ingest.issues import Issue
from ingest.readers.grid import SAMPLE_RECORDS, Grid, Records
from ingest.readers.header_again import repeatable
from ingest.readers.merged import groups_side_by_side, last_header_record, spread
from ingest.readers.merged_cells import merged_down, read_once
from ingest.readers.problems import empty, in_scale, note, warning
from ingest.readers.prose import prose_above
from ingest.readers.scales import scale_said
from ingest.readers.shapes import filled, is_figure, is_labels, is_name, is_tags, tag
from ingest.readers.table import MergedDown


@dataclass(frozen=True, slots=True)
class Head:
    """``names`` of all columns, each once; ``data`` is the position of the first record below the head.

    ``again`` are its records as they would look further down, where a print has them once more on every page.
    ``merged`` are the cells below it that are merged over several rows.
    """

    names: tuple[str, ...]
    tags: dict[str, str]
    data: int
    issues: tuple[Issue, ...]
    again: tuple[tuple[str, ...], ...] = ()
    merged: tuple[MergedDown, ...] = ()


def find_head(grid: Grid) -> Head:
    """The header of a grid. Raises :class:`UnreadableFileError` where every cell is blank."""
    records = _beginning(grid.sample)
    known = [position for position, record in enumerate(records) if filled(record)]
    if not known:
        raise empty()
    tagged = None if grid.header_is_first else _tags(records)
    first, last = _header(records, known, tagged, grid)
    merges = grid.merges
    if tagged is None and not grid.header_is_first and (groups := groups_side_by_side(records, last)):
        merges, last = (*merges, *groups), last + 1
    labels = spread(records, first, last, merges) if last >= first else []
    tags = records[tagged] if tagged is not None else []
    named, twins = _named(labels, tags, grid.width)
    row, data = first + grid.first_number, (last if tagged is None else tagged) + 1
    merged = tuple(merged_down(named, data, grid.first_number, grid.merges))
    issues = [
        *_titles(records, [position for position in known if position < min(first, last + 1)], grid.first_number),
        *(_twin(old, new, row) for old, new in twins),
        *read_once(merged),
    ]
    by_column = {name: tag(cell) for name, cell in zip(named, tags, strict=False) if cell}
    again = () if grid.header_is_first else repeatable(records[first:data], len(named))
    return Head(tuple(named), by_column, data, tuple(issues), again, merged)


def _beginning(sample: Records) -> Records:
    """The first records, stripped, until enough of them are not blank."""
    records: Records = []
    full = 0
    for record in sample:
        records.append([cell.strip() for cell in record])
        full += any(records[-1])
        if full == SAMPLE_RECORDS:
            break
    return records


def _header(records: Records, known: list[int], tagged: int | None, grid: Grid) -> tuple[int, int]:
    """First and last record of the header; the last is before the first where tags have no header above them."""
    if tagged is None:
        first = known[0] if grid.header_is_first else _first(records, grid.sample)
        return first, last_header_record(records, first, grid.merges)
    above = [position for position in known if position < tagged]
    if not above or _may_be_title(records[above[-1]], len(filled(records[tagged]))):
        return tagged, tagged - 1
    first = next(position for position in above if last_header_record(records, position, grid.merges) >= above[-1])
    return first, above[-1]


def _first(records: Records, sample: Records) -> int:
    """The record that the header starts in: the first, unless it is a title above one that is certainly a header."""
    known = [position for position, record in enumerate(records) if filled(record)]
    most = max(len(filled(records[position])) for position in known)
    titles = [position for position in known if _may_be_title(records[position], most)]
    known = known[prose_above(sample, records, known, titles) :]
    for position in known:
        if not _may_be_title(records[position], most):
            certain = position == known[0] or _is_header(records, position)
            return position if certain else known[0]
    return known[0]


def _may_be_title(record: Sequence[str], most: int) -> bool:
    """One cell at the left, or two like "As of:" and a day, in a table whose fullest record has ``most`` cells."""
    cells = filled(record)
    pair = cells == [0, 1] and (record[0].endswith(":") or is_figure(record[1]))
    return (cells == [0] and most > 1) or (pair and most > 3)


def _is_header(records: Records, position: int) -> bool:
    """Whether a record below titles can only be the header: names, and figures under some of them."""
    header = records[position]
    if not is_labels(header):
        return False
    below = [record for record in records[position + 1 :] if filled(record)]
    if not below:
        return len(filled(header)) > 2
    return any(
        is_figure(cell) and is_name(name) for record in below for name, cell in zip(header, record, strict=False)
    )


def _tags(records: Records) -> int | None:
    """The record of HXL tags: two or more of them, or one in a table of one column."""
    most = max(len(filled(record)) for record in records)
    for position, record in enumerate(records):
        if is_tags(record) and (len(filled(record)) > 1 or most == 1):
            return position
    return None


def _named(labels: Sequence[str], tags: Sequence[str], width: int | None) -> tuple[list[str], list[tuple[str, str]]]:
    """The columns' names, and which name was given anew: (as it stands, as it is called)."""
    last = max((*filled(labels), *filled(tags)), default=-1) + 1
    labels = [*labels, *[""] * (max(last, width or 0) - len(labels))][: width or last]
    tags = [*tags, *[""] * (len(labels) - len(tags))]
    wanted = [
        label or cell or f"(column {position})"
        for position, (label, cell) in enumerate(zip(labels, tags, strict=False), 1)
    ]
    taken = {name.casefold() for name in wanted}
    seen: set[str] = set()
    names, twins = [], []
    for name in wanted:
        own = name
        count = 2
        while own.casefold() in seen or (own != name and own.casefold() in taken):
            own, count = f"{name} ({count})", count + 1
        if own != name:
            twins.append((name, own))
        seen.add(own.casefold())
        names.append(own)
    return names, twins


def _titles(records: Records, positions: list[int], first_number: int) -> Iterator[Issue]:
    for position in positions:
        text = " | ".join(cell for cell in records[position] if cell)
        row = position + first_number
        yield note("title_row", f"Row {row} stands above the header and was not read as data: “{text}”.", row)
        if said := scale_said(text):
            yield in_scale(row, said)


def _twin(old: str, new: str, row: int) -> Issue:
    return warning(
        "duplicate_column",
        f"Two columns have the same name, {old!r}; the later one is called {new!r}.",
        "Give each column a name of its own.",
        row,
        new,
    )
