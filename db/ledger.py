"""The one writer of the register: each verb runs in one transaction (``db.engine.writing``) and overwrites nothing.

A claim that comes again is compared with the version that stands: what says the same is left alone, what says something
else becomes a new version that supersedes the old one. A batch is in the register whole or not at all.
"""

from dataclasses import dataclass
from datetime import datetime

import polars as pl
from sqlalchemy import Connection, select
from sqlmodel import Session, col

from db.bulk.filling import is_filling
from db.bulk.first_load import made_after
from db.bulk.new_ids import newest
from db.clock import moment_of
from db.drafts import BatchDraft, SourceDraft
from db.entries import supersede, table_of
from db.models import BatchIssue, Claim, Incident, Source
from db.upkeep import after_batch
from db.vocabulary import ClaimStatus, RevisionReason
from db.writing import recall
from db.writing.batch_rows import insert_batch, insert_what_came, problems_told
from db.writing.claim_rows import begin_versions, with_ids
from db.writing.first_figures import FirstFigures
from db.writing.grades import put_grade
from db.writing.issue_rows import begin_issues
from db.writing.repetitions import note as note_repetitions
from db.writing.takeback import Taken, gone, take_back, taken


@dataclass(frozen=True, slots=True)
class Recorded:
    """What :func:`record` did. ``batch`` is None if the very same file is in the register already, as ``earlier``.

    ``retracted`` are claims that were taken back without a figure in their place.
    """

    batch: int | None
    new: int
    revised: int
    unchanged: int
    earlier: int | None = None
    retracted: int = 0


def record(session: Session, draft: BatchDraft, *, now: datetime | None = None) -> Recorded:
    """Put a batch into the register: its rows, issues, sources, documents, claims and incidents.

    A claim that comes again is compared with the version that stands; see :func:`_says_more`.
    Raises ``ValueError`` if two of its claims have one key: which of them holds is not ours to guess.
    """
    now = now or moment_of(session)
    connection = session.connection()
    claims = draft.claims
    _refuse_twins(claims)
    empty = recall.is_empty(connection)
    held = _NOTHING_HELD if empty else recall.open_versions(connection, claims["key"])
    earlier = recall.same_file(connection, draft.sha256, draft.layout)
    fresh = claims if held.is_empty() else claims.join(held, on="key", how="anti", maintain_order="left")
    known = claims.join(held, on="key", how="inner", maintain_order="left", suffix=_HELD)
    changed = known.filter(_says_more(earlier))
    gone = _gone(connection, draft, changed, earlier)
    counts = (len(fresh), len(changed), len(known) - len(changed))
    if fresh.is_empty() and changed.is_empty() and not gone and earlier is not None:
        return Recorded(None, *counts, earlier=earlier)
    revisions = changed.with_columns(version=pl.col("version") + 1, revision_reason=_reason_of_revision())
    firsts = fresh.with_columns(version=pl.lit(1, pl.Int64), revision_reason=_first_reason())
    stored = [*claims.columns, "version"]
    versions = pl.concat([firsts.select(stored), revisions.select(stored)])
    made_anew = () if is_filling(connection) else (table_of(Claim), table_of(BatchIssue))
    with made_after(connection, made_anew, len(versions), empty=empty):
        row = insert_batch(session, draft, counts, now)
        batch = int(row.id or 0)
        supersede(connection, changed["id"], now)
        before = newest(connection, table_of(Incident))
        numbered, named = with_ids(connection, versions, now)
        claimed = begin_versions(connection, numbered, batch, now)
        named()
        insert_what_came(connection, draft, batch)
        problems = problems_told(session, draft, row)
        figures = FirstFigures(session, numbered, before, now)
        issues = begin_issues(connection, problems, batch)
        figured = figures.begin_storing(connection)
        claimed()
        issues()
    take_back(connection, gone, batch, now)
    if not empty:
        note_repetitions(connection, claims, known.filter(~recall.says_other(_HELD)), draft.retractions, batch)
    figured()
    if before:
        after_batch(session, batch, now, but=figures.hold)
    return Recorded(batch, *counts, retracted=len(gone))


_HELD = "_held"
_NOTHING_HELD = pl.DataFrame(schema=recall.HELD)


def _says_more(earlier: int | None) -> pl.Expr:
    """Whether a claim that comes again is a revision of the version that stands.

    A file that is in the register already, as batch ``earlier``, does not undo what was mended after it.
    """
    other = recall.says_other(_HELD)
    if earlier is not None:
        return other & (pl.col("batch") <= earlier)
    confirms = pl.col("revision_reason").eq_missing(pl.lit(RevisionReason.RECONFIRMATION.number))
    return other | (confirms & pl.col("revision_reason").ne_missing(pl.col(f"revision_reason{_HELD}")))


def _gone(connection: Connection, draft: BatchDraft, changed: pl.DataFrame, earlier: int | None) -> list[Taken]:
    """What the batch takes back: by rows that say so, and parts that a total's corrected words no longer name."""
    totals = changed.filter(pl.col("subset_of").is_null())
    rows = dict(zip(totals["key"], totals["row"], strict=True))
    parts = gone(connection, rows, set(draft.claims["key"])) if rows else []
    return [*taken(connection, draft.retractions, earlier), *parts]


def _reason_of_revision() -> pl.Expr:
    return pl.col("revision_reason").fill_null(pl.lit(RevisionReason.CORRECTION.number, pl.Int16))


def _first_reason() -> pl.Expr:
    """A claim that is taken back in the row that first brings it keeps the reason; others revise nothing yet."""
    return pl.when(pl.col("status") == ClaimStatus.RETRACTED.number).then("revision_reason")


def describe_source(session: Session, draft: SourceDraft, *, now: datetime | None = None) -> int:
    """Write down what is known of a source and give it its grade; an earlier, different grade stays in the history.

    Returns the source's id.
    """
    now = now or moment_of(session)
    source = session.scalars(select(Source).where(col(Source.name) == draft.name)).one_or_none()
    if source is None:
        source = Source(name=draft.name, kind=draft.kind, recorded_at=now)
    for name in ("kind", "name_ar", "url", "interests", "interests_ar", "reliability_note", "reliability_note_ar"):
        setattr(source, name, getattr(draft, name))
    source.aliases = list(draft.aliases)
    session.add(source)
    session.flush()
    assert source.id is not None  # noqa: S101  (flushed: the database gave it one)
    if draft.grade is not None:
        put_grade(session, source.id, draft.grade, now)
    return source.id


def _refuse_twins(claims: pl.DataFrame) -> None:
    alike = claims.select("key", "row").filter(claims["key"].hash().is_duplicated())  # mostly none
    twins = alike.filter(alike["key"].is_duplicated()).sort("key", "row")
    if not twins.is_empty():
        rows, key = twins["row"].head(2).to_list(), twins["key"][0]
        raise ValueError(f"rows {rows[0]} and {rows[1]} claim the same thing ({key})")
