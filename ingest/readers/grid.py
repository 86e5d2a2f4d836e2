"""What each format makes of its bytes, before a header is found in it: records of cells, in order."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

import polars as pl

from ingest.issues import Issue

Records = list[list[str]]
"""Records as they came: cells from left to right, of any number."""

Block = Records | pl.DataFrame
"""Records, or the same as columns of strings, as many as the width that was asked for."""

Merge = tuple[tuple[int, int], tuple[int, int]]
"""First and last cell of a merged range: (record, column), counted from 0."""

SAMPLE_RECORDS = 25
"""Records in which a header and its tags are looked for: as many as the HXL standard allows above the tags."""


@dataclass(frozen=True, slots=True)
class Grid:
    """``sample`` are the first records, at least :data:`SAMPLE_RECORDS` where there are so many.

    ``rest`` gives all records after the sample; it is called once, with the number of columns that the header has.
    ``first_number`` is the row number of the first record. ``width`` is the number of columns where no cell can be out
    of place, so that one without a header is a column without a name (None: the header decides). ``header_is_first``
    says that the first record is the header, whatever it looks like. ``from_1904`` and ``own_numbers``
    are as in :class:`~ingest.readers.table.Table`.
    """

    sample: Records
    rest: Callable[[int], Iterator[Block]]
    read_as: str
    issues: tuple[Issue, ...] = ()
    first_number: int = 1
    merges: tuple[Merge, ...] = ()
    width: int | None = None
    header_is_first: bool = False
    sheet: str | None = None
    sheets: tuple[str, ...] = ()
    others: tuple[str, ...] = ()
    from_1904: bool = False
    own_numbers: bool = False
