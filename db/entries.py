"""What the ledger writes around its claims: sources, documents, incidents and links, found or made, in bulk."""

from collections.abc import Iterable, Iterator
from datetime import datetime
from itertools import islice
from typing import Any, NamedTuple, TypeVar

from sqlalchemy import Connection, Table, bindparam, select, update
from sqlmodel import SQLModel, col

from db.drafts import ClaimDraft, DocumentDraft
from db.models import Claim, Document, Incident, Judgement, Source
from db.vocabulary import JudgementKind, SourceKind

T = TypeVar("T")

CHUNK = 5_000
"""Rows in one statement: large enough for speed, small enough for the databases' limits on parameters."""

ROW_RULE = "row/1"
"""The rule that links claims of one row, or of one incident code, to one incident."""


def supersede(connection: Connection, ids: Iterable[int], now: datetime) -> None:
    table = table_of(Claim)
    statement = update(table).where(table.c.id == bindparam("of")).values(superseded_at=now)
    for some in chunks(ids):
        connection.execute(statement, [{"of": number} for number in some])


def ensure_sources(connection: Connection, claims: list[ClaimDraft], now: datetime) -> dict[str, int]:
    """Ids of all sources by name; one that nobody has described yet is made, of unknown kind and ungraded."""
    names = {claim.source for claim in claims} | {claim.origin for claim in claims if claim.origin}
    known = _source_ids(connection)
    blank = {"kind": SourceKind.UNKNOWN, "aliases": [], "confidential": False, "recorded_at": now}
    insert_rows(connection, Source, ({"name": name, **blank} for name in sorted(names - known.keys())))
    return _source_ids(connection)


def _source_ids(connection: Connection) -> dict[str, int]:
    found = connection.execute(select(col(Source.name), col(Source.id)))
    return {name: number for name, number in found if number is not None}


def ensure_documents(connection: Connection, claims: list[ClaimDraft], now: datetime) -> dict[str, int]:
    documents: dict[str, DocumentDraft] = {claim.document.key: claim.document for claim in claims if claim.document}
    known = _document_ids(connection, documents)
    insert_rows(
        connection,
        Document,
        (
            {
                "key": key,
                "title": document.title,
                "url": document.url,
                "publisher": document.publisher,
                "published": document.published,
                "language": document.language,
                "recorded_at": now,
            }
            for key, document in documents.items()
            if key not in known
        ),
    )
    return _document_ids(connection, documents)


def _document_ids(connection: Connection, keys: Iterable[str]) -> dict[str, int]:
    ids: dict[str, int] = {}
    for some in chunks(keys):
        found = connection.execute(select(col(Document.key), col(Document.id)).where(col(Document.key).in_(some)))
        ids.update((key, number) for key, number in found if number is not None)
    return ids


def link_to_incidents(
    connection: Connection, fresh: list[ClaimDraft], changed: list[ClaimDraft], now: datetime
) -> None:
    """Link claims to the incidents that their rows name; a correction that names another incident moves the claim."""
    wanted = {claim.key: claim.incident for claim in (*fresh, *changed) if claim.incident}
    incidents = _ensure_incidents(connection, set(wanted.values()), now)
    held = _links(connection, (claim.key for claim in changed))
    moved = {key: link for key, link in held.items() if link.incident_id != incidents.get(wanted.get(key, ""))}
    table = table_of(Judgement)
    if moved:
        undo = update(table).where(table.c.id == bindparam("of")).values(undone_at=now, undone_reason="row mended")
        connection.execute(undo, [{"of": link.id} for link in moved.values()])
    kept = held.keys() - moved.keys()
    insert_rows(
        connection,
        Judgement,
        (
            {
                "kind": JudgementKind.LINK,
                "incident_id": incidents[code],
                "claim_key": key,
                "decided_by": ROW_RULE,
                "reason": "claims of one row, or of rows with one incident code, are about one incident",
                "recorded_at": now,
            }
            for key, code in wanted.items()
            if key not in kept
        ),
    )


class _Link(NamedTuple):
    """A link that holds."""

    id: int
    incident_id: int


def _links(connection: Connection, keys: Iterable[str]) -> dict[str, _Link]:
    held: dict[str, _Link] = {}
    for some in chunks(keys):
        statement = select(col(Judgement.claim_key), col(Judgement.id), col(Judgement.incident_id)).where(
            col(Judgement.kind) == JudgementKind.LINK,
            col(Judgement.undone_at).is_(None),
            col(Judgement.claim_key).in_(some),
        )
        held.update((str(key), _Link._make(rest)) for key, *rest in connection.execute(statement))
    return held


def _ensure_incidents(connection: Connection, codes: set[str], now: datetime) -> dict[str, int]:
    known = _incident_ids(connection, codes)
    insert_rows(connection, Incident, ({"code": c, "recorded_at": now} for c in sorted(codes - known.keys())))
    return _incident_ids(connection, codes)


def _incident_ids(connection: Connection, codes: Iterable[str]) -> dict[str, int]:
    ids: dict[str, int] = {}
    for some in chunks(codes):
        found = connection.execute(select(col(Incident.code), col(Incident.id)).where(col(Incident.code).in_(some)))
        ids.update((code, number) for code, number in found if number is not None)
    return ids


def table_of(model: type[SQLModel]) -> Table:
    """The table of a model."""
    return model.__table__  # type: ignore[attr-defined,no-any-return]


def insert_rows(connection: Connection, model: type[SQLModel], rows: Iterable[dict[str, Any]]) -> None:
    for some in chunks(rows):
        connection.execute(table_of(model).insert(), some)


def chunks(items: Iterable[T]) -> Iterator[list[T]]:
    iterator = iter(items)
    while some := list(islice(iterator, CHUNK)):
        yield some
