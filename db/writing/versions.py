"""New versions of claims that copy old ones: how a claim is taken back, and how what it had said stands again."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any, NamedTuple

from sqlalchemy import Column, Connection, Insert, bindparam, func, literal, select

from db.entries import chunks, supersede, table_of
from db.models import Claim
from db.vocabulary import ClaimStatus, RevisionReason


class NewVersion(NamedTuple):
    """A version to write: a copy of version ``like``, but for what is told here, that supersedes the open ``over``.

    Both are ids of versions of one claim. ``reason`` and ``status`` None: as they are in ``like``. Every version after
    the first must have a reason: where ``like`` has none it is "retraction", which no reader shows of what stands.
    """

    over: int
    like: int
    batch: int
    row: int
    reason: RevisionReason | None = None
    status: ClaimStatus | None = None


def write_versions(connection: Connection, versions: Iterable[NewVersion], now: datetime) -> None:
    """Write these versions; the words and figures of each never leave the database."""
    for some in chunks(versions):
        supersede(connection, (version.over for version in some), now)
        connection.execute(_copy(now), [{f"new_{name}": value for name, value in v._asdict().items()} for v in some])


def _copy(now: datetime) -> Insert:
    table = table_of(Claim)
    like, over = table.alias("like_this"), table.alias("over_that")

    def given(name: str, column: Column[Any]) -> Any:
        return bindparam(f"new_{name}", type_=column.type)

    changed = {
        "version": over.c.version + 1,
        "batch_id": given("batch", table.c.batch_id),
        "row": given("row", table.c.row),
        "status": func.coalesce(given("status", table.c.status), like.c.status),
        "revision_reason": func.coalesce(
            given("reason", table.c.revision_reason),
            like.c.revision_reason,
            literal(RevisionReason.RETRACTION, table.c.revision_reason.type),
        ),
        "recorded_at": literal(now, table.c.recorded_at.type),
        "superseded_at": literal(None, table.c.superseded_at.type),
    }
    copied = [column.name for column in table.c if column.name not in {"id", *changed}]
    rows = (
        select(*(like.c[name] for name in copied), *changed.values())
        .join(over, over.c.key == like.c.key)
        .where(like.c.id == given("like", table.c.id), over.c.id == given("over", table.c.id))
    )
    return table.insert().from_select([*copied, *changed], rows)
