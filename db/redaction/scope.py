"""What a redaction is of: one claim with what came in its rows, the claims of one file, or those of one document."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any, Final

from sqlalchemy import ColumnElement, Connection, or_, select, tuple_
from sqlmodel import Session, col

from db.batches import UnknownBatchError
from db.entries import chunks
from db.judgements.refusals import JudgementError
from db.models import Batch, Claim, Document

PIECE: Final = 2_000
"""Claims that are looked through at a time."""


@dataclass(frozen=True, slots=True)
class Scope:
    """One of the three: the key of a claim, the number of a batch, the address or title of a document."""

    claim: str | None = None
    batch: int | None = None
    document: str | None = None


@dataclass(frozen=True, slots=True)
class Found:
    """What a scope leads to: its claims' ``keys``, ``batches``, ``rows`` (batch and row) from which others came too."""

    keys: tuple[str, ...]
    batches: tuple[int, ...] = ()
    documents: tuple[int, ...] = ()
    rows: tuple[tuple[int, int], ...] = ()


def found_in(session: Session, scope: Scope) -> Found:
    """What a scope leads to. Raises :class:`JudgementError` for none or several, and where nothing is called so."""
    if [scope.claim, scope.batch, scope.document].count(None) != 2:
        raise JudgementError("not_of_one_thing")
    connection = session.connection()
    if scope.claim is not None:
        return _of_claim(connection, scope.claim)
    if scope.batch is not None:
        if session.get(Batch, scope.batch) is None:
            raise UnknownBatchError(scope.batch)
        return Found(_keys(connection, col(Claim.batch_id) == scope.batch), (scope.batch,))
    called = or_(col(Document.url) == scope.document, col(Document.title) == scope.document)
    documents = tuple(int(number or 0) for number in session.scalars(select(col(Document.id)).where(called)))
    if not documents:
        raise JudgementError("nothing_to_redact_from", name=scope.document or "")
    return Found(_keys(connection, col(Claim.document_id).in_(documents)), documents=documents)


def _of_claim(connection: Connection, key: str) -> Found:
    """A claim, and the rows of its versions: what one row says of the killed and the injured has the same notes."""
    columns = (col(Claim.batch_id), col(Claim.row), col(Claim.document_id))
    versions = connection.execute(select(*columns).where(col(Claim.key) == key)).fetchall()
    if not versions:
        raise JudgementError("nothing_to_redact_from", name=key)
    documents = {document for *_, document in versions if document is not None}
    return Found((key,), documents=tuple(documents), rows=tuple({(batch, row) for batch, row, _ in versions}))


def _keys(connection: Connection, which: ColumnElement[bool]) -> tuple[str, ...]:
    return tuple(connection.scalars(select(col(Claim.key)).where(which).distinct()))


def versions_of_keys(connection: Connection, keys: Iterable[str], columns: Iterable[Any]) -> Iterator[Any]:
    """All versions of claims, some at a time."""
    chosen = list(columns)
    for some in chunks(keys):
        for at in range(0, len(some), PIECE):
            wanted = col(Claim.key).in_(some[at : at + PIECE])
            # one of the two partial indexes on keys serves each
            for state in (col(Claim.superseded_at).is_(None), col(Claim.superseded_at).is_not(None)):
                yield from connection.execute(select(*chosen).where(wanted, state)).fetchall()


def keys_of_rows(connection: Connection, rows: Iterable[tuple[int, int]]) -> set[str]:
    """The claims of which some version came with one of these rows."""
    found: set[str] = set()
    for some in chunks(rows):
        where = tuple_(col(Claim.batch_id), col(Claim.row)).in_(some)
        found |= set(connection.scalars(select(col(Claim.key)).where(where)))
    return found
