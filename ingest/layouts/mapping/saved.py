"""Maps that are kept: found again for a file with the same columns, in whatever order.

What its columns and words mean holds for the next file. What was stated for all rows of one file may not: a source or a
place is carried over and told, a day is not carried over at all.
"""

import hashlib
import json
from collections.abc import Sequence
from datetime import datetime
from typing import Any, Final

from sqlmodel import Session

from db.clock import moment_of
from db.column_maps import keep_column_map, newest_column_map
from ingest.layouts.columns import Columns, recognise
from ingest.layouts.mapping.checked import map_of
from ingest.layouts.mapping.column_map import DAYS, ColumnMap, Kept, is_left_alone
from ingest.layouts.mapping.mapped import mapped
from ingest.normalize.fold import plain

_DAYS: Final = "days"
"""Beside the parts of a map: the fields of days that it stated for the file that it came with."""


def columns_of(session: Session, header: Sequence[str], mapping: ColumnMap | None = None) -> Columns:
    """The columns of a file of nobody's layout: by the map given, else by the one kept for them, else by their names.

    Raises ``ColumnMapError`` where the map that was kept can't be used any more.
    """
    mapping = mapping or kept_map(session, header)
    return mapped(header, mapping) if mapping else recognise(header)


def kept_map(session: Session, header: Sequence[str]) -> ColumnMap | None:
    """The map that was last kept for a file with these columns; None if none was."""
    row = newest_column_map(session, columns_digest(header))
    if row is None:
        return None
    read = map_of({part: said for part, said in row.mapping.items() if part != _DAYS})
    constants = {field: text for field, text in read.constants.items() if field not in DAYS}
    days = DAYS & {*row.mapping.get(_DAYS, ()), *read.constants}
    kept = Kept(row.recorded_at, row.recorded_by)
    return ColumnMap(read.columns, constants, read.words, kept, frozenset(constants), days)


def keep_map(
    session: Session, header: Sequence[str], mapping: ColumnMap, by: str, *, now: datetime | None = None
) -> None:
    """Keep a map for the next file with these columns, with a word about each of them; the same map is kept once.

    Of a day that it states only the field is kept, to ask for it.
    """
    whole = _to_keep(header, mapping)
    row = newest_column_map(session, columns_digest(header))
    if row is None or row.mapping != whole:
        keep_column_map(session, columns_digest(header), whole, by, now or moment_of(session))


def columns_digest(header: Sequence[str]) -> str:
    """SHA-256 of the names of the columns, folded and in order; those of Sijill's own files of rejects don't count."""
    names = sorted(plain(column) for column in header if not is_left_alone(column))
    return hashlib.sha256(json.dumps(names, ensure_ascii=False).encode()).hexdigest()


def _to_keep(header: Sequence[str], mapping: ColumnMap) -> dict[str, Any]:
    said = {column: mapping.field_of(column, header) for column in header if not is_left_alone(column)}
    constants = {field: text for field, text in mapping.constants.items() if field not in DAYS}
    days = sorted((DAYS & mapping.constants.keys()) | mapping.days)
    return ColumnMap(said, constants, mapping.words).as_data() | ({_DAYS: days} if days else {})
