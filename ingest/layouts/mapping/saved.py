"""Maps that are kept: found again for a file with the same columns, in whatever order."""

import hashlib
import json
from collections.abc import Sequence
from datetime import UTC, datetime

from sqlmodel import Session

from db.column_maps import keep_column_map, newest_column_map
from ingest.layouts.columns import Columns, recognise
from ingest.layouts.mapping.checked import map_of
from ingest.layouts.mapping.column_map import ColumnMap, Kept, is_left_alone
from ingest.layouts.mapping.mapped import mapped
from ingest.normalize.fold import plain


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
    read = map_of(row.mapping)
    return ColumnMap(read.columns, read.constants, read.words, Kept(row.recorded_at, row.recorded_by))


def keep_map(
    session: Session, header: Sequence[str], mapping: ColumnMap, by: str, *, now: datetime | None = None
) -> None:
    """Keep a map for the next file with these columns, with a word about each of them; the same map is kept once."""
    said = {column: mapping.field_of(column, header) for column in header if not is_left_alone(column)}
    whole = ColumnMap(said, mapping.constants, mapping.words)
    row = newest_column_map(session, columns_digest(header))
    if row is None or row.mapping != whole.as_data():
        keep_column_map(session, columns_digest(header), whole.as_data(), by, now or datetime.now(UTC))


def columns_digest(header: Sequence[str]) -> str:
    """SHA-256 of the names of the columns, folded and in order; those of Sijill's own files of rejects don't count."""
    names = sorted(plain(column) for column in header if not is_left_alone(column))
    return hashlib.sha256(json.dumps(names, ensure_ascii=False).encode()).hexdigest()
