"""Headers over several rows: which records they span, and which name a merged cell gives to each of its columns."""

from collections.abc import Container, Sequence
from itertools import product

from ingest.readers.grid import Merge, Records
from ingest.readers.shapes import filled, is_ages, is_labels, is_name


def last_header_record(records: Records, first: int, merges: Sequence[Merge]) -> int:
    """The last record of a header that starts in ``first``: as far down as its merged cells, or what they head, go."""
    last = first
    while True:
        of_header = [merge for merge in merges if first <= merge[0][0] <= last]
        reached = max((_reach(records, last, merge, of_header) for merge in of_header), default=last)
        if min(reached, len(records) - 1) <= last:
            return last
        last = min(reached, len(records) - 1)


def _reach(records: Records, last: int, merge: Merge, merges: Sequence[Merge]) -> int:
    """The record that a merged cell of the header makes part of it: its own last, or the one with names under it."""
    (_, left), (bottom, right) = merge
    below = bottom + 1
    heads_names = (
        bottom == last
        and right > left
        and below < len(records)
        and any(left <= position <= right for position in filled(records[below]))
        and (_are_names(records[below]) or _are_groups(records[below], _columns_under(merges, last)))
    )
    return below if heads_names else bottom


def _are_names(record: Sequence[str]) -> bool:
    """Labels; years too, which stand under a word that is merged over them."""
    return is_labels(["x", *(cell for cell in record if cell)])


def _columns_under(merges: Sequence[Merge], last: int) -> set[int]:
    """The columns that cells of the record ``last`` are merged over."""
    across = [(left, right) for (_, left), (bottom, right) in merges if bottom == last and right > left]
    return {column for left, right in across for column in range(left, right + 1)}


def _are_groups(record: Sequence[str], columns: Container[int]) -> bool:
    """Whether a record holds names of groups alone, ages too, and these in ``columns``: a row of data has more."""
    at = filled(record)
    return bool(at) and all(
        position in columns and (is_name(record[position]) or is_ages(record[position])) for position in at
    )


def groups_side_by_side(records: Records, header: int) -> tuple[Merge, ...]:
    """Cells of a header that stand as if merged over the blank ones to their right, for names of groups stand below.

    "Killed" above "Men", and a blank cell above "Women": without it the men would be all. What is below is a row of
    names where it has nothing under any other name of the header.
    """
    above, below = records[header], next(iter(records[header + 1 : header + 2]), [])
    width = max(len(above), len(below))
    names = [above[at] if at < len(above) else "" for at in range(width)]
    spans: list[Merge] = []
    for left in filled(names):
        right = next((at for at in range(left + 1, width) if names[at]), width) - 1
        while right > left and not (right < len(below) and below[right]):
            right -= 1
        if right > left and below[left]:
            spans.append(((header, left), (header, right)))
    columns = _columns_under(spans, header)
    named = any(at not in columns for at in filled(names))
    return tuple(spans) if spans and named and _are_groups(below, columns) else ()


def spread(records: Records, first: int, last: int, merges: Sequence[Merge]) -> list[str]:
    """One label for each column, from the cells above each other: "IDP / 2016 / Jan"."""
    owners = {
        cell: merge[0]
        for merge in merges
        if first <= merge[0][0] <= last
        for cell in product(range(merge[0][0], merge[1][0] + 1), range(merge[0][1], merge[1][1] + 1))
    }
    width = max(len(record) for record in records[first : last + 1])
    rows = range(first, last + 1)
    return [_label(records, [owners.get((row, column), (row, column)) for row in rows]) for column in range(width)]


def _label(records: Records, cells: list[tuple[int, int]]) -> str:
    texts = [records[row][column] for row, column in dict.fromkeys(cells) if column < len(records[row])]
    return " / ".join(text for text in texts if text)
