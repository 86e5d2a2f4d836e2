"""The ledger's verb for redaction, the one by which something is deleted: texts that could bring people to harm.

They go from every version of the claims, from the problems that quote them, from rejected rows and from the kept files,
in one transaction. Figures, keys, days, places and sources stay, so that no number changes at any moment.
"""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

from sqlalchemy import Connection
from sqlmodel import Session

from db.clock import moment_of
from db.entries import insert_rows
from db.judgements.refusals import JudgementError
from db.models import RedactedClaim, RedactedFile, Redaction
from db.redaction.claim_texts import Taken, take_definitions, take_documents, take_texts
from db.redaction.file_bytes import take_from_files
from db.redaction.quotes import batches_repeating, take_quotes
from db.redaction.scope import Found, Scope, found_in

FIELDS: Final = ("words", "excerpt", "notes", "definition", "title", "url", "raw")
"""What can be taken away: ``words`` are the exact words, ``raw`` the rows as they came and the kept files."""

USUAL: Final = ("words", "excerpt", "notes", "raw")
_SHORTEST: Final = 3


@dataclass(frozen=True, slots=True)
class Redacted:
    """What a redaction took away; ``id`` names it.

    ``claims`` and ``texts``: of how many claims, and how many texts of all their versions. ``files`` are kept without
    the text, ``files_gone`` are kept no more (by their batches). ``quotes`` counts problems, rejected rows and reasons
    that quoted it. ``still_in`` names fields of the claims that have the exact text and are not redacted.
    """

    id: int
    claims: int
    texts: int
    quotes: int
    files: tuple[int, ...]
    files_gone: tuple[int, ...]
    still_in: tuple[str, ...]


def redact(
    session: Session,
    scope: Scope,
    *,
    by: str,
    reason: str,
    fields: Collection[str] = (),
    text: str | None = None,
    now: datetime | None = None,
) -> Redacted:
    """Take texts away: the ``fields`` whole, or one ``text`` wherever it stands in them.

    Without ``fields`` the words, the excerpt, the notes and the rows as they came are meant; with ``text`` all, and for
    a document its title and address too. Where no text is given, the kept files that brought the claims go whole.
    Raises :class:`db.judgements.refusals.JudgementError` and :class:`db.batches.UnknownBatchError`, and has then
    changed nothing.
    """
    _require_signed(by, reason, text)
    chosen = _chosen(fields, scope, text)
    found = found_in(session, scope)
    about: dict[str, Any] = {"claim_key": scope.claim, "batch_id": scope.batch, "fields": sorted(chosen)}
    about["document_id"] = found.documents[0] if scope.document is not None else None
    about |= {"exact": text is not None, "claims": 0, "texts": 0, "recorded_at": now or moment_of(session)}
    made = Redaction(**about, recorded_by=by.strip(), reason=reason.strip())
    session.add(made)
    session.flush()
    connection, number = session.connection(), made.id or 0
    taken = _take(connection, found, chosen, text, number)
    batches = _batches(connection, found, taken)
    files = take_from_files(connection, batches, taken.spoken, text) if "raw" in chosen else {}
    quotes = take_quotes(connection, batches, taken.replaced, text, rows="raw" in chosen)
    if not (taken.texts or quotes or files):
        raise JudgementError("nothing_to_redact")
    made.claims, made.texts = len(taken.keys), taken.texts
    session.flush()
    gaps = ({"redaction_id": number, "claim_id": claim, "fields": sorted(of)} for claim, of in taken.gaps.items())
    insert_rows(connection, RedactedClaim, gaps)
    kept = ({"redaction_id": number, "batch_id": batch, "kept": is_kept} for batch, is_kept in files.items())
    insert_rows(connection, RedactedFile, kept)
    return Redacted(
        id=number,
        claims=len(taken.keys),
        texts=taken.texts,
        quotes=quotes,
        files=tuple(sorted(batch for batch, is_kept in files.items() if is_kept)),
        files_gone=tuple(sorted(batch for batch, is_kept in files.items() if not is_kept)),
        still_in=tuple(sorted(taken.still_in)),
    )


def _take(connection: Connection, found: Found, fields: Collection[str], text: str | None, redaction: int) -> Taken:
    taken = take_texts(connection, found, fields, text)
    if text is not None and "definition" in fields:
        take_definitions(connection, taken, text, redaction)
    if of_documents := {"title", "url"} & set(fields):
        taken.texts += take_documents(connection, found.documents, of_documents, text)
    return taken


def _batches(connection: Connection, found: Found, taken: Taken) -> set[int]:
    """The batches that say the claims: in versions of their own, or by repeating them."""
    repeating = batches_repeating(connection, taken.versions)
    taken.spoken |= {batch for batch, version in repeating if version in taken.gaps}
    return {*found.batches, *(batch for batch, _ in taken.rows), *(batch for batch, _ in repeating), *taken.spoken}


def _require_signed(by: str, reason: str, text: str | None) -> None:
    """Somebody signs, for a reason that does not say again what is to go."""
    if text is not None and len(text.strip()) < _SHORTEST:
        raise JudgementError("text_too_short")
    if not by.strip() or not reason.strip() or (text is not None and text in by + reason):
        raise JudgementError("redaction_not_signed")


def _chosen(fields: Collection[str], scope: Scope, text: str | None) -> tuple[str, ...]:
    for field in fields:
        if field not in FIELDS:
            raise JudgementError("no_such_text_field", field=field, fields=", ".join(FIELDS))
    if "definition" in fields and text is None:
        raise JudgementError("definition_is_whole")
    if fields:
        return tuple(dict.fromkeys(fields))
    if text is not None:
        return FIELDS
    return (*USUAL, "title", "url") if scope.document is not None else USUAL
