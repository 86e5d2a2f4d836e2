"""How files with unknown columns are read, as somebody said: kept with who and when, never overwritten."""

from datetime import datetime
from typing import Any

from sqlalchemy import select
from sqlmodel import Session, col

from db.models import ColumnMapRow


def newest_column_map(session: Session, digest: str) -> ColumnMapRow | None:
    """What was last said about the columns with this digest; None if nothing was."""
    said = select(ColumnMapRow).where(col(ColumnMapRow.columns_sha256) == digest)
    return session.scalar(said.order_by(col(ColumnMapRow.id).desc()).limit(1))


def keep_column_map(session: Session, digest: str, mapping: dict[str, Any], by: str, at: datetime) -> None:
    """Keep what was said about the columns with this digest; what was said before stays, and no longer holds."""
    session.add(ColumnMapRow(columns_sha256=digest, mapping=mapping, recorded_by=by, recorded_at=at))
    session.flush()
